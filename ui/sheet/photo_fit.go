package sheet

import (
	"image"
	"image/draw"
)

// fitted is an image in another size, each pixel the mean of the area that it
// stands for. Made smaller, that is as good as any filter, and quick; photos are
// hardly ever shown larger than they are read.
func fitted(img image.Image, size image.Point) *image.RGBA {
	src, ok := img.(*image.RGBA)
	if !ok {
		src = image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
		draw.Draw(src, src.Rect, img, img.Bounds().Min, draw.Src)
	}
	dst := image.NewRGBA(image.Rectangle{Max: size})
	across := spans(src.Rect.Dx(), size.X)
	for y, rows := range spans(src.Rect.Dy(), size.Y) {
		for x, columns := range across {
			mean(dst.Pix[dst.PixOffset(x, y):], src, columns, rows)
		}
	}
	return dst
}

// span is the pixels from…to of a source that make one pixel.
type span struct{ from, to int }

// spans parts from pixels among to.
func spans(from, to int) []span {
	all := make([]span, to)
	for i := range all {
		all[i].from = i * from / to
		all[i].to = max((i+1)*from/to, all[i].from+1)
	}
	return all
}

// mean writes the mean colour of an area.
func mean(dst []uint8, src *image.RGBA, columns, rows span) {
	var r, g, b, a int
	for y := rows.from; y < rows.to; y++ {
		line := src.Pix[y*src.Stride+4*columns.from : y*src.Stride+4*columns.to]
		for ; len(line) >= 4; line = line[4:] {
			r, g, b, a = r+int(line[0]), g+int(line[1]), b+int(line[2]), a+int(line[3])
		}
	}
	n := (columns.to - columns.from) * (rows.to - rows.from)
	dst[0], dst[1], dst[2], dst[3] = uint8(r/n), uint8(g/n), uint8(b/n), uint8(a/n)
}
