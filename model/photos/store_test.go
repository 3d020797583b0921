package photos

import (
	"bytes"
	"context"
	"errors"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/disk"
	"tinxa/model/modeltest"
)

func TestPhotoStore(t *testing.T) {
	modeltest.TestPhotoStore(t, func(t *testing.T) model.PhotoStore {
		s, _ := opened(t)
		return s
	})
}

// opened opens a store in a folder with a name as users give them.
func opened(t *testing.T) (*Store, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Ảnh [xã Suối Mây]")
	return reopened(t, dir), dir
}

func reopened(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func added(t *testing.T, s *Store, data []byte) model.Photo {
	t.Helper()
	p, err := s.Add(t.Context(), bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func taken(t *testing.T, s *Store, id model.PhotoID, side int) []byte {
	t.Helper()
	r, err := s.Open(t.Context(), id, side)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// files lists what lies below a folder, with slashes.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		names = append(names, filepath.ToSlash(name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestOriginalsAreFoundByHand(t *testing.T) {
	s, dir := opened(t)
	for ext, data := range map[string][]byte{
		".jpg": modeltest.JPEG(60, 40), ".png": modeltest.PNG(60, 40),
		".gif": modeltest.GIF(60, 40), ".webp": modeltest.WebP(),
	} {
		id := string(added(t, s, data).ID)
		got, err := os.ReadFile(filepath.Join(dir, "originals", id[:2], id+ext))
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: %d bytes, %v", ext, len(got), err)
		}
	}
	if names := files(t, filepath.Join(dir, "originals")); len(names) != 4 {
		t.Errorf("originals: %q", names)
	}
}

func TestAddMakesWebSizeAndThumbnail(t *testing.T) {
	s, dir := opened(t)
	id := string(added(t, s, modeltest.JPEG(640, 480)).ID)
	want := []string{
		"1600/" + id[:2] + "/" + id + ".jpg", "320/" + id[:2] + "/" + id + ".jpg",
		"facts/" + id[:2] + "/" + id + ".json",
	}
	if got := files(t, filepath.Join(dir, "cache")); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("cache:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What the cache held comes back the same, whatever happened to the cache.
func TestCacheIsMadeAnew(t *testing.T) {
	spoil := map[string]func(path string) error{
		"deleted":  os.Remove,
		"emptied":  func(path string) error { return os.Truncate(path, 0) },
		"cut off":  func(path string) error { return os.Truncate(path, 90) },
		"one byte": flip,
		"nonsense": func(path string) error { return os.WriteFile(path, []byte("{}"), 0o600) },
	}
	for name, harm := range spoil {
		t.Run(name, func(t *testing.T) {
			s, dir := opened(t)
			p := added(t, s, modeltest.CameraJPEG(400, 300, 6))
			sides := []int{model.WebSide, model.ThumbSide, 100, 1200}
			before := map[int][]byte{}
			for _, side := range sides {
				before[side] = taken(t, s, p.ID, side)
			}
			for _, name := range files(t, filepath.Join(dir, "cache")) {
				if err := harm(filepath.Join(dir, "cache", name)); err != nil {
					t.Fatal(err)
				}
			}
			for _, side := range sides {
				if !bytes.Equal(taken(t, s, p.ID, side), before[side]) {
					t.Errorf("rendition of %d px changed", side)
				}
			}
			checkPhoto(t, s, p)
			if got := files(t, filepath.Join(dir, "cache")); len(got) != len(sides)+1 {
				t.Errorf("kept again: %q", got)
			}
		})
	}
}

// flip changes the byte in the middle of a file.
func flip(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	data[len(data)/2] ^= 0x10
	return os.WriteFile(path, data, 0o600)
}

func checkPhoto(t *testing.T, s *Store, want model.Photo) {
	t.Helper()
	got, err := s.Photo(t.Context(), want.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Taken.Equal(want.Taken) {
		t.Errorf("taken %v, want %v", got.Taken, want.Taken)
	}
	got.Taken = want.Taken
	if got != want {
		t.Errorf("Photo = %+v, want %+v", got, want)
	}
}

// A thumbnail made later is the one that Add makes, not one of the web size.
func TestThumbnailIsMadeAnew(t *testing.T) {
	s, dir := opened(t)
	p := added(t, s, surface(t, 400, 300))
	before := taken(t, s, p.ID, model.ThumbSide)
	if err := os.RemoveAll(filepath.Join(dir, "cache", "320")); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(taken(t, s, p.ID, model.ThumbSide), before) {
		t.Error("the thumbnail changed")
	}
}

func TestCacheFolderIsDeletedWhileOpen(t *testing.T) {
	s, dir := opened(t)
	p := added(t, s, modeltest.JPEG(640, 480))
	if err := os.RemoveAll(filepath.Join(dir, "cache")); err != nil {
		t.Fatal(err)
	}
	checkPhoto(t, s, p)
	thumb := taken(t, s, p.ID, model.ThumbSide)
	if size, err := jpeg.DecodeConfig(bytes.NewReader(thumb)); err != nil || size.Width != 320 {
		t.Errorf("thumbnail: %+v, %v", size, err)
	}
}

// A cache that cannot be written, here because a file is in its place, costs
// time but no photo.
func TestCacheCannotBeWritten(t *testing.T) {
	s, dir := opened(t)
	if err := os.WriteFile(filepath.Join(dir, "cache"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p := added(t, s, modeltest.JPEG(640, 480))
	checkPhoto(t, s, p)
	if size, err := jpeg.DecodeConfig(bytes.NewReader(taken(t, s, p.ID, 320))); err != nil || size.Width != 320 {
		t.Errorf("thumbnail: %+v, %v", size, err)
	}
}

func TestStoreIsReopened(t *testing.T) {
	s, dir := opened(t)
	data := modeltest.CameraJPEG(300, 200, 8)
	p := added(t, s, data)
	again := reopened(t, dir)
	checkPhoto(t, again, p)
	if !bytes.Equal(taken(t, again, p.ID, 0), data) {
		t.Error("the original changed")
	}
}

func TestDamagedOriginal(t *testing.T) {
	s, dir := opened(t)
	data := modeltest.JPEG(640, 480)
	p := added(t, s, data)
	path := filepath.Join(dir, "originals", string(p.ID[:2]), string(p.ID)+".jpg")
	if err := flip(path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Open(t.Context(), p.ID, 0); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("the original: %v, want ErrDamaged", err)
	}
	if _, err := s.Open(t.Context(), p.ID, 1000); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("a new rendition: %v, want ErrDamaged", err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "cache")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Photo(t.Context(), p.ID); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("the facts: %v, want ErrDamaged", err)
	}
	if again := added(t, s, data); again != p {
		t.Errorf("added again: %+v, want %+v", again, p)
	}
	if !bytes.Equal(taken(t, s, p.ID, 0), data) {
		t.Error("adding it again did not heal it")
	}
}

// A crash before the renaming leaves a temporary file and no photo.
func TestLeftoversOfACrash(t *testing.T) {
	s, dir := opened(t)
	p := added(t, s, modeltest.JPEG(640, 480))
	half := modeltest.JPEG(640, 480)[:2000]
	old := time.Now().Add(-2 * time.Hour)
	for _, name := range []string{"originals/1.tmp", "originals/2.tmp", "cache/3.tmp", "originals/notes.txt"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.WriteFile(path, half, 0o600); err != nil {
			t.Fatal(err)
		}
		if name != "originals/2.tmp" {
			if err := os.Chtimes(path, old, old); err != nil {
				t.Fatal(err)
			}
		}
	}
	again := reopened(t, dir)
	if _, err := again.Photo(t.Context(), modeltest.PhotoIDOf(half)); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("half a file is known as a photo: %v", err)
	}
	checkPhoto(t, again, p)
	left := strings.Join(files(t, dir), "\n")
	for name, want := range map[string]bool{"1.tmp": false, "2.tmp": true, "3.tmp": false, "notes.txt": true} {
		if strings.Contains(left, name) != want {
			t.Errorf("%s is there: %v, want %v", name, !want, want)
		}
	}
}

func TestAddLeavesNoTemporaryFile(t *testing.T) {
	s, dir := opened(t)
	added(t, s, modeltest.JPEG(640, 480))
	added(t, s, modeltest.JPEG(640, 480))
	for _, bad := range [][]byte{nil, []byte("text"), modeltest.Bomb(60_000, 60_000), modeltest.JPEG(640, 480)[:300]} {
		if p, err := s.Add(t.Context(), bytes.NewReader(bad)); err == nil {
			t.Errorf("took %+v", p)
		}
	}
	for _, name := range files(t, dir) {
		if strings.HasSuffix(name, disk.TempExt) {
			t.Errorf("left behind: %s", name)
		}
	}
}

func TestDecodingIsOneAtATime(t *testing.T) {
	s, _ := opened(t)
	p := added(t, s, modeltest.JPEG(640, 480))
	if err := s.acquire(t.Context()); err != nil {
		t.Fatal(err)
	}
	impatient, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := s.Add(impatient, bytes.NewReader(modeltest.JPEG(50, 40))); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Add beside another: %v", err)
	}
	if _, err := s.Open(impatient, p.ID, 100); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Open beside another: %v", err)
	}
	taken(t, s, p.ID, model.ThumbSide) // needs no decoding
	checkPhoto(t, s, p)
	s.release()
	added(t, s, modeltest.JPEG(50, 40))
}

func TestOpenWhereAFileIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "photos")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil {
		t.Error("opened a file as a folder")
	}
}
