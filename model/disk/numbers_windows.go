package disk

import (
	"errors"
	"os"
	"syscall"
)

// Windows system error codes, https://learn.microsoft.com/windows/win32/debug/system-error-codes
const (
	errorNotReady         = syscall.Errno(21)
	errorWriteProtect     = syscall.Errno(19)
	errorSharingViolation = syscall.Errno(32)
	errorHandleDiskFull   = syscall.Errno(39)
	errorBadNetPath       = syscall.Errno(53)
	errorDevNotExist      = syscall.Errno(55)
	errorNetNameDeleted   = syscall.Errno(64)
	errorDiskFull         = syscall.Errno(112)
	errorFileTooLarge     = syscall.Errno(223) // more than the disk's form can hold
	errorNoMedia          = syscall.Errno(1112)
	errorIODevice         = syscall.Errno(1117)
	errorNoSuchDevice     = syscall.Errno(433)
	errorDeviceGone       = syscall.Errno(1617)
	errorVolumeChanged    = syscall.Errno(1006) // ERROR_FILE_INVALID: the volume was altered from outside
)

var (
	fullNumbers     = []syscall.Errno{errorDiskFull, errorHandleDiskFull, errorFileTooLarge}
	readOnlyNumbers = []syscall.Errno{errorWriteProtect}
	goneNumbers     = []syscall.Errno{
		errorNotReady, errorBadNetPath, errorDevNotExist, errorNetNameDeleted, errorNoMedia,
		errorIODevice, errorNoSuchDevice, errorDeviceGone, errorVolumeChanged,
	}
)

// isBusy: virus scanners and the search index hold new files for moments.
func isBusy(err error) bool {
	return errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, errorSharingViolation)
}

// publish moves: here a move replaces nothing unless it is told to. A second
// name could not be taken away again once somebody has opened the file by the
// first, and FAT knows none.
func publish(from, to string) error {
	old, err := syscall.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	fresh, err := syscall.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	if err := syscall.MoveFile(old, fresh); err != nil {
		return &os.LinkError{Op: "publish", Old: from, New: to, Err: err}
	}
	return nil
}

// SyncFolder does nothing: NTFS keeps a journal of names, and folders cannot be
// flushed.
func SyncFolder(string) error { return nil }
