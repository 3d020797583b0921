package handover

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/assets"
	"tinxa/export/handover"
	"tinxa/model"
	"tinxa/model/photos"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// beside is as large as the window stands beside a browser.
var beside = fyne.NewSize(Width, 728)

// house stands in for what is around the window and keeps what it was asked.
type house struct {
	env    Env
	runner *runner
	refuse error // what preparing and copying HTML fail with

	asked []string
	ticks []string
	html  string
	text  string // beside html
}

// runner is inline until it is frozen; then nothing reaches the window any more.
type runner struct {
	task.Inline
	frozen bool
}

func (r *runner) Do(f func()) {
	if !r.frozen {
		f()
	}
}

// shelf is where the photos of all tests are kept: making renditions takes most
// of their time.
var shelf string

func TestMain(m *testing.M) {
	var err error
	if shelf, err = os.MkdirTemp("", "handover"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(shelf); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// shelved is what stands on the shelf, once the first test has put it there.
var shelved struct {
	store  *photos.Store
	report model.Report
}

func library(t *testing.T) (*photos.Store, model.Report) {
	t.Helper()
	if shelved.store == nil {
		store, err := photos.Open(shelf)
		if err != nil {
			t.Fatal(err)
		}
		shelved.report = uitest.Sample(t, store, "01-diem-tin")
		shelved.store = store
	}
	return shelved.store, shelved.report
}

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	store, report := library(t)
	h := &house{runner: &runner{}}
	folder := filepath.Join(t.TempDir(), "anh")
	h.env = Env{
		Runner: h.runner, Account: model.Account{Name: "Cổng thông tin điện tử tỉnh", Kind: "handover", Address: "https://tinh.example.vn"},
		Report: report.Name(), Photos: store,
		Prepare: func(ctx context.Context, done func(done, total int)) (handover.Hand, error) {
			if h.refuse != nil {
				return handover.Hand{}, h.refuse
			}
			return handover.Prepare(ctx, folder, report, handover.Options{Photos: store, Place: Place, Done: done})
		},
		Keep:    func(ticks []string) { h.ticks = ticks },
		Done:    func(url string) { h.note("done", url) },
		Desktop: h.desktop(),
		Close:   func() { h.note("close") },
	}
	return h
}

func (h *house) desktop() Desktop {
	return Desktop{
		Browse: func(_ context.Context, address string) error {
			h.note("browse", address)
			return nil
		},
		ShowFolder: func(_ context.Context, path string) error {
			h.note("folder", filepath.Base(path))
			return nil
		},
		CopyHTML: func(_ context.Context, html, text string) error {
			if h.refuse == nil {
				h.html, h.text = html, text
			}
			return h.refuse
		},
	}
}

func (h *house) note(words ...string) { h.asked = append(h.asked, strings.Join(words, " ")) }

func (h *house) open(t *testing.T) (*Screen, fyne.Window) {
	t.Helper()
	var s *Screen
	w := uitest.New(t, beside, func() fyne.CanvasObject {
		s = New(h.env)
		return part.NewStage(h.runner, s.Object())
	})
	w.Canvas().SetOnTypedKey(s.Key)
	t.Cleanup(s.Close)
	return s, w
}
