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
		return d.outline(g.face.fit(pixels).path(data.Segments, shift))
	case font.GlyphSVG, font.GlyphBitmap:
		return d.picture(g, pixels)
	}
	return &mask{}
}

// outline fills a path.
func (d *drawing) outline(path []opentype.Segment) *mask {
	box := bounds(path)
	if box.Empty() {
		return &mask{}
	}
	d.raster.Reset(box.Dx(), box.Dy())
	left, top := float32(box.Min.X), float32(box.Min.Y)
	for i, s := range path {
		a, b, c := s.Args[0], s.Args[1], s.Args[2]
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				d.raster.ClosePath()
			}
			d.raster.MoveTo(a.X-left, a.Y-top)
		case opentype.SegmentOpLineTo:
			d.raster.LineTo(a.X-left, a.Y-top)
		case opentype.SegmentOpQuadTo:
			d.raster.QuadTo(a.X-left, a.Y-top, b.X-left, b.Y-top)
		case opentype.SegmentOpCubeTo:
			d.raster.CubeTo(a.X-left, a.Y-top, b.X-left, b.Y-top, c.X-left, c.Y-top)
		}
	}
	d.raster.ClosePath()
	cover := image.NewAlpha(image.Rectangle{Max: box.Size()})
	d.raster.Draw(cover, cover.Rect, image.Opaque, image.Point{})
	for i, v := range cover.Pix {
		cover.Pix[i] = contrast[v]
	}
	return &mask{cover: cover, at: box.Min}
}

// contrast makes letters as dark as they look in print: pixels that a stem only
// covers in part are drawn a little fuller.
var contrast = func() (table [256]uint8) {
	const more = 0.2
	for i := range table {
		c := float64(i) / 255
		table[i] = uint8(255*(c+more*c*(1-c)) + 0.5)
	}
	return table
}()

// bounds are the pixels that a path may touch.
func bounds(path []opentype.Segment) image.Rectangle {
	if len(path) == 0 {
		return image.Rectangle{}
	}
	x0, y0 := float32(math.MaxFloat32), float32(math.MaxFloat32)
	x1, y1 := -x0, -y0
	for i := range path {
		for _, p := range path[i].ArgsSlice() {
			x0, x1 = min(x0, p.X), max(x1, p.X)
			y0, y1 = min(y0, p.Y), max(y1, p.Y)
		}
	}
	return image.Rect(floor(x0), floor(y0), floor(x1)+1, floor(y1)+1)
}

func floor(v float32) int { return int(math.Floor(float64(v))) }

// picture draws a coloured glyph, an emoji.
func (d *drawing) picture(g *glyph, pixels float32) *mask {
	r := &d.renderer
	r.FontSize, r.PixScale, r.Color = pixels, 1, color.Black
	e := g.frame()
	scale := pixels / g.face.em
	box := image.Rect(floor(e.XBearing*scale)-1, floor(-e.YBearing*scale)-1,
		floor((e.XBearing+e.Width)*scale)+2, floor((-e.YBearing-e.Height)*scale)+2)
	dst := image.NewRGBA(image.Rectangle{Max: box.Size()})
	fix := func(v float32) fixed.Int26_6 { return fixed.Int26_6(v * scale * 64) }
	r.DrawShapedRunAt(shaping.Output{Face: g.face.Face, Glyphs: []shaping.Glyph{{
		GlyphID: font.GID(g.id),
		Width:   fix(e.Width), Height: fix(e.Height), XBearing: fix(e.XBearing), YBearing: fix(e.YBearing),
	}}}, dst, -box.Min.X, -box.Min.Y)
	return &mask{colour: dst, at: box.Min}
}

// frame is what a coloured glyph fills, in font units. A drawing fills the em,
// with its margins; the extents of its font are those of the plain sign that
// stands in for it.
func (g *glyph) frame() font.GlyphExtents {
	f := g.face
	if _, drawing := f.GlyphData(font.GID(g.id)).(font.GlyphSVG); drawing {
		return font.GlyphExtents{Width: f.em, Height: -f.em, YBearing: f.ascent * f.em}
	}
	e, _ := f.GlyphExtents(font.GID(g.id))
	return e
}
