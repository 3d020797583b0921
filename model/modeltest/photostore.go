package modeltest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"testing"
	"time"

	"tinxa/model"
)

// TestPhotoStore is what every PhotoStore must pass. open gives an empty one.
func TestPhotoStore(t *testing.T, open func(t *testing.T) model.PhotoStore) {
	t.Helper()
	for name, test := range map[string]func(*testing.T, model.PhotoStore){
		"kinds":               photoKinds,
		"taken":               photoTaken,
		"add twice":           photoTwice,
		"no mix":              photoNoMix,
		"original unchanged":  photoOriginal,
		"upright":             photoUpright,
		"rendition size":      photoSize,
		"rendition bare":      photoBare,
		"read side by side":   photoSideBySide,
		"not found":           photoNotFound,
		"bad input":           photoBad,
		"half a photo":        photoHalf,
		"reader fails":        photoReaderFails,
		"cancelled":           photoCancelled,
		"same at once":        photoSameAtOnce,
		"different at once":   photoDifferentAtOnce,
		"good after the bad":  photoGoodAfterBad,
		"small reads":         photoSmallReads,
		"rendition many ways": photoManySizes,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// PhotoIDOf is the id that a photo of these bytes has.
func PhotoIDOf(data []byte) model.PhotoID {
	sum := sha256.Sum256(data)
	return model.PhotoID(hex.EncodeToString(sum[:]))
}

func photoKinds(t *testing.T, s model.PhotoStore) {
	for _, want := range []struct {
		data []byte
		model.Photo
	}{
		{JPEG(640, 360), model.Photo{Format: "jpeg", Width: 640, Height: 360}},
		{PNG(31, 17), model.Photo{Format: "png", Width: 31, Height: 17}},
		{GIF(90, 120), model.Photo{Format: "gif", Width: 90, Height: 120}},
		{WebP(), model.Photo{Format: "webp", Width: 1, Height: 1}},
		{CameraJPEG(60, 40, 6), model.Photo{Format: "jpeg", Width: 60, Height: 40}},
		{PNG(1, 1), model.Photo{Format: "png", Width: 1, Height: 1}},
	} {
		want.ID, want.Size = PhotoIDOf(want.data), int64(len(want.data))
		added := add(t, s, want.data)
		known, err := s.Photo(t.Context(), want.ID)
		if err != nil {
			t.Fatalf("Photo(%s): %v", want.Format, err)
		}
		if !samePhoto(known, added) {
			t.Errorf("Photo = %+v, Add said %+v", known, added)
		}
		added.Taken = time.Time{} // photoTaken looks at it
		if added != want.Photo {
			t.Errorf("Add = %+v, want %+v", added, want.Photo)
		}
	}
}

func photoTaken(t *testing.T, s model.PhotoStore) {
	want := time.Date(2026, 3, 14, 8, 15, 30, 0, time.FixedZone("", 7*60*60))
	if got := add(t, s, CameraJPEG(60, 40, 1)); !got.Taken.Equal(want) {
		t.Errorf("taken %v, want %v (CameraTime, which names no zone)", got.Taken, want)
	}
	if got := add(t, s, JPEG(60, 40)); !got.Taken.IsZero() {
		t.Errorf("taken %v, though the photo does not say so", got.Taken)
	}
}

func photoTwice(t *testing.T, s model.PhotoStore) {
	data := CameraJPEG(200, 100, 3)
	first, second := add(t, s, data), add(t, s, data)
	if !samePhoto(first, second) {
		t.Errorf("added again: %+v, at first %+v", second, first)
	}
	sameBytes(t, s, first.ID, data)
}

func photoNoMix(t *testing.T, s model.PhotoStore) {
	all := [][]byte{JPEG(50, 40), JPEG(51, 40), PNG(50, 40), GIF(50, 40)}
	for _, data := range all {
		add(t, s, data)
	}
	for _, data := range all {
		sameBytes(t, s, PhotoIDOf(data), data)
	}
}

func photoOriginal(t *testing.T, s model.PhotoStore) {
	data := append(CameraJPEG(300, 200, 8), "what a phone appends behind the picture"...)
	p := add(t, s, data)
	if p.Size != int64(len(data)) {
		t.Errorf("size %d, want %d", p.Size, len(data))
	}
	rendition(t, s, p.ID, model.ThumbSide)
	sameBytes(t, s, p.ID, data)
}

func photoUpright(t *testing.T, s model.PhotoStore) {
	for orientation := 1; orientation <= 8; orientation++ {
		p := add(t, s, CameraJPEG(480, 320, orientation))
		if p.Width != 480 || p.Height != 320 {
			t.Errorf("orientation %d: %d × %d, want 480 × 320 as shown", orientation, p.Width, p.Height)
		}
		img := rendition(t, s, p.ID, 320)
		if img.Bounds().Dx() <= img.Bounds().Dy() {
			t.Errorf("orientation %d: a wide photo came out as %v", orientation, img.Bounds())
		}
		checkCorners(t, orientation, img)
	}
}

func checkCorners(t *testing.T, orientation int, img image.Image) {
	t.Helper()
	w, h := img.Bounds().Dx(), img.Bounds().Dy()
	for i, want := range Corners {
		x, y := img.Bounds().Min.X+w/4+(i%2)*w/2, img.Bounds().Min.Y+h/4+(i/2)*h/2
		if got := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); !near(got, want) {
			t.Errorf("orientation %d: corner %d is %v, want %v", orientation, i, got, want)
		}
	}
}

// near leaves room for what JPEG changes of a colour.
func near(a, b color.NRGBA) bool {
	apart := func(x, y uint8) bool { d := int(x) - int(y); return d < -24 || d > 24 }
	return !apart(a.R, b.R) && !apart(a.G, b.G) && !apart(a.B, b.B)
}

func photoSize(t *testing.T, s model.PhotoStore) {
	for _, original := range []struct{ w, h, side, wantW, wantH int }{
		{1000, 500, 320, 320, 160},
		{500, 1000, 320, 160, 320},
		{2000, 1500, 1600, 1600, 1200},
		{1200, 3, 320, 320, 1},
	} {
		p := add(t, s, PNG(original.w, original.h))
		got := rendition(t, s, p.ID, original.side).Bounds()
		if off(got.Dx(), original.wantW) || off(got.Dy(), original.wantH) || max(got.Dx(), got.Dy()) > original.side {
			t.Errorf("%d × %d at %d: %d × %d, want %d × %d", original.w, original.h, original.side,
				got.Dx(), got.Dy(), original.wantW, original.wantH)
		}
	}
}

// off allows for one pixel of rounding.
func off(got, want int) bool { return got < 1 || got < want-1 || got > want+1 }

func photoManySizes(t *testing.T, s model.PhotoStore) {
	p := add(t, s, JPEG(700, 450))
	for _, side := range []int{model.ThumbSide, model.WebSide, 1, 77, model.ThumbSide, model.WebSide} {
		b := rendition(t, s, p.ID, side).Bounds()
		if longer := max(b.Dx(), b.Dy()); longer > side || longer > 700 {
			t.Errorf("at most %d: %d × %d", side, b.Dx(), b.Dy())
		}
	}
}

func photoBare(t *testing.T, s model.PhotoStore) {
	p := add(t, s, CameraJPEG(640, 480, 6))
	for _, side := range []int{model.ThumbSide, model.WebSide} {
		data := read(t, s, p.ID, side)
		for _, mark := range []string{GPSMark, CameraTime, "Exif\x00"} {
			if bytes.Contains(data, []byte(mark)) {
				t.Errorf("the rendition of %d px still holds %q", side, mark)
			}
		}
	}
}

func photoSideBySide(t *testing.T, s model.PhotoStore) {
	data := JPEG(400, 300)
	p := add(t, s, data)
	first, err1 := s.Open(t.Context(), p.ID, 0)
	second, err2 := s.Open(t.Context(), p.ID, 0)
	if err1 != nil || err2 != nil {
		t.Fatalf("Open: %v, %v", err1, err2)
	}
	defer first.Close()
	defer second.Close()
	half := make([]byte, len(data)/2)
	if _, err := io.ReadFull(first, half); err != nil {
		t.Fatal(err)
	}
	whole, err := io.ReadAll(second)
	if err != nil || !bytes.Equal(whole, data) {
		t.Errorf("the second reader gave %d of %d bytes: %v", len(whole), len(data), err)
	}
	rest, err := io.ReadAll(first)
	if err != nil || !bytes.Equal(append(half, rest...), data) {
		t.Errorf("the first reader lost its place: %v", err)
	}
}

// add adds a photo that must be taken.
func add(t *testing.T, s model.PhotoStore, data []byte) model.Photo {
	t.Helper()
	p, err := s.Add(t.Context(), bytes.NewReader(data))
	if err != nil {
		t.Fatalf("Add(%.12q…, %d bytes): %v", data, len(data), err)
	}
	return p
}

func read(t *testing.T, s model.PhotoStore, id model.PhotoID, side int) []byte {
	t.Helper()
	data, err := readAll(t.Context(), s, id, side)
	if err != nil {
		t.Fatalf("Open(%.8s…, %d): %v", id, side, err)
	}
	return data
}

func readAll(ctx context.Context, s model.PhotoStore, id model.PhotoID, side int) ([]byte, error) {
	r, err := s.Open(ctx, id, side)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

func sameBytes(t *testing.T, s model.PhotoStore, id model.PhotoID, want []byte) {
	t.Helper()
	if got := read(t, s, id, 0); !bytes.Equal(got, want) {
		t.Errorf("the original of %.8s… came back as %d bytes, want the same %d", id, len(got), len(want))
	}
}

// rendition opens a photo at a size, which must be a JPEG within it.
func rendition(t *testing.T, s model.PhotoStore, id model.PhotoID, side int) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(read(t, s, id, side)))
	if err != nil {
		t.Fatalf("Open(%.8s…, %d) is no JPEG: %v", id, side, err)
	}
	if b := img.Bounds(); max(b.Dx(), b.Dy()) > side {
		t.Errorf("Open(%.8s…, %d) is %d × %d", id, side, b.Dx(), b.Dy())
	}
	return img
}

func samePhoto(a, b model.Photo) bool {
	same := a.Taken.Equal(b.Taken)
	a.Taken, b.Taken = time.Time{}, time.Time{}
	return same && a == b
}
