package vault

import (
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tinxa/model/disk"
)

// The folders that are made for a while, as os.MkdirTemp names them.
const (
	restoreScratch = ".restore-*"     // in the data folder
	backupScratch  = "tinxa-backup-*" // in the system's folder for passing files, like the next
	viewScratch    = "tinxa-view-*"
)

// abandoned is after how long nobody works in such a folder any more.
const abandoned = 24 * time.Hour

// sweep removes what a crash left: half a database as large as the whole, or
// reports out of a backup that was sealed.
func sweep(dir string) {
	disk.Sweep(dir)
	sweepFolders(dir, restoreScratch)
	sweepFolders(os.TempDir(), backupScratch)
	sweepFolders(os.TempDir(), viewScratch)
}

// discard removes such a folder, which nobody works in any more. What a virus
// scanner holds open for longer goes with a later sweep.
func discard(folder string) {
	_ = disk.Retry(func() error { return os.RemoveAll(folder) })
}

func sweepFolders(dir, called string) {
	left, _ := fs.Glob(os.DirFS(dir), called)
	for _, name := range left {
		folder := filepath.Join(dir, name)
		if info, err := os.Lstat(folder); err == nil && info.IsDir() && time.Since(info.ModTime()) > abandoned {
			_ = os.RemoveAll(folder) // else the next time
		}
	}
}
