package vault

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/disk"
)

// Glance opens what can be found of a damaged data folder for reading, from a
// passing database outside of it. The folder itself is not written, and nothing
// that is typed into it is kept.
func Glance(ctx context.Context, dir string, progress Progress) (_ *Vault, err error) {
	plan, err := Find(ctx, dir, progress)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", viewScratch)
	if err != nil {
		return nil, disk.Fault(err)
	}
	v := &Vault{Dir: dir, Journal: closedJournal{}, now: time.Now, scratch: scratch}
	defer func() {
		if err != nil {
			discard(scratch)
		}
	}()
	if v.Photos, err = openPhotos(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(scratch, databaseName)
	if err := bolt.Rebuild(ctx, path, revisions(plan.Reports)); err != nil {
		return nil, err
	}
	if v.Store, err = bolt.Peek(ctx, path); err != nil {
		return nil, err
	}
	if err := v.openBackups(); err != nil {
		return nil, err
	}
	return v, nil
}

// closedJournal takes nothing and gives nothing. The folder's own must not be
// touched by whoever only looks: a report that is closed is forgotten, and what
// is shown of it lies in a passing database.
type closedJournal struct{}

// Write implements model.Journal.
func (closedJournal) Write(context.Context, model.Unsaved) (string, error) {
	return "", model.ErrReadOnly
}

// Forget implements model.Journal.
func (closedJournal) Forget(context.Context, model.ReportID) error { return nil }

// Unsaved implements model.Journal.
func (closedJournal) Unsaved(context.Context) ([]model.Unsaved, error) { return nil, nil }
