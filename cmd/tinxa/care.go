package main

import (
	"context"
	"sync"
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
	works  *works // what is cared for, also while the session lets go of it
	ctx    context.Context
	cancel context.CancelFunc
	begun  vault.Begun
	rescue func() // goes back to the rescue of data that are only looked at; nil otherwise
	halt   func()
	busy   bool

	since time.Time // when photos were looked at last

	mu   sync.Mutex // guards news, which the list of reports asks for from beside the window
	news news
}

// news is what a round of care found.
type news struct {
	photos []model.PhotoID // damaged or missing, and in no backup
	fault  error           // why there is no new backup; nil when there is
}

// backupEvery is how often a backup is made while something changes.
const backupEvery = 15 * time.Minute

func newCare(s *session, o opened) *care {
	c := &care{session: s, works: o.works, begun: o.begun, rescue: o.rescue, halt: func() {}}
	c.ctx, c.cancel = context.WithCancel(s.ctx)
	return c
}

// frozen says why nothing can be saved, where the user has not chosen that.
func (c *care) frozen() error {
	if c.rescue != nil {
		return nil
	}
	return c.works.Store.Frozen()
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
	w, examine := c.works, time.Since(c.since) > 24*time.Hour
	task.Go(c.ctx, c.runner, func(ctx context.Context) (found news, err error) {
		_, found.fault = w.Backup(ctx, unheard)
		if examine {
			found.photos, err = w.Examine(ctx)
		}
		return found, err
	}, func(found news, err error) {
		c.busy = false
		if examine && err == nil {
			c.since = time.Now()
		} else {
			found.photos = c.told().photos
		}
		c.tell(found)
	})
}

func (c *care) told() news {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.news
}

// tell has the list of reports say what was found.
func (c *care) tell(found news) {
	c.mu.Lock()
	c.news = found
	c.mu.Unlock()
	c.window.Remind()
}

// reminders are what the list of reports says above itself.
func (c *care) reminders(ctx context.Context) ([]home.Reminder, error) {
	var all []home.Reminder
	add := func(text string) { all = append(all, home.Reminder{Text: text}) }
	backups := func(text string) {
		all = append(all, home.Reminder{Text: text, Action: say.T("window.backups.open"), Do: c.window.ShowBackups})
	}
	if c.rescue != nil {
		return []home.Reminder{{Text: say.T("window.view"), Action: say.T("window.view.rescue"), Do: c.rescue}}, nil
	}
	found := c.told()
	if n := len(c.begun.Reclaimed); n > 0 {
		add(say.T("window.reclaimed", n))
	}
	if c.begun.Kept != nil {
		add(say.T("window.kept", say.Explain(c.begun.Kept).What))
	}
	if n := len(found.photos); n > 0 {
		backups(say.T("window.photos.bad", n))
	}
	if found.fault != nil {
		backups(say.T("window.backups.fault", say.Explain(found.fault).What))
	}
	switch {
	case c.works.alone():
		backups(say.T("window.portable"))
	case c.works.Backups.Overdue(time.Now()):
		backups(say.T("window.backups.overdue"))
	}
	return append(c.waiting(ctx), all...), nil
}

// waiting reminds of reports that are not published yet, those that need the
// user first.
func (c *care) waiting(ctx context.Context) []home.Reminder {
	all, err := c.works.Store.Dispatches(ctx)
	if err != nil {
		return nil
	}
	var lines []home.Reminder
	remind := func(key string, state model.SendState) {
		if n := countOf(all, state); n > 0 {
			lines = append(lines, home.Reminder{Text: say.T(key, n), Action: say.T("window.outbox.open"), Do: c.window.ShowOutbox})
		}
	}
	remind("window.outbox.asks", model.SendAsks)
	remind("window.outbox.waits", model.SendWaits)
	return lines
}

func countOf(all []model.Dispatch, state model.SendState) (n int) {
	for _, d := range all {
		if d.State == state {
			n++
		}
	}
	return n
}
