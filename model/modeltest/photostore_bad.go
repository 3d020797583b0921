package modeltest

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"tinxa/model"
)

func photoNotFound(t *testing.T, s model.PhotoStore) {
	add(t, s, JPEG(40, 30))
	for _, id := range []model.PhotoID{
		PhotoIDOf([]byte("never added")), "", "x", "../../../../etc/passwd", `..\..\boot.ini`, "nul",
		model.PhotoID(strings.Repeat("z", 64)), model.PhotoID(strings.ToUpper(string(PhotoIDOf(JPEG(40, 30))))),
	} {
		if _, err := s.Photo(t.Context(), id); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("Photo(%q) = %v, want ErrNotFound", id, err)
		}
		for _, side := range []int{0, model.ThumbSide} {
			if _, err := readAll(t.Context(), s, id, side); !errors.Is(err, model.ErrNotFound) {
				t.Errorf("Open(%q, %d) = %v, want ErrNotFound", id, side, err)
			}
		}
	}
}

// badPhotos is what Add must refuse, and how.
func badPhotos() map[string]struct {
	data []byte
	want error
} {
	whole, gif := JPEG(640, 480), GIF(300, 200)
	tiff := append([]byte("II*\x00\x08\x00\x00\x00"), make([]byte, 200)...)
	return map[string]struct {
		data []byte
		want error
	}{
		"nothing":            {nil, model.ErrEmpty},
		"a letter":           {[]byte("x"), model.ErrPhotoKind},
		"text":               {[]byte(strings.Repeat("A weekly report. ", 300)), model.ErrPhotoKind},
		"SVG":                {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>`), model.ErrPhotoKind},
		"TIFF":               {tiff, model.ErrPhotoKind},
		"BMP":                {append([]byte("BM"), make([]byte, 300)...), model.ErrPhotoKind},
		"ZIP":                {append([]byte("PK\x03\x04"), make([]byte, 300)...), model.ErrPhotoKind},
		"zeros":              {make([]byte, 100_000), model.ErrPhotoKind},
		"JPEG of two bytes":  {whole[:2], model.ErrPhotoKind},
		"JPEG header alone":  {whole[:60], model.ErrPhotoDamaged},
		"PNG signature only": {PNG(40, 30)[:8], model.ErrPhotoDamaged},
		"PNG header alone":   {PNG(40, 30)[:33], model.ErrPhotoDamaged},
		"GIF header alone":   {gif[:10], model.ErrPhotoDamaged},
		"WebP header alone":  {WebP()[:16], model.ErrPhotoDamaged},
		"PNG bomb":           {Bomb(60_000, 60_000), model.ErrPhotoSize},
		"PNG bomb, thin":     {Bomb(1<<31-1, 1), model.ErrPhotoSize},
		"JPEG bomb":          {JPEGBomb(65_500, 65_500), model.ErrPhotoSize},
	}
}

func photoBad(t *testing.T, s model.PhotoStore) {
	for name, bad := range badPhotos() {
		_, err := s.Add(t.Context(), bytes.NewReader(bad.data))
		if name == "JPEG of two bytes" && errors.Is(err, model.ErrPhotoDamaged) {
			err = bad.want // two bytes may pass for the start of a JPEG
		}
		if !errors.Is(err, bad.want) {
			t.Errorf("Add(%s) = %v, want %v", name, err, bad.want)
		}
		keptNothing(t, s, bad.data)
	}
}

// photoHalf: of half a JPEG either the upper part is shown, and it is marked as
// damaged, or it is refused; it never passes for whole.
func photoHalf(t *testing.T, s model.PhotoStore) {
	whole := JPEG(640, 480)
	half := whole[:len(whole)/2]
	p, err := s.Add(t.Context(), bytes.NewReader(half))
	if err != nil {
		if !errors.Is(err, model.ErrPhotoDamaged) {
			t.Errorf("Add(half a JPEG) = %v, want ErrPhotoDamaged", err)
		}
		keptNothing(t, s, half)
		return
	}
	if !p.Damaged || p.Width != 640 || p.Height != 480 {
		t.Errorf("half a JPEG passed as %+v", p)
	}
	rendition(t, s, p.ID, model.ThumbSide)
	sameBytes(t, s, p.ID, half)
}

func photoReaderFails(t *testing.T, s model.PhotoStore) {
	data := JPEG(640, 480)
	gone := errors.New("the card was pulled out")
	for _, after := range []int{0, 1, 100, len(data) - 1, len(data)} {
		_, err := s.Add(t.Context(), io.MultiReader(bytes.NewReader(data[:after]), iotest.ErrReader(gone)))
		if !errors.Is(err, gone) {
			t.Errorf("reader failed after %d bytes: %v", after, err)
		}
		keptNothing(t, s, data[:after])
	}
}

func photoCancelled(t *testing.T, s model.PhotoStore) {
	kept := add(t, s, JPEG(640, 480))
	done, cancel := context.WithCancel(t.Context())
	cancel()
	data := PNG(300, 300)
	if _, err := s.Add(done, bytes.NewReader(data)); !errors.Is(err, context.Canceled) {
		t.Errorf("Add after cancel = %v", err)
	}
	keptNothing(t, s, data)
	if _, err := s.Photo(done, kept.ID); !errors.Is(err, context.Canceled) {
		t.Errorf("Photo after cancel = %v", err)
	}
	if _, err := readAll(done, s, kept.ID, model.WebSide); !errors.Is(err, context.Canceled) {
		t.Errorf("Open after cancel = %v", err)
	}
	during, cancel := context.WithCancel(t.Context())
	defer cancel()
	if _, err := s.Add(during, &cancelling{bytes.NewReader(data), cancel}); !errors.Is(err, context.Canceled) {
		t.Errorf("Add cancelled while reading = %v", err)
	}
	keptNothing(t, s, data)
}

// cancelling cancels as soon as it is read from.
type cancelling struct {
	io.Reader
	cancel context.CancelFunc
}

func (c *cancelling) Read(p []byte) (int, error) {
	c.cancel()
	return c.Reader.Read(p)
}

func photoSameAtOnce(t *testing.T, s model.PhotoStore) {
	data := CameraJPEG(320, 200, 6)
	atOnce(t, 8, func(int) error {
		p, err := s.Add(t.Context(), bytes.NewReader(data))
		if err == nil && p.ID != PhotoIDOf(data) {
			err = errors.New("another id: " + string(p.ID))
		}
		if err == nil {
			_, err = readAll(t.Context(), s, p.ID, model.ThumbSide)
		}
		return err
	})
	sameBytes(t, s, PhotoIDOf(data), data)
}

func photoDifferentAtOnce(t *testing.T, s model.PhotoStore) {
	atOnce(t, 6, func(i int) error {
		_, err := s.Add(t.Context(), bytes.NewReader(JPEG(200+i, 100)))
		return err
	})
	for i := range 6 {
		data := JPEG(200+i, 100)
		sameBytes(t, s, PhotoIDOf(data), data)
	}
}

// atOnce runs f n times side by side and fails the test for each error.
func atOnce(t *testing.T, n int, f func(i int) error) {
	t.Helper()
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			if err := f(i); err != nil {
				t.Errorf("number %d: %v", i, err)
			}
		})
	}
	all.Wait()
}

func photoGoodAfterBad(t *testing.T, s model.PhotoStore) {
	first := add(t, s, JPEG(90, 60))
	for _, bad := range badPhotos() {
		if _, err := s.Add(t.Context(), bytes.NewReader(bad.data)); err == nil {
			t.Errorf("Add(%.12q…) took it", bad.data)
		}
	}
	add(t, s, PNG(90, 60))
	sameBytes(t, s, first.ID, JPEG(90, 60))
}

func photoSmallReads(t *testing.T, s model.PhotoStore) {
	data := JPEG(160, 90)
	p, err := s.Add(t.Context(), iotest.OneByteReader(bytes.NewReader(data)))
	if err != nil {
		t.Fatal(err)
	}
	sameBytes(t, s, p.ID, data)
}

// keptNothing: what was refused is not there.
func keptNothing(t *testing.T, s model.PhotoStore, data []byte) {
	t.Helper()
	id := PhotoIDOf(data)
	if p, err := s.Photo(t.Context(), id); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("after the error Photo gives %+v, %v", p, err)
	}
	if _, err := readAll(t.Context(), s, id, 0); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("after the error Open gives %v", err)
	}
}
