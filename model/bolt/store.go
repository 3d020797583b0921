package bolt

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// The buckets. In revs and pins a key is the id, a zero byte and the revision in
// 8 bytes, big-endian; in photobin the id, a zero byte and the photo; in the
// others it is the id alone, of an account behind a word and a dot.
var (
	bucketMeta      = []byte("meta")
	bucketDrafts    = []byte("drafts")    // the newest revision of each report
	bucketSummaries = []byte("summaries") // of what is not in the bin
	bucketBin       = []byte("bin")       // summaries of what is in the bin
	bucketRevs      = []byte("revs")      // every kept revision, the newest too
	bucketPins      = []byte("pins")      // why revisions are kept for good
	bucketPhotoBin  = []byte("photobin")  // photos that were taken out of a report
	bucketAccounts  = []byte("accounts")  // where to publish to
	bucketOutbox    = []byte("outbox")    // what was published, and what is to be
)

// keyFormat is the key of who made the file, in meta.
var keyFormat = []byte("format")

// buckets lists every bucket in the order in which they came.
func buckets() [][]byte {
	return [][]byte{
		bucketMeta, bucketDrafts, bucketSummaries, bucketBin, bucketRevs,
		bucketPins, bucketPhotoBin,
		bucketAccounts, bucketOutbox,
	}
}

// bucketsOf is how many of the buckets a file of that version has.
func bucketsOf(version int64) int {
	switch version {
	case 1:
		return 5
	case 2:
		return 7
	}
	return len(buckets())
}

// Store is a model.Store, model.Bin and model.Historian on one file. It may be
// used by several goroutines at once.
type Store struct {
	now    func() time.Time
	path   string // where the file is looked for again; empty: it is only held
	backup func(ctx context.Context, path string) error
	// swap guards what follows: transactions hold it for reading, opening the
	// file anew and closing it for writing.
	swap     sync.RWMutex
	db       *bbolt.DB // nil while the file cannot be reached, and when closed
	file     *os.File  // the one that db has open and locked
	pageSize int64
	form     form
	frozen   error // why nothing is written; nil when it is
	doubt    atomic.Int32
	// writing is held by who writes: bbolt has such a lock too, but may keep it
	// for ever when it panics.
	writing sync.Mutex
}

var (
	_ model.Store     = (*Store)(nil)
	_ model.Bin       = (*Store)(nil)
	_ model.Historian = (*Store)(nil)
)

// Frozen says why the store only reads: ErrReadOnly when the file cannot be
// written, ErrNewer when a newer program made it, ErrDamaged when its own
// version cannot be read, or what kept the file from being upgraded; nil when it
// writes.
func (s *Store) Frozen() error {
	s.swap.RLock()
	defer s.swap.RUnlock()
	return s.frozen
}

// Changes is the number of the last transaction that wrote to the file, kept in
// the file itself: while it stays, nothing was changed. 0 when it cannot be read.
func (s *Store) Changes() uint64 {
	var n int
	err := s.view(context.Background(), "count the changes", func(tx *bbolt.Tx) error {
		n = tx.ID()
		return nil
	})
	if err != nil {
		return 0
	}
	return uint64(n)
}

// Close closes the file and gives it free for other instances.
func (s *Store) Close() error {
	s.swap.Lock()
	defer s.swap.Unlock()
	s.path = ""
	return border("close", s.letGo())
}

// Report implements model.Store.
func (s *Store) Report(ctx context.Context, id model.ReportID) (r model.Report, err error) {
	err = s.view(ctx, "read "+short(id), func(tx *bbolt.Tx) error {
		data := tx.Bucket(bucketDrafts).Get([]byte(id))
		if data == nil || tx.Bucket(bucketBin).Get([]byte(id)) != nil {
			return model.ErrNotFound
		}
		r, err = unsealReport(data, id)
		return err
	})
	return r, err
}

// Reports implements model.Store. A report that cannot be read any more stays
// in the list, so that its history can still be asked for.
func (s *Store) Reports(ctx context.Context) ([]model.Summary, error) {
	var all []model.Summary
	err := s.view(ctx, "list", func(tx *bbolt.Tx) error {
		summaries, bin := tx.Bucket(bucketSummaries), tx.Bucket(bucketBin)
		return tx.Bucket(bucketDrafts).ForEach(func(key, _ []byte) error {
			if bin.Get(key) == nil {
				all = append(all, summary(tx, summaries, model.ReportID(key)))
			}
			return ctx.Err()
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b model.Summary) int {
		return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// summary reads a summary or, where it is damaged or missing, makes it anew
// from the newest revision that is sound; with none left it is the bare id.
func summary(tx *bbolt.Tx, from *bbolt.Bucket, id model.ReportID) model.Summary {
	if s, err := unsealSummary(from.Get([]byte(id)), id); err == nil {
		return s
	}
	if r, err := unsealReport(tx.Bucket(bucketDrafts).Get([]byte(id)), id); err == nil {
		return model.Summarise(r)
	}
	for _, data := range revisions(tx, id) {
		if r, err := unsealReport(data, id); err == nil {
			return model.Summarise(r)
		}
	}
	return model.Summary{ID: id}
}

// Save implements model.Store: the newest revision, its summary, its place in
// the history and the pruning of that are one transaction.
func (s *Store) Save(ctx context.Context, r model.Report) (model.Report, error) {
	doing := "save " + short(r.ID)
	if !r.ID.Valid() {
		return model.Report{}, border(doing, model.ErrFormat)
	}
	stored, now := r.Rev, s.now().UTC().Round(0)
	r.Rev, r.Updated = stored+1, now
	if stored == 0 || r.Created.IsZero() {
		r.Created = now
	}
	draft, err := sealReport(r)
	if err != nil {
		return model.Report{}, border(doing, err)
	}
	sum, err := sealSummary(model.Summarise(r), r.Rev, r.Updated)
	if err != nil {
		return model.Report{}, border(doing, err)
	}
	err = s.update(ctx, doing, func(tx *bbolt.Tx) error {
		if rev, err := storedRev(tx, r.ID); err != nil || rev != stored {
			return cmp.Or(err, model.ErrConflict)
		}
		return put(tx, r, draft, sum)
	})
	if errors.Is(err, model.ErrConflict) {
		if kept, same := s.arrived(ctx, r); same {
			return kept, nil
		}
	}
	if err != nil {
		return model.Report{}, err
	}
	s.enrol(traceOf(r))
	return r, nil
}

// arrived finds r stored under the very revision that it was to have: a disk may
// refuse a flush of what it has taken all the same, and then the save that is
// tried again is no conflict.
func (s *Store) arrived(ctx context.Context, r model.Report) (model.Report, bool) {
	kept, err := s.Report(ctx, r.ID)
	return kept, err == nil && kept.Rev == r.Rev && model.SameContent(kept, r)
}

func put(tx *bbolt.Tx, r model.Report, draft, sum []byte) error {
	due := pruneDue(tx, r)
	if err := binPhotos(tx, r); err != nil {
		return err
	}
	if err := tx.Bucket(bucketDrafts).Put([]byte(r.ID), draft); err != nil {
		return err
	}
	if err := tx.Bucket(bucketSummaries).Put([]byte(r.ID), sum); err != nil {
		return err
	}
	if err := tx.Bucket(bucketRevs).Put(revKey(r.ID, r.Rev), draft); err != nil {
		return err
	}
	if !due {
		return nil
	}
	return prune(tx, r.ID, r.Updated)
}

// storedRev is the revision that is stored under id, 0 for none. A report whose
// record is damaged may be saved over, else the last words would be lost with
// it: its history knows the number. One of a newer program may not.
func storedRev(tx *bbolt.Tx, id model.ReportID) (int64, error) {
	if tx.Bucket(bucketBin).Get([]byte(id)) != nil {
		return 0, model.ErrConflict
	}
	data := tx.Bucket(bucketDrafts).Get([]byte(id))
	if data == nil {
		return 0, nil
	}
	rec, err := unsealHeader(data, codecReport)
	if !isDamaged(err) {
		return rec.seq, err
	}
	for rev := range revisions(tx, id) {
		return rev, nil
	}
	return 0, err
}

// revKey is the key of one revision.
func revKey(id model.ReportID, rev int64) []byte {
	return binary.BigEndian.AppendUint64(append([]byte(id), 0), uint64(rev))
}

// revisions yields the kept revisions of a report, newest first.
func revisions(tx *bbolt.Tx, id model.ReportID) func(yield func(int64, []byte) bool) {
	prefix := append([]byte(id), 0)
	return func(yield func(int64, []byte) bool) {
		c := tx.Bucket(bucketRevs).Cursor()
		back := c.Prev // from behind the last revision of id, or from the end of the bucket
		if key, _ := c.Seek(append([]byte(id), 1)); key == nil {
			back = c.Last
		}
		for key, data := back(); bytes.HasPrefix(key, prefix) && len(key) == len(prefix)+8; key, data = c.Prev() {
			if !yield(int64(binary.BigEndian.Uint64(key[len(prefix):])), data) {
				return
			}
		}
	}
}

// get reads a record; of a bucket that a file of version 1 lacks there is none.
func get(tx *bbolt.Tx, bucket, key []byte) []byte {
	if b := tx.Bucket(bucket); b != nil {
		return b.Get(key)
	}
	return nil
}

// within lists what a bucket keeps under a report: the keys that begin with the
// id and a zero byte. They may be deleted while they are gone through.
func within(tx *bbolt.Tx, bucket []byte, id model.ReportID) [][]byte {
	b := tx.Bucket(bucket)
	if b == nil { // a file of version 1
		return nil
	}
	var keys [][]byte
	prefix := append([]byte(id), 0)
	c := b.Cursor()
	for key, _ := c.Seek(prefix); bytes.HasPrefix(key, prefix); key, _ = c.Next() {
		keys = append(keys, bytes.Clone(key))
	}
	return keys
}

// short is an id as errors name it, so that a hostile one cannot fill a log.
func short(id model.ReportID) string {
	if len(id) > 64 {
		id = id[:64]
	}
	return string(id)
}
