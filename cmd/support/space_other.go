//go:build !windows

package support

import "golang.org/x/sys/unix"

// freeSpace is how many bytes this user may still write into a folder.
func freeSpace(dir string) (int64, error) {
	var stat unix.Statfs_t
	if err := unix.Statfs(dir, &stat); err != nil {
		return 0, err
	}
	return int64(stat.Bavail) * int64(stat.Bsize), nil
}
