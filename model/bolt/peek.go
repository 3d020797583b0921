package bolt

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"time"

	"tinxa/model"
)

// Peek opens a database for reading only and never writes to its file, as for
// a backup: Frozen says ErrReadOnly, or what is worse. Several may peek at one
// file at once. ErrLocked while an instance works with it, ErrDamaged when it
// is no sound database, fs.ErrNotExist.
func Peek(ctx context.Context, path string) (*Store, error) {
	s, err := peek(ctx, path)
	if err != nil {
		return nil, border("peek at "+filepath.Base(path), err)
	}
	return s, nil
}

func peek(ctx context.Context, path string) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := checkPages(path); err != nil {
		return nil, err
	}
	s := &Store{now: time.Now}
	if err := s.attach(path, true); err != nil {
		return nil, err
	}
	if err := guarded(func() error { return s.db.View(s.checkForm) }); err != nil {
		return nil, errors.Join(err, s.db.Close())
	}
	s.frozen = cmp.Or(s.frozen, model.ErrReadOnly)
	return s, nil
}
