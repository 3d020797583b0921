//go:build !windows

package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

var (
	fullNumbers     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	readOnlyNumbers = []syscall.Errno{syscall.EROFS}
	goneNumbers     = []syscall.Errno{syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ESTALE, syscall.ENOTCONN}
)

// publish links and then removes, because a rename would replace what has the
// name. Where the disk knows no links, such as FAT, there is only the rename.
func publish(from, to string) error {
	err := os.Link(from, to)
	switch {
	case err == nil:
		_ = os.Remove(from)
		return nil
	case errors.Is(err, fs.ErrExist) || IsFull(err):
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return &os.LinkError{Op: "publish", Old: from, New: to, Err: fs.ErrExist}
	}
	return os.Rename(from, to)
}

// isBusy: nothing on these systems keeps a file from being renamed.
func isBusy(error) bool { return false }

// SyncFolder makes the names in a folder durable. Some network drives and FAT
// sticks have no such call: there is nothing more to be done on them, and that
// is no error.
func SyncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = folder.Sync()
	if isAny(err, []syscall.Errno{syscall.EINVAL, syscall.ENOTSUP, syscall.ENOSYS}) {
		err = nil
	}
	return errors.Join(err, folder.Close())
}
