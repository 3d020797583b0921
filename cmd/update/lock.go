package update

import (
	"errors"
	"fmt"
	"os"
	"time"

	"tinxa/model/release"
)

// lockLook is how often a lock is tried that another process holds.
const lockLook = 20 * time.Millisecond

// errHeld: another process holds the lock.
var errHeld = fmt.Errorf("held: %w", release.ErrBusy)

// acquire takes a lock, a file, as soon as no other process has it. Closing it,
// or the end of the process however it comes, gives it free.
func acquire(path string, wait time.Duration) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, installed(err)
	}
	for began := time.Now(); ; time.Sleep(lockLook) {
		held, err := lock(file)
		switch {
		case err == nil && !held:
			return file, nil
		case err != nil:
			return nil, errors.Join(installed(err), file.Close())
		case time.Since(began) >= wait:
			return nil, errors.Join(errHeld, file.Close())
		}
	}
}

// isHeld reports whether a process has a lock just now.
func isHeld(path string) bool {
	file, err := acquire(path, 0)
	if err != nil {
		return errors.Is(err, errHeld)
	}
	file.Close()
	return false
}
