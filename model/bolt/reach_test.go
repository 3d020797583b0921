//go:build !windows

package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// rename moves a file or folder.
func rename(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// duplicate copies a file, as a disk that was put in again shows another one.
func duplicate(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// goesOn saves r without anybody having opened the store anew, and looks
// whether it is in the file at path.
func goesOn(t *testing.T, what string, s *bolt.Store, path string, r model.Report) model.Report {
	t.Helper()
	r.Head.Title += " (" + what + ")"
	saved, err := s.Save(t.Context(), r)
	if err != nil {
		t.Fatalf("%s: Save = %v", what, err)
	}
	got, err := s.Report(t.Context(), r.ID)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	modeltest.Same(t, what, got, saved)
	onDisk := filepath.Join(t.TempDir(), "seen.db")
	duplicate(t, path, onDisk)
	p, err := bolt.Peek(t.Context(), onDisk)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if got, err = p.Report(t.Context(), r.ID); err != nil {
		t.Fatalf("%s: in the file: %v", what, err)
	}
	modeltest.Same(t, what+", in the file", got, saved)
	return saved
}

// TestGoneAndBack takes the file away beneath an open store, in every way that
// a disk or a user may, and puts it back.
func TestGoneAndBack(t *testing.T) {
	for name, way := range map[string]struct {
		away, back func(t *testing.T, path, aside string)
	}{
		"file moved": {
			func(t *testing.T, path, aside string) { rename(t, path, aside) },
			func(t *testing.T, path, aside string) { rename(t, aside, path) },
		},
		"folder moved": {
			func(t *testing.T, path, aside string) { rename(t, filepath.Dir(path), aside) },
			func(t *testing.T, path, aside string) { rename(t, aside, filepath.Dir(path)) },
		},
		"another disk in its place": {
			func(t *testing.T, path, aside string) { rename(t, filepath.Dir(path), aside) },
			func(t *testing.T, path, aside string) {
				if err := os.Mkdir(filepath.Dir(path), 0o700); err != nil {
					t.Fatal(err)
				}
				duplicate(t, filepath.Join(aside, filepath.Base(path)), path)
			},
		},
		"deleted, and a copy put there": {
			func(t *testing.T, path, aside string) {
				duplicate(t, path, aside)
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			},
			func(t *testing.T, path, aside string) { rename(t, aside, path) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := newPath(t)
			aside := filepath.Join(t.TempDir(), "aside")
			s := open(t, path)
			r := save(t, s, save(t, s, modeltest.Report(1)))
			for range 3 {
				way.away(t, path, aside)
				refused(t, "gone", s, r, model.ErrGone)
				if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
					t.Fatalf("something was made at the path: %v", err)
				}
				way.back(t, path, aside)
				r = goesOn(t, "back", s, path, r)
				if err := os.RemoveAll(aside); err != nil {
					t.Fatal(err)
				}
			}
			if past, err := s.History(t.Context(), r.ID); err != nil || len(past) != int(r.Rev) {
				t.Errorf("history %v, %v, want %d revisions", past, err, r.Rev)
			}
		})
	}
}

// TestNothingIsWrittenIntoAGhost: a file that was moved away is not saved to,
// wherever it lies now.
func TestNothingIsWrittenIntoAGhost(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	r := save(t, s, modeltest.Report(1))
	ghost := filepath.Join(t.TempDir(), "ghost.db")
	rename(t, path, ghost)
	before, err := os.ReadFile(ghost)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, "moved away", s, r, model.ErrGone)
	if after, err := os.ReadFile(ghost); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the moved file was written to: %v", err)
	}
}

// TestAnotherDatabaseInItsPlace: another stick with another commune's reports
// is not written to.
func TestAnotherDatabaseInItsPlace(t *testing.T) {
	other, _ := stored(t, 2)
	path := newPath(t)
	s := open(t, path)
	r := save(t, s, modeltest.Report(7))
	aside := filepath.Join(t.TempDir(), "aside")
	rename(t, path, aside)
	duplicate(t, other, path)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	refused(t, "another database", s, r, model.ErrGone)
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the other database was written to: %v", err)
	}
	rename(t, aside, path)
	goesOn(t, "its own again", s, path, r)
}

// TestReturnedDamaged: what comes back is looked at before it is mapped.
func TestReturnedDamaged(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	r := save(t, s, modeltest.Report(1))
	aside := filepath.Join(t.TempDir(), "aside")
	rename(t, path, aside)
	if err := os.WriteFile(path, []byte(strings.Repeat("x", 70_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	refused(t, "damaged", s, r, model.ErrDamaged)
	rename(t, aside, path)
	goesOn(t, "sound again", s, path, r)
}

// TestEmptiedWhileOpen cuts the file to nothing, so that not even its head can
// be read through the map, and writes it again.
func TestEmptiedWhileOpen(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	r := save(t, s, modeltest.Report(1))
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := os.Truncate(path, 0); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := s.Report(t.Context(), r.ID); !errors.Is(err, model.ErrDamaged) {
				t.Errorf("Report = %v, want ErrDamaged", err)
			}
			refused(t, "emptied", s, r, model.ErrDamaged)
		}
		if err := os.WriteFile(path, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Report(t.Context(), r.ID); err != nil || got.Rev != r.Rev {
			t.Errorf("whole again: %d, %v", got.Rev, err)
		}
	}
	goesOn(t, "whole again", s, path, r)
}

// TestFaultOfAGoneFileIsNotDamage: pages that cannot be reached because the file
// is not there any more say nothing about the file.
func TestFaultOfAGoneFileIsNotDamage(t *testing.T) {
	path, reports := stored(t, 40)
	s := open(t, path)
	aside := filepath.Join(t.TempDir(), "aside")
	whole := aside + "-whole"
	duplicate(t, path, whole)
	rename(t, path, aside)
	if err := os.Truncate(aside, 8<<10); err != nil { // what is mapped answers no more
		t.Fatal(err)
	}
	if _, err := s.Reports(t.Context()); !errors.Is(err, model.ErrGone) || errors.Is(err, model.ErrDamaged) {
		t.Errorf("Reports = %v, want ErrGone", err)
	}
	refused(t, "unplugged", s, reports[0], model.ErrGone)
	rename(t, whole, path)
	if list, err := s.Reports(t.Context()); err != nil || len(list) != 40 {
		t.Errorf("back: %d reports, %v", len(list), err)
	}
	goesOn(t, "back", s, path, reports[0])
}

// TestManyAtOnceWhileItGoes: several goroutines work with a store whose file
// comes and goes. Nobody waits for ever, and each save that was acknowledged is
// there in the end. A copy takes the file's place only between two saves: one
// that was taken in the middle of a save lacks it, whoever acknowledges it.
func TestManyAtOnceWhileItGoes(t *testing.T) {
	path := newPath(t)
	s := open(t, path)
	aside := filepath.Join(t.TempDir(), "aside")
	const writers, saves = 4, 30
	last := make([]model.Report, writers)
	var all sync.WaitGroup
	var copying sync.RWMutex
	for i := range writers {
		last[i] = save(t, s, modeltest.Report(uint64(i)))
		all.Go(func() {
			for range saves {
				copying.RLock()
				saved, err := s.Save(t.Context(), last[i])
				copying.RUnlock()
				_, errRead := s.Report(t.Context(), last[i].ID)
				switch {
				case err == nil:
					last[i] = saved
				case !errors.Is(err, model.ErrGone):
					t.Errorf("Save = %v", err)
				}
				if errRead != nil && !errors.Is(errRead, model.ErrGone) {
					t.Errorf("Report = %v", errRead)
				}
			}
		})
	}
	done := make(chan struct{})
	go func() {
		all.Wait()
		close(done)
	}()
	for n := 0; ; n++ {
		select {
		case <-done:
			for i, r := range last {
				if got, err := s.Report(t.Context(), r.ID); err != nil || got.Rev != r.Rev {
					t.Errorf("report %d is at revision %d, %v; acknowledged was %d", i, got.Rev, err, r.Rev)
				}
			}
			return
		default:
		}
		if n%2 == 0 { // another file comes back
			copying.Lock()
			duplicate(t, path, aside)
			rename(t, path, aside+"2")
			rename(t, aside, path)
			copying.Unlock()
			continue
		}
		rename(t, path, aside)
		rename(t, aside, path)
	}
}
