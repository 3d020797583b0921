package editor

import (
	"errors"
	"image"
	"os"
	"testing"

	"tinxa/model"
)

// TestPicturesAreReadAgain after a fault, and are not all kept.
func TestPicturesAreReadAgain(t *testing.T) {
	env, runner := photographed(t)
	file, err := os.Open(samplePhotos(t, "a.jpg")[0])
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	p := newPictures(t.Context(), runner, env.Photos)
	r, _ := sample(t, "05-phuong-thi-dua")
	id := r.Pictures()[0].Photo
	ask := func() (img image.Image, err error) {
		p.Get(id, func(i image.Image, e error) { img, err = i, e })
		runner.drain()
		return img, err
	}
	if _, err := ask(); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a photo that is not there: %v", err)
	}
	added, err := env.Photos.Add(t.Context(), file)
	if err != nil || added.ID != id {
		t.Fatalf("added %s for %s: %v", added.ID, id, err)
	}
	first, err := ask()
	if again, _ := ask(); err != nil || again != first {
		t.Errorf("read twice: %v", err)
	}
	for i := range keptImages {
		p.keep(model.PhotoID(rune('a'+i)), first)
	}
	if len(p.read) != keptImages || p.read[id] != nil {
		t.Errorf("%d photos are kept", len(p.read))
	}
}
