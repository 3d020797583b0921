package support

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// runner is inline until it is frozen, as if the work never ended.
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
	path   string // the answer to ChoosePath
	refuse error  // what all work fails with
	asked  []string
}

func newHouse(t *testing.T) *house {
	t.Helper()
	if err := say.Load(assets.FS); err != nil {
		t.Fatal(err)
	}
	h := &house{runner: &runner{}, path: "E:/TinXa-ho-tro-20261015-1032.zip"}
	note := func(format string, args ...any) error {
		h.asked = append(h.asked, fmt.Sprintf(format, args...))
		return h.refuse
	}
	h.env = Env{
		Runner: h.runner,
		Gather: func(_ context.Context, p task.Progress) ([]Piece, error) {
			p(1, 4, "Tình trạng dữ liệu")
			return pieces(), note("gather")
		},
		Save: func(_ context.Context, path string, pieces []Piece, words string) error {
			var names []string
			for _, p := range pieces {
				names = append(names, p.Name)
			}
			return note("save %s: %s: %s", path, strings.Join(names, " "), words)
		},
		ChoosePath: func(chosen func(string)) { chosen(h.path) },
		Show:       func(_ context.Context, path string) error { return note("show %s", path) },
		Write:      func(context.Context) error { return note("write") },
		Copy:       func(text string) { _ = note("copy %d", len(text)) },
		Back:       func() { _ = note("back") },
	}
	return h
}

func pieces() []Piece {
	var log strings.Builder
	for i := range 400 {
		fmt.Fprintf(&log, "2026-10-15 10:%02d:%02d.120 +0700 INFO  4711 graphics usable=true vendor=Mesa renderer=\"llvmpipe (LLVM 14.0.6, 256 bits)\" line=%d\n", i/60, i%60, i)
	}
	return []Piece{
		{"summary.txt", "Tóm tắt", "Thông tin hỗ trợ của Tin Xã, lập lúc 10:32 15/10/2026.\n\nChương trình\n  Tên: Tin Xã\n  Phiên bản: 1.2.0 (7)\n  Hệ điều hành: Windows 10.0.19045, windows/amd64\n\nĐồ họa\n  Bộ vẽ: llvmpipe\n", false},
		{"data.txt", "Tình trạng dữ liệu", "Kiểm tra dữ liệu\n  Kết quả: nguyên vẹn (sound)\n", false},
		{"outbox.txt", "Tình trạng đăng bài", "Các lần đăng\n", false},
		{"crash.log", "Các lần chương trình dừng đột ngột", "panic: runtime error: index out of range\n", true},
		{"tinxa.log", "Nhật ký chương trình", log.String(), true},
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

func (h *house) wantAsked(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(h.asked, want) {
		t.Errorf("asked %q, want %q", h.asked, want)
	}
	h.asked = nil
}

// untick takes the tick from the n-th piece.
func untick(t *testing.T, w fyne.Window, n int) {
	t.Helper()
	checks := uitest.All[*widget.Check](w)
	if len(checks) <= n {
		t.Fatalf("%d boxes", len(checks))
	}
	test.Tap(checks[n])
	uitest.Settle(w)
}

// TestSaving: what is saved is what was read, without what was left out, with
// the user's words.
func TestSaving(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	untick(t, w, 2)
	test.Type(s.words, "Cửa sổ đứng yên.")
	uitest.Press(t, w, say.T("support.save"))
	h.wantAsked(t, "gather", "save "+h.path+": summary.txt data.txt crash.log tinxa.log: Cửa sổ đứng yên.")
	uitest.Press(t, w, say.T("support.show"))
	uitest.Press(t, w, say.T("support.write"))
	h.wantAsked(t, "show "+h.path, "write")
}

// TestNothingToSave: with everything left out and nothing said there is no file
// to make.
func TestNothingToSave(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	for n := range pieces() {
		untick(t, w, n)
	}
	h.asked = nil
	uitest.Press(t, w, say.T("support.save"))
	h.wantAsked(t)
	test.Type(s.words, "x")
	uitest.Press(t, w, say.T("support.save"))
	h.wantAsked(t, "save "+h.path+": : x")
}

// TestReading: every piece can be read, a log from its end, and copied.
func TestReading(t *testing.T) {
	h := newHouse(t)
	s, w := h.open(t)
	for i, p := range pieces() {
		s.list.Select(i)
		uitest.Settle(w)
		if s.reader.lines.Text() != strings.TrimRight(p.Text, "\n") || s.reader.title.Text() != p.Title+" · "+p.Name {
			t.Errorf("%s: shows %q", p.Name, s.reader.title.Text())
		}
	}
	lines := s.reader.lines.InSight()
	if last := lines[len(lines)-1]; !strings.HasSuffix(last, "line=399") {
		t.Errorf("the log ends in %q", last)
	}
	s.Key(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if before := s.reader.lines.InSight(); before[0] == lines[0] {
		t.Error("no page was turned")
	}
	s.Key(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	if after := s.reader.lines.InSight(); after[0] != lines[0] {
		t.Error("the page was not turned back")
	}
	for _, b := range uitest.All[*part.IconButton](w) {
		if b.Tip() == say.T("support.copy") {
			test.Tap(b)
		}
	}
	h.wantAsked(t, "gather", fmt.Sprintf("copy %d", len(s.reader.lines.Text())))
}

// TestStopping: Esc stops the gathering, and only then goes back.
func TestStopping(t *testing.T) {
	h := newHouse(t)
	var gathering context.Context
	gather := h.env.Gather
	h.env.Gather = func(ctx context.Context, p task.Progress) ([]Piece, error) {
		gathering, h.runner.frozen = ctx, true
		return nil, context.Canceled
	}
	s, _ := h.open(t)
	s.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if gathering.Err() == nil {
		t.Error("goes on")
	}
	h.wantAsked(t)
	h.runner.frozen = false
	h.env.Gather = func(context.Context, task.Progress) ([]Piece, error) { return nil, context.Canceled }
	s, w := h.open(t)
	s.env.Gather = gather
	uitest.Press(t, w, say.T("support.again"))
	if len(s.state.pieces) != len(pieces()) {
		t.Error("not gathered again")
	}
	s.words.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.wantAsked(t, "gather", "back")
}

// TestFaults are said, and the work is done again where the user wants it.
func TestFaults(t *testing.T) {
	h := newHouse(t)
	_, w := h.open(t)
	for _, button := range []string{"support.save", "support.write"} {
		h.asked, h.refuse = nil, fmt.Errorf("x: %w", model.ErrFull)
		uitest.Press(t, w, say.T(button))
		h.refuse = nil
		uitest.Press(t, w, say.T("support.again"))
		if len(h.asked) != 2 || h.asked[0] != h.asked[1] {
			t.Errorf("%s: asked %q", button, h.asked)
		}
	}
	h.refuse = errors.New("no file manager")
	uitest.Press(t, w, say.T("support.save"))
	h.refuse = nil
	uitest.Press(t, w, say.T("support.again"))
	h.asked, h.refuse = nil, errors.New("no file manager")
	uitest.Press(t, w, say.T("support.show"))
	h.refuse = nil
	uitest.Press(t, w, say.T("support.again"))
	h.wantAsked(t, "show "+h.path, "show "+h.path)
}
