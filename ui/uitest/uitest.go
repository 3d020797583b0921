// Package uitest gives tests a window as users have it: our theme, our fonts,
// Vietnamese loaded, drawn in memory. Only tests may import it.
package uitest

import (
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"tinxa/assets"
	"tinxa/ui/look"
	"tinxa/ui/say"
)

// Sizes that screens are drawn at.
var (
	Laptop = fyne.NewSize(1366, 768) // the least screen we promise to work on
	Wide   = fyne.NewSize(1600, 900)
	Narrow = fyne.NewSize(1000, 700) // below look.NarrowWidth
)

// load reads theme and texts once for all tests of a package.
var load = sync.OnceValues(func() (*look.Theme, error) {
	if err := errors.Join(say.Load(assets.FS), say.TeachFyne(assets.FS)); err != nil {
		return nil, err
	}
	return look.New(assets.FS)
})

// New is a light window of the given size around what build makes. build is
// called once the theme is in place. The window closes with the test.
func New(t testing.TB, size fyne.Size, build func() fyne.CanvasObject) fyne.Window {
	t.Helper()
	return NewIn(t, theme.VariantLight, size, build)
}

// NewIn is New in theme.VariantLight or theme.VariantDark.
func NewIn(t testing.TB, v fyne.ThemeVariant, size fyne.Size, build func() fyne.CanvasObject) fyne.Window {
	t.Helper()
	return dressed(t, func(th *look.Theme) *look.Theme { return th.In(v) }, size, build)
}

// dressed is a window in one of the theme's appearances.
func dressed(t testing.TB, in func(*look.Theme) *look.Theme, size fyne.Size, build func() fyne.CanvasObject) fyne.Window {
	t.Helper()
	th, err := load()
	if err != nil {
		t.Fatal(err)
	}
	test.NewTempApp(t).Settings().SetTheme(in(th))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(build())
	w.Resize(size)
	Settle(w)
	return w
}

// Settle lays the window out until wrapped text has found its height, as a real
// window does between frames.
func Settle(w fyne.Window) {
	size := w.Canvas().Size()
	for range 3 {
		w.Resize(size.AddWidthHeight(1, 0))
		w.Resize(size)
	}
}

// Shot draws the window into $TINXA_SCREENS/<name>.png and returns the file's
// path. Without that variable it only builds what would be drawn, for painting
// takes the race detector a hundred times as long as everything else.
func Shot(t testing.TB, name string, w fyne.Window) string {
	t.Helper()
	folder := os.Getenv("TINXA_SCREENS")
	if folder == "" {
		shown := test.RenderToMarkup(w.Canvas())
		if !strings.Contains(shown, "<text") && !strings.Contains(shown, "<image") && !strings.Contains(shown, "<raster") {
			t.Fatalf("screen %s shows nothing", name)
		}
		return ""
	}
	path := filepath.Join(folder, name+".png")
	if err := write(path, w); err != nil {
		t.Fatalf("screen %s: %v", name, err)
	}
	return path
}

func write(path string, w fyne.Window) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// Shots draws what build makes as <name>-light.png and <name>-dark.png. Before
// each drawing the window goes through then, to type, focus or hover.
func Shots(t testing.TB, name string, size fyne.Size, build func() fyne.CanvasObject, then ...func(fyne.Window)) {
	t.Helper()
	variants := []struct {
		suffix string
		v      fyne.ThemeVariant
	}{{"light", theme.VariantLight}, {"dark", theme.VariantDark}}
	for _, variant := range variants {
		w := NewIn(t, variant.v, size, build)
		for _, do := range then {
			do(w)
		}
		Settle(w)
		Shot(t, name+"-"+variant.suffix, w)
	}
}

// ShotAt150 draws what build makes as <name>-150.png on a screen of size pixels
// with the system set to 150 %, so that there is a third less room.
func ShotAt150(t testing.TB, name string, size fyne.Size, build func() fyne.CanvasObject, then ...func(fyne.Window)) {
	t.Helper()
	const scale = 1.5
	w := New(t, fyne.NewSize(size.Width/scale, size.Height/scale), build)
	w.Canvas().(test.WindowlessCanvas).SetScale(scale)
	for _, do := range then {
		do(w)
	}
	Settle(w)
	Shot(t, name+"-150", w)
}

// ShotInContrast draws what build makes in high contrast as <name>-contrast.png.
func ShotInContrast(t testing.TB, name string, size fyne.Size, build func() fyne.CanvasObject, then ...func(fyne.Window)) {
	t.Helper()
	w := dressed(t, (*look.Theme).InContrast, size, build)
	for _, do := range then {
		do(w)
	}
	Settle(w)
	Shot(t, name+"-contrast", w)
}
