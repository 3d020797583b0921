package look_test

import (
	"bytes"
	"errors"
	"image/color"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/font/sfnt"

	"tinxa/assets"
	"tinxa/ui/look"
	"tinxa/ui/uitest"
)

func label() fyne.CanvasObject { return widget.NewLabel("Suối Mây") }

func TestThemeFollowsTheSystemUnlessFixed(t *testing.T) {
	th, err := look.New(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	light, dark := th.Color(look.Desk, theme.VariantLight), th.Color(look.Desk, theme.VariantDark)
	if light != (color.NRGBA{R: 0xF3, G: 0xF4, B: 0xF6, A: 0xFF}) || dark != (color.NRGBA{R: 0x14, G: 0x17, B: 0x1A, A: 0xFF}) {
		t.Errorf("the desk is %v and %v", light, dark)
	}
	if got := th.In(theme.VariantDark).Color(look.Desk, theme.VariantLight); got != dark {
		t.Errorf("fixed to dark, the desk is %v on a light system", got)
	}
	if got := th.In(theme.VariantDark).InContrast().AsSystem().Color(look.Desk, theme.VariantLight); got != light {
		t.Errorf("as the system wishes again, the desk is %v", got)
	}
	if got := th.Color(look.Desk, theme.VariantLight); got != light {
		t.Errorf("In changed the theme it was called on: %v", got)
	}
}

func TestNewNamesTheMissingFile(t *testing.T) {
	_, err := look.New(fstest.MapFS{})
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "NotoSans-Regular.ttf") {
		t.Errorf("without files: %v", err)
	}
	broken := fstest.MapFS{"fonts/NotoSans-Regular.ttf": {Data: []byte("not a font")}}
	if _, err := look.New(broken); err == nil || !strings.Contains(err.Error(), "TrueType") {
		t.Errorf("with a broken font: %v", err)
	}
}

func TestLineHeights(t *testing.T) {
	uitest.New(t, uitest.Laptop, label)
	for _, c := range []struct {
		kind look.Kind
		want float64 // times the text size
	}{{look.Body, 1.55}, {look.Sapo, 1.45}, {look.Control, 1.362}, {look.Headline, 1.362}} {
		got := fyne.MeasureText("Đảng bộ xã", c.kind.Size(), c.kind.Style()).Height / c.kind.Size()
		if math.Abs(float64(got)-c.want) > 0.01 {
			t.Errorf("kind %d: lines are %.3f times the text size high, want %.3f", c.kind, got, c.want)
		}
	}
}

func TestCutsDiffer(t *testing.T) {
	uitest.New(t, uitest.Laptop, label)
	width := func(s fyne.TextStyle) float32 { return fyne.MeasureText("Hội nghị Đảng bộ xã", 20, s).Width }
	regular, semi, bold := width(fyne.TextStyle{}), width(look.SemiBold), width(fyne.TextStyle{Bold: true})
	if regular >= semi || semi >= bold {
		t.Errorf("widths %v, %v, %v: semibold is not between regular and bold", regular, semi, bold)
	}
	body := look.Body.Style()
	if width(body) != regular {
		t.Error("the page's text runs wider than the same text elsewhere")
	}
	body.Bold = true
	if width(body) != bold {
		t.Error("a bold word on the page is not set in bold")
	}
}

func TestEveryVietnameseLetterIsInEveryFont(t *testing.T) {
	uitest.New(t, uitest.Laptop, label)
	const letters = "ẠẢÃÀÁĂẮẰẲẴẶÂẤẦẨẪẬĐẸẺẼÈÉÊẾỀỂỄỆỊỈĨÌÍỌỎÕÒÓÔỐỒỔỖỘƠỚỜỞỠỢỤỦŨÙÚƯỨỪỬỮỰỲÝỴỶỸ“”‘’–…·₫%"
	th := fyne.CurrentApp().Settings().Theme()
	for _, style := range []fyne.TextStyle{{}, look.SemiBold, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		font := th.Font(style)
		parsed, err := sfnt.Parse(font.Content())
		if err != nil {
			t.Fatalf("%s: %v", font.Name(), err)
		}
		for _, letter := range letters + strings.ToLower(letters) {
			if glyph, err := parsed.GlyphIndex(nil, letter); err != nil || glyph == 0 {
				t.Errorf("%s lacks %q", font.Name(), letter)
			}
		}
	}
}

func TestIconsAreThoseInTheFolder(t *testing.T) {
	files, err := fs.Glob(assets.FS, "icons/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, name := range look.Icons() {
		named[string(name)+".svg"] = true
	}
	for _, f := range files {
		if !named[path.Base(f)] {
			t.Errorf("%s has no name in Icons", f)
		}
		svg, _ := fs.ReadFile(assets.FS, f)
		if !bytes.Contains(svg, []byte(`viewBox="0 0 24 24"`)) {
			t.Errorf("%s is not 24 wide and high", f)
		}
	}
	if len(files) != len(look.Icons()) {
		t.Errorf("%d files, %d names", len(files), len(look.Icons()))
	}
}

func TestIconsWearTheNamedColour(t *testing.T) {
	for _, name := range look.Icons() {
		w := uitest.New(t, fyne.NewSize(96, 96), func() fyne.CanvasObject {
			return container.NewStack(widget.NewIcon(look.IconIn(name, look.Fault)))
		})
		red := 0
		img := w.Canvas().Capture()
		for i := range 96 * 96 {
			if near(img.At(i%96, i/96), look.Color(look.Fault)) {
				red++
			}
		}
		if red < 12 {
			t.Errorf("%s: %d pixels in the fault's colour", name, red)
		}
	}
}

// near allows for the rounding of a drawing's edges.
func near(a, b color.Color) bool {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	for _, d := range []int{int(ar) - int(br), int(ag) - int(bg), int(ab) - int(bb)} {
		if d>>8 < -3 || d>>8 > 3 {
			return false
		}
	}
	return true
}

func TestIconFollowsTheVariant(t *testing.T) {
	icon := look.Icon(look.IconAdd)
	uitest.NewIn(t, theme.VariantLight, uitest.Laptop, label)
	light := string(icon.Content())
	uitest.NewIn(t, theme.VariantDark, uitest.Laptop, label)
	if dark := string(icon.Content()); !strings.Contains(light, "#1b1f24") || !strings.Contains(dark, "#e6e8eb") {
		t.Errorf("light %s, dark %s", light, dark)
	}
}

func TestPageTextHasNoBox(t *testing.T) {
	uitest.New(t, uitest.Laptop, label)
	page := look.Text(look.Caption)
	for _, name := range []fyne.ThemeColorName{theme.ColorNameInputBackground, theme.ColorNameInputBorder} {
		if _, _, _, a := page.Color(name, theme.VariantLight).RGBA(); a != 0 {
			t.Errorf("%s is seen on the page", name)
		}
	}
	if page.Size(theme.SizeNameText) != 14 || page.Size(theme.SizeNameInputBorder) < 1 {
		t.Error("a caption is not 14 high, or its caret has no width")
	}
	if page.Color(look.Ink, theme.VariantLight) != look.Color(look.Second) {
		t.Error("a caption is not in the second ink")
	}
}

func TestShotIsAPictureOfTheWindow(t *testing.T) {
	t.Setenv("TINXA_SCREENS", t.TempDir())
	w := uitest.New(t, fyne.NewSize(60, 40), label)
	data, err := os.ReadFile(uitest.Shot(t, "shot", w))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds().Dx() < 60 || img.At(0, 0) != (color.RGBA{R: 0xF3, G: 0xF4, B: 0xF6, A: 0xFF}) {
		t.Errorf("drew %v with %v in the corner", img.Bounds(), img.At(0, 0))
	}
}
