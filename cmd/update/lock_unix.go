//go:build !windows

package update

import (
	"errors"
	"os"
	"syscall"
)

// lock tries once; held where another process has it.
func lock(file *os.File) (held bool, err error) {
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return true, nil
	}
	return false, err
}
