package ink

import (
	"image"
	"image/color"
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
	if x1 <= x0 {
		return // spaces that hang over the edge
	}
	cover := newBrush(s.Kind, t.scale).cover(x0, x1)
	tintOf(s.Ink).lay(t.dst, cover, image.Pt(0, t.strokeMiddle()))
}

// Overhang is how far strokes may reach below their line, in units, where the text
// is small or its lines are close. Pictures of lines that are to show strokes
// whole are so much higher than the line.
const Overhang = 2

// strokeMiddle is the row at whose upper edge strokes have their middle: lower
// than an underline, so that the dots of letters are clear of it.
func (t *painter) strokeMiddle() int {
	const lower = 1.8 // units
	return t.baseline + int(round((t.ps.size*underlineTop+lower)*t.scale))
}

// brush draws strokes. Its lengths are pixels; those that repeat are whole ones,
// so that every dot is as sharp as the next.
type brush struct {
	kind   StrokeKind
	period float32
	length float32 // of a dot or dash; of a wave, how far its middle line swings
	weight float32
}

func newBrush(kind StrokeKind, scale float32) brush {
	whole := func(units float32) float32 { return max(1, round(units*scale)) }
	switch kind {
	case Dotted:
		return brush{kind, whole(4), whole(1.8), whole(1.8)}
	case Dashed:
		return brush{kind, whole(8), whole(5), whole(1.5)}
	default:
		return brush{kind, whole(5), 1.5 * scale, 1.1 * scale}
	}
}

// cover is a stroke from x0 to x1 with its middle at y = 0. It begins with a whole
// dot or dash.
func (b brush) cover(x0, x1 float32) *image.Alpha {
	reach := int(math.Ceil(float64(b.length+b.weight))) / 2
	m := image.NewAlpha(image.Rect(floor(x0), -reach-1, floor(x1)+1, reach+1))
	i, start := 0, round(x0)
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		for x := m.Rect.Min.X; x < m.Rect.Max.X; x++ {
			inside := clamp(min(float32(x+1), x1) - max(float32(x), x0))
			m.Pix[i] = uint8(inside*b.at(float32(x)+0.5-start, float32(y)+0.5)*255 + 0.5)
			i++
		}
	}
	return m
}

// at is how much ink a pixel takes whose middle is x behind the beginning and y
// under the stroke's middle.
func (b brush) at(x, y float32) float32 {
	if b.kind != Wavy {
		y += float32(int(b.weight)%2) / 2 // an odd number of rows has its middle inside one
	}
	along := x - b.period*float32(floor(x/b.period)) - b.length/2
	switch b.kind {
	case Dotted:
		return edge(b.length/2 - hypot(along, y))
	case Dashed:
		return edge(b.length/2-abs(along)) * edge(b.weight/2-abs(y))
	default:
		turn := 2 * math.Pi / float64(b.period)
		middle := b.length / 2 * float32(math.Sin(turn*float64(x)))
		slope := b.length / 2 * float32(turn*math.Cos(turn*float64(x)))
		return edge(b.weight/2 - abs(y-middle)/hypot(1, slope))
	}
}

// edge turns the distance inward from an edge into cover.
func edge(d float32) float32 { return clamp(d + 0.5) }

func clamp(v float32) float32 { return min(max(v, 0), 1) }

func abs(v float32) float32 { return max(v, -v) }

func hypot(x, y float32) float32 { return float32(math.Hypot(float64(x), float64(y))) }
