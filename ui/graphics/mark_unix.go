//go:build !windows

package graphics

import (
	"os"
	"syscall"
)

// hold opens a file for this process alone, making it where it is missing.
func hold(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) != nil {
		file.Close()
		return nil, errHeld
	}
	return file, nil
}
