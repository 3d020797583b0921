//go:build !windows

package bolt

import (
	"errors"
	"os"
	"syscall"
)

// errReadOnlyDisk is what a disk mounted for reading answers.
const errReadOnlyDisk = syscall.EROFS

// fullNumbers: no space, no quota, or a file as large as the disk's form allows.
var fullNumbers = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

// isBusy: a rename or link never fails for a moment only.
func isBusy(error) bool { return false }

// syncFolder makes a new name in a folder durable.
func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
