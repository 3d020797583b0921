package editor

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tinxa/model"
)

// Incoming is a photo that is to be added: a file dropped, chosen or pasted.
type Incoming struct {
	Name string // as the user knows it
	Open func() (io.ReadCloser, error)
}

// FromPaths lists the files at these paths; a folder stands for the files in it.
func FromPaths(paths []string) []Incoming {
	var all []Incoming
	for _, p := range paths {
		entries, err := os.ReadDir(p)
		if err != nil {
			all = append(all, fromFile(p))
			continue
		}
		for _, e := range entries {
			if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
				all = append(all, fromFile(filepath.Join(p, e.Name())))
			}
		}
	}
	return all
}

func fromFile(path string) Incoming {
	return Incoming{Name: filepath.Base(path), Open: func() (io.ReadCloser, error) { return openRegular(path) }}
}

// openRegular refuses what is no file: a device or a pipe would never end.
func openRegular(path string) (io.ReadCloser, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: path, Err: model.ErrPhotoKind}
	}
	return os.Open(path)
}

// inOrder sorts photos by the camera's clock, or else by their names. It reads
// only the head of each.
func inOrder(ctx context.Context, photos []Incoming, clock func(io.Reader) time.Time) ([]Incoming, error) {
	taken := map[string]time.Time{}
	for _, p := range photos {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if r, err := p.Open(); err == nil { // what cannot be opened is told when it is read
			taken[p.Name] = clock(r)
			r.Close()
		}
	}
	slices.SortStableFunc(photos, func(x, y Incoming) int {
		return cmp.Or(taken[x.Name].Compare(taken[y.Name]), cmp.Compare(x.Name, y.Name))
	})
	return photos, nil
}

func takeOne(ctx context.Context, store model.PhotoStore, f Incoming) (model.Photo, error) {
	r, err := f.Open()
	if err != nil {
		return model.Photo{}, err
	}
	defer r.Close()
	return store.Add(ctx, r)
}
