package main

import (
	"context"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/ui/home"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// care is what is done for the data folder beside the window: backups while
// something changes, and a look at some photos each day.
type care struct {
	*session
	ctx      context.Context
	cancel   context.CancelFunc
	begun    vault.Begun
	bad      []model.PhotoID // damaged or missing, and in no backup
	fault    error           // of the newest backup; nil when it was made
	halt     func()
	busy     bool
	examined time.Time
}

// backupEvery is how often a backup is made while something changes.
const backupEvery = 15 * time.Minute

func newCare(s *session, begun vault.Begun) *care {
	c := &care{session: s, begun: begun, halt: func() {}}
	c.ctx, c.cancel = context.WithCancel(s.ctx)
	return c
}

func (c *care) begin() {
	if c.works.Store.Frozen() != nil {
		return
	}
	c.round()
	c.halt = task.Every(c.runner, backupEvery, c.round)
}

func (c *care) stop() {
	c.halt()
	c.cancel()
}

// round makes a backup when something changed and, once a day, hashes a share
// of the photos.
func (c *care) round() {
	if c.busy {
		return
	}
	c.busy = true
	w, examine := c.works, time.Since(c.examined) > 24*time.Hour
	task.Go(c.ctx, c.runner, func(ctx context.Context) (bad []model.PhotoID, err error) {
		if _, err = w.Backup(ctx, unheard); err == nil && examine {
			bad, err = w.Examine(ctx)
		}
		return bad, err
	}, func(bad []model.PhotoID, err error) {
		c.busy, c.fault = false, err
		if examine && err == nil {
			c.examined, c.bad = time.Now(), bad
		}
		c.window.Remind()
	})
}

// reminders are what the list of reports says above itself.
func (c *care) reminders(context.Context) ([]home.Reminder, error) {
	var all []home.Reminder
	add := func(text, action string, do func()) {
		all = append(all, home.Reminder{Text: text, Action: action, Do: do})
	}
	backups := say.T("window.backups.open")
	if n := len(c.begun.Reclaimed); n > 0 {
		add(say.T("window.reclaimed", n), "", nil)
	}
	if c.begun.Kept != nil {
		add(say.T("window.kept", say.Explain(c.begun.Kept).What), "", nil)
	}
	if len(c.bad) > 0 {
		add(say.T("window.photos.bad", len(c.bad)), backups, c.window.ShowBackups)
	}
	if c.fault != nil {
		add(say.T("window.backups.fault", say.Explain(c.fault).What), backups, c.window.ShowBackups)
	}
	if c.works.Backups.Overdue(time.Now()) {
		add(say.T("window.backups.overdue"), backups, c.window.ShowBackups)
	}
	return all, nil
}
