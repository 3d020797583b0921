package photos

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model"
)

// The source's own errors are not the disk's.
func TestSourceErrorIsNotADiskError(t *testing.T) {
	s, _ := opened(t)
	_, err := s.Add(t.Context(), denied{bytes.NewReader(surface(t, 64, 48)[:500])})
	if !errors.Is(err, fs.ErrPermission) || errors.Is(err, model.ErrReadOnly) {
		t.Errorf("%v", err)
	}
}

// denied gives what it has and then refuses.
type denied struct{ r *bytes.Reader }

func (d denied) Read(p []byte) (int, error) {
	if d.r.Len() == 0 {
		return 0, fmt.Errorf("card: %w", fs.ErrPermission)
	}
	return d.r.Read(p)
}

func TestAddWhereFolderIsGone(t *testing.T) {
	s, dir := opened(t)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Add(t.Context(), bytes.NewReader(surface(t, 64, 48))); err == nil {
		t.Errorf("kept %+v nowhere", p)
	}
}

// Where the folder of an original cannot be made, nothing is kept.
func TestAddWhereNameIsTaken(t *testing.T) {
	s, dir := opened(t)
	data := surface(t, 64, 48)
	id := identify(data)
	taken := filepath.Join(dir, "originals", string(id[:2]))
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if p, err := s.Add(t.Context(), bytes.NewReader(data)); err == nil {
		t.Errorf("kept %+v nowhere", p)
	}
	if left := files(t, dir); len(left) != 1 {
		t.Errorf("left behind: %q", left)
	}
}

func TestSealed(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "320", "ab", "x.jpg")
	want := []byte("a rendition")
	if err := writeSealed(dir, path, want); err != nil {
		t.Fatal(err)
	}
	if got, ok := readSealed(path); !ok || !bytes.Equal(got, want) {
		t.Errorf("read %q, %v", got, ok)
	}
	sealed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range sealed {
		for _, bad := range [][]byte{sealed[:i], append(append(bytes.Clone(sealed[:i]), sealed[i]^1), sealed[i+1:]...)} {
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			if got, ok := readSealed(path); ok {
				t.Errorf("took %q for %q", bad, got)
			}
		}
	}
}
