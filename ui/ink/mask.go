package ink

import (
	"image"
	"image/color"
	"math"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// mask is a glyph drawn at one size: how much of every pixel it covers, or a
// coloured picture. A glyph without ink has neither.
type mask struct {
	cover  *image.Alpha
	colour *image.RGBA
	at     image.Point // of its left upper corner, from the letter's origin
}

func (m *mask) bytes() int {
	n := 100
	if m.cover != nil {
		n += len(m.cover.Pix)
	}
	if m.colour != nil {
		n += len(m.colour.Pix)
	}
	return n
}

// drawing is what glyphs are drawn with.
type drawing struct {
	raster   vector.Rasterizer
	renderer render.Renderer
}

// steps is how many places within a pixel a glyph is drawn for, from left to
// right: letters keep the distances that they were designed with.
const steps = 4

// mask draws a glyph at pixels an em, step quarters of a pixel right of its
// origin, or finds what was drawn.
func (p *Pen) mask(g *glyph, pixels float32, step int) *mask {
	const sizes = 1 << 24 // in 64ths of a pixel, beyond any screen
	key := (g.face.id*sizes+uint64(pixels*64+0.5)%sizes)<<20 | uint64(g.id)<<2 | uint64(step)
	if m, ok := p.masks.get(key); ok {
		return m
	}
	m := p.drawn.glyph(g, pixels, float32(step)/steps)
	p.masks.put(key, m)
	return m
}

func (d *drawing) glyph(g *glyph, pixels, shift float32) *mask {
	switch data := g.face.GlyphData(font.GID(g.id)).(type) {
	case font.GlyphOutline:
		return d.outline(data.Segments, pixels/g.face.em, shift)
	case font.GlyphSVG, font.GlyphBitmap:
		return d.picture(g, pixels)
	}
	return &mask{}
}

// outline fills a path in font units.
func (d *drawing) outline(path []opentype.Segment, scale, shift float32) *mask {
	box := bounds(path, scale, shift)
	if box.Empty() {
		return &mask{}
	}
	d.raster.Reset(box.Dx(), box.Dy())
	left, top := shift-float32(box.Min.X), float32(-box.Min.Y)
	at := func(p opentype.SegmentPoint) (x, y float32) { return p.X*scale + left, top - p.Y*scale }
	for i, s := range path {
		ax, ay := at(s.Args[0])
		bx, by := at(s.Args[1])
		cx, cy := at(s.Args[2])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				d.raster.ClosePath()
			}
			d.raster.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			d.raster.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			d.raster.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			d.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	d.raster.ClosePath()
	cover := image.NewAlpha(image.Rectangle{Max: box.Size()})
	d.raster.Draw(cover, cover.Rect, image.Opaque, image.Point{})
	return &mask{cover: cover, at: box.Min}
}

// bounds are the pixels that a path may touch.
func bounds(path []opentype.Segment, scale, shift float32) image.Rectangle {
	x0, y0 := float32(math.MaxFloat32), float32(math.MaxFloat32)
	x1, y1 := -x0, -y0
	for i := range path {
		for _, p := range path[i].ArgsSlice() {
			x0, x1 = min(x0, p.X), max(x1, p.X)
			y0, y1 = min(y0, -p.Y), max(y1, -p.Y)
		}
	}
	if x1 < x0 {
		return image.Rectangle{}
	}
	return image.Rect(floor(x0*scale+shift), floor(y0*scale), floor(x1*scale+shift)+1, floor(y1*scale)+1)
}

func floor(v float32) int { return int(math.Floor(float64(v))) }

// picture draws a coloured glyph, an emoji.
func (d *drawing) picture(g *glyph, pixels float32) *mask {
	r := &d.renderer
	r.FontSize, r.PixScale, r.Color = pixels, 1, color.Black
	e, _ := g.face.GlyphExtents(font.GID(g.id))
	scale := pixels / g.face.em * 64
	unit := func(v float32) fixed.Int26_6 { return fixed.Int26_6(v * scale) }
	box := image.Rect(floor(e.XBearing*scale/64)-1, floor(-e.YBearing*scale/64)-1,
		floor((e.XBearing+e.Width)*scale/64)+2, floor((-e.YBearing-e.Height)*scale/64)+2)
	dst := image.NewRGBA(image.Rectangle{Max: box.Size()})
	r.DrawShapedRunAt(shaping.Output{Face: g.face.Face, Glyphs: []shaping.Glyph{{
		GlyphID: font.GID(g.id),
		Width:   unit(e.Width), Height: unit(e.Height), XBearing: unit(e.XBearing), YBearing: unit(e.YBearing),
	}}}, dst, -box.Min.X, -box.Min.Y)
	return &mask{colour: dst, at: box.Min}
}
