package editor

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tinxa/model"
	"tinxa/model/viet"
	"tinxa/ui/say"
	"tinxa/ui/task"
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

// arrived is what became of the photos of one import.
type arrived struct {
	pictures []model.Picture // in the order in which they were taken
	damaged  []string        // names of those of which only a part can be shown
	refused  []refusal
}

type refusal struct {
	name string
	err  error
}

// takeIn reads photos one after another. A bad one spoils nothing else; only a
// full disk or a read-only one ends the import.
func takeIn(ctx context.Context, store model.PhotoStore, files []Incoming, progress task.Progress) (arrived, error) {
	var all []taken
	var out arrived
	for i, f := range files {
		progress(i, len(files), say.T("editor.photos.reading", f.Name))
		photo, err := takeOne(ctx, store, f)
		if ctx.Err() != nil {
			return out, ctx.Err()
		}
		if err != nil {
			out.refused = append(out.refused, refusal{f.Name, err})
			if errors.Is(err, model.ErrFull) || errors.Is(err, model.ErrReadOnly) {
				break
			}
			continue
		}
		all = append(all, taken{photo, f.Name})
	}
	out.sortIn(all)
	return out, nil
}

type taken struct {
	photo model.Photo
	name  string
}

// sortIn puts what was taken in the order of the clock, or else of the names.
func (a *arrived) sortIn(all []taken) {
	slices.SortStableFunc(all, func(x, y taken) int {
		return cmp.Or(x.photo.Taken.Compare(y.photo.Taken), cmp.Compare(x.name, y.name))
	})
	for _, t := range all {
		a.pictures = append(a.pictures, model.Picture{Photo: t.photo.ID, Name: viet.Normal(t.name)})
		if t.photo.Damaged {
			a.damaged = append(a.damaged, t.name)
		}
	}
}

func takeOne(ctx context.Context, store model.PhotoStore, f Incoming) (model.Photo, error) {
	r, err := f.Open()
	if err != nil {
		return model.Photo{}, err
	}
	defer r.Close()
	return store.Add(ctx, r)
}
