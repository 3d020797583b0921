//go:build !windows

package export

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// diskFull reports whether a disk, a quota or the largest file that the file
// system knows is full.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

func readOnly(err error) bool {
	return errors.Is(err, syscall.EROFS) || errors.Is(err, fs.ErrPermission)
}

// rename renames; nothing on these systems keeps a file from it.
func rename(from, to string) error { return os.Rename(from, to) }

// flushFolder makes a rename in dir last through a power cut. Some network
// drives cannot flush a folder; what was renamed is whole all the same.
func flushFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		f.Sync()
		f.Close()
	}
}
