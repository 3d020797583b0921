package vault

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"tinxa/model/bolt"
	"tinxa/model/disk"
)

// Glance opens what can be found of a damaged data folder for reading, from a
// passing database outside of it. The folder itself is not written.
func Glance(ctx context.Context, dir string, progress Progress) (_ *Vault, err error) {
	plan, err := Find(ctx, dir, progress)
	if err != nil {
		return nil, err
	}
	scratch, err := os.MkdirTemp("", "tinxa-view-*")
	if err != nil {
		return nil, disk.Fault(err)
	}
	v := &Vault{Dir: dir, now: time.Now, scratch: scratch}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(scratch))
		}
	}()
	path := filepath.Join(scratch, databaseName)
	if err := bolt.Rebuild(ctx, path, revisions(plan.Reports)); err != nil {
		return nil, err
	}
	if v.Store, err = bolt.Peek(ctx, path); err != nil {
		return nil, err
	}
	if err := v.rest(); err != nil {
		return nil, errors.Join(err, v.Store.Close())
	}
	return v, nil
}
