package export

import (
	"errors"
	"io/fs"
	"syscall"
)

// The numbers of Windows that package syscall has no names for.
const (
	errorWriteProtect   = syscall.Errno(19)
	errorHandleDiskFull = syscall.Errno(39)
	errorDiskFull       = syscall.Errno(112)
	errorFileTooLarge   = syscall.Errno(223)
)

// diskFull reports whether a disk, or the largest file that the file system
// knows, is full.
func diskFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull) || errors.Is(err, errorFileTooLarge)
}

func readOnly(err error) bool {
	return errors.Is(err, errorWriteProtect) || errors.Is(err, fs.ErrPermission)
}

// flushFolder has nothing to do: NTFS writes a rename to its log.
func flushFolder(string) {}
