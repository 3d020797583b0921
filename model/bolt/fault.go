package bolt

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"go.etcd.io/bbolt"
	faults "go.etcd.io/bbolt/errors"

	"tinxa/model"
	"tinxa/model/disk"
)

// view runs f in a transaction that reads.
func (s *Store) view(ctx context.Context, doing string, f func(*bbolt.Tx) error) error {
	err := ctx.Err()
	if err == nil {
		err = s.hold(ctx, false)
	}
	if err == nil {
		defer s.release()
		err = s.run(func() error { return s.db.View(f) })
	}
	return border(doing, err)
}

// update runs f in a transaction that writes; a cancel before the commit drops
// what f did.
func (s *Store) update(ctx context.Context, doing string, f func(*bbolt.Tx) error) error {
	err := errDoubt
	for errors.Is(err, errDoubt) {
		err = s.tryUpdate(ctx, f)
	}
	return border(doing, err)
}

// errDoubt: another write failed while this one waited for it, so the file has
// to be opened anew first.
var errDoubt = errors.New("in doubt")

func (s *Store) tryUpdate(ctx context.Context, f func(*bbolt.Tx) error) error {
	err := ctx.Err()
	if err == nil {
		err = s.hold(ctx, true)
	}
	if err == nil {
		defer s.release()
		err = s.commit(ctx, f)
	}
	return err
}

// panicked is what bbolt did on pages that it could not make sense of, or not
// reach: it is an ErrDamaged unless there is a better explanation.
type panicked struct{ value any }

func (p panicked) Error() string { return fmt.Sprintf("%v: %v", p.value, model.ErrDamaged) }
func (p panicked) Unwrap() error { return model.ErrDamaged }

// guarded runs f and turns what bbolt does on damaged pages, panic or reach
// beyond the end of the mapped file, into an error.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if caught := recover(); caught != nil {
			err = panicked{caught}
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
	switch {
	case isDamaged(err):
	case errors.Is(err, faults.ErrTimeout):
		err = fmt.Errorf("%w: %w", model.ErrLocked, err)
	case errors.Is(err, faults.ErrDatabaseReadOnly):
		err = fmt.Errorf("%w: %w", model.ErrReadOnly, err)
	case isForeign(err):
		err = fmt.Errorf("%w: %w", model.ErrDamaged, err)
	default:
		err = disk.Fault(err)
	}
	return fmt.Errorf("bolt: %s: %w", doing, err)
}

// isForeign: the file's head is not that of a database.
func isForeign(err error) bool {
	return errors.Is(err, faults.ErrInvalid) || errors.Is(err, faults.ErrChecksum) ||
		errors.Is(err, faults.ErrVersionMismatch)
}
