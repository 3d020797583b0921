package ink

import (
	"image"
	"image/draw"
	"math"
)

// painter paints one line.
type painter struct {
	pen      *Pen
	dst      *image.RGBA
	ps       *Passage
	line     *Line
	scale    float32
	baseline int // row under which descenders hang
}

// Paint draws one line of a passage over what dst shows: the passage's left edge
// at x = 0, the line's top at y = 0, scale pixels a unit. extra is drawn under
// the letters where it meets the line.
func (p *Pen) Paint(dst *image.RGBA, ps *Passage, line int, scale float32, extra []Stroke) {
	l := &ps.Lines[line]
	t := painter{p, dst, ps, l, scale, int(math.Round(float64(l.Baseline * scale)))}
	for _, s := range extra {
		t.stroke(line, s)
	}
	pieces := ps.pieces[l.first:l.last]
	for i := range pieces {
		t.piece(&pieces[i])
	}
}

func (t *painter) piece(pc *piece) {
	look := &t.ps.looks[pc.look]
	ink := tintOf(look.Ink)
	left := t.line.Left + pc.x
	t.rules(pc, left, ink)
	pixels := t.ps.size * t.scale
	origin := (left - pc.word.x[pc.from]*t.ps.size) * t.scale
	spacing := t.ps.spacing * t.scale
	for i := range pc.word.glyphs {
		g := &pc.word.glyphs[i]
		if g.letter < pc.from || g.letter >= pc.to {
			continue
		}
		x := origin + g.x*pixels + float32(g.letter-pc.from)*spacing
		t.glyph(g, x, pixels, ink)
	}
}

// glyph draws one with its origin x pixels from the left edge.
func (t *painter) glyph(g *glyph, x, pixels float32, ink tint) {
	quarter := floor(x*steps + 0.5)
	column := quarter >> 2
	m := t.pen.mask(g, pixels, quarter&(steps-1))
	at := m.at.Add(image.Pt(column, t.baseline-floor(g.y*pixels+0.5)))
	switch {
	case m.cover != nil:
		ink.lay(t.dst, m.cover, at)
	case m.colour != nil:
		draw.Draw(t.dst, m.colour.Rect.Add(at), m.colour, image.Point{}, draw.Over)
	}
}

// Places of lines that go with letters, in ems below the baseline. The dot of a
// letter as in "nặng" reaches down to 0.18.
const (
	underlineTop = 0.2
	strikeMiddle = -0.27
	ruleWeight   = 0.05
)

// rules draws what a look adds to letters, under the spaces behind them too.
func (t *painter) rules(pc *piece, left float32, ink tint) {
	look := &t.ps.looks[pc.look]
	if !look.Underline && !look.Struck {
		return
	}
	width := t.ps.offset(pc, pc.to)
	if pc.end() < t.line.To || t.line.To == t.ps.runes {
		width += float32(pc.spaces) * look.space
	}
	em := t.ps.size * t.scale
	weight := max(1, int(em*ruleWeight+0.5))
	x0, x1 := floor(left*t.scale+0.5), floor((left+width)*t.scale+0.5)
	rule := image.NewUniform(ink.colour())
	if look.Underline {
		y := t.baseline + int(math.Ceil(float64(em*underlineTop)))
		draw.Draw(t.dst, image.Rect(x0, y, x1, y+weight), rule, image.Point{}, draw.Over)
	}
	if look.Struck {
		y := t.baseline + floor(em*strikeMiddle+0.5)
		draw.Draw(t.dst, image.Rect(x0, y, x1, y+weight), rule, image.Point{}, draw.Over)
	}
}
