//go:build !windows

package disk

import (
	"errors"
	"os"
	"syscall"
)

var (
	fullNumbers     = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
	readOnlyNumbers = []syscall.Errno{syscall.EROFS}
	goneNumbers     = []syscall.Errno{syscall.EIO, syscall.ENXIO, syscall.ENODEV, syscall.ESTALE, syscall.ENOTCONN}
)

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
