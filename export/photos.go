package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"tinxa/model"
)

// PhotosOf shows a photo store as the Photos of a Bundle: the file named by a
// PhotoID is that photo with its longer side at most maxSide pixels. Opened is
// called after each photo was read, and may be nil; progress is shown by it.
func PhotosOf(ctx context.Context, store model.PhotoStore, maxSide int, opened func()) fs.FS {
	return photoFS{ctx: ctx, store: store, maxSide: maxSide, opened: opened}
}

// Photo opens a photo of the bundle. ErrPhotoMissing names it when it is not
// there; other errors are those of the store.
func (b Bundle) Photo(id model.PhotoID) (io.ReadCloser, error) {
	if b.Photos == nil {
		return nil, fmt.Errorf("%w: %s", ErrPhotoMissing, id)
	}
	f, err := b.Photos.Open(string(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %s: %w", ErrPhotoMissing, id, err)
	}
	return f, err
}

type photoFS struct {
	ctx     context.Context
	store   model.PhotoStore
	maxSide int
	opened  func()
}

// Open implements fs.FS.
func (f photoFS) Open(name string) (fs.File, error) {
	data, err := f.read(model.PhotoID(name))
	if errors.Is(err, model.ErrNotFound) {
		err = fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	if f.opened != nil {
		f.opened()
	}
	return &photoFile{Reader: bytes.NewReader(data), info: photoInfo{name: name, size: int64(len(data))}}, nil
}

func (f photoFS) read(id model.PhotoID) ([]byte, error) {
	if !id.Valid() {
		return nil, fs.ErrInvalid
	}
	r, err := f.store.Open(f.ctx, id, f.maxSide)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

type photoFile struct {
	*bytes.Reader
	info photoInfo
}

func (f *photoFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *photoFile) Close() error               { return nil }

type photoInfo struct {
	name string
	size int64
}

func (i photoInfo) Name() string       { return i.name }
func (i photoInfo) Size() int64        { return i.size }
func (i photoInfo) Mode() fs.FileMode  { return 0o444 }
func (i photoInfo) ModTime() time.Time { return time.Time{} }
func (i photoInfo) IsDir() bool        { return false }
func (i photoInfo) Sys() any           { return nil }
