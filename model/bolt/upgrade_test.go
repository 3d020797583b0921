package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// aged makes a file as the program of version 1 left it, with reports in every
// place, and returns them as they are.
func aged(t *testing.T) (string, []model.Report) {
	t.Helper()
	path, reports := stored(t, 3)
	change(t, path, func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		return errors.Join(
			tx.DeleteBucket([]byte("pins")), tx.DeleteBucket([]byte("photobin")),
			tx.DeleteBucket([]byte("accounts")), tx.DeleteBucket([]byte("outbox")),
			meta.Put([]byte("format"), resealed(meta.Get([]byte("format")), func(h []byte) { h[15] = 1 })))
	})
	return path, reports
}

// schemaOf is the schema that a record says it has.
func schemaOf(record string) byte { return record[3] }

// ofSchema0 makes every record look as if it were of a schema before the first,
// which is written just like it.
func ofSchema0(t *testing.T, path string) {
	t.Helper()
	change(t, path, func(tx *bbolt.Tx) error {
		for _, name := range []string{"meta", "drafts", "revs"} {
			b := tx.Bucket([]byte(name))
			err := b.ForEach(func(key, value []byte) error {
				return b.Put(key, resealed(value, func(h []byte) { h[2], h[3] = 0, 0 }))
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// backup is a BeforeUpgrade that keeps what it was shown.
type backup struct {
	content []byte
	times   int
	fails   error
}

func (b *backup) make(ctx context.Context, path string) error {
	b.times++
	s, err := bolt.Peek(ctx, path) // it must not be held by anybody
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	b.content, err = os.ReadFile(path)
	return errors.Join(err, b.fails)
}

// checkUpgraded looks whether everything is there and the new parts work.
func checkUpgraded(t *testing.T, s *bolt.Store, reports []model.Report) {
	t.Helper()
	if s.Frozen() != nil {
		t.Fatalf("Frozen = %v", s.Frozen())
	}
	for _, r := range reports {
		got, err := s.Report(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		modeltest.Same(t, "after the upgrade", got, r)
		if past, err := s.History(t.Context(), r.ID); err != nil || len(past) != 2 {
			t.Errorf("history %v, %v, want 2 revisions", past, err)
		}
		if err := s.Pin(t.Context(), r.ID, 1, model.Pin{Kind: model.PinNamed, Name: "bản đầu"}); err != nil {
			t.Error(err)
		}
		got.Blocks = got.Blocks[:1]
		save(t, s, got)
	}
	if photos, err := s.BinnedPhotos(t.Context()); err != nil || len(photos) != len(reports) {
		t.Errorf("photo bin %v, %v, want one photo of each report", photos, err)
	}
}

func TestUpgradeAfterBackup(t *testing.T) {
	for name, make := range map[string]func(t *testing.T) (string, []model.Report){
		"version 1": aged,
		"schema 0": func(t *testing.T) (string, []model.Report) {
			path, reports := stored(t, 3)
			ofSchema0(t, path)
			return path, reports
		},
		"both": func(t *testing.T) (string, []model.Report) {
			path, reports := aged(t)
			ofSchema0(t, path)
			return path, reports
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, reports := make(t)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			var b backup
			s, err := bolt.Open(t.Context(), path, bolt.BeforeUpgrade(b.make))
			if err != nil {
				t.Fatal(err)
			}
			if b.times != 1 || !bytes.Equal(b.content, before) {
				t.Errorf("the backup was made %d times, or of another file", b.times)
			}
			checkUpgraded(t, s, reports)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			for key, record := range allRecords(t, path) {
				if schemaOf(record) != model.Schema {
					t.Errorf("%q is of schema %d", key, schemaOf(record))
				}
			}
			again := open(t, path, bolt.BeforeUpgrade(b.make))
			if b.times != 1 || again.Frozen() != nil {
				t.Errorf("opened again it was upgraded again: %d backups, %v", b.times, again.Frozen())
			}
		})
	}
}

// TestUpgradeWithoutBackup: when the backup fails the file stays as it is, and
// can be read.
func TestUpgradeWithoutBackup(t *testing.T) {
	path, reports := aged(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b := backup{fails: errors.New("no place for it")}
	s := open(t, path, bolt.BeforeUpgrade(b.make))
	if !errors.Is(s.Frozen(), b.fails) {
		t.Errorf("Frozen = %v, want why the backup failed", s.Frozen())
	}
	for _, r := range reports {
		got, err := s.Report(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		modeltest.Same(t, "read without an upgrade", got, r)
		if past, err := s.History(t.Context(), r.ID); err != nil || len(past) != 2 || past[0].Pins != nil {
			t.Errorf("history %v, %v", past, err)
		}
		refused(t, "not upgraded", s, got, b.fails)
	}
	if photos, err := s.BinnedPhotos(t.Context()); err != nil || len(photos) != 0 {
		t.Errorf("photo bin %v, %v", photos, err)
	}
	if photos, err := s.Photos(t.Context()); err != nil || len(photos) != 3 {
		t.Errorf("photos %v, %v, want the three of the reports", photos, err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the file was changed: %v", err)
	}
}

// TestUpgradeWhenThereIsRoom: a backup that found no space is tried again with
// the next save.
func TestUpgradeWhenThereIsRoom(t *testing.T) {
	path, reports := aged(t)
	b := backup{fails: model.ErrFull}
	s := open(t, path, bolt.BeforeUpgrade(b.make))
	refused(t, "full", s, reports[0], model.ErrFull)
	b.fails = nil
	if err := s.Pin(t.Context(), reports[0].ID, 2, model.Pin{Kind: model.PinExported}); err != nil {
		t.Fatal(err)
	}
	checkUpgraded(t, s, reports)
}

// TestUpgradeKeepsDamage: a record that cannot be read is left as it is, and
// does not keep the others from being upgraded.
func TestUpgradeKeepsDamage(t *testing.T) {
	path, reports := aged(t)
	ofSchema0(t, path)
	change(t, path, func(tx *bbolt.Tx) error { return flip(tx, "drafts", string(reports[0].ID), 999) })
	hit := recordOf(t, path, "drafts", string(reports[0].ID))
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	checkUpgraded(t, s, reports[1:])
	if _, err := s.Report(t.Context(), reports[0].ID); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Report of the damaged one = %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if after := recordOf(t, path, "drafts", string(reports[0].ID)); !bytes.Equal(after, hit) {
		t.Error("the damaged record was written again")
	}
}

// TestUpgradeInParts: more records than one transaction holds.
func TestUpgradeInParts(t *testing.T) {
	path := newPath(t)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	var reports []model.Report
	for i := range 3 {
		r := modeltest.Report(uint64(i))
		r.Head.Kicker = strings.Repeat("dài ", 400_000)
		reports = append(reports, save(t, s, save(t, s, r)))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ofSchema0(t, path)
	if s, err = bolt.Open(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	for _, r := range reports {
		got, err := s.Report(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		modeltest.Same(t, "after the upgrade", got, r)
		if _, err := s.Revision(t.Context(), r.ID, 1); err != nil {
			t.Error(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for key, record := range allRecords(t, path) {
		if !strings.HasPrefix(key, "summaries/") && schemaOf(record) != model.Schema {
			t.Errorf("%q is of schema %d", key, schemaOf(record))
		}
	}
}

// TestVersion2WithoutItsBuckets: a part of the file is missing that has to be
// there.
func TestVersion2WithoutItsBuckets(t *testing.T) {
	path, _ := stored(t, 1)
	change(t, path, func(tx *bbolt.Tx) error { return tx.DeleteBucket([]byte("pins")) })
	if _, err := bolt.Open(t.Context(), path); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Open = %v, want ErrDamaged", err)
	}
}
