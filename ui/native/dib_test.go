package native

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

// pixels are the 5 × 3 pixels of testdata/*.dib, which ImageMagick wrote:
// convert txt:pixels BMP3:rgb24.bmp, convert txt:pixels BMP:v5-alpha.bmp, each
// without the 14 bytes of the file header.
var pixels = [15][3]uint8{
	{255, 0, 0},
	{0, 255, 0},
	{0, 0, 255},
	{255, 255, 255},
	{0, 0, 0},
	{10, 20, 30},
	{40, 50, 60},
	{70, 80, 90},
	{100, 110, 120},
	{130, 140, 150},
	{160, 170, 180},
	{190, 200, 210},
	{220, 230, 240},
	{250, 5, 15},
	{25, 35, 45},
}

func wantPixels(t *testing.T, data []byte) {
	t.Helper()
	img := mustPNG(t, data)
	if img.Bounds() != image.Rect(0, 0, 5, 3) {
		t.Fatalf("bounds %v", img.Bounds())
	}
	for i, want := range pixels {
		got := color.NRGBAModel.Convert(img.At(i%5, i/5))
		if got != (color.NRGBA{want[0], want[1], want[2], 255}) {
			t.Errorf("pixel %d,%d is %v, want %v", i%5, i/5, got, want)
		}
	}
}

func mustPNG(t *testing.T, data []byte) image.Image {
	t.Helper()
	out, err := dibToPNG(data)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func dibFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDIBsOfAnotherProgram(t *testing.T) {
	wantPixels(t, dibFile(t, "rgb24.dib"))
	wantPixels(t, dibFile(t, "v5-alpha.dib"))
}

// The memory of the clipboard may be longer than what was put there.
func TestDIBWithBytesBehind(t *testing.T) {
	wantPixels(t, append(dibFile(t, "rgb24.dib"), make([]byte, 16)...))
}

// Windows repeats the masks when it makes the longer header itself.
func TestDIBWithMasksTwice(t *testing.T) {
	data := dibFile(t, "v5-alpha.dib")
	twice := append(bytes.Clone(data[:dibV5Size]), data[dibInfoSize:dibV2Size]...)
	wantPixels(t, append(twice, data[dibV5Size:]...))
}

func TestDIBWithPalette(t *testing.T) {
	data := dibFile(t, "rgb24.dib")
	binary.LittleEndian.PutUint32(data[32:], 3)
	long := append(bytes.Clone(data[:dibInfoSize]), make([]byte, 12)...)
	wantPixels(t, append(long, data[dibInfoSize:]...))
}

func TestDIBFromTheTopDown(t *testing.T) {
	data := dibFile(t, "rgb24.dib")
	height := int32(-3)
	binary.LittleEndian.PutUint32(data[8:], uint32(height))
	img := mustPNG(t, data)
	if got := color.NRGBAModel.Convert(img.At(0, 0)); got != (color.NRGBA{160, 170, 180, 255}) {
		t.Errorf("first pixel %v, want the first row of the data", got)
	}
}

// build is a short header, what may stand behind it, and one row of 32-bit pixels.
func build(form uint32, masks []uint32, row ...uint32) []byte {
	var b bytes.Buffer
	put := func(v ...any) {
		for _, x := range v {
			_ = binary.Write(&b, binary.LittleEndian, x) // a Buffer takes everything
		}
	}
	put(uint32(dibInfoSize), int32(len(row)), int32(1), uint16(1), uint16(32), form)
	put(uint32(0), int32(0), int32(0), uint32(0), uint32(0), masks, row)
	return b.Bytes()
}

func TestDIBOf32Bits(t *testing.T) {
	cases := map[string][]byte{
		"plain, fourth byte means nothing": build(biRGB, nil, 0x00102030, 0xff102030),
		"masks behind the short header":    build(biBitFields, []uint32{0xff, 0xff00, 0xff0000}, 0x302010, 0x302010),
		"ten bits a channel":               build(biBitFields, []uint32{0x3ff << 20, 0x3ff << 10, 0x3ff}, 0x041<<20|0x081<<10|0x0c1, 0x041<<20|0x081<<10|0x0c1),
	}
	for name, data := range cases {
		img := mustPNG(t, data)
		for x := range 2 {
			if got := color.NRGBAModel.Convert(img.At(x, 0)); got != (color.NRGBA{0x10, 0x20, 0x30, 255}) {
				t.Errorf("%s: pixel %d is %v", name, x, got)
			}
		}
	}
}

func TestDIBKeepsAlphaThatMeansSomething(t *testing.T) {
	data := dibFile(t, "v5-alpha.dib")
	for i := dibV5Size + 3; i < len(data); i += 4 {
		data[i] = 0
	}
	wantPixels(t, data) // promised and left at 0: all is seen
	data[dibV5Size+3] = 0x80
	img := mustPNG(t, data)
	if got := color.NRGBAModel.Convert(img.At(0, 2)); got != (color.NRGBA{160, 170, 180, 0x80}) {
		t.Errorf("half seen pixel is %v", got)
	}
}

func TestDIBRefused(t *testing.T) {
	change := func(at int, b ...byte) []byte {
		data := dibFile(t, "rgb24.dib")
		copy(data[at:], b)
		return data
	}
	cases := map[string][]byte{
		"nothing":           nil,
		"half a header":     dibFile(t, "rgb24.dib")[:20],
		"a row too few":     dibFile(t, "rgb24.dib")[:40+3*16-3],
		"old header":        change(0, 12),
		"header past end":   append([]byte{dibV5Size}, make([]byte, 60)...),
		"no width":          change(4, 0, 0, 0, 0),
		"negative width":    change(4, 0xff, 0xff, 0xff, 0xff),
		"no height":         change(8, 0, 0, 0, 0),
		"lowest height":     change(8, 0, 0, 0, 0x80),
		"bomb":              change(4, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f),
		"8 bits":            change(14, 8),
		"run lengths":       change(16, 1),
		"24 bits and masks": change(16, biBitFields),
		"huge palette":      change(32, 0xff, 0xff, 0xff, 0xff),
		"masks cut off":     build(biBitFields, nil),
		"no masks":          build(biBitFields, []uint32{0, 0, 0}, 1),
	}
	for name, data := range cases {
		if out, err := dibToPNG(data); !errors.Is(err, ErrPicture) || out != nil {
			t.Errorf("%s: %d bytes, %v; want ErrPicture", name, len(out), err)
		}
	}
}

func FuzzDIB(f *testing.F) {
	f.Add(dibFile(f, "rgb24.dib"))
	f.Add(dibFile(f, "v5-alpha.dib"))
	f.Add(build(biBitFields, []uint32{0x3ff << 20, 0x3ff << 10, 0x3ff}, 1, 2))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := parseDIB(data)
		if err != nil {
			return
		}
		// What is drawn was there: no small header makes a large picture.
		if need := d.width * d.height * d.depth / 8; need > len(data) {
			t.Fatalf("%d × %d pixels of %d bits out of %d bytes", d.width, d.height, d.depth, len(data))
		}
		if img := d.image(); img.Bounds().Dx() != d.width || img.Bounds().Dy() != d.height {
			t.Fatalf("drawn %v, want %d × %d", img.Bounds(), d.width, d.height)
		}
	})
}
