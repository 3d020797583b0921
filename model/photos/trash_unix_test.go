//go:build !windows

package photos

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// Where a photo cannot be brought back, as on a disk that is only read, it is
// shown from where it lies. A link to nowhere in the place of its folder keeps
// it from coming back whoever runs the test.
func TestWhatCannotComeBackIsShownFromTheTrash(t *testing.T) {
	s, dir := opened(t)
	data := modeltest.JPEG(60, 40)
	id := addedAt(t, s, data, noon.Add(-days(90)))
	collected(t, s, noon, 1)
	fan := filepath.Join(dir, "originals", string(id[:2]))
	if err := errors.Join(os.Remove(fan), os.Symlink(filepath.Join(dir, "none"), fan)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(taken(t, s, id, 0), data) {
		t.Error("the photo is not shown")
	}
	if _, trash := lying(t, dir); len(trash) != 1 {
		t.Errorf("in the trash: %q", trash)
	}
	if missing := s.Missing(t.Context(), []model.PhotoID{id}); len(missing) != 0 {
		t.Error("the photo is called missing")
	}
}
