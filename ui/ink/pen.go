package ink

import (
	"errors"
	"image"
	"image/color"
)

// ErrFont is wrapped by NewPen where there is no regular font.
var ErrFont = errors.New("no usable font")

// Pen sets and paints text.
type Pen struct {
	font     func(Cut) []byte
	fallback [][]byte
}

// NewPen is a pen that writes with the fonts that font returns as TTF files,
// and, letter by letter, with those of fallback where these have no glyph.
func NewPen(font func(Cut) []byte, fallback [][]byte) (*Pen, error) {
	if len(font(Cut{Weight: 400})) == 0 {
		return nil, ErrFont
	}
	return &Pen{font, fallback}, nil
}

// Set breaks the text of runs into lines. It never fails: what no font has is
// shown as a box.
func (p *Pen) Set(runs []Run, s Setting) *Passage {
	ps := &Passage{setting: s}
	for _, r := range runs {
		ps.runes = append(ps.runes, []rune(r.Text)...)
	}
	height := s.Size * max(s.Leading, 1)
	from := 0
	end := func(to, next int) {
		w := float32(to-from) * s.Size / 2
		l := Line{From: from, To: to, Top: ps.Height, Width: w, Height: height, Baseline: height * 3 / 4}
		ps.Lines = append(ps.Lines, l)
		ps.Height += height
		ps.Width = max(ps.Width, w)
		from = next
	}
	for i, r := range ps.runes {
		switch {
		case r == '\n':
			end(i, i+1)
		case s.Width > 0 && i > from && float32(i+1-from)*s.Size/2 > s.Width:
			end(i, i)
		}
	}
	end(len(ps.runes), 0)
	return ps
}

// StrokeKind is the form of a line that draws attention to words.
type StrokeKind int

// Wavy stands for a misspelling, Dotted for a doubt, Dashed for an unusual word.
const (
	Wavy StrokeKind = iota
	Dotted
	Dashed
)

// Stroke is drawn under the letters from one position to another.
type Stroke struct {
	From, To int
	Kind     StrokeKind
	Ink      color.Color
}

// Paint draws one line of a passage over what dst shows: the passage's left edge
// at x = 0, the line's top at y = 0, scale pixels a unit.
func (p *Pen) Paint(dst *image.RGBA, ps *Passage, line int, scale float32, extra []Stroke) {
}
