package bolt

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"tinxa/model"
)

// Delete implements model.Bin. The report and its history stay where they are;
// only its summary changes its bucket.
func (s *Store) Delete(ctx context.Context, id model.ReportID) error {
	return s.update(ctx, "delete "+short(id), func(tx *bbolt.Tx) error {
		bin, summaries := tx.Bucket(bucketBin), tx.Bucket(bucketSummaries)
		if tx.Bucket(bucketDrafts).Get([]byte(id)) == nil || bin.Get([]byte(id)) != nil {
			return model.ErrNotFound
		}
		sum := summary(tx, summaries, id)
		sum.Deleted = noEarlier(tx, s.now().UTC().Round(0))
		return move(tx, summaries, bin, sum, sum.Deleted)
	})
}

// Restore implements model.Bin.
func (s *Store) Restore(ctx context.Context, id model.ReportID) error {
	return s.update(ctx, "restore "+short(id), func(tx *bbolt.Tx) error {
		bin, summaries := tx.Bucket(bucketBin), tx.Bucket(bucketSummaries)
		if bin.Get([]byte(id)) == nil {
			return model.ErrNotFound
		}
		sum := summary(tx, bin, id)
		sum.Deleted = time.Time{}
		return move(tx, bin, summaries, sum, noEarlier(tx, s.now().UTC().Round(0)))
	})
}

// noEarlier is now or, if that is later, the latest time that the list or the
// bin knows: with a clock that was set back, what is thrown away today would
// otherwise look as if it had been in the bin for long, and be purged tomorrow.
func noEarlier(tx *bbolt.Tx, now time.Time) time.Time {
	latest := now
	for _, in := range [][]byte{bucketSummaries, bucketBin} {
		c := tx.Bucket(in).Cursor()
		for key, data := c.First(); key != nil; key, data = c.Next() {
			if rec, err := unsealHeader(data, codecSummary); err == nil && rec.saved.After(latest) {
				latest = rec.saved
			}
		}
	}
	return latest
}

// move puts a summary into the other bucket. Its record says when it was moved:
// in a damaged file an older one may turn up beside it.
func move(tx *bbolt.Tx, from, to *bbolt.Bucket, sum model.Summary, at time.Time) error {
	draft, err := unsealHeader(tx.Bucket(bucketDrafts).Get([]byte(sum.ID)), codecReport)
	if err != nil {
		draft.seq = 0 // not known any more
	}
	data, err := sealSummary(sum, draft.seq, at)
	if err != nil {
		return err
	}
	if err := to.Put([]byte(sum.ID), data); err != nil {
		return err
	}
	return from.Delete([]byte(sum.ID))
}

// Binned implements model.Bin.
func (s *Store) Binned(ctx context.Context) ([]model.Summary, error) {
	var all []model.Summary
	err := s.view(ctx, "list the bin", func(tx *bbolt.Tx) error {
		bin := tx.Bucket(bucketBin)
		return bin.ForEach(func(key, _ []byte) error {
			all = append(all, summary(tx, bin, model.ReportID(key)))
			return ctx.Err()
		})
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b model.Summary) int {
		return cmp.Or(b.Deleted.Compare(a.Deleted), cmp.Compare(a.ID, b.ID))
	})
	return all, nil
}

// Purge implements model.Bin. A report whose day of deletion cannot be read any
// more stays: it has to be restored and deleted again. Where there is nothing to
// be removed nothing is written: a start alone is no change to be backed up.
func (s *Store) Purge(ctx context.Context, before time.Time) (int, error) {
	if due, err := s.isPurgeDue(ctx, before); err != nil || !due {
		return 0, border("purge", err)
	}
	var old []model.ReportID
	err := s.update(ctx, "purge", func(tx *bbolt.Tx) error {
		old = oldReports(tx, before)
		for _, id := range old {
			if err := erase(tx, id); err != nil {
				return err
			}
		}
		return purgePhotos(tx, before)
	})
	if err != nil {
		return 0, err
	}
	s.enrol(goneEntries(old)...)
	return len(old), nil
}

// isPurgeDue reports whether there is something to be purged. It writes nothing
// and fails all the same where nothing can be written.
func (s *Store) isPurgeDue(ctx context.Context, before time.Time) (due bool, err error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if err := s.hold(ctx, true); errors.Is(err, errDoubt) {
		return true, nil // the purge itself will see
	} else if err != nil {
		return false, err
	}
	defer s.release()
	err = s.run(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			due = len(oldReports(tx, before))+len(oldPhotos(tx, before)) > 0
			return nil
		})
	})
	return due, err
}

// oldReports lists the reports that were deleted before that moment.
func oldReports(tx *bbolt.Tx, before time.Time) (old []model.ReportID) {
	c := tx.Bucket(bucketBin).Cursor()
	for key, data := c.First(); key != nil; key, data = c.Next() {
		sum, err := unsealSummary(data, model.ReportID(key))
		if err == nil && !sum.Deleted.IsZero() && sum.Deleted.Before(before) {
			old = append(old, sum.ID)
		}
	}
	return old
}

// erase removes a report, its history with its pins, the photos taken out of it,
// its dispatches and its place in the bin.
func erase(tx *bbolt.Tx, id model.ReportID) error {
	for _, bucket := range [][]byte{bucketRevs, bucketPins, bucketPhotoBin} {
		for _, key := range within(tx, bucket, id) {
			if err := tx.Bucket(bucket).Delete(key); err != nil {
				return err
			}
		}
	}
	meant := func(of model.ReportID, _ model.AccountID) bool { return of == id }
	if err := removeDispatches(tx, meant); err != nil {
		return err
	}
	if err := tx.Bucket(bucketDrafts).Delete([]byte(id)); err != nil {
		return err
	}
	return tx.Bucket(bucketBin).Delete([]byte(id))
}
