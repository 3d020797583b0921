package updates

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/assets"
	"tinxa/model/release"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// runner is inline until it is frozen; then nothing reaches the window any more,
// as if the work never ended.
type runner struct {
	task.Inline
	frozen bool
}

func (r *runner) Do(f func()) {
	if !r.frozen {
		f()
	}
}

// house stands in for what is around the screen and keeps what it was asked.
type house struct {
	env    Env
	runner *runner
	now    release.Standing
	found  *release.Manifest // by the next look
	refuse error             // what everything but looking at the screen fails with
	folder string            // the answer to ChooseFolder, empty for none
	asked  []string
}

// now is when all tests look at the screen.
var now = time.Date(2026, 11, 21, 10, 40, 0, 0, time.UTC)

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, now: release.Standing{Version: release.Version{Minor: 1, Build: 1}}}
	h.env = Env{
		Runner: h.runner, Now: func() time.Time { return now },
		Standing:   func(context.Context) (release.Standing, error) { return h.now, nil },
		SetAddress: h.setAddress,
		SetOff: func(_ context.Context, off bool) error {
			h.note("off", map[bool]string{true: "yes", false: "no"}[off])
			h.now.Off = off
			return h.refuse
		},
		Fetch: h.fetch,
		ChooseFolder: func(chosen func(string)) {
			if h.folder != "" {
				chosen(h.folder)
			}
		},
		Back: func() { h.note("back") },
	}
	return h
}

func (h *house) setAddress(_ context.Context, typed string) error {
	h.note("address", typed)
	if h.refuse == nil {
		h.now.Address, h.now.Given, h.now.Off = typed, false, false
	}
	return h.refuse
}

func (h *house) fetch(_ context.Context, progress func(done, whole int64)) error {
	h.note("fetch")
	progress(5<<20, 15<<20)
	h.now.Checked, h.now.Fault = now, h.refuse
	if h.refuse == nil {
		h.now.Ready = h.found
	}
	return h.refuse
}

func (h *house) note(words ...string) {
	h.asked = append(h.asked, strings.TrimSpace(strings.Join(words, " ")))
}

// manifest offers the version that the tests find.
func manifest() *release.Manifest {
	return &release.Manifest{
		Version: "0.2.0", Build: 3, Published: time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC),
		Notes: "Gõ UniKey nhanh không còn mất dấu.\nThêm mẫu bài tiếp xúc cử tri.\nMở nhanh hơn trên máy không có card đồ họa.",
	}
}

func (h *house) open(t *testing.T) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		s = New(h.env)
		return part.NewStage(h.runner, s.Object())
	})
	t.Cleanup(s.Close)
	return s, w
}
