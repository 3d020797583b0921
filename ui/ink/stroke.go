package ink

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

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

// stroke draws what of s is on the line.
func (t *painter) stroke(line int, s Stroke) {
	from, to := max(s.From, t.line.From), min(s.To, t.line.To)
	if from >= to {
		return
	}
	x0 := t.ps.X(line, from) * t.scale
	x1 := min(t.ps.X(line, to), t.line.Left+t.line.Width) * t.scale
	em := t.ps.size * t.scale
	top := t.baseline + floor(em*underlineTop)
	b := brush{unit: t.scale, kind: s.Kind}
	cover := b.cover(x0, x1)
	r := cover.Rect.Add(image.Pt(0, top))
	draw.DrawMask(t.dst, r, image.NewUniform(inkOf(s.Ink)), image.Point{}, cover, cover.Rect.Min, draw.Over)
}

// brush draws strokes at unit pixels a unit.
type brush struct {
	unit float32
	kind StrokeKind
}

// Forms of strokes, in units.
const (
	wavePeriod, waveHeight, waveWeight = 5, 2, 1.1 // height of the middle line
	dotPeriod, dotSize                 = 3.5, 1.7
	dashPeriod, dashLength, dashWeight = 7, 4.5, 1.3
	strokeHeight                       = 4
)

// cover is a stroke from x0 to x1, as high as strokes are. What is drawn at a
// place does not depend on where it begins, so that neighbours join.
func (b brush) cover(x0, x1 float32) *image.Alpha {
	height := int(math.Ceil(float64(strokeHeight * b.unit)))
	m := image.NewAlpha(image.Rect(floor(x0), 0, floor(x1)+1, height))
	for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
		inside := clamp(min(float32(x+1), x1) - max(float32(x), x0))
		for y := range height {
			c := b.at((float32(x)+0.5)/b.unit, (float32(y)+0.5)/b.unit)
			m.Pix[m.PixOffset(x, y)] = uint8(inside*c*255 + 0.5)
		}
	}
	return m
}

// at is how much ink a pixel takes whose middle is at x, y, in units.
func (b brush) at(x, y float32) float32 {
	switch b.kind {
	case Dotted:
		dx := wrap(x, dotPeriod) - dotPeriod/2
		return b.edge(dotSize/2 - hypot(dx, y-strokeHeight/2))
	case Dashed:
		dx := wrap(x, dashPeriod) - dashPeriod/2
		return b.edge(dashLength/2-abs(dx)) * b.edge(dashWeight/2-abs(y-strokeHeight/2))
	default:
		phase := 2 * math.Pi * float64(x) / wavePeriod
		middle := strokeHeight/2 + waveHeight/2*float32(math.Sin(phase))
		slope := float32(math.Pi*waveHeight/wavePeriod) * float32(math.Cos(phase))
		return b.edge(waveWeight/2 - abs(y-middle)/hypot(1, slope))
	}
}

// edge turns the distance to the inside of an edge, in units, into cover.
func (b brush) edge(d float32) float32 { return clamp(d*b.unit + 0.5) }

func clamp(v float32) float32 { return min(max(v, 0), 1) }

func abs(v float32) float32 { return max(v, -v) }

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }

func wrap(x, period float32) float32 { return x - period*float32(floor(x/period)) }
