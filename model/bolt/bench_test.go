package bolt_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

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

// BenchmarkAutosave is one autosave and, in the same run and by turns, a bare
// bbolt commit of the same bytes: the report as the draft and as a revision
// among as many, and its summary. The goal is a median of at most 1.5 times.
// Beside them stands a commit of the report's JSON alone.
func BenchmarkAutosave(b *testing.B) {
	const drafts = 20
	c := &clock{noon}
	s := open(b, filepath.Join(b.TempDir(), "tinxa.db"), bolt.Clock(c.now))
	same, alone := bareDatabase(b), bareDatabase(b)
	var reports []model.Report
	for i := range drafts {
		reports = append(reports, save(b, s, tenKB(uint64(i))))
	}
	var saves, commits, puts []time.Duration
	turn := func() {
		i := (len(saves) + 1) % drafts
		c.Time = c.Add(3 * time.Second)
		draft, summary, err := bolt.Sealed(reports[i])
		if err != nil {
			b.Fatal(err)
		}
		key, rev := fmt.Append(nil, "report", i), reports[i].Rev
		commits = append(commits, timed(func() { err = same(key, rev, draft, summary, draft) }))
		puts = append(puts, timed(func() { err = errors.Join(err, alone(key, rev, draft)) }))
		if err != nil {
			b.Fatal(err)
		}
		saves = append(saves, timed(func() { reports[i] = save(b, s, reports[i]) }))
	}
	for range 100 * drafts { // as after a day's work: 50 revisions of the last hour each
		turn()
	}
	saves, commits, puts = nil, nil, nil
	for b.Loop() {
		turn()
	}
	b.ReportMetric(0, "ns/op") // three kinds of it would be added up
	report(b, "save", saves)
	report(b, "bare", commits)
	report(b, "one-put", puts)
	b.ReportMetric(float64(at(saves, 50))/float64(at(commits, 50)), "p50-ratio")
}

// bareDatabase is bbolt with the settings of the store. What it returns commits
// values under one key, each in a bucket of its own; a third one is put behind
// the 50 before it.
func bareDatabase(b *testing.B) func(key []byte, rev int64, values ...[]byte) error {
	b.Helper()
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600,
		&bbolt.Options{FreelistType: bbolt.FreelistMapType, InitialMmapSize: 64 << 20})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	behind := func(key []byte, rev int64) []byte {
		return binary.BigEndian.AppendUint64(append(bytes.Clone(key), 0), uint64(rev))
	}
	return func(key []byte, rev int64, values ...[]byte) error {
		return db.Update(func(tx *bbolt.Tx) error {
			for i, value := range values {
				bucket, err := tx.CreateBucketIfNotExists([]byte{'a' + byte(i)})
				if err != nil {
					return err
				}
				if i < 2 {
					err = bucket.Put(key, value)
				} else {
					err = errors.Join(bucket.Put(behind(key, rev), value), bucket.Delete(behind(key, rev-50)))
				}
				if err != nil {
					return err
				}
			}
			return nil
		})
	}
}

func timed(f func()) time.Duration {
	begin := time.Now()
	f()
	return time.Since(begin)
}

// at is the time within which so many percent were done. It sorts them.
func at(all []time.Duration, percent int) time.Duration {
	slices.Sort(all)
	return all[(len(all)-1)*percent/100]
}

func report(b *testing.B, what string, all []time.Duration) {
	b.ReportMetric(float64(at(all, 50).Microseconds()), what+"-p50-µs")
	b.ReportMetric(float64(at(all, 99).Microseconds()), what+"-p99-µs")
}
