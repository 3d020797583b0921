package main

import (
	"context"
	"os"
	"time"

	"tinxa/cmd/vault"
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
			SetAway: w.Backups.SetAway,
			CopyAway: func(ctx context.Context, progress task.Progress) error {
				return w.Backups.CopyAway(ctx, backup.Progress(counted(progress)))
			},
		},
	}
}
