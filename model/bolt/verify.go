package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// Verify looks at all of the database at path, without writing to it: its size,
// its pages, the order of its keys, the checksum of every record, and whether
// the records fit together. What is wrong with the file is in Health; an error
// is what kept it from being read: ErrLocked, fs.ErrNotExist, the end of ctx.
//
// bbolt's own check may end the process when pages are damaged in a way that is
// not noticed before. So have it done by a process that may end.
func Verify(ctx context.Context, path string) (Health, error) {
	h, err := verify(ctx, path)
	if err = unreadable(path, err); isDamaged(err) {
		h.fault("%v", err)
		err = nil
	}
	name(h.Damaged, readRoll(path))
	return h, border("verify "+filepath.Base(path), err)
}

func verify(ctx context.Context, path string) (h Health, err error) {
	if err := checkHeads(path, &h); err != nil {
		return h, err
	}
	s, err := peek(ctx, path) // which looks at every page first
	if err != nil {
		return h, err
	}
	h.Newer = errors.Is(s.frozen, model.ErrNewer)
	err = guarded(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			h.Pages = int(tx.Size()) / s.db.Info().PageSize
			if err := checkLayout(s.file, &h); err != nil {
				return err
			}
			for fault := range tx.Check() {
				h.fault("%v", fault)
			}
			return examine(ctx, tx, &h)
		})
	})
	return h, errors.Join(err, s.db.Close())
}

// checkHeads looks at both heads of the file. With one of them bbolt works on
// without a word; but when it was the newer one, the last save is gone.
func checkHeads(path string, h *Health) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	newest, err := newestMeta(file)
	if err != nil {
		return err
	}
	for i := range int64(2) {
		if _, err := readMeta(file, i*newest.pageSize); isDamaged(err) {
			h.fault("head %d: %v", i, err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// examination goes through the records of a file.
type examination struct {
	*Health
	tx      *bbolt.Tx
	about   map[model.ReportID]about
	photos  map[model.PhotoID]bool
	decoded int // how many reports were decoded
}

// about is what the list or the bin says of a report.
type about struct {
	name    string
	rev     int64     // 0 where the summary does not know it
	updated time.Time // zero where the summary is damaged
}

// examine goes through every record of every bucket.
func examine(ctx context.Context, tx *bbolt.Tx, h *Health) error {
	e := examination{Health: h, tx: tx, about: map[model.ReportID]about{}, photos: map[model.PhotoID]bool{}}
	for _, step := range []struct {
		bucket []byte
		look   func(key, data []byte) error
	}{
		{bucketMeta, e.form},
		{bucketSummaries, e.summary},
		{bucketBin, e.summary},
		{bucketDrafts, e.draft},
		{bucketRevs, e.revision},
		{bucketPins, e.pins},
		{bucketPhotoBin, e.photo},
		{bucketAccounts, e.account},
		{bucketOutbox, e.dispatch},
	} {
		b := tx.Bucket(step.bucket)
		if b == nil { // a file of an older version
			continue
		}
		err := b.ForEach(func(key, data []byte) error {
			e.judge(step.bucket, key, step.look(key, data))
			return ctx.Err()
		})
		if err != nil {
			return err
		}
	}
	h.Photos = slices.Sorted(maps.Keys(e.photos))
	h.Damaged = sortTraces(h.Damaged)
	return nil
}

// judge notes what is wrong with a record: in words, and where it belongs to a
// report as a trace.
func (e *examination) judge(bucket, key []byte, err error) {
	switch {
	case err == nil:
		return
	case errors.Is(err, model.ErrNewer):
		e.Newer = true
		return
	}
	e.fault("%s, %.80q: %v", bucket, key, err)
	id, rest, _ := bytes.Cut(key, []byte{0})
	if !aboutReports(bucket) || !model.ReportID(id).Valid() {
		return
	}
	trace := e.newest(model.ReportID(id))
	if len(rest) == 8 && string(bucket) != string(bucketPhotoBin) {
		trace = e.trace(model.ReportID(id), int64(binary.BigEndian.Uint64(rest)))
	}
	e.Damaged = append(e.Damaged, trace)
}

// aboutReports reports whether the keys of a bucket begin with a report.
func aboutReports(bucket []byte) bool {
	switch string(bucket) {
	case string(bucketMeta), string(bucketAccounts), string(bucketOutbox):
		return false
	}
	return true
}

// newest is the trace of a report's newest revision.
func (e *examination) newest(id model.ReportID) model.Trace {
	if rec, err := unsealHeader(e.tx.Bucket(bucketDrafts).Get([]byte(id)), codecReport); err == nil {
		return e.trace(id, rec.seq)
	}
	for rev := range revisions(e.tx, id) {
		return e.trace(id, rev)
	}
	return e.trace(id, e.about[id].rev)
}

// trace says of a revision what any sound record says.
func (e *examination) trace(id model.ReportID, rev int64) model.Trace {
	known := e.about[id]
	t := model.Trace{ID: id, Rev: rev, Name: known.name}
	if t.Name == "" {
		t.Name = summary(e.tx, e.tx.Bucket(bucketSummaries), id).Title
	}
	if rev == known.rev {
		t.Saved = known.updated
	}
	for _, data := range [][]byte{
		e.tx.Bucket(bucketDrafts).Get([]byte(id)), e.tx.Bucket(bucketRevs).Get(revKey(id, rev)),
	} {
		if rec, err := unsealHeader(data, codecReport); err == nil && rec.seq == rev {
			t.Saved = rec.saved
		}
	}
	return t
}

func (e *examination) form(key, data []byte) error {
	if !bytes.Equal(key, keyFormat) {
		return nil
	}
	_, err := unseal(data, codecFormat, model.ReportID(keyFormat))
	return err
}

// summary looks at a summary in the list or in the bin; it is in one of them.
func (e *examination) summary(key, data []byte) error {
	id := model.ReportID(key)
	if _, twice := e.about[id]; twice {
		return broken("in the list and in the bin")
	}
	e.about[id] = about{}
	s, err := unsealSummary(data, id)
	if err != nil {
		return err
	}
	rec, err := unsealHeader(data, codecSummary)
	e.about[id] = about{name: s.Title, rev: rec.seq, updated: s.Updated}
	if e.tx.Bucket(bucketDrafts).Get(key) == nil {
		return broken("the summary of no report")
	}
	return err
}

func (e *examination) draft(key, data []byte) error {
	id := model.ReportID(key)
	rec, err := e.report(data, id)
	if err != nil {
		return err
	}
	e.Reports++
	known, listed := e.about[id]
	switch {
	case !bytes.Equal(e.tx.Bucket(bucketRevs).Get(revKey(id, rec.seq)), data):
		return broken("revision %d is not the same in the history", rec.seq)
	case !listed:
		return broken("neither in the list nor in the bin")
	case !known.updated.IsZero() && known.updated.UnixMilli() != rec.saved.UnixMilli():
		return broken("saved %v, its summary says %v", rec.saved, known.updated)
	}
	return nil
}

func (e *examination) revision(key, data []byte) error {
	e.Revisions++
	id, rev, err := splitRevKey(key)
	if err != nil {
		return err
	}
	draft := e.tx.Bucket(bucketDrafts).Get([]byte(id))
	newest, errDraft := unsealHeader(draft, codecReport)
	if bytes.Equal(draft, data) && (errDraft != nil || newest.seq == rev) {
		return nil // it was looked at already, as the draft
	}
	rec, err := e.report(data, id)
	switch {
	case err != nil:
		return err
	case rec.seq != rev:
		return broken("%w", differs(rec.seq, rev))
	case draft == nil:
		return broken("a revision of no report")
	case errDraft == nil && newest.seq <= rev:
		return broken("the draft is revision %d", newest.seq)
	}
	return nil
}

func (e *examination) account(key, data []byte) error {
	_, err := unsealAccount(data, key)
	return err
}

func (e *examination) dispatch(key, data []byte) error {
	_, err := unsealDispatch(data, key)
	for id := range photosNamed(data) {
		e.photos[id] = true
	}
	return err
}

func (e *examination) pins(key, data []byte) error {
	id, rev, err := splitRevKey(key)
	if err != nil {
		return err
	}
	if _, err = unsealPins(data, id, rev); err == nil && e.tx.Bucket(bucketRevs).Get(key) == nil {
		return broken("pins of no revision")
	}
	return err
}

func (e *examination) photo(key, data []byte) error {
	p, err := unsealPhoto(data, key)
	if err == nil {
		e.photos[p.Photo] = true
	}
	return err
}

// mostDecoded is how many reports are decoded: that takes fifty times as long
// as all other checks of a record together, and what bears the right checksum
// is what model.Encode once wrote.
const mostDecoded = 100

// report looks at the record of a report that is kept under id.
func (e *examination) report(data []byte, id model.ReportID) (record, error) {
	rec, err := unsealHeader(data, codecReport)
	if err != nil {
		return record{}, err
	}
	payload := data[headerSize:]
	if !bytes.HasPrefix(payload, opening(id, rec.seq)) {
		return record{}, broken("not the record of %q, revision %d", id, rec.seq)
	}
	for photo := range photosNamed(payload) {
		e.photos[photo] = true
	}
	if e.decoded < mostDecoded {
		e.decoded++
		_, err = unsealReport(data, id)
	}
	return rec, err
}

// opening is how the payload of every record begins.
func opening(id model.ReportID, seq int64) []byte {
	return fmt.Appendf(nil, `{"id":%q,"seq":%d,"body":`, id, seq)
}

// splitRevKey reads what revKey wrote.
func splitRevKey(key []byte) (model.ReportID, int64, error) {
	id, rev, _ := bytes.Cut(key, []byte{0})
	if !model.ReportID(id).Valid() || len(rev) != 8 {
		return "", 0, broken("not the key of a revision")
	}
	return model.ReportID(id), int64(binary.BigEndian.Uint64(rev)), nil
}

// broken is a fault between records.
func broken(format string, args ...any) error {
	return fmt.Errorf("%w: %w", model.ErrDamaged, fmt.Errorf(format, args...))
}
