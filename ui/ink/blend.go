package ink

import (
	"image"
	"image/color"
)

// tint is an ink, multiplied by its opacity.
type tint struct{ r, g, b, a uint32 } // 0 to 255

func tintOf(c color.Color) tint {
	if c == nil {
		c = color.Black
	}
	r, g, b, a := c.RGBA()
	return tint{r >> 8, g >> 8, b >> 8, a >> 8}
}

func (t tint) colour() color.RGBA {
	return color.RGBA{uint8(t.r), uint8(t.g), uint8(t.b), uint8(t.a)}
}

// lay puts ink over dst where m, moved by at, covers it. It does what
// draw.DrawMask does, without its price for every letter, and faster where pixels
// are bare or full, as most are.
func (t tint) lay(dst *image.RGBA, m *image.Alpha, at image.Point) {
	r := m.Rect.Add(at).Intersect(dst.Rect)
	for y := r.Min.Y; y < r.Max.Y && !r.Empty(); y++ {
		cover := m.Pix[m.PixOffset(r.Min.X-at.X, y-at.Y):][:r.Dx()]
		row := dst.Pix[dst.PixOffset(r.Min.X, y):][:4*r.Dx()]
		for i, c := range cover {
			switch p := row[4*i : 4*i+4 : 4*i+4]; {
			case c == 0:
			case c == 255 && t.a == 255:
				p[0], p[1], p[2], p[3] = uint8(t.r), uint8(t.g), uint8(t.b), 255
			default:
				t.over(p, uint32(c))
			}
		}
	}
}

// over lays ink on one pixel, covering c of 255.
func (t tint) over(p []uint8, c uint32) {
	rest := 255 - (t.a*c+127)/255
	p[0] = uint8((t.r*c + uint32(p[0])*rest + 127) / 255)
	p[1] = uint8((t.g*c + uint32(p[1])*rest + 127) / 255)
	p[2] = uint8((t.b*c + uint32(p[2])*rest + 127) / 255)
	p[3] = uint8((t.a*c + uint32(p[3])*rest + 127) / 255)
}
