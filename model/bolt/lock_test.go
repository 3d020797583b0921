package bolt_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

func TestLocked(t *testing.T) {
	path := newPath(t)
	first := open(t, path)
	r := save(t, first, modeltest.Report(1))
	if _, err := bolt.Open(t.Context(), path); !errors.Is(err, model.ErrLocked) {
		t.Errorf("second Open = %v, want ErrLocked", err)
	}
	save(t, first, r) // the first instance works on
}

func TestOpenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	path := newPath(t)
	if _, err := bolt.Open(ctx, path); !errors.Is(err, context.Canceled) {
		t.Errorf("Open after cancel = %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("after the cancelled Open there is a file: %v", err)
	}
}

// TestCreatedAtOnce: of instances that start for the first time together, one
// makes the file, and none replaces it under another.
func TestCreatedAtOnce(t *testing.T) {
	path := newPath(t)
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			s, err := bolt.Open(t.Context(), path)
			if err != nil {
				t.Errorf("instance %d: %v", i, err)
				return
			}
			if _, err := s.Save(t.Context(), modeltest.Report(uint64(i))); err != nil {
				t.Errorf("instance %d: %v", i, err)
			}
			if err := s.Close(); err != nil {
				t.Errorf("instance %d: %v", i, err)
			}
		})
	}
	all.Wait()
	list, err := open(t, path).Reports(t.Context())
	if err != nil || len(list) != 6 {
		t.Errorf("%d reports, %v, want those of all 6 instances", len(list), err)
	}
	alone(t, path)
}

// resealed gives a record's header other numbers, with the right checksum.
func resealed(value []byte, edit func(header []byte)) []byte {
	out := bytes.Clone(value)
	edit(out)
	table := crc32.MakeTable(crc32.Castagnoli)
	sum := crc32.Update(crc32.Checksum(out[:24], table), table, out[28:])
	binary.BigEndian.PutUint32(out[24:], sum)
	return out
}

// TestNewerFile: it is read and not written.
func TestNewerFile(t *testing.T) {
	path, reports := stored(t, 2)
	change(t, path, func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		return meta.Put([]byte("format"), resealed(meta.Get([]byte("format")), func(h []byte) { h[15] = 9 }))
	})
	checkFrozen(t, path, reports, model.ErrNewer)
}

// TestUnreadableForm: who made the file is not known any more, so it is not
// written, but everything in it can still be read.
func TestUnreadableForm(t *testing.T) {
	path, reports := stored(t, 2)
	change(t, path, func(tx *bbolt.Tx) error { return flip(tx, "meta", "format", 120) })
	checkFrozen(t, path, reports, model.ErrDamaged)
}

func checkFrozen(t *testing.T, path string, reports []model.Report, want error) {
	t.Helper()
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	if !errors.Is(s.Frozen(), want) {
		t.Errorf("Frozen = %v, want %v", s.Frozen(), want)
	}
	if list, err := s.Reports(t.Context()); err != nil || len(list) != len(reports) {
		t.Errorf("list %v, %v", list, err)
	}
	for _, r := range reports {
		got, err := s.Report(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		modeltest.Same(t, "read from a frozen store", got, r)
		_, errSave := s.Save(t.Context(), got)
		_, errPurge := s.Purge(t.Context(), noon)
		for _, err := range []error{errSave, errPurge, s.Delete(t.Context(), r.ID), s.Restore(t.Context(), r.ID)} {
			if !errors.Is(err, want) {
				t.Errorf("a write = %v, want %v", err, want)
			}
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was written to: %v", err)
	}
}

// TestNewerRecord: a single report of a newer program is not saved over.
func TestNewerRecord(t *testing.T) {
	for name, edit := range map[string]func(h []byte){
		"version": func(h []byte) { h[0]++ },
		"schema":  func(h []byte) { h[3]++ },
	} {
		path, reports := stored(t, 2)
		change(t, path, func(tx *bbolt.Tx) error {
			drafts, key := tx.Bucket([]byte("drafts")), []byte(reports[0].ID)
			return drafts.Put(key, resealed(drafts.Get(key), edit))
		})
		s := open(t, path)
		if _, err := s.Report(t.Context(), reports[0].ID); !errors.Is(err, model.ErrNewer) {
			t.Errorf("newer %s: Report = %v, want ErrNewer", name, err)
		}
		if _, err := s.Save(t.Context(), reports[0]); !errors.Is(err, model.ErrNewer) {
			t.Errorf("newer %s: Save = %v, want ErrNewer", name, err)
		}
		save(t, s, reports[1])
	}
}

// TestForeignDatabase: a sound bbolt file of another program is not touched.
func TestForeignDatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	change(t, path, func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("theirs"))
		return err
	})
	if _, err := bolt.Open(t.Context(), path); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Open = %v, want ErrDamaged", err)
	}
	change(t, path, func(tx *bbolt.Tx) error { // and it is not locked any more
		if tx.Bucket([]byte("theirs")) == nil {
			t.Error("their bucket is gone")
		}
		return nil
	})
}
