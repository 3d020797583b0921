package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"go.etcd.io/bbolt"

	"tinxa/model"
	"tinxa/model/disk"
)

// How far what bbolt holds in memory can be trusted.
const (
	trusted int32 = iota
	// unsure: a commit failed, and it is not known what of it reached the disk.
	unsure
	// torn: bbolt panicked. It may still hold its own locks, and whoever asks it
	// for anything, or closes it, may wait for ever.
	torn
)

// hold makes sure that the file can be used, opened anew where that is needed,
// and keeps it from being swapped until release.
func (s *Store) hold(ctx context.Context, toWrite bool) error {
	var reason error
	s.swap.RLock()
	if s.stale(toWrite) {
		s.swap.RUnlock()
		reason = s.openAnew(ctx, toWrite)
		s.swap.RLock()
	}
	err := s.usable(toWrite, reason)
	if err != nil {
		s.swap.RUnlock()
	}
	return err
}

func (s *Store) release() { s.swap.RUnlock() }

// stale reports whether the file should be opened anew before it is used. One
// that is held without a path, as by Peek, never is.
func (s *Store) stale(toWrite bool) bool {
	switch {
	case s.path == "":
		return false
	case s.db == nil || s.doubt.Load() != trusted:
		return true
	}
	return toWrite && (!s.there() || s.thawed())
}

// usable says why the file cannot be used: the reason for which it could not be
// opened anew, if anything. An old state can still be read from a file that was
// moved or that failed to be written, but nothing is written into it.
func (s *Store) usable(toWrite bool, reason error) error {
	switch {
	case s.db == nil && reason == nil:
		return fs.ErrClosed
	case s.db == nil:
		return reason
	case s.doubt.Load() == torn, toWrite && s.doubt.Load() == unsure:
		switch {
		case reason != nil:
			return reason
		case toWrite && s.path != "": // another write has failed since it was opened anew
			return errDoubt
		}
		return model.ErrDamaged
	case !toWrite:
		return nil
	case s.frozen != nil:
		return s.frozen
	case s.path != "" && !s.there():
		if reason == nil {
			reason = model.ErrGone
		}
		return reason
	}
	return nil
}

// there reports whether the file that is held is the one at the path.
func (s *Store) there() bool {
	held, err := s.file.Stat()
	if err != nil {
		return false
	}
	here, err := os.Stat(s.path)
	return err == nil && os.SameFile(held, here)
}

// thawed reports whether a file that could not be written looks as if it could.
func (s *Store) thawed() bool {
	if !errors.Is(s.frozen, model.ErrReadOnly) && !errors.Is(s.frozen, model.ErrFull) {
		return false
	}
	file, err := os.OpenFile(s.path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	file.Close()
	return true
}

// openAnew lets go of the file and opens what is at its path, once it was seen
// that it is the same database and sound; until then what is held is kept. It
// waits for those who use the file.
func (s *Store) openAnew(ctx context.Context, toWrite bool) error {
	s.swap.Lock()
	defer s.swap.Unlock()
	if !s.stale(toWrite) { // another call has done so meanwhile
		return nil
	}
	err := s.returned(ctx)
	if err == nil {
		err = s.letGo()
	}
	if err == nil {
		err = s.load(ctx)
	}
	if errors.Is(err, fs.ErrNotExist) { // it went while it was looked at
		return fmt.Errorf("%w: %w", model.ErrGone, err)
	}
	return err
}

// returned reports what keeps the file at the path from being used again.
// ErrGone when there is none, or another database.
func (s *Store) returned(ctx context.Context) error {
	here, err := os.Stat(s.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: %w", model.ErrGone, err)
	case err != nil:
		return err
	}
	if err := checkPages(s.path); err != nil {
		return err
	}
	if s.file != nil {
		if held, err := s.file.Stat(); err == nil && os.SameFile(held, here) {
			return nil
		}
	}
	other, err := peek(ctx, s.path)
	if err != nil {
		return err
	}
	if err := other.letGo(); err != nil {
		return err
	}
	if !other.form.made.Equal(s.form.made) {
		return fmt.Errorf("another database is in its place: %w", model.ErrGone)
	}
	return nil
}

// letGo closes the file. Of a torn one only the file itself is closed, which
// frees the lock; its map stays in memory until the program ends.
func (s *Store) letGo() error {
	db, file := s.db, s.file
	s.db, s.file = nil, nil
	switch {
	case db == nil:
		return nil
	case s.doubt.Load() == torn:
		return file.Close()
	}
	return guarded(db.Close)
}

// run has bbolt do something, and remembers it when it panics.
func (s *Store) run(f func() error) error {
	if err := s.answers(); err != nil {
		return err
	}
	err := guarded(f)
	var p panicked
	if errors.As(err, &p) {
		s.doubt.Store(torn)
		return s.explained(p)
	}
	return err
}

// answers reads the heads of the file. bbolt takes a lock and then reads them
// through its map: if they could not be read, the lock would be held for ever.
func (s *Store) answers() error {
	if s.file == nil {
		return nil
	}
	var head [pageHeader + metaSize]byte
	for _, at := range []int64{0, s.pageSize} {
		if _, err := s.file.ReadAt(head[:], at); err != nil {
			s.doubt.CompareAndSwap(trusted, unsure)
			return s.explained(panicked{err})
		}
	}
	return nil
}

// explained says why bbolt could not reach the file: because it is gone, or
// because it is damaged.
func (s *Store) explained(p panicked) error {
	path := s.file.Name()
	held, err := s.file.Stat()
	if err != nil {
		return fmt.Errorf("%v: %w", p.value, model.ErrGone)
	}
	here, err := os.Stat(path)
	if err != nil || !os.SameFile(held, here) || disk.IsGone(checkPages(path)) {
		return fmt.Errorf("%v: %w", p.value, model.ErrGone)
	}
	return p
}

// commit runs f in a transaction that writes, and looks at how it ended.
func (s *Store) commit(ctx context.Context, f func(*bbolt.Tx) error) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	if s.doubt.Load() != trusted {
		return errDoubt
	}
	var own error
	err := s.run(func() error {
		return s.db.Update(func(tx *bbolt.Tx) error {
			if own = f(tx); own == nil {
				own = ctx.Err()
			}
			return own
		})
	})
	if err != nil && own == nil { // it was the disk
		s.doubt.CompareAndSwap(trusted, unsure)
	}
	return err
}
