package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tinxa/model"
)

// patience is about how long a rename waits in all for a virus scanner or the
// search index, which open new files for moments.
const patience = 2 * time.Second

// Retry tries again while another program holds the file for a moment, longer
// and longer, for about two seconds in all.
func Retry(try func() error) error {
	err := try()
	for wait := time.Millisecond; isBusy(err) && wait < patience; wait *= 2 {
		time.Sleep(wait)
		err = try()
	}
	return err
}

// Rename renames a file and replaces what had the name. It waits for virus
// scanners. The name is durable after SyncFolder.
func Rename(from, to string) error {
	return Retry(func() error { return os.Rename(from, to) })
}

// WriteFile writes a file so that it is there whole or not at all, durably: in
// a temporary file beside it first. Errors have the names that Fault gives.
func WriteFile(path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*"+TempExt)
	if err != nil {
		return Fault(err)
	}
	defer os.Remove(temp.Name()) // after the rename there is none
	err = write(temp)
	if err == nil {
		err = temp.Sync()
	}
	if err = errors.Join(err, temp.Close()); err != nil {
		return Fault(err)
	}
	if err := Rename(temp.Name(), path); err != nil {
		return Fault(err)
	}
	return Fault(SyncFolder(filepath.Dir(path)))
}

// TempExt marks the temporary files of WriteFile, for whoever cleans up after a
// crash.
const TempExt = ".tmp"

// Link gives a file a second name or, where the disk knows no links, copies it
// durably. What has the name already stays: fs.ErrExist.
func Link(from, to string) error {
	err := Retry(func() error { return os.Link(from, to) })
	if err == nil || errors.Is(err, fs.ErrExist) || IsFull(err) {
		return err
	}
	return Copy(from, to)
}

// Copy copies a file durably, whole or not at all.
func Copy(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return Fault(err)
	}
	defer source.Close()
	return WriteFile(to, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	})
}

// Fault gives what a system answers the names that the contracts have for it:
// model.ErrFull, model.ErrReadOnly, model.ErrGone. Other errors stay as they
// are, and so does nil.
func Fault(err error) error {
	for _, named := range []struct {
		is   bool
		name error
	}{
		{IsFull(err), model.ErrFull},
		{IsReadOnly(err), model.ErrReadOnly},
		{IsGone(err), model.ErrGone},
	} {
		if named.is && !errors.Is(err, named.name) {
			return fmt.Errorf("%w: %w", named.name, err)
		}
	}
	return err
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
