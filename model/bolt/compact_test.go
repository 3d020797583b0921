package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// shrunken makes a database that was large once: of many reports a few are
// left, one of them with a pin, one in the bin, one without a photo it had.
func shrunken(t *testing.T) (path string, records map[string]string) {
	t.Helper()
	path = newPath(t)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	const all, left = 60, 4
	var reports []model.Report
	for i := range all {
		reports = append(reports, save(t, s, modeltest.Long(uint64(i), 200)))
	}
	for _, r := range reports[left:] {
		if err := s.Delete(t.Context(), r.ID); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := s.Purge(t.Context(), noon.AddDate(100, 0, 0)); n != all-left || err != nil {
		t.Fatal(n, err)
	}
	withPhoto := save(t, s, modeltest.Report(100))
	withPhoto.Blocks = withPhoto.Blocks[:1]
	save(t, s, withPhoto)
	err = errors.Join(
		s.Pin(t.Context(), reports[0].ID, 1, model.Pin{Kind: model.PinNamed, Name: "trước khi sửa", At: noon}),
		s.Delete(t.Context(), reports[1].ID), s.Close())
	if err != nil {
		t.Fatal(err)
	}
	return path, allRecords(t, path)
}

// allRecords is every record of a database, by bucket and key.
func allRecords(t *testing.T, path string) map[string]string {
	t.Helper()
	all := map[string]string{}
	change(t, path, func(tx *bbolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error {
			return b.ForEach(func(key, value []byte) error {
				all[string(name)+"/"+string(key)] = string(value)
				return nil
			})
		})
	})
	return all
}

func sameRecords(t *testing.T, got, want map[string]string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d records, want %d", len(got), len(want))
	}
	for key, value := range want {
		if got[key] != value {
			t.Errorf("%q is %.100q, want %.100q", key, got[key], value)
		}
	}
}

func sizeOf(t testing.TB, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// alone fails the test when anything but its roll lies beside the file.
func alone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := filepath.Join(filepath.Dir(path), entry.Name()); name != path && name != bolt.Roll(path) {
			t.Errorf("beside the database lies %s", entry.Name())
		}
	}
}

func TestCompact(t *testing.T) {
	path, records := shrunken(t)
	before := sizeOf(t, path)
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	done, err := bolt.CompactOver(t.Context(), path, 1<<20)
	if !done || err != nil {
		t.Fatalf("Compact = %v, %v", done, err)
	}
	alone(t, path)
	after := sizeOf(t, path)
	t.Logf("%d bytes became %d", before, after)
	if after*4 > before {
		t.Errorf("%d bytes became %d", before, after)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("its mode became %v, %v", info.Mode(), err)
	}
	sameRecords(t, allRecords(t, path), records)
	if h, err := bolt.Verify(t.Context(), path); err != nil || !h.Sound() {
		t.Errorf("afterwards Verify = %+v, %v", h, err)
	}
	s := open(t, path)
	r, err := s.Report(t.Context(), modeltest.Report(100).ID)
	if err != nil {
		t.Fatal(err)
	}
	save(t, s, r)
}

// TestCompactRefuses: where there is nothing to gain, or something is wrong,
// the file stays byte for byte.
func TestCompactRefuses(t *testing.T) {
	shrunk, _ := shrunken(t)
	full := newPath(t)
	s, err := bolt.Open(t.Context(), full)
	if err != nil {
		t.Fatal(err)
	}
	for i := range uint64(3) { // 10 MB each: over a third of the file, which on Windows has 64 MB
		save(t, s, modeltest.Long(i, 30_000))
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	newer, _ := shrunken(t)
	change(t, newer, func(tx *bbolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		return meta.Put([]byte("format"), resealed(meta.Get([]byte("format")), func(h []byte) { h[15] = 9 }))
	})
	broken, _ := shrunken(t)
	if err := os.Truncate(broken, 100<<10); err != nil {
		t.Fatal(err)
	}
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx  context.Context
		path string
		over int64
		want error
	}{
		"small":     {t.Context(), shrunk, 64 << 20, nil},
		"full":      {t.Context(), full, 1 << 20, nil},
		"newer":     {t.Context(), newer, 1 << 20, nil},
		"damaged":   {t.Context(), broken, 1 << 10, model.ErrDamaged},
		"cancelled": {cancelled, shrunk, 1 << 20, context.Canceled},
	} {
		before, err := os.ReadFile(c.path)
		if err != nil {
			t.Fatal(err)
		}
		done, err := bolt.CompactOver(c.ctx, c.path, c.over)
		if done || !errors.Is(err, c.want) {
			t.Errorf("%s: Compact = %v, %v, want %v", name, done, err, c.want)
		}
		if after, err := os.ReadFile(c.path); err != nil || !bytes.Equal(after, before) {
			t.Errorf("%s: the file was changed: %v", name, err)
		}
		alone(t, c.path)
	}
	if _, err := bolt.Compact(t.Context(), newPath(t)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Compact of nothing = %v", err)
	}
	if done, err := bolt.Compact(t.Context(), shrunk); done || err != nil {
		t.Errorf("Compact of a file under 64 MB = %v, %v", done, err)
	}
}

func TestCompactWhileOpen(t *testing.T) {
	path, records := shrunken(t)
	s := open(t, path)
	if done, err := bolt.CompactOver(t.Context(), path, 1<<20); done || !errors.Is(err, model.ErrLocked) {
		t.Errorf("Compact under an open store = %v, %v, want ErrLocked", done, err)
	}
	if list, err := s.Reports(t.Context()); err != nil || len(list) != 4 {
		t.Errorf("list %v, %v", list, err)
	}
	alone(t, path)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sameRecords(t, allRecords(t, path), records)
}

// TestCompactKeepsDamage: records that cannot be read are taken along as they
// are: a later rescue may make more of them.
func TestCompactKeepsDamage(t *testing.T) {
	path, _ := shrunken(t)
	change(t, path, func(tx *bbolt.Tx) error { return flip(tx, "drafts", string(modeltest.Report(100).ID), 999) })
	records := allRecords(t, path)
	if done, err := bolt.CompactOver(t.Context(), path, 1<<20); !done || err != nil {
		t.Fatalf("Compact = %v, %v", done, err)
	}
	sameRecords(t, allRecords(t, path), records)
}
