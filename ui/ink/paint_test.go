package ink

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPaintingIsRepeatable(t *testing.T) {
	p := newPen(t)
	paint := func(text string) *image.RGBA { return painted(p, p.Set(plainRun(text), body), 0, 1.25) }
	first := paint("Đảng ủy xã Suối Mây 😀")
	if again := paint("Đảng ủy xã Suối Mây 😀"); !bytes.Equal(first.Pix, again.Pix) {
		t.Error("the same line looks different the second time")
	}
	if fresh := newPen(t); !bytes.Equal(first.Pix, painted(fresh, fresh.Set(plainRun("Đảng ủy xã Suối Mây 😀"), body), 0, 1.25).Pix) {
		t.Error("another pen paints another line")
	}
	for _, other := range []string{"Đảng ủy xã Suối Mấy 😀", "Đảng ủy xã Suối Mây 😁", "Đảng ủy xã Suối Mây"} {
		if bytes.Equal(first.Pix, paint(other).Pix) {
			t.Errorf("%q looks like another text", other)
		}
	}
}

func TestEveryLineShowsItsOwnWords(t *testing.T) {
	p := newPen(t)
	text := []string{"Hội nghị", "sơ kết", "quý IV"}
	ps := p.Set(plainRun(strings.Join(text, "\n")), body)
	for i, words := range text {
		lone := p.Set(plainRun(words), body)
		if !bytes.Equal(painted(p, ps, i, 1).Pix, painted(p, lone, 0, 1).Pix) {
			t.Errorf("line %d does not look like %q", i, words)
		}
	}
}

func TestAPaintedLineHasTheColourOfItsInk(t *testing.T) {
	p := newPen(t)
	red := color.NRGBA{0xb3, 0x26, 0x1e, 0xff}
	ps := p.Set([]Run{{"HHH", Look{Cut: Cut{Weight: 700}, Ink: red}}}, Setting{Size: 40})
	bare := image.NewRGBA(image.Rect(0, 0, 120, 60))
	p.Paint(bare, ps, 0, 1, nil)
	full := 0
	for y := range 60 {
		for x := range 120 {
			c := bare.RGBAAt(x, y)
			if c == (color.RGBA{0xb3, 0x26, 0x1e, 0xff}) {
				full++
			}
			if c.R > c.A || c.G > c.A || c.B > c.A {
				t.Fatalf("%v at %d,%d is no colour", c, x, y)
			}
		}
	}
	if full < 300 {
		t.Errorf("%d pixels of three big letters are full", full)
	}
}

func TestLayingInkIsWhatDrawMaskDoes(t *testing.T) {
	m := image.NewAlpha(image.Rect(0, 0, 256, 1))
	for i := range m.Pix {
		m.Pix[i] = uint8(i)
	}
	for _, ink := range []color.Color{color.Black, color.NRGBA{200, 100, 50, 128}, nil} {
		for _, paper := range []color.Color{color.White, color.Transparent, pageDark} {
			ours, theirs := image.NewRGBA(m.Rect), image.NewRGBA(m.Rect)
			for _, dst := range []*image.RGBA{ours, theirs} {
				draw.Draw(dst, dst.Rect, image.NewUniform(paper), image.Point{}, draw.Src)
			}
			tintOf(ink).lay(ours, m, image.Pt(3, 0))
			draw.DrawMask(theirs, m.Rect.Add(image.Pt(3, 0)), image.NewUniform(tintOf(ink).colour()), image.Point{}, m, image.Point{}, draw.Over)
			for i := range ours.Pix {
				if d := int(ours.Pix[i]) - int(theirs.Pix[i]); d < -1 || d > 1 {
					t.Fatalf("%v on %v: byte %d is %d, DrawMask makes %d", ink, paper, i, ours.Pix[i], theirs.Pix[i])
				}
			}
		}
	}
}

func TestRulesAndStrokesAreClearOfDots(t *testing.T) {
	p := newPen(t)
	words := "ạ ặ ệ ị ọ ụ"
	to := utf8.RuneCountInString(words)
	light := Cut{Weight: 400}
	for size, leading := range map[float32]float32{14: 1.45, 16: 1.55, 20: 1.45, 28: 1.3} {
		for _, scale := range []float32{1, 1.25, 1.5, 2} {
			s := Setting{Size: size, Leading: leading}
			plain := painted(p, p.Set(plainRun(words), s), 0, scale)
			last := lastRow(plain)
			for name, marked := range map[string]*image.RGBA{
				"underline": painted(p, p.Set([]Run{{words, Look{Cut: light, Underline: true}}}, s), 0, scale),
				"wave":      painted(p, p.Set(plainRun(words), s), 0, scale, Stroke{0, to, Wavy, nil}),
				"dots":      painted(p, p.Set(plainRun(words), s), 0, scale, Stroke{0, to, Dotted, nil}),
				"dashes":    painted(p, p.Set(plainRun(words), s), 0, scale, Stroke{0, to, Dashed, nil}),
			} {
				where := fmt.Sprintf("%s at %v, scale %v", name, size, scale)
				if got := blackness(marked) - blackness(plain); got < int(size*scale/3) {
					t.Errorf("%s: only %d pixels of ink", where, got)
				}
				until := marked.Rect.Min.Y + last + 1
				top := image.Rect(0, 0, marked.Rect.Dx(), until)
				if !bytes.Equal(marked.SubImage(top).(*image.RGBA).Pix[:until*marked.Stride], plain.Pix[:until*plain.Stride]) {
					t.Errorf("%s: touches the dots of letters", where)
				}
				if bottom := lastInk(marked); float32(bottom) > (size*leading+Overhang)*scale {
					t.Errorf("%s: reaches down to row %d", where, bottom)
				}
			}
		}
	}
}

// lastInk is the lowest row in which there is any.
func lastInk(m *image.RGBA) int {
	i := len(m.Pix) - 1
	for m.Pix[i] == 255 {
		i--
	}
	return i / m.Stride
}

// lastRow is the lowest one in which letters are more ink than paper.
func lastRow(m *image.RGBA) int {
	last := 0
	for i, v := range m.Pix {
		if v < 128 {
			last = i / m.Stride
		}
	}
	return last
}

func TestStruckWordsHaveALineThroughThem(t *testing.T) {
	p := newPen(t)
	struck := p.Set([]Run{{"xóa", Look{Struck: true}}}, body)
	l := struck.Lines[0]
	m := painted(p, struck, 0, 1)
	y := int(l.Baseline-16*0.27) + 1
	for x := range int(l.Width) {
		if m.RGBAAt(x, y).R > 60 {
			t.Fatalf("no line at %d,%d: %v", x, y, m.RGBAAt(x, y))
		}
	}
}

func TestAStrokeEndsWithItsWords(t *testing.T) {
	p := newPen(t)
	ps := p.Set(plainRun("nghành nghề và\nhơn thế"), body)
	plain := painted(p, ps, 0, 1)
	marked := painted(p, ps, 0, 1, Stroke{7, 30, Wavy, nil})
	from, to := int(ps.X(0, 7)), int(ps.Lines[0].Width)
	for x := range marked.Rect.Dx() {
		differs := false
		for y := range marked.Rect.Dy() {
			differs = differs || marked.RGBAAt(x, y) != plain.RGBAAt(x, y)
		}
		if (x < from || x > to) && differs || x > from && x < to && !differs {
			t.Fatalf("column %d of a stroke from %d to %d: drawn %v", x, from, to, differs)
		}
	}
	if other := painted(p, ps, 1, 1, Stroke{0, 5, Wavy, nil}); !bytes.Equal(other.Pix, painted(p, ps, 1, 1).Pix) {
		t.Error("a stroke of the first line is on the second")
	}
}

func TestPaintingStaysInsideThePicture(t *testing.T) {
	p := newPen(t)
	ps := p.Set(plainRun("Đảng ủy 😀 xã"), body)
	for _, r := range []image.Rectangle{{}, image.Rect(0, 0, 3, 2), image.Rect(20, 5, 31, 9)} {
		p.Paint(image.NewRGBA(r), ps, 0, 1, []Stroke{{0, 12, Wavy, nil}})
	}
}

// TestMemoryIsBounded writes more words, and draws letters in more sizes, than
// the shelves hold.
func TestMemoryIsBounded(t *testing.T) {
	p := newPen(t)
	for i := range p.shaper.words {
		p.shaper.words[i].limit = 50_000
	}
	p.masks.limit = 50_000
	m := image.NewRGBA(image.Rect(0, 0, 300, 80))
	most := 0
	for i := range 2000 {
		ps := p.Set(plainRun(fmt.Sprintf("chữ%d số%d", i, i)), Setting{Size: 10 + float32(i%200)/10})
		p.Paint(m, ps, 0, 1, nil)
		most = max(most, p.MemoryUse())
	}
	if most > 210_000 || most < 100_000 {
		t.Errorf("%d bytes are kept, 200,000 are allowed", most)
	}
}

func TestWhatIsInUseIsKept(t *testing.T) {
	s := newShelf[int, *mask](1000) // ten bare masks
	used := &mask{}
	s.put(-1, used)
	for i := range 100 {
		s.put(i, &mask{})
		if got, ok := s.get(-1); !ok || got != used {
			t.Fatalf("after %d others what is asked for every time is gone", i+1)
		}
	}
	if _, ok := s.get(0); ok {
		t.Error("what nobody asks for is kept for ever")
	}
}
