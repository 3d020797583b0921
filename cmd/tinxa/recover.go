package main

import (
	"context"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/rescue"
	"tinxa/ui/native"
	"tinxa/ui/recovery"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// recover shows the ways back to the reports of a damaged folder.
func (s *session) recover(v vault.Verdict) {
	task.Go(s.ctx, s.runner, func(ctx context.Context) ([]model.Backup, error) {
		shelves, err := vault.Shelves(s.dir)
		if err != nil {
			return nil, err
		}
		return shelves.List(ctx)
	}, func(backups []model.Backup, err error) {
		env := s.recovery(v)
		env.Backups = backups // without any the other ways are left
		s.window.Recover(env)
	})
}

// causes names what a verdict means for the recovery screen.
var causes = map[vault.State]recovery.Why{
	vault.Damaged: recovery.Damaged, vault.Crashed: recovery.Crashed, vault.Missing: recovery.Missing,
}

func (s *session) recovery(v vault.Verdict) recovery.Env {
	return recovery.Env{
		Runner: s.runner, Now: time.Now,
		Case: recovery.Case{
			Why: causes[v.State], Reports: v.Health.Reports, Photos: len(v.Health.Photos) - len(v.Photos), Detail: v.Detail,
			Since: bolt.LastSaved(vault.Database(s.dir)),
		},
		RestoreBackup: func(ctx context.Context, b model.Backup, passphrase string, _ task.Progress) (recovery.Outcome, error) {
			shelves, err := vault.Shelves(s.dir)
			if err != nil {
				return recovery.Outcome{}, err
			}
			return s.outcome(vault.Restore(ctx, s.dir, shelves, b, passphrase))
		},
		Find: func(ctx context.Context, progress task.Progress) (rescue.Plan, error) {
			return vault.Find(ctx, s.dir, counted(progress))
		},
		Rebuild: func(ctx context.Context, chosen []rescue.Choice, _ task.Progress) (recovery.Outcome, error) {
			return s.outcome(vault.Rebuild(ctx, s.dir, chosen))
		},
		ReadOnly: s.glance,
		Finished: func(recovery.Outcome) { s.begin() },
		Quit:     s.window.Close,
		ShowFolder: func() {
			_ = native.ShowFolder(s.ctx, s.dir) // the screen says where it is
		},
	}
}

func (s *session) outcome(o vault.Outcome, err error) (recovery.Outcome, error) {
	if o.Unfilled != nil {
		s.warn("cli.detail", o.Unfilled)
	}
	return recovery.Outcome{Reports: o.Reports, Photos: o.Photos, NoPhotos: len(o.Missing), Kept: o.Quarantine}, err
}

// glance shows what can be read of a damaged folder. Nothing of it is written.
func (s *session) glance() {
	progress := task.Report(s.ctx, s.runner, s.window.Wait(say.T("window.opening.view"), nil))
	task.Go(s.ctx, s.runner, func(ctx context.Context) (opened, error) {
		w, err := openPrinters()
		if err != nil {
			return opened{}, err
		}
		w.Vault, err = vault.Glance(ctx, s.dir, counted(progress))
		return opened{works: w, rescue: s.lookAgain}, err
	}, func(o opened, err error) {
		if err != nil {
			s.refuse(err)
			return
		}
		s.furnish(o)
	})
}

// lookAgain leaves data that were only looked at for the ways to rescue them.
func (s *session) lookAgain() {
	w := s.release()
	if w == nil {
		return
	}
	s.window.Wait(say.T("window.checking"), nil)
	task.Go(s.ctx, s.runner, func(context.Context) (struct{}, error) {
		return struct{}{}, w.Close()
	}, func(_ struct{}, err error) {
		if err != nil {
			s.warn("cli.detail", err)
		}
		s.begin()
	})
}

// release takes the reports off the window, to be closed. It gives nil when that
// was done already: what was shown can be pressed until the next screen stands.
func (s *session) release() *works {
	w := s.works
	if w == nil {
		return nil
	}
	s.works = nil
	s.shown.Store(nil)
	s.care.stop()
	s.window.Unfurnish()
	return w
}

// restoreAll closes the reports, puts a backup in their place and opens that.
// Where it cannot be, the reports are opened as they were.
func (s *session) restoreAll(b model.Backup, passphrase string) {
	w := s.release()
	if w == nil {
		return
	}
	s.window.Wait(say.T("window.restoring"), nil)
	task.Go(s.ctx, s.runner, func(ctx context.Context) (vault.Outcome, error) {
		shelves := w.Backups
		if err := w.Close(); err != nil {
			return vault.Outcome{}, err
		}
		return vault.Restore(ctx, s.dir, shelves, b, passphrase)
	}, func(o vault.Outcome, err error) {
		s.begin()
		if err != nil {
			s.window.Say(say.Explain(err).What + " " + say.T("window.restore.kept"))
			return
		}
		s.window.Say(say.T("window.restored", o.Reports))
	})
}

// counted is a progress that counts without words.
func counted(progress task.Progress) vault.Progress {
	return func(done, total int) { progress(done, total, "") }
}
