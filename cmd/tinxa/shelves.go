package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"tinxa/cmd/vault"
	"tinxa/export"
	"tinxa/model"
	"tinxa/model/backup"
	"tinxa/ui/backups"
	"tinxa/ui/task"
)

// backups serves the screen of the backups.
func (s *session) backups() backups.Env {
	w := s.works
	return backups.Env{
		Runner: s.runner, Now: time.Now,
		List: w.Backups.List,
		Make: func(ctx context.Context, progress task.Progress) (model.Backup, error) {
			return w.Backup(ctx, counted(progress))
		},
		Reports: func(ctx context.Context, b model.Backup, passphrase string) ([]model.Summary, error) {
			return vault.InBackup(ctx, w.Backups, b, passphrase)
		},
		RestoreReport: w.TakeBack,
		RestoreAll:    s.restoreAll,
		SecondPlace: backups.SecondPlace{
			Away: func(context.Context) (backups.Away, error) {
				away := w.Backups.Away()
				_, missing := os.Stat(away.Dir)
				return backups.Away{Folder: away.Dir, Sealed: away.Sealed, There: missing == nil, Copied: away.Last}, nil
			},
			SetAway: func(ctx context.Context, folder, passphrase string) error {
				return atPlace(w.Backups.SetAway(ctx, folder, passphrase))
			},
			CopyAway: func(ctx context.Context, progress task.Progress) error {
				return atPlace(w.Backups.CopyAway(ctx, backup.Progress(counted(progress))))
			},
		},
	}
}

// atPlace says of an error that the place which the user chose is full, locked
// or away, and not the disk of the data.
func atPlace(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", export.ErrDestination, err)
}
