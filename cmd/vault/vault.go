package vault

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/backup"
	"tinxa/model/bolt"
	"tinxa/model/disk"
	"tinxa/model/journal"
	"tinxa/model/photos"
)

// What lies in a data folder.
const (
	databaseName   = "tinxa.db"
	photosName     = "photos"
	journalName    = "journal"
	backupsName    = "backups"
	quarantineName = "quarantine"
)

// Database is the file of the reports of a data folder.
func Database(dir string) string { return filepath.Join(dir, databaseName) }

// Vault is an open data folder.
type Vault struct {
	Dir     string
	Store   *bolt.Store
	Photos  *photos.Store
	Journal model.Journal
	Backups *backup.Keeper
	now     func() time.Time
	scratch string // a folder that goes with the vault; empty for none
}

// Open opens a data folder, which is made where it is missing. A database of an
// older program is brought up to date after a backup. export.ErrDestination when
// the folder cannot be made, model.ErrPlace, model.ErrLocked, model.ErrDamaged,
// also where there was a database and is none, model.ErrReadOnly, model.ErrFull.
func Open(ctx context.Context, dir string) (*Vault, error) {
	if err := disk.Unsafe(dir); err != nil {
		return nil, err
	}
	if err := disk.MakeFolder(dir, 0o700); err != nil {
		return nil, fmt.Errorf("vault: %w: %v", export.ErrDestination, err) // one text for all that may be wrong with it
	}
	v := &Vault{Dir: dir, now: time.Now}
	if err := v.open(ctx); err != nil {
		return nil, err
	}
	return v, nil
}

func (v *Vault) open(ctx context.Context) (err error) {
	if isMissing(v.Dir) { // an empty one would hide that, and have all photos collected
		return fmt.Errorf("vault: %s is gone: %w", databaseName, model.ErrDamaged)
	}
	sweep(v.Dir)
	if v.Photos, err = openPhotos(v.Dir); err != nil {
		return err
	}
	if v.Journal, err = openJournal(v.Dir); err != nil {
		return err
	}
	if v.Store, err = bolt.Open(ctx, Database(v.Dir), bolt.BeforeUpgrade(v.beforeUpgrade)); err != nil {
		return err
	}
	return v.openBackups()
}

// openBackups opens the backups of the store, or closes it.
func (v *Vault) openBackups() (err error) {
	if v.Backups, err = backup.Open(v.backupEnv(v.Store.Copy, v.Store.Changes)); err != nil {
		return errors.Join(err, v.Close())
	}
	return nil
}

func openPhotos(dir string) (*photos.Store, error) {
	return photos.Open(filepath.Join(dir, photosName))
}

// openJournal keeps the last seconds in the data folder or, where that cannot
// be written, in the user's cache or the system's folder for passing files,
// which may lie on another disk.
func openJournal(dir string) (*journal.Journal, error) {
	var elsewhere []string
	if cache, err := os.UserCacheDir(); err == nil {
		elsewhere = append(elsewhere, filepath.Join(cache, "tinxa-journal"))
	}
	elsewhere = append(elsewhere, filepath.Join(os.TempDir(), passingJournal()))
	return journal.Open(filepath.Join(dir, journalName), elsewhere...)
}

// passingJournal is the user's own: a folder for passing files may be shared.
func passingJournal() string {
	if user := os.Getuid(); user >= 0 { // Windows has a folder for each user
		return "tinxa-journal-" + strconv.Itoa(user)
	}
	return "tinxa-journal"
}

// Close gives the data folder free.
func (v *Vault) Close() error {
	err := v.Store.Close()
	if v.scratch != "" {
		discard(v.scratch)
	}
	return err
}

// Save stores a report that came from somewhere else than the editor: from a
// backup, or the journal. What is stored under its id stays in the history; a
// report in the bin comes out of it.
func (v *Vault) Save(ctx context.Context, r model.Report) (model.Report, error) {
	stored, err := v.Store.Report(ctx, r.ID)
	if errors.Is(err, model.ErrNotFound) && v.Store.Restore(ctx, r.ID) == nil {
		stored, err = v.Store.Report(ctx, r.ID)
	}
	switch {
	case errors.Is(err, model.ErrNotFound):
		r.Rev = 0
	case err != nil:
		return model.Report{}, err
	case model.SameContent(stored, r):
		return stored, nil
	default:
		r.Rev, r.Created = stored.Rev, stored.Created
	}
	return v.Store.Save(ctx, r)
}
