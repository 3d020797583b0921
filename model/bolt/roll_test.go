package bolt_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// enrolled makes a database of three reports, of which the last was purged.
func enrolled(t *testing.T) (path string, kept []model.Report) {
	t.Helper()
	ctx, path := t.Context(), filepath.Join(t.TempDir(), "tinxa.db")
	s, err := bolt.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(3) {
		r := modeltest.Report(seed)
		r.Rev = 0
		for range 3 {
			if r, err = s.Save(ctx, r); err != nil {
				t.Fatal(err)
			}
		}
		kept = append(kept, r)
	}
	if err := s.Delete(ctx, kept[2].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Purge(ctx, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, kept[:2]
}

// wantNamed checks that exactly these are named as lost.
func wantNamed(t *testing.T, path string, want []model.Report) {
	t.Helper()
	s, err := bolt.Salvage(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Traces) != len(want) {
		t.Fatalf("named %+v, want %d reports", s.Traces, len(want))
	}
	for _, r := range want {
		named := false
		for _, trace := range s.Traces {
			named = named || trace.ID == r.ID && trace.Rev == r.Rev && trace.Name == r.Name() && trace.Saved.Sub(r.Updated).Abs() < time.Millisecond
		}
		if !named {
			t.Errorf("%s, revision %d, is not named", r.Name(), r.Rev)
		}
	}
}

func TestTheRollNamesWhatWasCutOff(t *testing.T) {
	path, kept := enrolled(t)
	wantNamed(t, path, nil)
	if err := os.Truncate(path, 2<<12); err != nil {
		t.Fatal(err)
	}
	wantNamed(t, path, kept)
	if last := bolt.LastSaved(path); last.Sub(kept[1].Updated).Abs() > time.Second {
		t.Errorf("last saved %v, want about %v", last, kept[1].Updated)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	wantNamed(t, path, kept)
}

func TestTheRollOfAnotherDatabaseNamesNothing(t *testing.T) {
	path, _ := enrolled(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	wantNamed(t, path, nil)
	if last := bolt.LastSaved(path); !last.IsZero() {
		t.Errorf("last saved %v in an empty database", last)
	}
}

func TestALostRollIsMadeAnew(t *testing.T) {
	path, kept := enrolled(t)
	for _, spoil := range []func() error{
		func() error { return os.Remove(bolt.Roll(path)) },
		func() error { return os.WriteFile(bolt.Roll(path), make([]byte, 5<<20), 0o600) },
	} {
		if err := spoil(); err != nil {
			t.Fatal(err)
		}
		s, err := bolt.Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, 2<<12); err != nil {
			t.Fatal(err)
		}
		wantNamed(t, path, kept)
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzRoll(f *testing.F) {
	f.Add([]byte("00000000 {}\n"))
	f.Add([]byte("3 \x00\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "tinxa.db")
		if err := os.WriteFile(bolt.Roll(path), data, 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := bolt.Salvage(t.Context(), path); err == nil {
			for _, trace := range s.Traces {
				if !trace.ID.Valid() {
					t.Errorf("named %q", trace.ID)
				}
			}
		}
	})
}
