package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// copied copies the store into a file and returns its path.
func copied(t testing.TB, s *bolt.Store) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "bản sao.db")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Copy(t.Context(), file), file.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func peek(t testing.TB, path string) *bolt.Store {
	t.Helper()
	s, err := bolt.Peek(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestCopyIsTheStore: all that the store has is in its copy: reports, history
// with pins, both bins.
func TestCopyIsTheStore(t *testing.T) {
	ctx := t.Context()
	s := open(t, newPath(t))
	kept := save(t, s, save(t, s, modeltest.Crowded()))
	gone := save(t, s, modeltest.Report(2))
	pin := model.Pin{Kind: model.PinNamed, Name: "trước khi sửa theo góp ý", At: noon}
	if err := errors.Join(s.Pin(ctx, kept.ID, 1, pin), s.Delete(ctx, gone.ID)); err != nil {
		t.Fatal(err)
	}
	p := peek(t, copied(t, s))
	got, err := p.Report(ctx, kept.ID)
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Same(t, "in the copy", got, kept)
	past, err := p.History(ctx, kept.ID)
	if err != nil || len(past) != 2 || len(past[1].Pins) != 1 || past[1].Pins[0] != pin {
		t.Errorf("history in the copy %+v, %v", past, err)
	}
	bin, err := p.Binned(ctx)
	if err != nil || len(bin) != 1 || bin[0].ID != gone.ID {
		t.Errorf("bin in the copy %+v, %v", bin, err)
	}
	if p.Changes() != s.Changes() {
		t.Errorf("the copy is of change %d, the store at %d", p.Changes(), s.Changes())
	}
}

// TestCopyWhileWriting copies again and again while another goroutine saves two
// reports by turns: each copy is sound, and as of one moment.
func TestCopyWhileWriting(t *testing.T) {
	s := open(t, newPath(t))
	both := [2]model.Report{save(t, s, modeltest.Report(1)), save(t, s, modeltest.Report(2))}
	ids := [2]model.ReportID{both[0].ID, both[1].ID}
	var stop atomic.Bool
	var writing sync.WaitGroup
	writing.Go(func() {
		for i := 0; !stop.Load(); i = 1 - i {
			var err error
			if both[i], err = s.Save(t.Context(), both[i]); err != nil {
				t.Error(err)
				return
			}
		}
	})
	last := int64(0)
	for n := 0; n < 12 || last < 3 && n < 500; n++ { // on a busy machine nothing may be saved for a while
		path := copied(t, s)
		if h, err := bolt.Verify(t.Context(), path); err != nil || !h.Sound() {
			t.Fatalf("a copy: %v, %v", h.Faults, err)
		}
		p := peek(t, path)
		first, errFirst := p.Report(t.Context(), ids[0])
		second, errSecond := p.Report(t.Context(), ids[1])
		if err := errors.Join(errFirst, errSecond); err != nil {
			t.Fatal(err)
		}
		if behind := first.Rev - second.Rev; behind != 0 && behind != 1 || first.Rev < last {
			t.Errorf("revisions %d and %d after %d were never there together", first.Rev, second.Rev, last)
		}
		last = first.Rev
	}
	stop.Store(true)
	writing.Wait()
	if last < 3 {
		t.Errorf("only %d saves were made meanwhile", last)
	}
}

var errFull = errors.New("no space")

// fullWriter takes so many bytes and no more.
type fullWriter struct{ left int }

func (w *fullWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestCopyTellsWhatStoppedIt(t *testing.T) {
	path, _ := stored(t, 20)
	s := open(t, path)
	for _, room := range []int{0, 5000, 40_000} {
		if err := s.Copy(t.Context(), &fullWriter{left: room}); !errors.Is(err, errFull) {
			t.Errorf("Copy into %d bytes = %v", room, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stopping := writerFunc(func(p []byte) (int, error) { cancel(); return len(p), nil })
	if err := s.Copy(ctx, stopping); !errors.Is(err, context.Canceled) {
		t.Errorf("Copy cancelled in the midst = %v", err)
	}
	if err := s.Copy(ctx, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("Copy after the cancel = %v", err)
	}
	save(t, s, modeltest.Report(99)) // no transaction was left open
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

// TestPeekNeverWrites: several peek at one file at once, nothing can be
// written through any, and the file stays as it was.
func TestPeekNeverWrites(t *testing.T) {
	ctx := t.Context()
	path, reports := stored(t, 3)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first, second := peek(t, path), peek(t, path)
	for _, s := range []*bolt.Store{first, second} {
		if !errors.Is(s.Frozen(), model.ErrReadOnly) {
			t.Errorf("Frozen = %v", s.Frozen())
		}
		if _, err := s.Save(ctx, reports[0]); !errors.Is(err, model.ErrReadOnly) {
			t.Errorf("Save = %v", err)
		}
		if err := s.Delete(ctx, reports[0].ID); !errors.Is(err, model.ErrReadOnly) {
			t.Errorf("Delete = %v", err)
		}
		if _, err := s.Report(ctx, reports[0].ID); err != nil {
			t.Error(err)
		}
	}
	if _, err := bolt.Open(ctx, path); !errors.Is(err, model.ErrLocked) {
		t.Errorf("Open while others peek = %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed: %v", err)
	}
}

func TestPeekRefuses(t *testing.T) {
	if _, err := bolt.Peek(t.Context(), newPath(t)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Peek at nothing = %v", err)
	}
	bad := filepath.Join(t.TempDir(), "x.db")
	if err := os.WriteFile(bad, []byte("không phải cơ sở dữ liệu"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Peek(t.Context(), bad); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Peek at a text = %v", err)
	}
	path := newPath(t)
	open(t, path)
	if _, err := bolt.Peek(t.Context(), path); !errors.Is(err, model.ErrLocked) {
		t.Errorf("Peek while an instance works = %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := bolt.Peek(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("Peek after cancel = %v", err)
	}
}
