package export

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// The numbers of Windows that package syscall has no names for.
const (
	errorSharing        = syscall.Errno(32)
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

// rename tries for about a second: virus scanners and the search index open
// what was just written, and a folder with an open file cannot be renamed.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for wait := 10 * time.Millisecond; held(err) && wait < time.Second; wait *= 2 {
		time.Sleep(wait)
		err = os.Rename(from, to)
	}
	return err
}

func held(err error) bool { return errors.Is(err, errorSharing) || errors.Is(err, fs.ErrPermission) }

// flushFolder has nothing to do: NTFS writes a rename to its log.
func flushFolder(string) {}
