package vault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"tinxa/model"
	"tinxa/model/backup"
	"tinxa/model/bolt"
	"tinxa/model/disk"
)

// Shelves are the backups of a data folder whose database is not open: to be
// listed and unpacked.
func Shelves(dir string) (*backup.Keeper, error) {
	return backup.Open(backup.Env{Dir: filepath.Join(dir, backupsName), Now: time.Now, Check: checkCopy})
}

// backupEnv tells the backups where things are.
func (v *Vault) backupEnv(copyTo func(context.Context, io.Writer) error, changes func() uint64) backup.Env {
	return backup.Env{
		Dir: filepath.Join(v.Dir, backupsName), Now: v.now,
		Copy: copyTo, Changes: changes, Check: checkCopy, Photo: v.Photos.Path,
	}
}

// checkCopy reopens a copy of a database and looks at every record of it.
func checkCopy(ctx context.Context, path string) (backup.Contents, error) {
	health, err := bolt.Verify(ctx, path)
	switch {
	case err != nil:
	case health.Newer:
		err = model.ErrNewer
	case !health.Sound():
		err = fmt.Errorf("vault: %d faults, %d damaged records: %w", len(health.Faults), len(health.Damaged), model.ErrDamaged)
	}
	return backup.Contents{Reports: health.Reports, Photos: health.Photos}, err
}

// rawCopy copies a database that nobody has open.
func rawCopy(path string) func(context.Context, io.Writer) error {
	return func(_ context.Context, w io.Writer) error {
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, file)
		return errors.Join(err, file.Close())
	}
}

// beforeUpgrade makes a backup of a database that an older program wrote.
func (v *Vault) beforeUpgrade(ctx context.Context, path string) error {
	keeper, err := backup.Open(v.backupEnv(rawCopy(path), func() uint64 { return 0 }))
	if err != nil {
		return err
	}
	_, _, err = keeper.Make(ctx, nil)
	return err
}

// Backup makes a backup when something changed since the newest, and brings it
// to the second place when there is one and it is there.
// model.ErrReadOnly of a Glance: what it shows was put together and is no state
// that the reports ever had.
func (v *Vault) Backup(ctx context.Context, progress Progress) (model.Backup, error) {
	if v.scratch != "" {
		return model.Backup{}, model.ErrReadOnly
	}
	b, _, err := v.Backups.Make(ctx, backup.Progress(progress))
	if err != nil || v.Backups.Away().Dir == "" {
		return b, err
	}
	if err := v.Backups.CopyAway(ctx, backup.Progress(progress)); !errors.Is(err, model.ErrGone) {
		return b, err
	}
	return b, nil // a stick that is not plugged in is reminded of after a week
}

// peek opens a backup for reading.
func peek(ctx context.Context, shelves *backup.Keeper, b model.Backup, passphrase string, do func(*bolt.Store, backup.Unpacked) error) error {
	scratch, err := os.MkdirTemp("", backupScratch)
	if err != nil {
		return disk.Fault(err)
	}
	defer discard(scratch)
	unpacked, err := shelves.Unpack(ctx, b, passphrase, scratch)
	if err != nil {
		return err
	}
	store, err := bolt.Peek(ctx, unpacked.Path)
	if err != nil {
		return err
	}
	return errors.Join(do(store, unpacked), store.Close())
}

// InBackup lists the reports of a backup that were not in its bin.
func InBackup(ctx context.Context, shelves *backup.Keeper, b model.Backup, passphrase string) (all []model.Summary, err error) {
	err = peek(ctx, shelves, b, passphrase, func(s *bolt.Store, _ backup.Unpacked) (err error) {
		all, err = s.Reports(ctx)
		return err
	})
	return all, err
}

// TakeBack stores one report of a backup, with its photos that are missing
// here. What is stored under its id stays in the history.
func (v *Vault) TakeBack(ctx context.Context, b model.Backup, passphrase string, id model.ReportID) (taken model.Report, err error) {
	err = peek(ctx, v.Backups, b, passphrase, func(s *bolt.Store, unpacked backup.Unpacked) error {
		r, err := s.Report(ctx, id)
		if err == nil {
			err = v.takeOf(ctx, id)
		}
		if err != nil {
			return err
		}
		var shown []model.PhotoID
		for _, p := range r.Pictures() {
			shown = append(shown, p.Photo)
		}
		v.healFrom(ctx, unpacked.Photo, v.Photos.Missing(ctx, shown))
		taken, err = v.Save(ctx, r)
		return err
	})
	return taken, err
}

// Restore puts a backup in the place of the database, which goes into
// quarantine; photos that are missing are put back. model.ErrLocked while
// somebody has the database open, and then, as after any error, nothing has
// changed.
func Restore(ctx context.Context, dir string, shelves *backup.Keeper, b model.Backup, passphrase string) (Outcome, error) {
	scratch, err := os.MkdirTemp(dir, restoreScratch) // on the same disk, to be renamed from
	if err != nil {
		return Outcome{}, fmt.Errorf("vault: restore: %w", disk.Fault(err))
	}
	defer discard(scratch)
	unpacked, err := shelves.Unpack(ctx, b, passphrase, scratch)
	if err != nil {
		return Outcome{}, err
	}
	out := Outcome{Reports: unpacked.Contents.Reports}
	if out.Quarantine, err = replace(ctx, dir, unpacked.Path); err != nil {
		return Outcome{}, err
	}
	out.Unfilled = out.refill(ctx, dir, unpacked.Photo)
	return out, nil
}
