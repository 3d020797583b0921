package native

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"math/bits"
)

// A DIB is what Windows keeps on the clipboard for a picture: a BITMAPINFOHEADER
// or one of its longer successors, perhaps three colour masks and a palette, then
// rows of pixels from the bottom up, each padded to four bytes.
// https://learn.microsoft.com/en-us/windows/win32/gdi/bitmap-header-types
const (
	dibInfoSize = 40 // BITMAPINFOHEADER
	dibV2Size   = 52 // first header with the masks inside
	dibV3Size   = 56 // first one with a mask for alpha
	dibV4Size   = 108
	dibV5Size   = 124

	biRGB       = 0
	biBitFields = 3
)

// dib is a header that was found sound, and the pixels behind it.
type dib struct {
	width, height int
	topDown       bool
	depth         int       // bits a pixel: 24 or 32
	masks         [4]uint32 // red, green, blue, alpha; alpha may be 0
	stride        int       // bytes a row
	pixels        []byte
}

// dibToPNG turns a DIB into a PNG file. Its errors wrap ErrPicture.
func dibToPNG(data []byte) ([]byte, error) {
	d, err := parseDIB(data)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPicture, err)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&out, d.image()); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPicture, err)
	}
	return out.Bytes(), nil
}

// parseDIB reads the header and checks that all pixels are there.
func parseDIB(data []byte) (dib, error) {
	if len(data) < dibInfoSize {
		return dib{}, fmt.Errorf("dib: header of %d bytes", len(data))
	}
	le := binary.LittleEndian
	header := le.Uint32(data)
	switch header {
	case dibInfoSize, dibV2Size, dibV3Size, dibV4Size, dibV5Size:
	default:
		return dib{}, fmt.Errorf("dib: header says %d bytes", header)
	}
	if int(header) > len(data) {
		return dib{}, fmt.Errorf("dib: header cut off")
	}
	d := dib{depth: int(le.Uint16(data[14:]))}
	if err := d.size(int32(le.Uint32(data[4:])), int32(le.Uint32(data[8:]))); err != nil {
		return dib{}, err
	}
	start, err := d.colours(data, int(header))
	if err != nil {
		return dib{}, err
	}
	// 50 million pixels of four bytes fit an int everywhere; a palette of 2^32 colours fits an int64.
	start += int64(le.Uint32(data[32:])) * 4
	end := start + int64(d.stride)*int64(d.height)
	if end > int64(len(data)) {
		return dib{}, fmt.Errorf("dib: %d bytes, %d expected", len(data), end)
	}
	d.pixels = data[start:end]
	return d, nil
}

// size takes over width and height; a negative height means from the top down.
func (d *dib) size(width, height int32) error {
	if d.topDown = height < 0; d.topDown && height != math.MinInt32 {
		height = -height
	}
	if width <= 0 || height <= 0 || int64(width)*int64(height) > maxPixels {
		return fmt.Errorf("dib: %d × %d pixels", width, height)
	}
	if d.depth != 24 && d.depth != 32 {
		return fmt.Errorf("dib: %d bits a pixel", d.depth)
	}
	d.width, d.height = int(width), int(height)
	d.stride = (d.width*d.depth + 31) / 32 * 4
	return nil
}

// colours finds the masks, and where what follows them starts.
func (d *dib) colours(data []byte, header int) (start int64, err error) {
	le := binary.LittleEndian
	switch form := le.Uint32(data[16:]); {
	case form == biRGB:
		d.masks = [4]uint32{0xff0000, 0xff00, 0xff} // the fourth byte means nothing
		return int64(header), nil
	case form != biBitFields || d.depth != 32:
		return 0, fmt.Errorf("dib: compression %d with %d bits", form, d.depth)
	case len(data) < dibV2Size:
		return 0, fmt.Errorf("dib: masks cut off")
	}
	for i := range 3 {
		d.masks[i] = le.Uint32(data[dibInfoSize+4*i:])
	}
	if d.masks[0] == 0 || d.masks[1] == 0 || d.masks[2] == 0 {
		return 0, fmt.Errorf("dib: masks %x", d.masks[:3])
	}
	if header == dibInfoSize {
		return dibV2Size, nil
	}
	if header >= dibV3Size {
		d.masks[3] = le.Uint32(data[52:])
	}
	// Windows itself, when it makes the longer header out of the short one, puts
	// the masks behind it once more.
	if len(data) >= header+12 && bytes.Equal(data[header:header+12], data[dibInfoSize:dibV2Size]) {
		header += 12
	}
	return int64(header), nil
}

// image decodes the pixels.
func (d dib) image() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, d.width, d.height))
	for y := range d.height {
		row := y
		if !d.topDown {
			row = d.height - 1 - y
		}
		out := img.Pix[y*img.Stride:]
		for x := range d.width {
			c := d.colour(d.pixels[row*d.stride+x*d.depth/8:])
			out[4*x], out[4*x+1], out[4*x+2], out[4*x+3] = c.R, c.G, c.B, c.A
		}
	}
	if seeThrough(img.Pix) {
		opaque(img.Pix)
	}
	return img
}

func (d dib) colour(p []byte) color.NRGBA {
	v := uint32(p[0]) | uint32(p[1])<<8 | uint32(p[2])<<16
	if d.depth == 32 {
		v |= uint32(p[3]) << 24
	}
	c := color.NRGBA{R: channel(v, d.masks[0]), G: channel(v, d.masks[1]), B: channel(v, d.masks[2]), A: 0xff}
	if d.masks[3] != 0 {
		c.A = channel(v, d.masks[3])
	}
	return c
}

// channel is the part of v under a mask, brought to eight bits.
func channel(v, mask uint32) uint8 {
	shift := bits.TrailingZeros32(mask)
	top := uint64(mask >> shift)
	return uint8(uint64(v&mask>>shift) * 0xff / top)
}

// seeThrough reports whether no pixel can be seen: many programs promise an alpha
// channel and leave it at 0.
func seeThrough(pix []byte) bool {
	for i := 3; i < len(pix); i += 4 {
		if pix[i] != 0 {
			return false
		}
	}
	return true
}

func opaque(pix []byte) {
	for i := 3; i < len(pix); i += 4 {
		pix[i] = 0xff
	}
}
