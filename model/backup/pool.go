package backup

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"tinxa/model"
	"tinxa/model/disk"
)

var (
	poolForm  = regexp.MustCompile(`^` + poolName + `(-[a-z0-9]{8})?$`)
	fanForm   = regexp.MustCompile(`^[0-9a-f]{2}$`)
	photoForm = regexp.MustCompile(`^[0-9a-f]{64}\.[a-z0-9]{1,5}(\.age)?$`)
	tempForm  = regexp.MustCompile(`^\.(tinxa-|[0-9]{4}-|[0-9a-f]{64}\.).*\` + disk.TempExt + `$`)
)

// sweep removes temporary files that a broken-off run left and, unless blind,
// the photos that no backup names. Files of other names are not ours.
func (s shelf) sweep(ctx context.Context, stay []manifest, blind bool) error {
	named := map[string]bool{}
	for _, m := range stay {
		for _, p := range m.photos() {
			named[m.original(p)] = true
		}
	}
	return fs.WalkDir(os.DirFS(s.dir), ".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || ctx.Err() != nil:
			return errors.Join(err, ctx.Err())
		case path == ".":
			return nil
		case entry.IsDir() && !isOurs(path):
			return fs.SkipDir
		case tempForm.MatchString(entry.Name()),
			!blind && isPhoto(path) && !named[filepath.FromSlash(path)]:
			_ = disk.Retry(func() error { return os.Remove(s.path(filepath.FromSlash(path))) }) // else the next time
		}
		return nil
	})
}

// isOurs knows the folders of photos: a pool, or one of two letters in it.
func isOurs(path string) bool {
	pool, fan, deep := strings.Cut(path, "/")
	return poolForm.MatchString(pool) && (!deep || fanForm.MatchString(fan))
}

// isPhoto knows the files of photos.
func isPhoto(path string) bool {
	folder, name, _ := strings.Cut(path[strings.IndexByte(path, '/')+1:], "/")
	return strings.Count(path, "/") == 2 && fanForm.MatchString(folder) && photoForm.MatchString(name)
}

// room makes the folder that a photo lies in, one step at a time: where the
// shelf itself has gone, nothing is made in its stead.
func (s shelf) room(name string) error {
	folder := s.path(filepath.Dir(name))
	for _, dir := range []string{filepath.Dir(folder), folder} {
		err := os.Mkdir(dir, 0o700)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err == nil {
			err = disk.SyncFolder(filepath.Dir(dir))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// put writes a file durably, whole or not at all, reads it back, and returns
// what it is. ErrDamaged when it reads differently: then it is gone again.
func put(ctx context.Context, path string, write func(io.Writer) error) (file, error) {
	sum := sha256.New()
	err := disk.WriteFile(path, func(w io.Writer) error {
		return errors.Join(write(io.MultiWriter(w, sum)), ctx.Err())
	})
	if err != nil {
		return file{}, err
	}
	lying, err := fileAt(ctx, path)
	if err == nil && lying.Sum != hex.EncodeToString(sum.Sum(nil)) {
		err = fmt.Errorf("%s was not written as it should: %w", filepath.Base(path), model.ErrDamaged)
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return lying, err
}

// fileAt finds size and hash of a file.
func fileAt(ctx context.Context, path string) (file, error) {
	r, err := os.Open(path)
	if err != nil {
		return file{}, err
	}
	defer r.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, reading{ctx, r})
	return file{Size: n, Sum: hex.EncodeToString(sum.Sum(nil))}, err
}

// reading ends with the context.
type reading struct {
	ctx context.Context
	r   io.Reader
}

// Read implements io.Reader.
func (r reading) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

// transcribe copies what r gives into w and makes sure that it is the file that
// it must be. ErrDamaged.
func transcribe(ctx context.Context, w io.Writer, r io.Reader, must file) error {
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(reading{ctx, r}, must.Size+1))
	if err != nil {
		return err
	}
	if n != must.Size || hex.EncodeToString(sum.Sum(nil)) != must.Sum {
		return fmt.Errorf("%d bytes, must be %d with another hash: %w", n, must.Size, model.ErrDamaged)
	}
	return nil
}
