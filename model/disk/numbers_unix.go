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

// SyncFolder makes the names in a folder durable.
func SyncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
