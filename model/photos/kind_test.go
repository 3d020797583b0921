package photos

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/color/palette"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"tinxa/model"
	"tinxa/model/modeltest"
)

func encodedPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// resized is what Resize writes, decoded.
func resized(t *testing.T, data []byte, side int) (image.Image, model.Photo) {
	t.Helper()
	var out bytes.Buffer
	p, err := Resize(t.Context(), bytes.NewReader(data), &out, side, 95)
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	return img, p
}

func checkColour(t *testing.T, what string, img image.Image, x, y int, want color.NRGBA) {
	t.Helper()
	got := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
	for _, pair := range [][2]uint8{{got.R, want.R}, {got.G, want.G}, {got.B, want.B}} {
		if math.Abs(float64(pair[0])-float64(pair[1])) > 16 {
			t.Errorf("%s: %v at %d, %d, want %v", what, got, x, y, want)
			return
		}
	}
}

var (
	white = color.NRGBA{255, 255, 255, 255}
	red   = color.NRGBA{200, 20, 20, 255}
)

func TestTransparentIsWhite(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 64, 64))
	draw.Draw(img, image.Rect(0, 0, 32, 64), image.NewUniform(red), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(32, 32, 64, 64), image.NewUniform(color.NRGBA{0, 0, 0, 128}), image.Point{}, draw.Src)
	for _, side := range []int{64, 32} {
		got, _ := resized(t, encodedPNG(t, img), side)
		checkColour(t, "opaque", got, side/4, side/2, red)
		checkColour(t, "transparent", got, side*3/4, side/4, white)
		checkColour(t, "half", got, side*3/4, side*3/4, color.NRGBA{127, 127, 127, 255})
	}
}

func TestManyColourModels(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 40, 40))
	draw.Draw(deep, deep.Bounds(), image.NewUniform(red), image.Point{}, draw.Src)
	grey := image.NewGray16(image.Rect(0, 0, 40, 40))
	draw.Draw(grey, grey.Bounds(), image.NewUniform(color.Gray{90}), image.Point{}, draw.Src)
	indexed := image.NewPaletted(image.Rect(0, 0, 40, 40), color.Palette{color.Transparent, red})
	draw.Draw(indexed, image.Rect(0, 0, 20, 40), image.NewUniform(red), image.Point{}, draw.Src)

	for name, want := range map[string]struct {
		data []byte
		at   color.NRGBA // 10, 10
	}{
		"16 bits":      {encodedPNG(t, deep), red},
		"16 bits grey": {encodedPNG(t, grey), color.NRGBA{90, 90, 90, 255}},
		"palette":      {encodedPNG(t, indexed), red},
	} {
		for _, side := range []int{40, 20} {
			got, p := resized(t, want.data, side)
			if p.Width != 40 || got.Bounds().Dx() != side {
				t.Errorf("%s: %+v as %v", name, p, got.Bounds())
			}
			checkColour(t, name, got, side/4, side/4, want.at)
		}
	}
}

// The samples show one surface; as CMYK it must not come out as a negative.
func TestCMYKAndWebPLookAlike(t *testing.T) {
	want, _ := resized(t, sample(t, "full-colour.jpg"), 80)
	for _, name := range []string{"cmyk.jpg", "lossy.webp", "progressive.jpg", "restart.jpg"} {
		got, _ := resized(t, sample(t, name), 80)
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%s: %v, want %v", name, got.Bounds(), want.Bounds())
		}
		if apart := difference(want, got); apart > 12 {
			t.Errorf("%s: differs by %.1f of 255", name, apart)
		}
	}
	see, p := resized(t, sample(t, "alpha.webp"), 80)
	checkColour(t, "transparent WebP", see, p.Width-2, 2, white)
}

// A GIF that moves is shown as it begins.
func TestAnimatedGIFIsItsFirstFrame(t *testing.T) {
	var all gif.GIF
	for _, c := range []color.Color{red, white} {
		frame := image.NewPaletted(image.Rect(0, 0, 50, 30), palette.WebSafe)
		draw.Draw(frame, frame.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
		all.Image, all.Delay = append(all.Image, frame), append(all.Delay, 5)
	}
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &all); err != nil {
		t.Fatal(err)
	}
	img, p := resized(t, out.Bytes(), 50)
	if p.Format != "gif" || p.Width != 50 || p.Height != 30 {
		t.Errorf("%+v", p)
	}
	checkColour(t, "first frame", img, 25, 15, color.NRGBA{204, 0, 0, 255})
}

// animation is an animated WebP: a VP8X chunk that says so, ANIM, no frames.
func animation() []byte {
	out := []byte("RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x3f\x00\x00\x2f\x00\x00ANIM\x06\x00\x00\x00")
	out = append(out, make([]byte, 6)...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}

// scanBomb is a progressive JPEG whose scans cost nothing to write.
func scanBomb(t *testing.T, scans int) []byte {
	data := sample(t, "progressive.jpg")
	start := scanStart(t, data)
	header := data[:markerAt(data, start)]
	again := []byte{0xff, markerSOS, 0, 8, 1, 1, 0, 1, 63, 0x00}
	return append(append(bytes.Clone(header), bytes.Repeat(again, scans-1)...), 0xff, markerEOI)
}

// claim changes the size in a JPEG's frame header.
func claim(t *testing.T, data []byte, width, height int) []byte {
	data = bytes.Clone(data)
	for s := range segments(data) {
		if s.marker == markerSOF0 || s.marker == markerSOF2 {
			binary.BigEndian.PutUint16(s.body[1:], uint16(height))
			binary.BigEndian.PutUint16(s.body[3:], uint16(width))
			return data
		}
	}
	t.Fatal("no frame header")
	return nil
}

func TestRefused(t *testing.T) {
	for name, bad := range map[string]struct {
		data []byte
		want error
		says string
	}{
		"nothing":                {nil, model.ErrEmpty, ""},
		"text named .jpg":        {[]byte("Biên bản họp thôn"), model.ErrPhotoKind, ""},
		"HEIC":                   {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), model.ErrPhotoKind, "HEIC"},
		"TIFF":                   {append([]byte("MM\x00*\x00\x00\x00\x08"), make([]byte, 99)...), model.ErrPhotoKind, "TIFF"},
		"BMP":                    {append([]byte("BM"), make([]byte, 99)...), model.ErrPhotoKind, "BMP"},
		"PDF":                    {[]byte("%PDF-1.7 and so on"), model.ErrPhotoKind, "PDF"},
		"animated WebP":          {animation(), model.ErrPhotoKind, "animated"},
		"PNG bomb":               {modeltest.Bomb(60_000, 60_000), model.ErrPhotoSize, "60000 × 60000"},
		"PNG just too large":     {modeltest.Bomb(10_000, 5_001), model.ErrPhotoSize, ""},
		"PNG too wide":           {modeltest.Bomb(65_536, 1), model.ErrPhotoSize, ""},
		"JPEG too large":         {claim(t, surface(t, 16, 16), 12_001, 10_000), model.ErrPhotoSize, ""},
		"progressive bomb":       {claim(t, sample(t, "progressive.jpg"), 30_000, 30_000), model.ErrPhotoSize, ""},
		"progressive, too large": {claim(t, sample(t, "progressive.jpg"), 10_000, 5_001), model.ErrPhotoSize, ""},
		"too many scans":         {scanBomb(t, maxScans+1), model.ErrPhotoSize, "101 scans"},
		"12 bits":                {bytes.Replace(surface(t, 16, 16), []byte{0xff, 0xc0, 0, 17, 8}, []byte{0xff, 0xc0, 0, 17, 12}, 1), model.ErrPhotoKind, "precision"},
		"PNG cut off":            {modeltest.PNG(90, 60)[:60], model.ErrPhotoDamaged, ""},
		"no pixels":              {claim(t, surface(t, 16, 16), 0, 10), model.ErrPhotoDamaged, ""},
	} {
		s, _ := opened(t)
		_, err := s.Add(t.Context(), bytes.NewReader(bad.data))
		if !errors.Is(err, bad.want) || !strings.Contains(err.Error(), bad.says) {
			t.Errorf("Add(%s) = %v, want %v and %q", name, err, bad.want, bad.says)
		}
		_, err = Resize(t.Context(), bytes.NewReader(bad.data), io.Discard, 100, Quality)
		if !errors.Is(err, bad.want) {
			t.Errorf("Resize(%s) = %v, want %v", name, err, bad.want)
		}
	}
}

// Bombs are refused by their headers, without the memory they ask for.
func TestBombsTakeNoMemory(t *testing.T) {
	bombs := [][]byte{modeltest.Bomb(60_000, 60_000), claim(t, sample(t, "progressive.jpg"), 30_000, 30_000), scanBomb(t, 5000)}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, bomb := range bombs {
		if _, err := decode(t.Context(), bomb); !errors.Is(err, model.ErrPhotoSize) {
			t.Errorf("%d bytes: %v", len(bomb), err)
		}
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
		t.Errorf("took %d bytes", used)
	}
}

func TestScansWithinTheLimit(t *testing.T) {
	if _, err := decode(t.Context(), scanBomb(t, 20)); errors.Is(err, model.ErrPhotoSize) {
		t.Errorf("20 scans: %v", err)
	}
	if _, n := jpegScans(sample(t, "progressive.jpg")); n != 10 {
		t.Errorf("%d scans, want 10", n)
	}
	// What phones append is not looked at.
	if _, n := jpegScans(slices.Concat(surface(t, 64, 48), []byte{0, 5, 'a', 'b', 'c'}, scanBomb(t, 500))); n != 1 {
		t.Errorf("%d scans, want 1", n)
	}
}

// A file over the limit is given up where the limit is, not read to its end.
func TestTooManyBytes(t *testing.T) {
	s, dir := opened(t)
	endless := io.MultiReader(bytes.NewReader(modeltest.JPEG(40, 30)), zeros{})
	if _, err := s.Add(t.Context(), endless); !errors.Is(err, model.ErrPhotoSize) {
		t.Errorf("Add: %v", err)
	}
	if left := files(t, dir); len(left) != 0 {
		t.Errorf("left behind: %q", left)
	}
	if _, err := Resize(t.Context(), endless, io.Discard, 100, Quality); !errors.Is(err, model.ErrPhotoSize) {
		t.Errorf("Resize: %v", err)
	}
}

// zeros has no end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestDecoderPanicIsAnError(t *testing.T) {
	broken := kind{format: "png", decode: func(io.Reader) (image.Image, error) { panic("index out of range") }}
	if _, _, err := decodePixels(t.Context(), broken, nil); !errors.Is(err, model.ErrPhotoDamaged) {
		t.Errorf("%v, want ErrPhotoDamaged", err)
	}
}

func TestResize(t *testing.T) {
	data := modeltest.CameraJPEG(900, 600, 6)
	for side, want := range map[int]image.Point{300: {300, 200}, 900: {900, 600}, 5000: {900, 600}, 0: {900, 600}} {
		img, p := resized(t, data, side)
		if img.Bounds().Size() != want {
			t.Errorf("at most %d: %v, want %v", side, img.Bounds().Size(), want)
		}
		if p.ID != modeltest.PhotoIDOf(data) || p.Width != 900 || p.Height != 600 || p.Size != int64(len(data)) {
			t.Errorf("at most %d: %+v", side, p)
		}
	}
	var low, high bytes.Buffer
	for quality, out := range map[int]*bytes.Buffer{20: &low, 95: &high} {
		if _, err := Resize(t.Context(), bytes.NewReader(surface(t, 300, 200)), out, 200, quality); err != nil {
			t.Fatal(err)
		}
	}
	if low.Len()*2 > high.Len() {
		t.Errorf("%d bytes at quality 20, %d at 95", low.Len(), high.Len())
	}
}

func TestResizePassesErrorsOn(t *testing.T) {
	gone := errors.New("the card was pulled out")
	if _, err := Resize(t.Context(), iotest.ErrReader(gone), io.Discard, 100, Quality); !errors.Is(err, gone) {
		t.Errorf("reading: %v", err)
	}
	read, write := io.Pipe()
	_ = read.CloseWithError(gone)
	if _, err := Resize(t.Context(), bytes.NewReader(modeltest.JPEG(40, 30)), write, 100, Quality); !errors.Is(err, gone) {
		t.Errorf("writing: %v", err)
	}
}
