package photos

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"slices"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// What the standard library cannot write: a drawn surface as progressive JPEG
// (ten scans), with restart markers in each row and tables made for the
// picture, grey, without chroma subsampling, as CMYK; WebP lossy and with alpha.
//
//go:embed testdata
var testdata embed.FS

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := testdata.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// surface is a JPEG with detail everywhere, unlike modeltest.JPEG, so that most
// of the file is picture data.
func surface(t testing.TB, width, height int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x*5/8 + r.IntN(12)), uint8(y*3/4 + r.IntN(12)), uint8((x + y) / 4), 255})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sequential are the JPEGs that show their upper part when cut off.
func sequential(t testing.TB) map[string][]byte {
	return map[string][]byte{
		"baseline": surface(t, 320, 240), "restart": sample(t, "restart.jpg"),
		"grey": sample(t, "grey.jpg"), "full colour": sample(t, "full-colour.jpg"),
		"cmyk": sample(t, "cmyk.jpg"),
	}
}

func scanStart(t *testing.T, data []byte) int {
	t.Helper()
	s, ok := firstScan(data)
	if !ok {
		t.Fatal("no scan")
	}
	return s.start
}

func decoded(t *testing.T, data []byte) picture {
	t.Helper()
	p, err := decode(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sameRows counts the upper rows in which two pictures are equal.
func sameRows(a, b image.Image) int {
	for y := range a.Bounds().Dy() {
		for x := range a.Bounds().Dx() {
			if a.At(x, y) != b.At(x, y) {
				return y
			}
		}
	}
	return a.Bounds().Dy()
}

// isGrey reports whether a row ends in middle grey, in the file's own colours.
func isGrey(img image.Image, y int) bool {
	switch c := img.At(img.Bounds().Dx()-1, y).(type) {
	case color.YCbCr:
		return c == color.YCbCr{Y: 128, Cb: 128, Cr: 128}
	case color.Gray:
		return c.Y == 128
	case color.CMYK: // stored inverted
		return c == color.CMYK{C: 127, M: 127, Y: 127, K: 127} || c == color.CMYK{C: 128, M: 128, Y: 128, K: 127}
	}
	return false
}

// Cut off after a share of the picture data, about that share of the rows is
// as it was, and the end is grey.
func TestCutOffJPEGKeepsItsUpperPart(t *testing.T) {
	for name, data := range sequential(t) {
		whole := decoded(t, data)
		start, height := scanStart(t, data), whole.pixels.Bounds().Dy()
		for percent := 15; percent <= 95; percent += 5 {
			cut := data[:start+(len(data)-start)*percent/100]
			p := decoded(t, cut)
			if !p.photo.Damaged || p.photo.Width != whole.photo.Width || p.photo.Height != whole.photo.Height {
				t.Errorf("%s at %d %%: %+v", name, percent, p.photo)
			}
			rows := sameRows(whole.pixels, p.pixels)
			if rows < height*(percent-15)/100 {
				t.Errorf("%s at %d %%: only %d of %d rows survive", name, percent, rows, height)
				continue
			}
			// The row that broke off ends in grey, and so do those below it.
			for _, y := range []int{rows, (rows + height) / 2, height - 1} {
				if !isGrey(p.pixels, y) {
					t.Errorf("%s at %d %%: row %d of %d ends in %v, not grey", name, percent, y, height,
						p.pixels.At(whole.pixels.Bounds().Dx()-1, y))
				}
			}
		}
	}
}

// At a restart marker the next part counts from middle grey again.
func TestCutOffAtRestartMarkers(t *testing.T) {
	data := sample(t, "restart.jpg")
	whole, markers := decoded(t, data), 0
	for at := scanStart(t, data); at+1 < len(data); at++ {
		if data[at] != 0xff || data[at+1] < markerRST0 || data[at+1] >= markerSOI {
			continue
		}
		markers++
		for _, cut := range []int{at, at + 1, at + 2} {
			p := decoded(t, data[:cut])
			if rows := sameRows(whole.pixels, p.pixels); rows < 16*markers-8 || !isGrey(p.pixels, 239) {
				t.Errorf("cut at %d, %d markers: %d rows, the end is %v", cut, markers, rows, p.pixels.At(0, 239))
			}
		}
	}
	if markers != 14 {
		t.Errorf("%d restart markers, want one after each of 15 rows but the last", markers)
	}
}

// The sampling factors of a grey JPEG mean nothing, whatever they are.
func TestCutOffGreyWithSampling(t *testing.T) {
	data := sample(t, "grey.jpg")
	odd := bytes.Clone(data)
	for s := range segments(odd) {
		if s.marker == markerSOF0 {
			s.body[7] = 0x22
		}
	}
	for cut := len(data) / 2; cut < len(data)-2; cut += 100 {
		if sameRows(decoded(t, data[:cut]).pixels, decoded(t, odd[:cut]).pixels) != 240 {
			t.Errorf("cut at %d: another picture with sampling 2 × 2", cut)
		}
	}
}

// A second frame header, which could claim any size, is not listened to.
func TestSecondFrameHeader(t *testing.T) {
	data := surface(t, 40, 24)
	for s := range segments(data) {
		if s.marker == markerSOF0 {
			data = slices.Concat(data[:s.end], claim(t, data, 65_000, 65_000)[s.start:])
			break
		}
	}
	if first, ok := firstScan(data); !ok || first.width != 40 || first.height != 24 {
		t.Errorf("%d × %d, %v", first.width, first.height, ok)
	}
}

// Copies that broke off may have their full length: the rest is zeros.
func TestJPEGFilledUpWithZeros(t *testing.T) {
	for name, data := range sequential(t) {
		half := (len(data) + scanStart(t, data)) / 2
		cut := decoded(t, data[:half])
		filled := decoded(t, append(bytes.Clone(data[:half]), make([]byte, len(data)-half)...))
		if !filled.photo.Damaged || sameRows(cut.pixels, filled.pixels) != cut.pixels.Bounds().Dy() {
			t.Errorf("%s: other than without the zeros", name)
		}
	}
}

// Without its end marker alone, a JPEG lacks nothing.
func TestJPEGWithoutItsEnd(t *testing.T) {
	for name, data := range sequential(t) {
		whole, p := decoded(t, data), decoded(t, data[:len(data)-2])
		if p.photo.Damaged || sameRows(whole.pixels, p.pixels) != whole.pixels.Bounds().Dy() {
			t.Errorf("%s: %+v", name, p.photo)
		}
	}
}

// A progressive JPEG shows all of the picture, the less sharp the earlier it ends.
func TestCutOffProgressiveJPEG(t *testing.T) {
	data := sample(t, "progressive.jpg")
	whole := decoded(t, data)
	last := 0.0
	for percent := 95; percent >= 30; percent -= 5 {
		p := decoded(t, data[:len(data)*percent/100])
		if !p.photo.Damaged {
			t.Errorf("at %d %%: not marked as damaged", percent)
		}
		apart := difference(whole.pixels, p.pixels)
		if apart < last || apart > 12 || apart == 0 {
			t.Errorf("at %d %%: differs by %.2f of 255, %.2f with more of it", percent, apart, last)
		}
		last = apart
	}
	start := scanStart(t, data)
	if p := decoded(t, data[:start+150]); !isGrey(p.pixels, 239) || difference(whole.pixels, p.pixels) < last {
		t.Error("within the first scan: the rest is not grey")
	}
}

// difference is the mean of how far the pixels are apart in brightness.
func difference(a, b image.Image) float64 {
	sum, bounds := 0, a.Bounds()
	for y := range bounds.Dy() {
		for x := range bounds.Dx() {
			p, q := color.GrayModel.Convert(a.At(x, y)).(color.Gray).Y, color.GrayModel.Convert(b.At(x, y)).(color.Gray).Y
			sum += max(int(p)-int(q), int(q)-int(p))
		}
	}
	return float64(sum) / float64(bounds.Dx()*bounds.Dy())
}

// At whatever byte a file ends there is a photo or one of three reasons, and
// from where something is readable, more of the file is readable too.
func TestEveryLengthOfAJPEG(t *testing.T) {
	for name, data := range map[string][]byte{
		"baseline": surface(t, 40, 24), "camera": modeltest.CameraJPEG(24, 16, 6), "progressive": sample(t, "progressive.jpg")[:1000],
	} {
		readable := false
		for n := range len(data) {
			p, err := decode(t.Context(), data[:n])
			want := model.ErrPhotoDamaged
			switch {
			case n == 0:
				want = model.ErrEmpty
			case n < 3:
				want = model.ErrPhotoKind
			}
			if err != nil && (readable || !errors.Is(err, want)) {
				t.Fatalf("%s, %d of %d bytes: %v, want %v", name, n, len(data), err, want)
			}
			if err == nil {
				readable = true
			}
			if err == nil && n < len(data)-3 && !p.photo.Damaged {
				t.Fatalf("%s, %d of %d bytes: passed for whole", name, n, len(data))
			}
		}
		if !readable {
			t.Errorf("%s: nothing was readable", name)
		}
	}
}

// Nonsense in the middle leaves the part above it.
func TestJPEGWithAHole(t *testing.T) {
	for name, data := range sequential(t) {
		whole := decoded(t, data)
		broken := bytes.Clone(data)
		middle := (len(data) + scanStart(t, data)) / 2
		copy(broken[middle:], bytes.Repeat([]byte{0xff, 0xfe}, 40))
		p := decoded(t, broken)
		if rows := sameRows(whole.pixels, p.pixels); rows < whole.pixels.Bounds().Dy()/3 || !p.photo.Damaged {
			t.Errorf("%s: %d rows survive; %+v", name, rows, p.photo)
		}
	}
}

func TestSalvageEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, name := range []string{"progressive.jpg", "restart.jpg"} {
		data := sample(t, name)
		if _, _, err := salvage(ctx, data[:len(data)/2]); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Every step of a DC level can be written and read, whatever the table lacks.
func TestStepsSurviveAnyTable(t *testing.T) {
	full := []byte{0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	poor := []byte{0x00, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4} // steps of 4 to 15 alone
	for name, body := range map[string][]byte{"full": full, "poor": poor} {
		tables := map[byte]*huffman{}
		readTables(body, tables)
		for want := -2000; want <= 2000; want += 7 {
			w := &bitWriter{}
			level := want
			for range 400 {
				step, ok := w.step(tables[0], -level)
				if !ok {
					t.Fatalf("%s: no step from %d", name, level)
				}
				level += step
			}
			w.flush()
			if name == "full" && level != 0 || max(level, -level) > 15 {
				t.Errorf("%s: from %d to %d", name, want, level)
			}
			back := want
			for r, n := (&bitReader{data: w.data}), 0; n < 400; n++ {
				step, ok := r.block(component{dc: tables[0]})
				if !ok {
					t.Fatalf("%s: step %d from %d cannot be read", name, n, want)
				}
				back += step
			}
			if back != level {
				t.Errorf("%s: from %d read to %d, written to %d", name, want, back, level)
			}
		}
	}
}
