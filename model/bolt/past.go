package bolt

import (
	"context"
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
	// After so many saves of a report, or a pause as long as this, its past is
	// gone through: to do so each time would make every save slower by a third.
	pruneEvery = 8
	prunePause = 5 * time.Minute
)

// History implements model.Historian. A revision that is damaged is left out,
// and so are pins that are.
func (s *Store) History(ctx context.Context, id model.ReportID) ([]model.Revision, error) {
	var all []model.Revision
	err := s.view(ctx, "history of "+short(id), func(tx *bbolt.Tx) error {
		if tx.Bucket(bucketDrafts).Get([]byte(id)) == nil || tx.Bucket(bucketBin).Get([]byte(id)) != nil {
			return model.ErrNotFound
		}
		for rev, data := range revisions(tx, id) {
			rec, err := unsealHeader(data, codecReport)
			if err != nil {
				continue
			}
			pins, err := unsealPins(get(tx, bucketPins, revKey(id, rev)), id, rev)
			if err != nil { // it is kept all the same
				pins = nil
			}
			all = append(all, model.Revision{Rev: rev, Saved: rec.saved, Pins: pins})
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

// revision is what pruning knows of a kept revision.
type revision struct {
	number int64
	saved  time.Time
	pinned bool
}

// pruneDue reports whether the past of a report is to be gone through when r is
// saved over what is stored.
func pruneDue(tx *bbolt.Tx, r model.Report) bool {
	if r.Rev%pruneEvery == 0 {
		return true
	}
	stored, err := unsealHeader(tx.Bucket(bucketDrafts).Get([]byte(r.ID)), codecReport)
	return err != nil || r.Updated.Sub(stored.saved).Abs() > prunePause
}

// prune drops the revisions of a report that kept does not keep.
func prune(tx *bbolt.Tx, id model.ReportID, now time.Time) error {
	pinned := map[string]bool{} // by key: a pin that is damaged keeps its revision, too
	for _, key := range within(tx, bucketPins, id) {
		pinned[string(key)] = true
	}
	var all []revision
	for number, data := range revisions(tx, id) {
		rec, err := unsealHeader(data, codecReport)
		if err != nil { // damaged: as old as the one after it
			rec.saved = now
			if len(all) > 0 {
				rec.saved = all[len(all)-1].saved
			}
		}
		all = append(all, revision{number, rec.saved, pinned[string(revKey(id, number))]})
	}
	keep := kept(all, now)
	for _, r := range all {
		if keep[r.number] {
			continue
		}
		if err := tx.Bucket(bucketRevs).Delete(revKey(id, r.number)); err != nil {
			return err
		}
	}
	return nil
}

// kept chooses which of all revisions, newest first, stay: the pinned ones,
// those of the last hour, the last of each hour for a day, the last of each day
// for 30 days, and the last from before that. The last of an hour is kept from
// the beginning, or somebody who writes for an hour without a pause would keep
// none of it.
func kept(all []revision, now time.Time) map[int64]bool {
	keep := map[int64]bool{}
	taken := map[slot]bool{}
	ages := ages(all, now)
	for i, r := range all {
		stay := i == 0 || r.pinned || i < pastMost && ages[i] <= pastAll
		for _, s := range slots(r.saved, ages[i]) {
			stay = stay || !taken[s]
			taken[s] = taken[s] || !r.pinned // a pin may be taken away again
		}
		if stay {
			keep[r.number] = true
		}
	}
	return keep
}

// ages is how old each of all revisions, newest first, is at least. A revision
// is no older than those before it: where its own time says so, the clock had
// been set back meanwhile, and what was written then is not to fade at once
// when it is right again. One from the future has no age, and tells nothing.
func ages(all []revision, now time.Time) []time.Duration {
	ages := make([]time.Duration, len(all))
	var latest time.Time
	for i := len(all) - 1; i >= 0; i-- {
		saved := all[i].saved
		if saved.After(now) {
			continue
		}
		if saved.After(latest) {
			latest = saved
		}
		ages[i] = now.Sub(latest)
	}
	return ages
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
