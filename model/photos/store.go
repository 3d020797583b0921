package photos

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"tinxa/model"
	"tinxa/model/disk"
)

// Store is a model.PhotoStore in a folder. Several instances of the program
// may use one folder at the same time.
type Store struct {
	originals string
	trash     string
	damaged   string
	cache     string
	decoding  chan struct{} // holds one: a decoded picture may take 600 MB
}

// Open opens the store in a folder, which is made where it is missing.
// model.ErrReadOnly, model.ErrFull. A folder that can only be read is opened;
// its photos can be looked at.
func Open(dir string) (*Store, error) {
	s := &Store{
		originals: filepath.Join(dir, "originals"),
		trash:     filepath.Join(dir, "trash"),
		damaged:   filepath.Join(dir, "damaged"),
		cache:     filepath.Join(dir, "cache"),
		decoding:  make(chan struct{}, 1),
	}
	if err := disk.MakeFolder(s.originals, 0o755); err != nil {
		return nil, fmt.Errorf("photos: open %s: %w", dir, err)
	}
	disk.Sweep(s.originals)
	disk.Sweep(s.cache)
	return s, nil
}

// Add implements model.PhotoStore.
func (s *Store) Add(ctx context.Context, r io.Reader) (model.Photo, error) {
	p, err := s.add(ctx, r)
	if err != nil {
		return model.Photo{}, fmt.Errorf("photos: add: %w", err)
	}
	return p, nil
}

func (s *Store) add(ctx context.Context, r io.Reader) (model.Photo, error) {
	source, err := sniffed(underContext(ctx, r))
	if err != nil {
		return model.Photo{}, err
	}
	staged, err := stage(ctx, s.originals, source)
	if err != nil {
		return model.Photo{}, err
	}
	defer staged.discard()
	if err := s.acquire(ctx); err != nil {
		return model.Photo{}, err
	}
	defer s.release()
	// A kept original that has been damaged since is replaced.
	if path, err := s.kept(staged.id); err == nil && isIntact(ctx, path, staged.id) {
		touch(path)
		return s.describe(ctx, path, staged.id)
	}
	data, err := os.ReadFile(staged.path)
	if err != nil {
		return model.Photo{}, err
	}
	p, err := decode(ctx, data)
	if err != nil {
		return model.Photo{}, err
	}
	shown, err := p.develop()
	if err != nil {
		return model.Photo{}, err
	}
	if err := staged.keep(fanned(s.originals, staged.id, p.ext)); err != nil {
		return model.Photo{}, err
	}
	s.keep(p.photo, shown)
	return p.photo, nil
}

// Photo implements model.PhotoStore.
func (s *Store) Photo(ctx context.Context, id model.PhotoID) (model.Photo, error) {
	p, err := s.photo(ctx, id)
	if err != nil {
		return model.Photo{}, fmt.Errorf("photos: photo %.8s: %w", id, err)
	}
	return p, nil
}

func (s *Store) photo(ctx context.Context, id model.PhotoID) (model.Photo, error) {
	path, err := s.original(id)
	if err != nil {
		return model.Photo{}, err
	}
	if known, ok := s.known(id); ok {
		return known, ctx.Err()
	}
	if err := s.acquire(ctx); err != nil {
		return model.Photo{}, err
	}
	defer s.release()
	return s.describe(ctx, path, id)
}

// Open implements model.PhotoStore. The original is checked before the first
// byte of it is given.
func (s *Store) Open(ctx context.Context, id model.PhotoID, maxSide int) (io.ReadCloser, error) {
	r, err := s.open(ctx, id, maxSide)
	if err != nil {
		return nil, fmt.Errorf("photos: open %.8s at %d: %w", id, maxSide, err)
	}
	return r, nil
}

func (s *Store) open(ctx context.Context, id model.PhotoID, side int) (io.ReadCloser, error) {
	path, err := s.original(id)
	if err != nil {
		return nil, err
	}
	if side <= 0 {
		return verified(ctx, path, id)
	}
	if data, ok := readSealed(s.rendered(id, side)); ok {
		return io.NopCloser(bytes.NewReader(data)), ctx.Err()
	}
	if err := s.acquire(ctx); err != nil {
		return nil, err
	}
	defer s.release()
	data, err := s.rendition(ctx, path, id, side)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// acquire waits until no other call is decoding.
func (s *Store) acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case s.decoding <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Store) release() { <-s.decoding }

// Path returns the file of a kept original, for copying it: what it holds is
// not checked. model.ErrNotFound.
func (s *Store) Path(id model.PhotoID) (string, error) {
	path, err := s.original(id)
	if err != nil {
		return "", fmt.Errorf("photos: path of %.8s: %w", id, err)
	}
	return path, nil
}

// original finds the file of a photo, and brings it back from the trash.
func (s *Store) original(id model.PhotoID) (path string, err error) {
	path, err = s.kept(id)
	if errors.Is(err, model.ErrNotFound) {
		return s.fromTrash(id)
	}
	return path, err
}

// kept finds the file of a photo that is not in the trash.
func (s *Store) kept(id model.PhotoID) (path string, err error) {
	if !id.Valid() {
		return "", model.ErrNotFound
	}
	return oneOf(func(ext string) string { return fanned(s.originals, id, ext) })
}

// oneOf finds which of the files is there that a photo may have, by the endings
// of its kinds.
func oneOf(file func(ext string) string) (path string, err error) {
	for _, k := range kinds {
		path := file(k.ext)
		_, err := os.Stat(path)
		if err == nil || !errors.Is(err, fs.ErrNotExist) {
			return path, err
		}
	}
	return "", model.ErrNotFound
}

// fanned spreads files over 256 folders; some programs are slow with large ones.
func fanned(dir string, id model.PhotoID, ext string) string {
	return filepath.Join(dir, string(id[:2]), string(id)+ext)
}

func (s *Store) rendered(id model.PhotoID, side int) string {
	return fanned(filepath.Join(s.cache, strconv.Itoa(side)), id, ".jpg")
}

func (s *Store) facts(id model.PhotoID) string {
	return fanned(filepath.Join(s.cache, "facts"), id, ".json")
}

func isIntact(ctx context.Context, path string, id model.PhotoID) bool {
	file, err := verified(ctx, path, id)
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// known returns what the cache knows of a photo.
func (s *Store) known(id model.PhotoID) (model.Photo, bool) {
	var p model.Photo
	data, ok := readSealed(s.facts(id))
	ok = ok && json.Unmarshal(data, &p) == nil && p.ID == id
	return p, ok
}

// describe returns what is known of a photo, from the cache or else the photo.
func (s *Store) describe(ctx context.Context, path string, id model.PhotoID) (model.Photo, error) {
	if known, ok := s.known(id); ok {
		return known, nil
	}
	p, err := decodeOriginal(ctx, path, id)
	if err != nil {
		return model.Photo{}, err
	}
	shown, err := p.develop()
	if err != nil {
		return model.Photo{}, err
	}
	s.keep(p.photo, shown)
	return p.photo, nil
}

// decodeOriginal decodes what was added, or gives ErrDamaged.
func decodeOriginal(ctx context.Context, path string, id model.PhotoID) (picture, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return picture{}, err
	}
	if identify(data) != id {
		return picture{}, model.ErrDamaged
	}
	return decode(ctx, data)
}

// keep puts what was made of a photo into the cache.
func (s *Store) keep(p model.Photo, shown map[int][]byte) {
	if facts, err := json.Marshal(p); err == nil {
		s.remember(s.facts(p.ID), facts)
	}
	for side, data := range shown {
		s.remember(s.rendered(p.ID, side), data)
	}
}

// rendition returns a photo at a size and keeps it. The same photo gives the
// same bytes, in whatever order sizes are asked for.
func (s *Store) rendition(ctx context.Context, path string, id model.PhotoID, side int) ([]byte, error) {
	if data, ok := readSealed(s.rendered(id, side)); ok {
		return data, nil // another call made it while this one waited
	}
	p, err := s.source(ctx, path, id, side)
	if err != nil {
		return nil, err
	}
	if side == model.WebSide || side == model.ThumbSide {
		shown, err := p.develop()
		if err == nil {
			s.keep(p.photo, shown)
		}
		return shown[side], err
	}
	data, err := p.sized(side).encoded(Quality)
	if err == nil {
		s.remember(s.rendered(id, side), data)
	}
	return data, err
}

// source returns what a rendition is made from: the original or, where the
// size is small and not made with the others, the web size.
func (s *Store) source(ctx context.Context, path string, id model.PhotoID, side int) (picture, error) {
	if side > model.WebSide/2 || side == model.ThumbSide {
		return decodeOriginal(ctx, path, id)
	}
	web, err := s.rendition(ctx, path, id, model.WebSide)
	if err != nil {
		return picture{}, err
	}
	return decode(ctx, web)
}

// remember puts a file into the cache. That it cannot be kept, on a full or
// read-only disk, is no reason not to show it: it is made again next time.
func (s *Store) remember(path string, data []byte) {
	_ = writeSealed(s.cache, path, data)
}
