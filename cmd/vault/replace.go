package vault

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/disk"
)

// replace gives a finished database its place. The one before keeps a second
// name in quarantine: at no moment is there none. Its roll gets one too, and
// loses the first only at the end: a rescue that is broken off before is done
// again, and has to know what is lost.
func replace(ctx context.Context, dir, fresh string) (quarantine string, err error) {
	path := Database(dir)
	if err := bolt.Held(ctx, path); err != nil { // it may have been opened since it was checked
		return "", err
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		if quarantine, err = setAside(dir, path, bolt.Roll(path)); err != nil {
			return "", fmt.Errorf("vault: quarantine: %w", disk.Fault(err))
		}
	}
	if err := disk.Rename(fresh, path); err != nil {
		return "", fmt.Errorf("vault: replace: %w", disk.Fault(err))
	}
	// What is left to do is no fault of the reports that stand there now.
	_ = os.Remove(bolt.Roll(path))
	_ = disk.SyncFolder(dir)
	return quarantine, nil
}

// setAside gives files a second name in a new folder of the quarantine. The
// database has to be there, what comes after it need not.
func setAside(dir string, files ...string) (quarantine string, err error) {
	quarantine = filepath.Join(dir, quarantineName, time.Now().UTC().Format(quarantineForm))
	if err := disk.MakeFolder(quarantine, 0o700); err != nil {
		return "", err
	}
	for i, file := range files {
		err := disk.Link(file, filepath.Join(quarantine, filepath.Base(file)))
		if err != nil && (i == 0 || !errors.Is(err, fs.ErrNotExist)) {
			return "", err
		}
	}
	return quarantine, disk.SyncFolder(quarantine)
}

// quarantineForm is how a folder of the quarantine is called: when, in UTC.
const quarantineForm = "2006-01-02T15-04-05.000"

// replacedLately reports whether a database was replaced within model.BinDays,
// or in the future by the clock. Its owner may want it back, with the photos
// that the one in its place does not name.
func (v *Vault) replacedLately() bool {
	entries, _ := os.ReadDir(filepath.Join(v.Dir, quarantineName))
	last := v.now().AddDate(0, 0, -model.BinDays)
	for _, entry := range entries {
		if at, err := time.Parse(quarantineForm, entry.Name()); err == nil && at.After(last) {
			return true
		}
	}
	return false
}
