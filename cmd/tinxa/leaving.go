package main

import (
	"errors"
	"log/slog"
	"os"
	"time"

	"tinxa/ui/native"
	"tinxa/ui/say"
)

// How long what Windows tells may be worked on: it gives a program five seconds
// at the end of a session, twice, and two before the computer sleeps.
const (
	askWait   = 4 * time.Second
	endWait   = 2500 * time.Millisecond
	closeWait = 1500 * time.Millisecond
	sleepWait = 1500 * time.Millisecond
	// wakeWait is how long after sleep the network is back, as a rule.
	wakeWait = 5 * time.Second
)

// attend does at once what Windows tells the window. Without it, sessions end
// with what was saved a moment before.
func (s *session) attend() {
	if err := native.Attend(s.window.Fyne(), s.told); err != nil {
		s.warn("cli.detail", err)
	}
}

// told is called while Windows waits. It says whether the session may end.
func (s *session) told(e native.Event) bool {
	switch e {
	case native.SessionAsks:
		return s.mayEnd()
	case native.SessionEnds:
		s.endNow()
	case native.SessionStays:
		s.desktop.release()
	case native.Sleeps:
		slog.Info("sleep", "kept", s.secure(sleepWait))
	case native.Wakes:
		s.runner.After(wakeWait, s.wake)
	case native.SightChanged:
		s.window.Redress()
	case native.CameToFront, native.LeftFront:
		s.bar.turned(e == native.CameToFront)
	}
	return true
}

// secure has what is being written kept, and says whether it is. The user reads
// why the session waits for as long as it does.
func (s *session) secure(most time.Duration) (kept bool) {
	heard := false
	s.window.Secure(func(k bool) { kept, heard = k, true })
	if !heard {
		release := native.Hold(s.window.Fyne(), say.T("window.session.saving"))
		defer release()
		s.loop.Await(func() bool { return heard }, most)
	}
	return kept
}

// mayEnd answers whether the session may end: not while words would be lost, and
// then the user reads so and decides.
func (s *session) mayEnd() bool {
	s.desktop.release()
	kept := s.secure(askWait)
	slog.Info("session asks", "kept", kept)
	if !kept {
		s.held = native.Hold(s.window.Fyne(), say.T("window.session.unsaved"))
	}
	return kept
}

// endNow keeps what was written since and gives the data free, without a last
// backup: Windows ends the process when this returns. The report stays open in
// the journal, so that the next start goes on with it. A version on trial that
// has not come to open the reports is not to blame for that.
func (s *session) endNow() {
	kept := s.secure(endWait)
	s.hurried = true
	s.end(errClosed)
	if s.first != nil {
		s.first.Close()
	}
	closed := false
	s.runner.Run(func() {
		err := errors.Join(s.close(), s.newer.run.Left())
		s.runner.Do(func() { closed = true })
		if err != nil {
			slog.Warn("session ends", "err", err)
		}
	})
	s.loop.Await(func() bool { return closed }, closeWait)
	slog.Info("session ends", "kept", kept, "closed", closed)
	os.Exit(exitDone)
}

// wake goes on after sleep: portals that could not be reached may be there
// again, and today is another day.
func (s *session) wake() {
	if s.posting != nil {
		s.posting.queue.Load()
	}
	s.window.Remind()
}
