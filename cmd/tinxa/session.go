package main

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/disk"
	"tinxa/ui"
	"tinxa/ui/graphics"
	"tinxa/ui/native"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/typing"
)

// session is the window with a data folder behind it: the folder is checked,
// opened, cared for while the window is open, rescued where it must be, and
// backed up at the end.
type session struct {
	*call
	ctx    context.Context
	app    fyne.App
	dir    string
	window *ui.Window
	runner task.Runner
	desktop

	works   *works      // nil while the folder is not open
	care    *care       // nil while the folder is not open
	posting *posting    // nil while the folder is not open, or only read
	end     func(error) // ends what is done in the background
	condition
}

func newSession(ctx context.Context, c *call, a fyne.App, dir string, newer *updating) *session {
	loop := task.NewLoop()
	s := &session{call: c, app: a, dir: dir, runner: loop, desktop: desktop{loop: loop, newer: newer}}
	ctx, cancel := context.WithCancelCause(ctx)
	s.ctx, s.end = ctx, cancel
	s.window = ui.Open(a, name, s.runner)
	s.window.Fyne().SetOnClosed(s.shutHands)
	s.bar = newBar(s.window, s.runner)
	return s
}

// shutHands closes the windows of hand-overs with the window itself: when run
// goes on, Fyne has given up all of them, and closing one ends in a panic.
func (s *session) shutHands() {
	if s.posting != nil {
		s.posting.hands.shut()
	}
}

// errClosed ends what is done in the background when the window is closed.
var errClosed = errors.New("the window is closed")

// run shows the window until it is closed.
func (s *session) run(d *graphics.Drawing) error {
	s.begin()
	if err := show(s.window.Fyne()); err != nil {
		return s.unshown(d, err)
	}
	s.opened(d)
	s.noteShown()
	s.assist(d)
	s.protect(s.window.Fyne())
	s.attend()
	s.app.Run()
	s.end(errClosed)
	if s.first != nil {
		s.first.Close()
	}
	err := s.close()
	s.newer.part()
	return errors.Join(s.fault, err)
}

// protect has a window that is shown understand typing tools. Without that it is
// still written in, with wrong letters now and then.
func (s *session) protect(w fyne.Window) {
	if err := typing.Protect(w, s.runner); err != nil {
		s.warn("cli.detail", err)
	}
}

// begin looks at the data folder and opens it.
func (s *session) begin() {
	s.window.Wait(say.T("window.checking"), nil)
	task.Go(s.ctx, s.runner, s.check, func(v vault.Verdict, err error) {
		s.found(v, err)
		switch {
		case errors.Is(err, errRaised):
			s.warn("window.second", name)
			s.window.Close()
		case errors.Is(err, native.ErrElsewhere):
			s.window.Close()
			s.tellElsewhere()
		case err != nil:
			s.refuse(err)
		case v.State == vault.Locked:
			s.refuse(model.ErrLocked)
		case v.State == vault.Sound || v.State == vault.Fresh:
			s.open()
		default:
			s.recover(v)
		}
	})
}

// errRaised: another window has the reports, and was brought to the front.
var errRaised = errors.New("another window has the reports")

const (
	// lockedMost is how long another instance is waited for: one that was just
	// closed makes its last backup, one that was just started opens its window.
	lockedMost  = lastBackup + 5*time.Second
	lockedPause = 500 * time.Millisecond
)

// check looks at the data folder as soon as nobody else has it.
func (s *session) check(ctx context.Context) (vault.Verdict, error) {
	if err := disk.Unsafe(s.dir); err != nil {
		return vault.Verdict{}, err
	}
	for began := time.Now(); ; {
		v, err := vault.Apart(ctx, s.dir, verifyItself(s.dir)...)
		if err != nil || v.State != vault.Locked || time.Since(began) > lockedMost {
			return v, err
		}
		if s.first == nil {
			switch err := native.Raise(s.dir, s.args); {
			case err == nil:
				return v, errRaised
			case errors.Is(err, native.ErrElsewhere):
				return v, err
			}
		}
		select {
		case <-time.After(lockedPause):
		case <-ctx.Done():
			return v, ctx.Err()
		}
	}
}

// refuse says why the reports cannot be shown.
func (s *session) refuse(err error) {
	s.fault = about{s.dir, err}
	s.window.Fault(err, func() {
		_ = native.ShowFolder(s.ctx, s.dir) // the window that offers this says where it is
	})
}

// opened is a data folder that was opened and put in order.
type opened struct {
	works  *works
	begun  vault.Begun
	rescue func() // see care
}

// open opens a sound data folder and shows the reports.
func (s *session) open() {
	task.Go(s.ctx, s.runner, func(ctx context.Context) (opened, error) {
		vault.Compact(ctx, s.dir)
		w, err := openWorks(ctx, s.dir)
		if err != nil {
			return opened{}, err
		}
		begun, err := w.Begin(ctx)
		if err != nil {
			return opened{}, errors.Join(err, w.Close())
		}
		if untidied := errors.Join(begun.Untidied, w.sweep()); untidied != nil {
			s.warn("cli.detail", untidied)
		}
		return opened{works: w, begun: begun}, nil
	}, func(o opened, err error) {
		switch {
		case errors.Is(err, model.ErrDamaged):
			s.recover(vault.Verdict{State: vault.Damaged, Detail: err.Error()})
		case err != nil:
			s.refuse(err)
		default:
			s.furnish(o)
		}
	})
}

// furnish shows the reports, and the one that was open when the program ended
// without closing it.
func (s *session) furnish(o opened) {
	s.fault = nil
	s.works = o.works
	s.shown.Store(o.works)
	s.care = newCare(s, o)
	if s.works.Store.Frozen() == nil {
		s.posting = newPosting(s, s.works)
	}
	house, err := s.house()
	if err != nil {
		s.refuse(err)
		return
	}
	s.window.Furnish(house)
	if s.first == nil {
		s.announce()
	}
	if o.begun.Open != nil {
		s.window.Resume(o.begun.Open.Report, o.begun.Open.Caret, len(o.begun.Reclaimed) > 0)
	}
	s.care.begin()
	if s.posting != nil {
		s.posting.queue.Load()
	}
	s.renew()
	s.unwrap()
}

func (s *session) announce() {
	first, err := native.Announce(s.dir, s.runner, s.receive)
	if err != nil {
		s.warn("cli.detail", err)
		return
	}
	s.first = first
}

// lastBackup is how long closing the program may wait for the last backup.
const lastBackup = 30 * time.Second

// close makes a last backup and gives the data folder free.
func (s *session) close() error {
	w := s.works
	if w == nil {
		return nil
	}
	s.works = nil
	s.shown.Store(nil)
	s.care.stop()
	if s.posting != nil {
		s.posting.close()
		s.posting = nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), lastBackup)
	defer cancel()
	if w.Store.Frozen() == nil && !s.hurried {
		if _, err := w.Backup(ctx, unheard); err != nil {
			s.warn("cli.detail", err)
		}
	}
	return w.Close()
}
