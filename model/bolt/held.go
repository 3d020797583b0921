package bolt

import (
	"context"
	"errors"
	"io/fs"
	"time"

	"go.etcd.io/bbolt"
	faults "go.etcd.io/bbolt/errors"

	"tinxa/model"
)

// heldWait is how long Held waits for the file to be free.
const heldWait = 200 * time.Millisecond

// Held returns model.ErrLocked when an instance of the program has the database
// at path open, whether or not it is sound; nil when none has, or none is there.
func Held(ctx context.Context, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	options := settings()
	options.Timeout, options.ReadOnly, options.InitialMmapSize = heldWait, true, 0
	var db *bbolt.DB
	err := guarded(func() (err error) {
		db, err = bbolt.Open(path, 0o600, options)
		return err
	})
	switch {
	case err == nil:
		return border("look who has "+path, db.Close())
	case errors.Is(err, faults.ErrTimeout):
		return border("look who has "+path, model.ErrLocked)
	case errors.Is(err, fs.ErrPermission):
		return border("look who has "+path, err)
	}
	return nil // nobody can have open what cannot be opened
}
