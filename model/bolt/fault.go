package bolt

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"go.etcd.io/bbolt"
	faults "go.etcd.io/bbolt/errors"

	"tinxa/model"
)

// view runs f in a transaction that reads.
func (s *Store) view(ctx context.Context, doing string, f func(*bbolt.Tx) error) error {
	err := ctx.Err()
	if err == nil {
		err = guarded(func() error { return s.db.View(f) })
	}
	return border(doing, err)
}

// update runs f in a transaction that writes; a cancel before the commit drops
// what f did.
func (s *Store) update(ctx context.Context, doing string, f func(*bbolt.Tx) error) error {
	err := ctx.Err()
	switch {
	case err != nil:
	case s.frozen != nil:
		err = s.frozen
	case s.torn.Load():
		err = model.ErrDamaged
	default:
		err = guarded(func() error {
			whole := false
			defer func() {
				if !whole {
					s.torn.Store(true)
				}
			}()
			err := s.db.Update(func(tx *bbolt.Tx) error { return cmp.Or(f(tx), ctx.Err()) })
			whole = true
			return err
		})
	}
	return border(doing, err)
}

// guarded runs f and turns what bbolt does on damaged pages, panic or reach
// beyond the end of the mapped file, into ErrDamaged.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if caught := recover(); caught != nil {
			err = fmt.Errorf("%v: %w", caught, model.ErrDamaged)
		}
	}()
	return f()
}

func isDamaged(err error) bool { return errors.Is(err, model.ErrDamaged) }

// border names what was being done, and gives bbolt's and the system's errors
// the names that the contract has for them.
func border(doing string, err error) error {
	if err == nil {
		return nil
	}
	for _, named := range []struct {
		is   bool
		name error
	}{
		{errors.Is(err, faults.ErrTimeout), model.ErrLocked},
		{errors.Is(err, faults.ErrDatabaseReadOnly), model.ErrReadOnly},
		{isFull(err), model.ErrFull},
		{isReadOnly(err), model.ErrReadOnly},
		{isForeign(err), model.ErrDamaged},
	} {
		if named.is && !errors.Is(err, named.name) {
			return fmt.Errorf("bolt: %s: %w: %w", doing, named.name, err)
		}
	}
	return fmt.Errorf("bolt: %s: %w", doing, err)
}

// isFull: bbolt keeps only the words of some errors, so words are looked at too.
func isFull(err error) bool {
	return slices.ContainsFunc(fullNumbers, func(n syscall.Errno) bool {
		return errors.Is(err, n) || strings.HasSuffix(err.Error(), ": "+n.Error())
	})
}

// isForeign: the file's head is not that of a database.
func isForeign(err error) bool {
	return errors.Is(err, faults.ErrInvalid) || errors.Is(err, faults.ErrChecksum) ||
		errors.Is(err, faults.ErrVersionMismatch)
}

func isReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, errReadOnlyDisk)
}
