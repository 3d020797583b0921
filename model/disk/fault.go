package disk

import (
	"errors"
	"fmt"
	"io/fs"

	"tinxa/model"
)

// Fault gives what a system answers to writing the names that the contracts
// have for it: model.ErrFull, model.ErrReadOnly, model.ErrGone. Other errors
// stay as they are, and so does nil.
func Fault(err error) error {
	switch {
	case IsFull(err):
		return named(model.ErrFull, err)
	case IsReadOnly(err):
		return named(model.ErrReadOnly, err)
	}
	return gone(err)
}

func gone(err error) error {
	if IsGone(err) {
		return named(model.ErrGone, err)
	}
	return err
}

// named wraps err with its name, once.
func named(name, err error) error {
	if errors.Is(err, name) {
		return err
	}
	return fmt.Errorf("%w: %w", name, err)
}

// IsFull reports whether a disk, a quota or the largest file that the disk's
// form knows is full.
func IsFull(err error) bool { return isAny(err, fullNumbers) }

// IsReadOnly reports whether the disk or the file may not be written.
func IsReadOnly(err error) bool {
	return errors.Is(err, fs.ErrPermission) || isAny(err, readOnlyNumbers)
}

// IsGone reports whether the device does not answer any more: pulled out,
// switched off or broken.
func IsGone(err error) bool { return isAny(err, goneNumbers) }
