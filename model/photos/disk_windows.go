package photos

import (
	"errors"
	"os"
	"syscall"
	"time"
)

// Windows system error codes, https://learn.microsoft.com/windows/win32/debug/system-error-codes
const (
	errorAccessDenied     = syscall.Errno(5)
	errorWriteProtect     = syscall.Errno(19)
	errorSharingViolation = syscall.Errno(32)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)
)

// rename tries for about a second: virus scanners and the search index open a
// new file for a moment, and then it cannot be renamed.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for wait := 10 * time.Millisecond; isShared(err) && wait < time.Second; wait *= 2 {
		time.Sleep(wait)
		err = os.Rename(from, to)
	}
	return err
}

func isShared(err error) bool {
	return errors.Is(err, errorAccessDenied) || errors.Is(err, errorSharingViolation)
}

// syncDir does nothing: NTFS journals names itself and folders cannot be flushed.
func syncDir(string) error { return nil }

func isFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}

func isReadOnly(err error) bool { return errors.Is(err, errorWriteProtect) }
