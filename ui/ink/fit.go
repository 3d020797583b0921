package ink

import (
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// fit moves the heights at which letters of a face end to whole pixels, so that
// their upper and lower edges are sharp on ordinary screens. It is the vertical
// half of what hinting does; distances from left to right stay as designed. Its
// knots are in font units, upwards from the baseline; pixels says where each goes.
type fit struct {
	scale float32 // pixels a font unit
	knots []knot
}

// knot says that what is at y in the font is drawn pixels above the baseline.
type knot struct{ y, pixels float32 }

// sharp is the size, in pixels an em, above which letters need no fitting.
const sharp = 64

func (f *face) fit(pixels float32) fit {
	scale := pixels / f.em
	small, large := f.LineMetric(font.XHeight), f.LineMetric(font.CapHeight)
	if !f.family || pixels > sharp || small <= 0 || large <= small {
		return fit{scale: scale}
	}
	x := grow(small * scale)
	if x == 0 {
		return fit{scale: scale}
	}
	stretched := x / small
	top := round(large * stretched)
	over := f.em / 64 // how far round letters reach over straight ones
	return fit{scale, []knot{
		{-4 * over, -4 * over * scale},
		{-over, 0},
		{0, 0},
		{small, x},
		{small + over, x},
		{large, top},
		{large + over, top},
	}}
}

// grow rounds small letters rather up than down, for they are what is read.
func grow(v float32) float32 { return float32(math.Floor(float64(v) + 0.625)) }

func round(v float32) float32 { return float32(math.Floor(float64(v) + 0.5)) }

// height is where y of the font is drawn, in pixels above the baseline.
func (t fit) height(y float32) float32 {
	if len(t.knots) == 0 {
		return y * t.scale
	}
	if first := t.knots[0]; y <= first.y {
		return first.pixels + (y-first.y)*t.scale
	}
	for i, k := range t.knots[1:] {
		if y <= k.y {
			from := t.knots[i]
			return from.pixels + (y-from.y)*(k.pixels-from.pixels)/(k.y-from.y)
		}
	}
	last := t.knots[len(t.knots)-1]
	return last.pixels + (y-last.y)*t.scale
}

// path is an outline in pixels, y downwards, moved right by shift.
func (t fit) path(outline []opentype.Segment, shift float32) []opentype.Segment {
	path := make([]opentype.Segment, len(outline))
	for i, s := range outline {
		path[i].Op = s.Op
		for j, p := range s.ArgsSlice() {
			path[i].Args[j] = opentype.SegmentPoint{X: p.X*t.scale + shift, Y: -t.height(p.Y)}
		}
	}
	return path
}
