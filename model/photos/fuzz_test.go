package photos

import (
	"bytes"
	"errors"
	"image/jpeg"
	"io"
	"slices"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// FuzzAdd: any bytes are either refused for one of four reasons, and leave
// nothing behind, or are a photo that can be shown and comes back as it was.
func FuzzAdd(f *testing.F) {
	for _, name := range []string{"progressive.jpg", "restart.jpg", "grey.jpg", "cmyk.jpg", "lossy.webp", "alpha.webp"} {
		data := sample(f, name)
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	for _, data := range [][]byte{
		nil, modeltest.CameraJPEG(24, 16, 6), modeltest.PNG(9, 5), modeltest.GIF(9, 5), modeltest.WebP(), animation(),
		withICC(modeltest.JPEG(16, 16), displayP3(300), 2), modeltest.Bomb(60_000, 60_000), surface(f, 32, 24),
	} {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, dir := opened(t)
		p, err := s.Add(t.Context(), bytes.NewReader(data))
		if err != nil {
			checkRefused(t, err)
			if left := files(t, dir); len(left) != 0 {
				t.Errorf("after %v there is %q", err, left)
			}
			return
		}
		if p.ID != modeltest.PhotoIDOf(data) || p.Width < 1 || p.Height < 1 || !bytes.Equal(taken(t, s, p.ID, 0), data) {
			t.Errorf("%+v of %d bytes", p, len(data))
		}
		checkPhoto(t, reopened(t, dir), p)
		for _, side := range []int{model.ThumbSide, 10} {
			small, err := jpeg.DecodeConfig(bytes.NewReader(taken(t, s, p.ID, side)))
			if err != nil || max(small.Width, small.Height) > side {
				t.Errorf("at %d: %+v, %v", side, small, err)
			}
		}
	})
}

func checkRefused(t *testing.T, err error) {
	t.Helper()
	reasons := []error{model.ErrEmpty, model.ErrPhotoKind, model.ErrPhotoSize, model.ErrPhotoDamaged}
	if !slices.ContainsFunc(reasons, func(reason error) bool { return errors.Is(err, reason) }) {
		t.Errorf("refused for no known reason: %v", err)
	}
}

// FuzzSalvage: a JPEG with anything in place of its picture data is completed
// to one that the decoder takes, or given up.
func FuzzSalvage(f *testing.F) {
	data := sample(f, "restart.jpg")
	s, ok := firstScan(data)
	if !ok {
		f.Fatal("no scan")
	}
	header := data[:s.start]
	f.Add(data[s.start:])
	f.Add(data[s.start : s.start+1500])
	f.Add([]byte{0xff, 0x00, 0xff, 0xd0, 0x12})
	f.Fuzz(func(t *testing.T, picture []byte) {
		mended, _, ok := s.completed(slices.Concat(header, picture))
		if !ok {
			return
		}
		if _, err := jpeg.Decode(bytes.NewReader(mended)); err != nil {
			t.Errorf("what was completed is refused: %v", err)
		}
	})
}

// FuzzResize holds it to the same reasons.
func FuzzResize(f *testing.F) {
	f.Add(modeltest.CameraJPEG(24, 16, 8), 10, 82)
	f.Add(modeltest.PNG(9, 5), 0, 0)
	f.Fuzz(func(t *testing.T, data []byte, side, quality int) {
		if _, err := Resize(t.Context(), bytes.NewReader(data), io.Discard, side, quality); err != nil {
			checkRefused(t, err)
		}
	})
}
