package ink

import (
	"errors"
	"image"
	"image/color"
	"image/draw"
	"io/fs"
	"testing"

	"tinxa/assets"
	"tinxa/ui/uitest"
)

var files = map[Cut]string{
	{Weight: 400}: "Regular", {Weight: 600}: "SemiBold", {Weight: 700}: "Bold",
	{Weight: 400, Italic: true}: "Italic", {Weight: 700, Italic: true}: "BoldItalic",
}

// family reads the report's fonts. It has no semibold italic.
func family(c Cut) []byte {
	name, ok := files[c]
	if !ok {
		return nil
	}
	ttf, err := fs.ReadFile(assets.FS, "fonts/NotoSans-"+name+".ttf")
	if err != nil {
		panic(err)
	}
	return ttf
}

func newPen(t testing.TB) *Pen {
	t.Helper()
	p, err := NewPen(family, uitest.Fallback())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func plainRun(text string) []Run { return []Run{{Text: text, Look: Look{Cut: Cut{Weight: 400}}}} }

// body is how paragraphs of a report are set.
var body = Setting{Size: 16, Leading: 1.55, Width: 656}

// painted is a line on white paper, with more room below than it may take.
func painted(p *Pen, ps *Passage, line int, scale float32, extra ...Stroke) *image.RGBA {
	l := ps.Lines[line]
	m := image.NewRGBA(image.Rect(0, 0, int(700*scale), int((l.Height+2*Overhang)*scale)))
	draw.Draw(m, m.Rect, image.White, image.Point{}, draw.Src)
	p.Paint(m, ps, line, scale, extra)
	return m
}

// blackness is how much ink there is on white paper, in whole pixels.
func blackness(m *image.RGBA) int {
	sum := 0
	for i, v := range m.Pix {
		if i%4 != 3 {
			sum += 255 - int(v)
		}
	}
	return sum / 3 / 255
}

func TestAPenNeedsARegularFont(t *testing.T) {
	for _, ttf := range [][]byte{nil, []byte("not a font")} {
		if _, err := NewPen(func(Cut) []byte { return ttf }, nil); !errors.Is(err, ErrFont) {
			t.Errorf("NewPen with %q: %v", ttf, err)
		}
	}
}

func TestFontsAreReadWhenNeededAndOnce(t *testing.T) {
	asked := map[Cut]int{}
	p, err := NewPen(func(c Cut) []byte { asked[c]++; return family(c) }, [][]byte{[]byte("broken"), nil})
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) != 1 {
		t.Errorf("opening a pen reads %v", asked)
	}
	bold := Look{Cut: Cut{Weight: 700}, Ink: color.Black}
	for range 3 {
		p.Set([]Run{{"Hội nghị 😀", bold}}, body)
	}
	if asked[Cut{Weight: 700}] != 1 || len(asked) != 2 {
		t.Errorf("three texts in bold read %v", asked)
	}
}

func TestACutThatTheFamilyLacksHasAStead(t *testing.T) {
	p := newPen(t)
	width := func(c Cut) float32 { return p.Set([]Run{{"Nghị quyết", Look{Cut: c}}}, body).Width }
	if semi, bold := width(Cut{600, true}), width(Cut{700, true}); semi != bold {
		t.Errorf("semibold italic is %v wide, bold italic %v", semi, bold)
	}
	if regular, semi := width(Cut{400, false}), width(Cut{600, false}); semi <= regular {
		t.Errorf("semibold is %v wide, regular %v", semi, regular)
	}
	lone, err := NewPen(func(c Cut) []byte {
		if c.Weight == 400 && !c.Italic {
			return family(c)
		}
		return nil
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	look := Look{Cut: Cut{700, true}}
	if w := lone.Set([]Run{{"Nghị quyết", look}}, body).Width; w != width(Cut{400, false}) {
		t.Errorf("with one font bold italic is %v wide", w)
	}
}
