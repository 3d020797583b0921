package bolt_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// tenKB is a report of about 10 KB, as the offices write them.
func tenKB(seed uint64) model.Report { return modeltest.Long(seed, 24) }

// BenchmarkOpenAndList opens a database of 10,000 reports of 10 KB each and
// lists them, as the window does when it starts.
func BenchmarkOpenAndList(b *testing.B) {
	const reports = 10_000
	path := crowdedDatabase(b, reports)
	b.Run("open", func(b *testing.B) {
		for b.Loop() {
			closeStore(b, openStore(b, path))
		}
	})
	b.Run("open and list", func(b *testing.B) {
		for b.Loop() {
			s := openStore(b, path)
			list, err := s.Reports(b.Context())
			if err != nil || len(list) != reports {
				b.Fatalf("%d reports, %v", len(list), err)
			}
			closeStore(b, s)
		}
	})
	b.Run("bare open", func(b *testing.B) {
		for b.Loop() {
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func openStore(b *testing.B, path string) *bolt.Store {
	b.Helper()
	s, err := bolt.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func closeStore(b *testing.B, s *bolt.Store) {
	b.Helper()
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
}

// crowdedDatabase is a database of that many reports of 10 KB.
func crowdedDatabase(b *testing.B, reports int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "tinxa.db")
	s := openStore(b, path)
	for i := range reports {
		save(b, s, tenKB(uint64(i)))
	}
	closeStore(b, s)
	return path
}

// BenchmarkAutosave is one autosave beside a bare bbolt commit of the same
// bytes, in a database of the same size.
func BenchmarkAutosave(b *testing.B) {
	data, err := model.Encode(tenKB(1))
	if err != nil {
		b.Fatal(err)
	}
	b.Run("save", func(b *testing.B) {
		s := open(b, filepath.Join(b.TempDir(), "tinxa.db"))
		r := save(b, s, tenKB(1))
		b.SetBytes(int64(len(data)))
		for b.Loop() {
			r = save(b, s, r)
		}
	})
	b.Run("bare commit", func(b *testing.B) {
		db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600,
			&bbolt.Options{FreelistType: bbolt.FreelistMapType, InitialMmapSize: 64 << 20})
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		b.SetBytes(int64(len(data)))
		n := 0
		for b.Loop() {
			n++
			err := db.Update(func(tx *bbolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("drafts"))
				if err != nil {
					return err
				}
				return bucket.Put(fmt.Append(nil, "report", n%20), data)
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}
