//go:build !windows

package native

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/task"
)

// noDesktop takes the session bus away.
func noDesktop(t *testing.T) {
	t.Helper()
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "")
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
}

// answers collects what a chooser hands to done.
type answers struct {
	calls int
	paths []string
	err   error
}

func (a *answers) done(paths []string, err error) { a.calls, a.paths, a.err = a.calls+1, paths, err }

func (a *answers) done1(path string, err error) {
	a.done(nil, err)
	if err == nil {
		a.paths = []string{path}
	}
}

func (a *answers) want(t *testing.T, err error, paths ...string) {
	t.Helper()
	if a.calls != 1 || !slices.Equal(a.paths, paths) || !errors.Is(a.err, err) {
		t.Errorf("done was called %d times with %q, %v; want once with %q, %v", a.calls, a.paths, a.err, paths, err)
	}
}

// found is every widget below o that visit says yes to, in order.
func found[T fyne.CanvasObject](o fyne.CanvasObject) []T {
	var all []T
	if w, ok := o.(T); ok {
		all = append(all, w)
	}
	var below []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		below = o.Objects
	case *container.Scroll:
		below = []fyne.CanvasObject{o.Content}
	case fyne.Widget:
		below = test.WidgetRenderer(o).Objects()
	}
	for _, child := range below {
		if child != nil {
			all = append(all, found[T](child)...)
		}
	}
	return all
}

func tap(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	for _, b := range found[*widget.Button](w.Canvas().Overlays().Top()) {
		if b.Text == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("the dialog has no button %q", text)
}

// pick chooses the first file of the dialog's folder; the folder above comes first.
func pick(t *testing.T, w fyne.Window) {
	t.Helper()
	grids := found[*widget.GridWrap](w.Canvas().Overlays().Top())
	if len(grids) != 1 {
		t.Fatalf("the dialog has %d lists of files", len(grids))
	}
	grids[0].Select(1)
}

// fallen is a Chooser in a desktop that has none of its own.
func fallen(t *testing.T) Chooser {
	t.Helper()
	noDesktop(t)
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(800, 600))
	return Chooser{Window: w, Runner: task.Inline{}}
}

func TestFallbackOpensFile(t *testing.T) {
	paths := inFolder(t, "b.txt", "ảnh.JPG")
	c, a := fallen(t), answers{}
	ask := Ask{Title: "Chọn ảnh", Dir: filepath.Dir(paths[0]), Kinds: []Kind{{"Ảnh", []string{".jpg"}}}}
	c.OpenFiles(t.Context(), ask, a.done)
	pick(t, c.Window) // the text is filtered out
	tap(t, c.Window, lang.L("Open"))
	a.want(t, nil, paths[1])
}

func TestFallbackCancelled(t *testing.T) {
	c := fallen(t)
	ask := Ask{Dir: t.TempDir()}
	var open, save, folder answers
	c.OpenFiles(t.Context(), ask, open.done)
	tap(t, c.Window, lang.L("Cancel"))
	open.want(t, ErrCancelled)
	c.SaveFile(t.Context(), ask, save.done1)
	tap(t, c.Window, lang.L("Cancel"))
	save.want(t, ErrCancelled)
	c.Folder(t.Context(), ask, folder.done1)
	tap(t, c.Window, lang.L("Cancel"))
	folder.want(t, ErrCancelled)
}

func TestFallbackChoosesFolder(t *testing.T) {
	dir := filepath.Dir(inFolder(t, "a.jpg")[0])
	c, a := fallen(t), answers{}
	c.Folder(t.Context(), Ask{Dir: dir}, a.done1)
	tap(t, c.Window, lang.L("Open"))
	a.want(t, nil, dir)
}

func TestFallbackSavesBesideWhatIsThere(t *testing.T) {
	path := inFolder(t, "Tin hội nghị.html")[0]
	c, a := fallen(t), answers{}
	c.SaveFile(t.Context(), Ask{Dir: filepath.Dir(path), Name: "Tin hội nghị", Ext: ".html"}, a.done1)
	tap(t, c.Window, lang.L("Open"))
	a.want(t, nil, filepath.Join(filepath.Dir(path), "Tin hội nghị (2).html"))
	if data, err := os.ReadFile(path); err != nil || len(data) == 0 {
		t.Errorf("choosing a name changed the file: %d bytes, %v", len(data), err)
	}
}

func TestFallbackIsSilentWhenTheScreenIsGone(t *testing.T) {
	c, a := fallen(t), answers{}
	ctx, cancel := context.WithCancel(t.Context())
	c.OpenFiles(ctx, Ask{Dir: filepath.Join(t.TempDir(), "gone")}, a.done)
	cancel()
	tap(t, c.Window, lang.L("Cancel"))
	if a.calls != 0 {
		t.Error("done was called after the screen was gone")
	}
}
