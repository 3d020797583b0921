package bolt

import (
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// How much of the past is kept.
const (
	pastAll    = time.Hour // every revision this young …
	pastMost   = 50        // … but no more of them than this
	pastHourly = 24 * time.Hour
	pastDaily  = 30 * 24 * time.Hour
)

// History implements model.Historian. A revision that is damaged is left out.
func (s *Store) History(ctx context.Context, id model.ReportID) ([]model.Revision, error) {
	var all []model.Revision
	err := s.view(ctx, "history of "+short(id), func(tx *bbolt.Tx) error {
		if tx.Bucket(bucketDrafts).Get([]byte(id)) == nil || tx.Bucket(bucketBin).Get([]byte(id)) != nil {
			return model.ErrNotFound
		}
		for rev, data := range revisions(tx, id) {
			if rec, err := unsealHeader(data, codecReport); err == nil {
				all = append(all, model.Revision{Rev: rev, Saved: rec.saved})
			}
		}
		return nil
	})
	return all, err
}

// Revision implements model.Historian.
func (s *Store) Revision(ctx context.Context, id model.ReportID, rev int64) (r model.Report, err error) {
	err = s.view(ctx, "revision of "+short(id), func(tx *bbolt.Tx) error {
		data := tx.Bucket(bucketRevs).Get(revKey(id, rev))
		if data == nil || tx.Bucket(bucketBin).Get([]byte(id)) != nil {
			return model.ErrNotFound
		}
		r, err = unsealReport(data, id)
		return err
	})
	return r, err
}

// prune drops the revisions of a report that kept does not keep.
func prune(tx *bbolt.Tx, id model.ReportID, now time.Time) error {
	var all []model.Revision
	for rev, data := range revisions(tx, id) {
		rec, err := unsealHeader(data, codecReport)
		if err != nil { // damaged: as old as the one after it
			rec.saved = now
			if len(all) > 0 {
				rec.saved = all[len(all)-1].Saved
			}
		}
		all = append(all, model.Revision{Rev: rev, Saved: rec.saved})
	}
	keep := kept(all, now)
	for _, r := range all {
		if slices.Contains(keep, r.Rev) {
			continue
		}
		if err := tx.Bucket(bucketRevs).Delete(revKey(id, r.Rev)); err != nil {
			return err
		}
	}
	return nil
}

// kept chooses which of all revisions, newest first, stay: those of the last
// hour, the last of each hour for a day, the last of each day for 30 days, and
// the last from before that. The last of an hour is kept from the beginning, or
// somebody who writes for an hour without a pause would keep none of it.
func kept(all []model.Revision, now time.Time) []int64 {
	var keep []int64
	taken := map[slot]bool{}
	for i, r := range all {
		age := now.Sub(r.Saved)
		stay := i == 0 || i < pastMost && age <= pastAll
		for _, s := range slots(r.Saved, age) {
			stay = stay || !taken[s]
			taken[s] = true
		}
		if stay {
			keep = append(keep, r.Rev)
		}
	}
	return keep
}

// slot is an hour, a day, or (zero) all that was before; one revision is kept
// of each.
type slot struct {
	length time.Duration
	begin  time.Time
}

// slots lists what a revision of that age can stand for. Days are UTC days: in
// Vietnam they change at seven in the morning, before work begins.
func slots(saved time.Time, age time.Duration) []slot {
	if age > pastDaily {
		return []slot{{}}
	}
	all := []slot{{24 * time.Hour, saved.Truncate(24 * time.Hour)}}
	if age <= pastHourly {
		all = append(all, slot{time.Hour, saved.Truncate(time.Hour)})
	}
	return all
}
