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
	"testing/iotest"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
)

// album adds n photos that differ.
func album(t *testing.T, s *Store, n int) []model.PhotoID {
	t.Helper()
	var ids []model.PhotoID
	for i := range n {
		ids = append(ids, added(t, s, modeltest.GIF(10+i, 8)).ID)
	}
	return ids
}

func spoil(t *testing.T, s *Store, id model.PhotoID) {
	t.Helper()
	path, err := s.Path(id)
	if err == nil {
		err = flip(path)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestMissing(t *testing.T) {
	s, _ := opened(t)
	ids := album(t, s, 3)
	path, err := s.Path(ids[1])
	if err == nil {
		err = os.Remove(path)
	}
	if err != nil {
		t.Fatal(err)
	}
	never := modeltest.PhotoIDOf([]byte("never added"))
	got := s.Missing(t.Context(), append(ids, never, "no id"))
	if want := []model.PhotoID{ids[1], never, "no id"}; !slices.Equal(got, want) {
		t.Errorf("missing %q, want %q", got, want)
	}
}

func TestPathOfNothing(t *testing.T) {
	s, _ := opened(t)
	for _, id := range []model.PhotoID{"", "../../etc/passwd", modeltest.PhotoIDOf([]byte("never added"))} {
		if path, err := s.Path(id); !errors.Is(err, model.ErrNotFound) || path != "" {
			t.Errorf("%q lies at %q, %v", id, path, err)
		}
	}
}

// In thirty days every photo is read once: a damage is found on one day.
func TestCheckSomeReadsEachPhotoOnceAMonth(t *testing.T) {
	s, _ := opened(t)
	ids := album(t, s, 40)
	for _, id := range ids {
		spoil(t, s, id)
	}
	found := map[model.PhotoID]int{}
	most := 0
	for day := range 30 {
		damaged, err := s.CheckSome(t.Context(), noon.AddDate(0, 0, day), ids)
		if err != nil {
			t.Fatal(err)
		}
		most = max(most, len(damaged))
		for _, id := range damaged {
			found[id]++
		}
	}
	for _, id := range ids {
		if found[id] != 1 {
			t.Errorf("%.8s was read %d times in thirty days", id, found[id])
		}
	}
	if most > 8 {
		t.Errorf("%d of 40 on one day, want about one in thirty", most)
	}
}

func TestTheDayIsTheCalendars(t *testing.T) {
	morning := time.Date(2026, 11, 21, 0, 5, 0, 0, noon.Location())
	evening := time.Date(2026, 11, 21, 23, 55, 0, 0, noon.Location())
	if roundOf(morning) != roundOf(evening) || roundOf(evening) == roundOf(evening.Add(10*time.Minute)) {
		t.Error("the turn does not change at midnight")
	}
	if r := roundOf(time.Date(1901, 1, 1, 0, 0, 0, 0, time.UTC)); r < 0 || r >= rounds {
		t.Errorf("a clock of 1901 gives turn %d", r)
	}
}

// dayOf is a day on which a photo has its turn.
func dayOf(t *testing.T, id model.PhotoID) time.Time {
	t.Helper()
	for day := range rounds {
		if d := noon.AddDate(0, 0, day); roundOf(d) == turnOf(id) {
			return d
		}
	}
	t.Fatalf("%s never has its turn", id)
	return noon
}

func TestCheckSomeLeavesWhatItFinds(t *testing.T) {
	s, dir := opened(t)
	id := added(t, s, modeltest.JPEG(60, 40)).ID
	lost := modeltest.PhotoIDOf([]byte("never added"))
	for _, ask := range []model.PhotoID{id, lost, "no id"} {
		if damaged, err := s.CheckSome(t.Context(), dayOf(t, id), []model.PhotoID{ask}); len(damaged) != 0 || err != nil {
			t.Errorf("%.8s: %q, %v", ask, damaged, err)
		}
	}
	spoil(t, s, id)
	before := files(t, dir)
	damaged, err := s.CheckSome(t.Context(), dayOf(t, id), []model.PhotoID{id})
	if !slices.Equal(damaged, []model.PhotoID{id}) || err != nil {
		t.Errorf("%q, %v", damaged, err)
	}
	if after := files(t, dir); !slices.Equal(before, after) {
		t.Errorf("checking changed %q into %q", before, after)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := s.CheckSome(ended, dayOf(t, id), []model.PhotoID{id}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}

// A folder in the file's place is a file whose bytes cannot be read.
func TestCheckSomeFindsWhatCannotBeRead(t *testing.T) {
	s, _ := opened(t)
	id := added(t, s, modeltest.JPEG(60, 40)).ID
	path, err := s.Path(id)
	if err := errors.Join(err, os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	damaged, err := s.CheckSome(t.Context(), dayOf(t, id), []model.PhotoID{id})
	if !slices.Equal(damaged, []model.PhotoID{id}) || err != nil {
		t.Errorf("%q, %v", damaged, err)
	}
}

func TestHeal(t *testing.T) {
	data := modeltest.CameraJPEG(300, 200, 3)
	id := modeltest.PhotoIDOf(data)
	for _, tt := range []struct {
		name    string
		harm    func(path string) error
		damaged []string
	}{
		{"missing", os.Remove, nil},
		{"one bit", flip, []string{string(id) + ".jpg"}},
		{"cut off", func(path string) error { return os.Truncate(path, 90) }, []string{string(id) + ".jpg"}},
		{"sound", func(string) error { return nil }, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, dir := opened(t)
			path, err := s.Path(added(t, s, data).ID)
			if err := errors.Join(err, tt.harm(path)); err != nil {
				t.Fatal(err)
			}
			harmed, _ := os.ReadFile(path)
			if err := s.Heal(t.Context(), id, bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(taken(t, s, id, 0), data) {
				t.Error("the photo is not what was added")
			}
			var quarantine []string
			for _, name := range files(t, dir) {
				if rest, ok := strings.CutPrefix(name, "damaged/"); ok {
					quarantine = append(quarantine, rest)
				}
			}
			if !slices.Equal(quarantine, tt.damaged) {
				t.Fatalf("in quarantine: %q, want %q", quarantine, tt.damaged)
			}
			for _, name := range quarantine {
				if kept, err := os.ReadFile(filepath.Join(dir, "damaged", name)); err != nil || !bytes.Equal(kept, harmed) {
					t.Errorf("the damaged file was changed (%v)", err)
				}
			}
		})
	}
}

// Two damages of one photo are both kept.
func TestHealTwice(t *testing.T) {
	s, dir := opened(t)
	data := modeltest.PNG(60, 40)
	id := added(t, s, data).ID
	for range 3 {
		spoil(t, s, id)
		if err := s.Heal(t.Context(), id, bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{string(id) + "-2.png", string(id) + "-3.png", string(id) + ".png"}
	if got := files(t, filepath.Join(dir, "damaged")); !slices.Equal(got, want) {
		t.Errorf("in quarantine: %q, want %q", got, want)
	}
}

// What is no better copy changes nothing.
func TestHealRefuses(t *testing.T) {
	s, dir := opened(t)
	data := modeltest.JPEG(300, 200)
	id := added(t, s, data).ID
	spoil(t, s, id)
	before := files(t, dir)
	card := errors.New("the stick was pulled out")
	ended, end := context.WithCancel(t.Context())
	end()
	for _, tt := range []struct {
		name string
		ctx  context.Context
		id   model.PhotoID
		from []byte
		want error
	}{
		{"another photo", t.Context(), id, modeltest.JPEG(301, 200), model.ErrDamaged},
		{"half of it", t.Context(), id, data[:len(data)/2], model.ErrDamaged},
		{"nothing", t.Context(), id, nil, model.ErrDamaged},
		{"no id", t.Context(), "../a", data, model.ErrNotFound},
		{"stopped", ended, id, data, context.Canceled},
	} {
		if err := s.Heal(tt.ctx, tt.id, bytes.NewReader(tt.from)); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if err := s.Heal(t.Context(), id, iotest.ErrReader(card)); !errors.Is(err, card) {
		t.Errorf("a broken source: %v", err)
	}
	text := []byte("no photo at all, but with the right sum")
	if err := s.Heal(t.Context(), modeltest.PhotoIDOf(text), bytes.NewReader(text)); !errors.Is(err, model.ErrPhotoKind) {
		t.Errorf("no photo: %v, want ErrPhotoKind", err)
	}
	if after := files(t, dir); !slices.Equal(before, after) {
		t.Errorf("%q became %q", before, after)
	}
}
