package editor

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"tinxa/model"
)

// drawer is a journal and a store in memory that take their time and fail as
// told. It survives a crash of the program: what has arrived stays.
type drawer struct {
	mu     sync.Mutex
	kept   map[model.ReportID]model.Unsaved
	stored model.Report

	random                *rand.Rand // decides on faults; nil: none
	writeFails, saveFails float64
	writeTakes, saveTakes func() time.Duration
	where                 string // the folder that is written instead of the usual one
	err                   error  // of every write

	busy, writes, saves int
	overlaps            bool // two writes at once
	acked               []model.Unsaved
	begun               []time.Time // of each write
}

func (d *drawer) fails(share float64) bool { return d.random != nil && d.random.Float64() < share }

// upTo is any time below that many milliseconds.
func (d *drawer) upTo(most int) func() time.Duration {
	return func() time.Duration {
		d.mu.Lock()
		defer d.mu.Unlock()
		return time.Duration(d.random.IntN(most)) * time.Millisecond
	}
}

func wait(takes func() time.Duration) {
	if takes != nil {
		time.Sleep(takes())
	}
}

func (d *drawer) Write(ctx context.Context, u model.Unsaved) (string, error) {
	d.mu.Lock()
	d.begun = append(d.begun, time.Now())
	d.busy++
	d.overlaps = d.overlaps || d.busy > 1
	d.mu.Unlock()
	wait(d.writeTakes)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.busy--
	d.writes++
	if err := ctx.Err(); err != nil {
		return "", err
	}
	failed := d.fails(d.writeFails)
	if d.err != nil || failed && d.random.IntN(2) == 0 { // what failed may be there all the same
		return "", model.ErrFull
	}
	if d.kept == nil {
		d.kept = map[model.ReportID]model.Unsaved{}
	}
	d.kept[u.Report.ID] = u
	if failed {
		return "", model.ErrFull
	}
	d.acked = append(d.acked, u)
	return d.where, nil
}

func (d *drawer) Forget(ctx context.Context, id model.ReportID) error {
	wait(d.writeTakes)
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.kept, id)
	return ctx.Err()
}

func (d *drawer) Unsaved(ctx context.Context) ([]model.Unsaved, error) {
	wait(d.writeTakes)
	d.mu.Lock()
	defer d.mu.Unlock()
	all := slices.Collect(maps.Values(d.kept))
	slices.SortFunc(all, func(a, b model.Unsaved) int { return b.At.Compare(a.At) })
	return all, ctx.Err()
}

// Save implements Keeper with the revisions and times of a real store.
func (d *drawer) Save(_ context.Context, r model.Report) (model.Report, error) {
	wait(d.saveTakes)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.saves++
	switch {
	case d.fails(d.saveFails):
		return r, model.ErrFull
	case r.Rev != d.stored.Rev:
		return r, model.ErrConflict
	}
	r.Rev++
	r.Updated = time.Now().UTC().Truncate(time.Millisecond)
	d.stored = r
	return r, nil
}
