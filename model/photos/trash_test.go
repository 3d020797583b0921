package photos

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// noon is a moment long after what tests add.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.FixedZone("", 7*60*60))

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// addedAt adds a photo as if it had been at that moment.
func addedAt(t *testing.T, s *Store, data []byte, when time.Time) model.PhotoID {
	t.Helper()
	id := added(t, s, data).ID
	path, err := s.kept(id)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, when, when); err != nil {
		t.Fatal(err)
	}
	return id
}

// collected collects all but keep and checks how many went.
func collected(t *testing.T, s *Store, now time.Time, want int, keep ...model.PhotoID) {
	t.Helper()
	n, err := s.Collect(t.Context(), func(id model.PhotoID) bool { return slices.Contains(keep, id) }, now)
	if err != nil || n != want {
		t.Errorf("collected %d (%v), want %d", n, err, want)
	}
}

// lying are the originals and what is in the trash, by the folder's first names.
func lying(t *testing.T, dir string) (originals, trash []string) {
	t.Helper()
	for _, name := range files(t, dir) {
		folder, rest, _ := strings.Cut(name, "/")
		switch folder {
		case "originals":
			originals = append(originals, filepath.Base(rest))
		case "trash":
			trash = append(trash, rest)
		}
	}
	return originals, trash
}

func TestCollectMovesWhatNobodyNames(t *testing.T) {
	s, dir := opened(t)
	wanted := addedAt(t, s, modeltest.JPEG(60, 40), noon.Add(-days(90)))
	loose := addedAt(t, s, modeltest.PNG(60, 40), noon.Add(-days(90)))
	fresh := addedAt(t, s, modeltest.GIF(60, 40), noon.Add(-59*time.Minute))
	if err := os.WriteFile(filepath.Join(dir, "originals", "ghi chú.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	collected(t, s, noon, 1, wanted)
	originals, trash := lying(t, dir)
	for _, name := range []string{string(wanted) + ".jpg", string(fresh) + ".gif", "ghi chú.txt"} {
		if !slices.Contains(originals, name) {
			t.Errorf("%s went", name)
		}
	}
	if want := []string{"2026-11-21/" + string(loose) + ".png"}; !slices.Equal(trash, want) {
		t.Errorf("in the trash: %q, want %q", trash, want)
	}
	collected(t, s, noon.Add(time.Hour), 1, wanted) // the fresh one is not fresh any more
	collected(t, s, noon.Add(2*time.Hour), 0, wanted)
}

// What lies in the trash is found by everything that looks for a photo.
func TestTheTrashGivesBack(t *testing.T) {
	data := modeltest.CameraJPEG(300, 200, 6)
	for name, ask := range map[string]func(*Store, model.PhotoID) error{
		"Photo": func(s *Store, id model.PhotoID) error { _, err := s.Photo(t.Context(), id); return err },
		"Open": func(s *Store, id model.PhotoID) error {
			r, err := s.Open(t.Context(), id, 0)
			return errors.Join(err, r.Close())
		},
		"thumbnail": func(s *Store, id model.PhotoID) error {
			r, err := s.Open(t.Context(), id, model.ThumbSide)
			return errors.Join(err, r.Close())
		},
		"Path": func(s *Store, id model.PhotoID) error { _, err := s.Path(id); return err },
		"Add":  func(s *Store, _ model.PhotoID) error { _, err := s.Add(t.Context(), bytes.NewReader(data)); return err },
		"Heal": func(s *Store, id model.PhotoID) error { return s.Heal(t.Context(), id, bytes.NewReader(data)) },
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := opened(t)
			id := addedAt(t, s, data, noon.Add(-days(90)))
			collected(t, s, noon, 1)
			if missing := s.Missing(t.Context(), []model.PhotoID{id}); len(missing) != 0 {
				t.Error("what lies in the trash is called missing")
			}
			if err := ask(s, id); err != nil {
				t.Fatal(err)
			}
			if originals, _ := lying(t, dir); !slices.Equal(originals, []string{string(id) + ".jpg"}) {
				t.Errorf("originals: %q", originals)
			}
			if !bytes.Equal(taken(t, s, id, 0), data) {
				t.Error("another photo came back")
			}
			// Who asked for it may not have saved the report yet.
			collected(t, s, time.Now().Add(time.Minute), 0)
		})
	}
}

func TestAddingAgainMakesAPhotoFresh(t *testing.T) {
	s, _ := opened(t)
	data := modeltest.JPEG(60, 40)
	addedAt(t, s, data, time.Now().Add(-days(90)))
	added(t, s, data)
	collected(t, s, time.Now(), 0)
}

func TestTheTrashIsEmptiedAfterAWeek(t *testing.T) {
	s, dir := opened(t)
	id := addedAt(t, s, modeltest.JPEG(60, 40), noon.Add(-days(90)))
	collected(t, s, noon, 1)
	for day := 1; day <= TrashDays; day++ {
		collected(t, s, noon.Add(days(day)), 0)
		if _, trash := lying(t, dir); len(trash) != 1 {
			t.Fatalf("gone after %d days", day)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, "trash", "của tôi"), 0o700); err != nil {
		t.Fatal(err)
	}
	collected(t, s, noon.Add(days(TrashDays+1)), 0)
	if _, trash := lying(t, dir); len(trash) != 0 {
		t.Errorf("still there: %q", trash)
	}
	if _, err := s.Path(id); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a photo that is gone: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "trash", "của tôi")); err != nil {
		t.Errorf("a folder that is none of ours: %v", err)
	}
}

// A clock that was set back, and right again later, costs nothing.
func TestAClockSetBackEmptiesNothing(t *testing.T) {
	for name, known := range map[string]func(*testing.T, *Store){
		"a newer original": func(t *testing.T, s *Store) { addedAt(t, s, modeltest.GIF(9, 9), noon.Add(-days(1))) },
		"a newer day in the trash": func(t *testing.T, s *Store) {
			addedAt(t, s, modeltest.GIF(9, 9), noon.Add(-days(90)))
			collected(t, s, noon.Add(-days(1)), 1, modeltest.PhotoIDOf(modeltest.JPEG(60, 40)))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := opened(t)
			addedAt(t, s, modeltest.JPEG(60, 40), noon.AddDate(-3, 0, 0))
			known(t, s)
			yesterday := modeltest.PhotoIDOf(modeltest.GIF(9, 9))
			collected(t, s, noon.AddDate(-1, 0, 0), 1, yesterday)
			_, before := lying(t, dir)
			collected(t, s, noon, 0, yesterday)
			if _, after := lying(t, dir); !slices.Equal(before, after) || len(after) == 0 {
				t.Errorf("in the trash: %q, then %q", before, after)
			}
		})
	}
}

func TestCollectStopsWithItsContext(t *testing.T) {
	s, dir := opened(t)
	addedAt(t, s, modeltest.JPEG(60, 40), noon.Add(-days(90)))
	ended, end := context.WithCancel(t.Context())
	end()
	if n, err := s.Collect(ended, func(model.PhotoID) bool { return false }, noon); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("collected %d, %v", n, err)
	}
	if originals, _ := lying(t, dir); len(originals) != 1 {
		t.Errorf("originals: %q", originals)
	}
}

// Where the trash cannot be made, everything stays where it is.
func TestCollectWithoutATrash(t *testing.T) {
	s, dir := opened(t)
	id := addedAt(t, s, modeltest.JPEG(60, 40), noon.Add(-days(90)))
	if err := os.WriteFile(filepath.Join(dir, "trash"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := s.Collect(t.Context(), func(model.PhotoID) bool { return false }, noon); n != 0 || err == nil {
		t.Errorf("collected %d into a file, %v", n, err)
	}
	if _, err := s.Path(id); err != nil {
		t.Error(err)
	}
}
