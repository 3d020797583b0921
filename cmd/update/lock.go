package update

import (
	"errors"
	"fmt"
	"os"
	"time"

	"tinxa/model/disk"
	"tinxa/model/release"
)

// lockLook is how often a lock is tried that another process holds.
const lockLook = 20 * time.Millisecond

// How a lock is taken: by one process, or by all that only look.
const (
	exclusive = true
	shared    = false
)

// errHeld: another process holds the lock.
var errHeld = fmt.Errorf("held: %w", release.ErrBusy)

// acquire takes a lock, a file, as soon as no other process has it. Closing it,
// or the end of the process however it comes, gives it free.
func acquire(path string, wait time.Duration) (*os.File, error) {
	file, err := openLock(path)
	if err != nil {
		return nil, err
	}
	if err := hold(file, wait); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

func openLock(path string) (file *os.File, err error) {
	err = disk.Retry(func() (err error) {
		file, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		return err
	})
	return file, installed(err)
}

// hold takes the lock of a file that is open, for which the disk need not have
// any room.
func hold(file *os.File, wait time.Duration) error {
	for began := time.Now(); ; time.Sleep(lockLook) {
		held, err := lock(file, exclusive)
		switch {
		case err != nil || !held:
			return installed(err)
		case time.Since(began) >= wait:
			return errHeld
		}
	}
}

// isHeld reports whether a process has a lock just now. Two that ask at once do
// not take each other for one that has it.
func isHeld(path string) bool {
	file, err := openLock(path)
	if err != nil {
		return false
	}
	defer file.Close()
	held, err := lock(file, shared)
	return held && err == nil
}
