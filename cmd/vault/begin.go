package vault

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"time"

	"tinxa/model"
)

// Begun is what was found when work began.
type Begun struct {
	// Open is the report that was open when the program ended without closing
	// it, with the caret; nil when it was closed.
	Open *model.Unsaved
	// Reclaimed are the reports whose last words came from the journal.
	Reclaimed []model.Report
	// Kept says why the journal's words could not be read or stored; they stay
	// in it.
	Kept error
	// Untidied says why journal, bin or trash could not be put in order. Nothing
	// is lost by that, and the next start tries again.
	Untidied error
}

// Begin puts a checked data folder in order, once, before anything else is
// done with it: the journal's words are stored, the bin is emptied of what is
// older than model.BinDays, and photos that nothing names go into the trash.
// Only a database that turns out to be damaged, or the end of ctx, is an error:
// whatever else cannot be done keeps nobody from the reports.
func (v *Vault) Begin(ctx context.Context) (Begun, error) {
	begun := v.reclaim(ctx)
	if ctx.Err() != nil || v.Store.Frozen() != nil {
		return begun, ctx.Err()
	}
	err := v.emptyBin(ctx)
	if err == nil && begun.Kept == nil && !v.replacedLately() { // else more may be wanted than the database names
		err = v.collect(ctx)
	}
	if errors.Is(err, model.ErrDamaged) {
		return begun, err
	}
	begun.Untidied = errors.Join(begun.Untidied, err)
	return begun, ctx.Err()
}

// longPause is how long nothing was written before a clock is no longer believed
// enough to throw something away by it: it may have been set a year ahead.
const longPause = 90 * 24 * time.Hour

// emptyBin removes for good what has been in the bin for model.BinDays.
func (v *Vault) emptyBin(ctx context.Context) error {
	reports, err := v.Store.Reports(ctx)
	if err != nil {
		return err
	}
	binned, err := v.Store.Binned(ctx)
	if err != nil || len(binned)+len(reports) == 0 {
		return err
	}
	var newest time.Time
	for _, s := range slices.Concat(reports[:min(1, len(reports))], binned) {
		newest = slices.MaxFunc([]time.Time{newest, s.Updated, s.Deleted}, time.Time.Compare)
	}
	if v.now().Sub(newest) > longPause {
		return nil
	}
	_, err = v.Store.Purge(ctx, v.now().AddDate(0, 0, -model.BinDays))
	return err
}

// reclaim stores what the journal has and the store has not.
func (v *Vault) reclaim(ctx context.Context) (begun Begun) {
	all, err := v.Journal.Unsaved(ctx) // beside an error, what could be read
	begun.Kept = err
	for _, u := range all {
		saved, newer, err := v.take(ctx, u)
		if err != nil {
			begun.Kept = errors.Join(begun.Kept, err)
			continue
		}
		if newer {
			begun.Reclaimed = append(begun.Reclaimed, saved)
		}
		if begun.Open == nil && saved.ID != "" {
			begun.Open = &model.Unsaved{Report: saved, Caret: u.Caret, At: u.At}
		}
		begun.Untidied = errors.Join(begun.Untidied, v.Journal.Forget(ctx, u.Report.ID))
	}
	return begun
}

// take stores one report of the journal, if it has something that the store
// has not. There is no report when the bin has all of it: it stays there.
func (v *Vault) take(ctx context.Context, u model.Unsaved) (saved model.Report, newer bool, err error) {
	stored, err := v.Store.Report(ctx, u.Report.ID)
	if err == nil && !u.Newer(stored) {
		return stored, false, nil
	}
	if errors.Is(err, model.ErrNotFound) {
		var inBin bool
		if inBin, err = v.inBin(ctx, u); inBin {
			return model.Report{}, false, nil
		}
	}
	if err != nil {
		return model.Report{}, false, err
	}
	saved, err = v.Save(ctx, u.Report)
	return saved, err == nil, err
}

// inBin reports whether a report lies in the bin and was saved there after what
// the journal has of it, as when its taking out again was lost with a page of
// the database.
func (v *Vault) inBin(ctx context.Context, u model.Unsaved) (bool, error) {
	all, err := v.Store.Binned(ctx)
	return slices.ContainsFunc(all, func(s model.Summary) bool {
		return s.ID == u.Report.ID && u.At.Before(s.Updated.Truncate(time.Millisecond)) // as fine as the journal's times
	}), err
}

// takeOf stores what the journal has of one report, before something else is
// stored in its place.
func (v *Vault) takeOf(ctx context.Context, id model.ReportID) error {
	all, err := v.Journal.Unsaved(ctx)
	for _, u := range all {
		if u.Report.ID == id {
			_, _, err := v.take(ctx, u)
			return err
		}
	}
	return err
}

// collect moves photos that nothing names into the trash.
func (v *Vault) collect(ctx context.Context) error {
	named, err := v.Store.Photos(ctx)
	if err != nil {
		return err
	}
	_, err = v.Photos.Collect(ctx, func(id model.PhotoID) bool { return named[id] }, v.now())
	return err
}

// Examine hashes a day's share of the photos and puts back from the backups
// what is damaged or missing. It returns those that stay so.
func (v *Vault) Examine(ctx context.Context) ([]model.PhotoID, error) {
	named, err := v.Store.Photos(ctx)
	if err != nil {
		return nil, err
	}
	ids := slices.Sorted(maps.Keys(named))
	bad, err := v.Photos.CheckSome(ctx, v.now(), ids)
	bad = append(bad, v.Photos.Missing(ctx, ids)...)
	return v.heal(ctx, bad), err
}

// heal puts photos back from the backups and returns those that none has.
func (v *Vault) heal(ctx context.Context, bad []model.PhotoID) []model.PhotoID {
	return v.healFrom(ctx, func(id model.PhotoID) (io.ReadCloser, error) { return v.Backups.Photo(ctx, id) }, bad)
}

// healFrom puts photos back and returns those that open does not have.
func (v *Vault) healFrom(ctx context.Context, open func(model.PhotoID) (io.ReadCloser, error), bad []model.PhotoID) (left []model.PhotoID) {
	for _, id := range bad {
		copied, err := open(id)
		if err == nil {
			err = errors.Join(v.Photos.Heal(ctx, id, copied), copied.Close())
		}
		if err != nil {
			left = append(left, id)
		}
	}
	return left
}
