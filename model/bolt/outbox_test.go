package bolt_test

import (
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

func TestOutbox(t *testing.T) {
	path := ""
	modeltest.TestOutbox(t, func(t *testing.T) modeltest.Post {
		path = newPath(t)
		return open(t, path)
	}, func(t *testing.T, p modeltest.Post) modeltest.Post {
		if err := p.(*bolt.Store).Close(); err != nil {
			t.Fatal(err)
		}
		return open(t, path)
	})
}

// published is a file with accounts and a dispatch beside its reports.
func published(t *testing.T) (string, bolt.Publishing) {
	t.Helper()
	path, _ := stored(t, 3)
	s := open(t, path)
	for _, a := range modeltest.Accounts() {
		if err := s.KeepAccount(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	d := modeltest.Dispatched("portal22")
	for i := range 5 { // what was replaced still lies in the file
		d.Wait.Tries = i
		if err := s.KeepDispatch(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	p, err := s.Publishing(t.Context())
	if err != nil || len(p.Accounts) != 2 || len(p.Dispatches) != 1 {
		t.Fatalf("Publishing() = %+v, %v", p, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path, p
}

func TestFileOfVersion2GetsAnOutbox(t *testing.T) {
	path, _ := stored(t, 2)
	change(t, path, func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		return errors.Join(
			tx.DeleteBucket([]byte("accounts")), tx.DeleteBucket([]byte("outbox")),
			meta.Put([]byte("format"), resealed(meta.Get([]byte("format")), func(h []byte) { h[15] = 2 })))
	})
	if s, err := bolt.Peek(t.Context(), path); err != nil {
		t.Fatal(err)
	} else if p, err := s.Publishing(t.Context()); err != nil || len(p.Accounts)+len(p.Dispatches) > 0 {
		t.Errorf("before the upgrade Publishing() = %+v, %v", p, err)
	} else if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if err := s.KeepAccount(t.Context(), modeltest.Accounts()[0]); err != nil {
		t.Errorf("after the upgrade: %v", err)
	}
	if all, err := s.Reports(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("Reports() = %v, %v", all, err)
	}
}

func TestSalvageFindsWhatWasPublished(t *testing.T) {
	path, want := published(t)
	out, err := bolt.Salvage(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Traces) > 0 {
		t.Errorf("accounts and dispatches were taken for lost reports: %+v", out.Traces)
	}
	again := filepath.Join(t.TempDir(), "again.db")
	if err := bolt.Rebuild(t.Context(), again, out.Found, out.Publishing); err != nil {
		t.Fatal(err)
	}
	if got, err := open(t, again).Publishing(t.Context()); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("rebuilt %+v, %v; want %+v", got, err, want)
	}
}

func TestVerifySeesDamagedDispatches(t *testing.T) {
	path, _ := published(t)
	if h, err := bolt.Verify(t.Context(), path); err != nil || !h.Sound() {
		t.Fatalf("sound file: %+v, %v", h, err)
	}
	change(t, path, func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte("outbox"))
		key, data := b.Cursor().First()
		spoilt := append([]byte(nil), data...)
		spoilt[len(spoilt)/2] ^= 1
		return b.Put(key, spoilt)
	})
	h, err := bolt.Verify(t.Context(), path)
	if err != nil || len(h.Faults) != 1 || len(h.Damaged) != 0 {
		t.Errorf("Verify() = %+v, %v; want one fault that names no report", h, err)
	}
	if all, err := open(t, path).Dispatches(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("Dispatches() = %v, %v; a damaged one is left out", all, err)
	}
}

func TestPhotosOfADispatchAreNamed(t *testing.T) {
	path, p := published(t)
	named, err := open(t, path).Photos(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, pic := range p.Dispatches[0].Content.Pictures() {
		if pic.Photo != "" && !named[pic.Photo] {
			t.Errorf("photo %s waits to be sent and would be collected", pic.Photo)
		}
	}
}

func TestAPurgedReportLeavesTheOutbox(t *testing.T) {
	path, _ := stored(t, 1)
	s := open(t, path)
	all, err := s.Reports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	d := modeltest.Dispatched("portal22")
	d.ID = model.NewDispatchID(all[0].ID, "portal22")
	if err := s.KeepDispatch(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if err := s.Delete(t.Context(), all[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Dispatch(t.Context(), d.ID); err != nil {
		t.Errorf("a report in the bin loses its dispatch: %v", err)
	}
	if _, err := s.Purge(t.Context(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Dispatches(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("Dispatches() = %v, %v", left, err)
	}
}
