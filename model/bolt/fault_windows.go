package bolt

import (
	"errors"
	"syscall"
)

// Numbers of winerror.h.
const (
	errSharing      syscall.Errno = 32
	errDiskFullHere syscall.Errno = 39  // ERROR_HANDLE_DISK_FULL
	errDiskFull     syscall.Errno = 112 // ERROR_DISK_FULL
	errFileTooLarge syscall.Errno = 223 // FAT cannot hold a larger file
)

// errReadOnlyDisk is ERROR_WRITE_PROTECT.
const errReadOnlyDisk syscall.Errno = 19

// fullNumbers: no space, or a file as large as the disk's form allows.
var fullNumbers = []syscall.Errno{errDiskFull, errDiskFullHere, errFileTooLarge}

// isBusy: an antivirus program holds new files for moments.
func isBusy(err error) bool {
	return errors.Is(err, syscall.ERROR_ACCESS_DENIED) || errors.Is(err, errSharing)
}

// syncFolder does nothing: NTFS keeps its own journal of names.
func syncFolder(string) error { return nil }
