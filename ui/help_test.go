package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/recovery"
	"tinxa/ui/say"
	"tinxa/ui/support"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// assistance is a window with its help menu, and which folders it showed.
type assistance struct {
	*Window
	shown *[]string
}

// assisted gives a window its help menu.
func assisted(t *testing.T, w *Window) assistance {
	t.Helper()
	notices, err := assets.FS.ReadFile("notices/THIRD-PARTY.txt")
	if err != nil {
		t.Fatal(err)
	}
	shown := &[]string{}
	w.Assist(Help{
		Name: "Tin Xã", Version: "1.2.0 (7)", System: "Windows 10.0.19045", Data: `C:\Dữ liệu`,
		Drawn: func() string { return "Mesa (phần mềm)" }, Notices: string(notices),
		FileName:   func() string { return "TinXa-ho-tro.zip" },
		ShowFolder: func(_ context.Context, path string) error { *shown = append(*shown, path); return nil },
		Support: support.Env{
			Runner: task.Inline{},
			Gather: func(context.Context, task.Progress) ([]support.Piece, error) {
				return []support.Piece{{Name: "summary.txt", Title: "Tóm tắt", Text: "x"}}, nil
			},
		},
	})
	return assistance{w, shown}
}

// bare is a window before the reports are there.
func bare(t *testing.T) *Window {
	t.Helper()
	house, _ := furnished(t)
	w := entered(t, house)
	w.Unfurnish()
	return w
}

// TestHelpWithoutReports: what can be sent to a helper is there when the reports
// cannot be opened, and leads back to what said so.
func TestHelpWithoutReports(t *testing.T) {
	w := bare(t)
	assisted(t, w)
	w.Fault(model.ErrGone, func() {})
	before := w.now
	for range 2 { // the second time from where it is open already
		menuItem(t, w, say.T("menu.support")).Action()
		if _, ok := w.now.(*support.Screen); !ok {
			t.Fatalf("shows %T", w.now)
		}
	}
	w.now.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.now != before {
		t.Errorf("back at %T", w.now)
	}
	w.Recover(recovery.Env{Runner: task.Inline{}, Case: recovery.Case{Why: recovery.Damaged}})
	menuItem(t, w, say.T("menu.support")).Action()
	w.now.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if _, ok := w.now.(*recovery.Screen); !ok {
		t.Errorf("back at %T", w.now)
	}
	if menuLine(w, say.T("menu.about")) == nil {
		t.Error("no menu tells what this is")
	}
}

// TestHelpBesideReports leads back to the list.
func TestHelpBesideReports(t *testing.T) {
	house, _ := furnished(t)
	w := entered(t, house)
	if menuLine(w, say.T("menu.about")) != nil {
		t.Error("a help menu without help")
	}
	assisted(t, w)
	menuItem(t, w, say.T("menu.support")).Action()
	if _, ok := w.now.(*support.Screen); !ok {
		t.Fatalf("shows %T", w.now)
	}
	w.now.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.now != w.home {
		t.Errorf("back at %T", w.now)
	}
}

// inDialog are the objects of a kind in the dialog that is open.
func inDialog[T fyne.CanvasObject](w *Window) (found []T) {
	for _, o := range test.LaidOutObjects(w.win.Canvas().Overlays().Top()) {
		if f, ok := o.(T); ok && o.Visible() {
			found = append(found, f)
		}
	}
	return found
}

func pressIn(t *testing.T, w *Window, words string) {
	t.Helper()
	for _, b := range inDialog[*part.Button](w) {
		if b.Text() == words {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", words)
}

func TestAbout(t *testing.T) {
	w := bare(t)
	shown := assisted(t, w).shown
	w.about()
	words := ""
	for _, o := range inDialog[*part.Text](w) {
		words += o.Text() + "\n"
	}
	for _, o := range inDialog[*part.Flow](w) {
		words += o.Text() + "\n"
	}
	for _, want := range []string{"Phiên bản 1.2.0 (7)", `C:\Dữ liệu`, "Vẽ bằng: Mesa (phần mềm)", "MIT"} {
		if !strings.Contains(words, want) {
			t.Errorf("silent about %q:\n%s", want, words)
		}
	}
	test.Tap(inDialog[*part.IconButton](w)[0])
	if tip := inDialog[*part.IconButton](w)[0].Tip(); tip != say.T("about.copied") {
		t.Errorf("says %q", tip)
	}
	if got := w.app.Clipboard().Content(); got != "Tin Xã 1.2.0 (7), Windows 10.0.19045" {
		t.Errorf("copied %q", got)
	}
	pressIn(t, w, say.T("about.folder"))
	if !slices.Equal(*shown, []string{`C:\Dữ liệu`}) {
		t.Errorf("shown %q", *shown)
	}
	pressIn(t, w, say.T("about.notices"))
	if lists := inDialog[*part.List](w); len(lists) != 1 || lists[0].Length() < 40 {
		t.Fatalf("%d lists of works", len(lists))
	}
	test.Type(inDialog[*part.SearchBox](w)[0].Entry, "bbolt")
	if n := inDialog[*part.List](w)[0].Length(); n != 1 {
		t.Errorf("%d works are called bbolt", n)
	}
}

// TestWorksAreRead: each work of the notices has the text of its licences.
func TestWorksAreRead(t *testing.T) {
	notices, err := assets.FS.ReadFile("notices/THIRD-PARTY.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := readWorks(string(notices))
	if len(all) < 40 {
		t.Fatalf("%d works", len(all))
	}
	for _, w := range all {
		if w.name == "" || w.kinds == "" || len(w.text) < 150 || strings.Contains(w.text, "\n"+strings.Repeat("=", 72)+"\n") {
			t.Errorf("%s (%s): %.80q", w.name, w.kinds, w.text)
		}
	}
	found := matching(all, "GO-TEXT")
	if len(found) != 2 || !strings.Contains(found[0].text, "UNLICENSE") {
		t.Errorf("found %v", found)
	}
	if got := matching(all, "không có"); len(got) != 0 {
		t.Errorf("found %v", got)
	}
	if got := readWorks(""); got != nil {
		t.Errorf("of nothing: %v", got)
	}
}

// TestScreensOfHelp draws what the help menu shows, for the eye of whoever
// changes it.
func TestScreensOfHelp(t *testing.T) {
	help := assisted(t, bare(t)).help
	for name, show := range map[string]func(*Window){"about": (*Window).about, "notices": (*Window).notices} {
		build := func() fyne.CanvasObject {
			return part.NewStage(task.Inline{}, part.NewDesk(part.NewText(look.Label, "")))
		}
		do := func(w fyne.Window) { show(&Window{app: fyne.CurrentApp(), win: w, help: help}) }
		uitest.Shots(t, name, uitest.Laptop, build, do)
		uitest.ShotAt150(t, name, uitest.Laptop, build, do)
	}
}
