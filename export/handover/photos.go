package handover

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// leastSide is the size in pixels below which a photo is not made smaller: it
// would be of no use to readers.
const leastSide = 320

// writePhotos writes the photos into dir and notes their sizes.
func writePhotos(ctx context.Context, dir string, photos []Photo, o Options) error {
	var files []export.File
	for i := range photos {
		data, err := shrunk(ctx, photos[i].ID, o)
		if err != nil {
			return err
		}
		photos[i].Size = int64(len(data))
		files = append(files, export.File{Name: photos[i].File, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(data)), nil
		}})
		if o.Done != nil {
			o.Done(i+1, len(photos))
		}
	}
	if same(dir, files) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o777); err != nil {
		return fmt.Errorf("%w: %w", export.ErrDestination, err)
	}
	return export.ReplaceFolder(ctx, dir, files, onlyPhotos)
}

// shrunk is a photo within the portal's limits.
func shrunk(ctx context.Context, id model.PhotoID, o Options) ([]byte, error) {
	side := model.WebSide
	if o.Limits.Side > 0 {
		side = min(side, o.Limits.Side)
	}
	for ; ; side = side * 3 / 4 {
		data, err := read(ctx, o.Photos, id, side)
		if err != nil {
			return nil, err
		}
		if o.Limits.Bytes <= 0 || int64(len(data)) <= o.Limits.Bytes {
			return data, nil
		}
		if side*3/4 < leastSide {
			return nil, &export.PortalError{Kind: export.ErrTooLarge, Did: "make photo smaller", Limit: o.Limits.Bytes}
		}
	}
}

func read(ctx context.Context, store model.PhotoStore, id model.PhotoID, side int) ([]byte, error) {
	r, err := store.Open(ctx, id, side)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// same reports whether a folder holds these files and nothing else already.
func same(dir string, files []export.File) bool {
	inside, err := os.ReadDir(dir)
	if err != nil || len(inside) != len(files) {
		return false
	}
	return !slices.ContainsFunc(files, func(f export.File) bool { return !sameFile(filepath.Join(dir, f.Name), f) })
}

func sameFile(path string, f export.File) bool {
	r, err := f.Open()
	if err != nil {
		return false
	}
	defer r.Close()
	want, err := io.ReadAll(r)
	if err != nil {
		return false
	}
	got, err := os.ReadFile(path)
	return err == nil && bytes.Equal(got, want)
}

// photoName matches the names that number gives.
var photoName = regexp.MustCompile(`^\d{2,}-[a-z0-9-]+\.jpg$`)

// onlyPhotos reports whether a folder holds an earlier hand-over and nothing
// else.
func onlyPhotos(_ string, inside []fs.DirEntry) bool {
	return !slices.ContainsFunc(inside, func(e fs.DirEntry) bool {
		return !e.Type().IsRegular() || !photoName.MatchString(e.Name())
	})
}
