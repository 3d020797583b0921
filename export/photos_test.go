package export_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

const (
	kept    = model.PhotoID("00000000000000000000000000000000000000000000000000000000000000aa")
	damaged = model.PhotoID("00000000000000000000000000000000000000000000000000000000000000bb")
	unknown = model.PhotoID("00000000000000000000000000000000000000000000000000000000000000cc")
)

// photoStore holds one good photo and one that is damaged.
type photoStore struct{ model.PhotoStore }

func (photoStore) Open(_ context.Context, id model.PhotoID, maxSide int) (io.ReadCloser, error) {
	switch id {
	case kept:
		return io.NopCloser(bytes.NewReader(make([]byte, maxSide))), nil
	case damaged:
		return nil, model.ErrDamaged
	}
	return nil, model.ErrNotFound
}

func TestPhotosOf(t *testing.T) {
	opened := 0
	b := export.Bundle{Photos: export.PhotosOf(t.Context(), photoStore{}, 1600, func() { opened++ })}
	r, err := b.Photo(kept)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if data, err := io.ReadAll(r); err != nil || len(data) != 1600 {
		t.Errorf("read %d bytes (%v), want the photo at 1600 pixels", len(data), err)
	}
	info, err := fs.Stat(b.Photos, string(kept))
	if err != nil || info.Size() != 1600 || info.Name() != string(kept) || info.IsDir() {
		t.Errorf("Stat: %v (%v)", info, err)
	}
	if _, err := b.Photo(damaged); !errors.Is(err, model.ErrDamaged) || errors.Is(err, export.ErrPhotoMissing) {
		t.Errorf("damaged photo: %v, want ErrDamaged", err)
	}
	if _, err := b.Photo("../secret"); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("no PhotoID: %v, want fs.ErrInvalid", err)
	}
	if opened != 2 {
		t.Errorf("told of %d photos read, want 2", opened)
	}
}

func TestPhotoMissing(t *testing.T) {
	store := export.PhotosOf(t.Context(), photoStore{}, 1600, nil)
	for _, b := range []export.Bundle{{}, {Photos: store}} {
		_, err := b.Photo(unknown)
		if !errors.Is(err, export.ErrPhotoMissing) || !strings.Contains(err.Error(), string(unknown)) {
			t.Errorf("got %v, want ErrPhotoMissing naming the photo", err)
		}
	}
}
