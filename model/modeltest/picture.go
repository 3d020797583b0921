package modeltest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// Corners are the colours of a test picture, as it is to be seen: top left,
// top right, bottom left, bottom right.
var Corners = [4]color.NRGBA{
	{R: 200, A: 255},
	{G: 170, A: 255},
	{B: 200, A: 255},
	{R: 240, G: 240, B: 240, A: 255},
}

// Picture draws an image of that many pixels, a quarter of it in each of
// Corners.
func Picture(width, height int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i, c := range Corners {
		x, y := (i%2)*width/2, (i/2)*height/2
		quarter := image.Rect(x, y, x+(width+1)/2, y+(height+1)/2)
		draw.Draw(img, quarter, image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

// JPEG is a Picture as a JPEG without metadata.
func JPEG(width, height int) []byte {
	return encodeJPEG(Picture(width, height))
}

func encodeJPEG(img image.Image) []byte {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 92}); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// PNG is a Picture as a PNG.
func PNG(width, height int) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, Picture(width, height)); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// GIF is a Picture as a GIF of one frame.
func GIF(width, height int) []byte {
	var out bytes.Buffer
	img := image.NewPaletted(image.Rect(0, 0, width, height), palette.Plan9)
	draw.Draw(img, img.Bounds(), Picture(width, height), image.Point{}, draw.Src)
	if err := gif.Encode(&out, img, nil); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// WebP is a lossless WebP of 1 × 1 pixel; the standard library cannot write
// larger ones.
func WebP() []byte {
	data, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		panic(err)
	}
	return data
}

// CameraTime is what a CameraJPEG says of when it was taken, without a zone.
const CameraTime = "2026:03:14 08:15:30"

// CameraJPEG is a Picture of width × height as it is to be seen, stored the way
// a camera stores it that was held as orientation (1 to 8) says. It bears EXIF
// data: orientation, CameraTime and a place (GPS).
func CameraJPEG(width, height, orientation int) []byte {
	plain := encodeJPEG(stored(Picture(width, height), orientation))
	exif := exif(orientation)
	out := bytes.NewBuffer(plain[:2:2])
	out.Write([]byte{0xFF, 0xE1, byte((len(exif) + 2) >> 8), byte(len(exif) + 2)})
	out.Write(exif)
	out.Write(plain[2:])
	return out.Bytes()
}

// stored turns a picture from how it is seen to how the orientation stores it.
func stored(seen image.Image, orientation int) image.Image {
	w, h := seen.Bounds().Dx(), seen.Bounds().Dy()
	if orientation >= 5 {
		w, h = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range seen.Bounds().Dy() {
		for x := range seen.Bounds().Dx() {
			sx, sy := storedAt(x, y, w, h, orientation)
			out.Set(sx, sy, seen.At(x, y))
		}
	}
	return out
}

// storedAt is where a stored image of w × h keeps the pixel seen at x, y; the
// cases are those of EXIF 2.32, tag 0x0112.
func storedAt(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	}
	return x, y
}

// GPSMark is a text within the place that a CameraJPEG names; it must not be in
// anything that leaves.
const GPSMark = "WGS-84-BEN-LUA"

// exif writes an APP1 payload: orientation, the time, and GPSMark as the map
// datum of a place.
func exif(orientation int) []byte {
	const (
		short, ascii, long = 3, 2, 4
		header             = 8
		main, sub, gps     = header, header + 2 + 3*12 + 4, header + 2 + 3*12 + 4 + 2 + 12 + 4
		text               = gps + 2 + 12 + 4
	)
	clock, datum := CameraTime+"\x00", GPSMark+"\x00"
	out := []byte("Exif\x00\x00MM\x00\x2A\x00\x00\x00\x08")
	entry := func(tag, kind uint16, count int, value uint32) {
		out = binary.BigEndian.AppendUint16(out, tag)
		out = binary.BigEndian.AppendUint16(out, kind)
		out = binary.BigEndian.AppendUint32(out, uint32(count))
		out = binary.BigEndian.AppendUint32(out, value)
	}
	directory := func(entries int) { out = binary.BigEndian.AppendUint16(out, uint16(entries)) }
	end := func() { out = binary.BigEndian.AppendUint32(out, 0) }

	directory(3)
	entry(0x0112, short, 1, uint32(orientation)<<16)
	entry(0x8769, long, 1, sub)
	entry(0x8825, long, 1, gps)
	end()
	directory(1)
	entry(0x9003, ascii, len(clock), text)
	end()
	directory(1)
	entry(0x0012, ascii, len(datum), uint32(text+len(clock)))
	end()
	return append(append(out, clock...), datum...)
}

// Bomb is a PNG of a few hundred bytes that claims to be width × height pixels
// and cannot be decoded into less memory than that takes.
func Bomb(width, height int) []byte {
	data := PNG(4, 4)
	// After the signature (8 bytes): length, "IHDR", width, height, 5 more, CRC.
	binary.BigEndian.PutUint32(data[16:], uint32(width))
	binary.BigEndian.PutUint32(data[20:], uint32(height))
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// JPEGBomb is a JPEG header that claims to be width × height pixels, each at
// most 65,500.
func JPEGBomb(width, height int) []byte {
	data := JPEG(8, 8)
	at := bytes.Index(data, []byte{0xFF, 0xC0})
	binary.BigEndian.PutUint16(data[at+5:], uint16(height))
	binary.BigEndian.PutUint16(data[at+7:], uint16(width))
	return data
}
