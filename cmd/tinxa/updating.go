package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"tinxa/assets"
	"tinxa/cmd/update"
	"tinxa/model/release"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/updates"
)

// updating brings newer versions of the program while the window is open.
type updating struct {
	update.Updates
	run   *update.Run // this process, as a version that may be on trial
	told  string      // the version of which the user was told that it is ready
	halt  func()      // ends the looking; nil before it began
	asked bool        // it is being looked
}

// newUpdates is the program as it is installed. Without a version or without
// keys it updates nothing.
func newUpdates() update.Updates {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	keys, err := release.ReadKeys(assets.FS, release.KeyFolder)
	if err != nil {
		slog.Warn("update.keys", "err", err)
	}
	number, err := release.ParseVersion(version, build)
	if err != nil {
		slog.Info("update.unversioned", "version", version, "build", build)
	}
	return update.Updates{
		Install: update.Install{
			Dir: update.Folder(self), Self: self, Version: number, Product: id, Keys: keys,
			Beside: task.Background().Run, Patience: update.Usual,
		},
		Config: configFolder(), Now: time.Now,
	}
}

// configFolder is where the user's settings of the program are: that of a
// portable edition, or else %APPDATA%\TinXa on Windows, $XDG_CONFIG_HOME/tinxa
// or ~/.config/tinxa elsewhere.
func configFolder() string {
	if dir := portableFolder(); dir != "" {
		return dir
	}
	dir, err := os.UserConfigDir()
	switch {
	case err != nil:
		return update.Folder(os.Args[0])
	case runtime.GOOS == "windows":
		return filepath.Join(dir, "TinXa")
	}
	return filepath.Join(dir, "tinxa")
}

// giveWayToNewer lets a newer version that waits open the window in place of this
// process; nil says that it did.
func giveWayToNewer() *updating {
	u := newUpdates()
	turn := u.Start(os.Args[1:])
	if turn.Handed {
		slog.Info("update.handed")
		return nil
	}
	return &updating{Updates: u, run: turn.Run}
}

// noteShown notes that the window is there and does what it is told.
func (s *session) noteShown() {
	task.Go(s.ctx, s.runner, nothing, func(struct{}, error) { s.tellShown(shownTries) })
}

func nothing(context.Context) (struct{}, error) { return struct{}{}, nil }

// A full disk may have room again, and a virus scanner lets go of files.
const (
	shownTries = 6
	shownAgain = 10 * time.Second
)

// tellShown tells the process that waits, which ends windows that it does not
// know of, and tries a few times to.
func (s *session) tellShown(tries int) {
	task.Go(s.ctx, s.runner, func(context.Context) (struct{}, error) { return struct{}{}, s.newer.run.Shown() }, func(_ struct{}, err error) {
		if err == nil {
			return
		}
		slog.Warn("update.shown", "err", err)
		if tries > 1 {
			s.runner.After(shownAgain, func() { s.tellShown(tries - 1) })
		}
	})
}

// arrival is what there is to tell after a start.
type arrival struct {
	fresh  bool            // this version works for the first time
	failed release.Version // did not start before this one
	untold bool            // … and the user does not know
}

const (
	// firstLook is when newer versions are looked for: when the window has found
	// its rest, and the process that waited beside this version is gone.
	firstLook = 20 * time.Second
	nextLook  = time.Hour
)

// renew notes that this version works, tells what became of updates, and begins
// to look for newer versions.
func (s *session) renew() {
	u := s.newer
	if u.halt != nil {
		return // the reports were only opened anew
	}
	u.halt = task.Every(s.runner, nextLook, s.lookForNewer)
	task.Go(s.ctx, s.runner, func(context.Context) (a arrival, err error) {
		a.fresh, err = u.run.Works()
		a.failed, a.untold = u.Untold()
		return a, err
	}, func(a arrival, err error) {
		if err != nil {
			slog.Warn("update.works", "err", err)
		}
		s.tellArrival(a)
		s.runner.After(firstLook, s.lookForNewer)
	})
}

func (s *session) tellArrival(a arrival) {
	show := s.window.ShowUpdates
	switch {
	case a.fresh:
		slog.Info("update.works", "version", version)
		s.window.Offer(say.T("window.updates.done", version), say.T("window.updates.show"), show)
	case a.untold:
		slog.Warn("update.failed", "version", a.failed.String())
		s.window.Offer(say.T("window.updates.failed", a.failed.Short(), version), say.T("window.updates.show"), show)
	}
}

// lookForNewer puts this version into its place where that is still to be done
// and, once a day, asks the address. What goes wrong disturbs nobody: it stands
// in the log and on the screen of updates.
func (s *session) lookForNewer() {
	u := s.newer
	if u.asked {
		return
	}
	u.asked = true
	task.Go(s.ctx, s.runner, u.look, func(m *release.Manifest, err error) {
		u.asked = false
		switch {
		case err != nil:
			slog.Warn("update.look", "err", err)
		case m != nil && m.Version != u.told:
			u.told = m.Version
			s.window.Offer(say.T("window.updates.ready", m.Version), say.T("window.updates.show"), s.window.ShowUpdates)
		}
	})
}

func (u *updating) look(ctx context.Context) (*release.Manifest, error) {
	if _, err := u.run.Promote(); err != nil {
		slog.Warn("update.promote", "err", err)
	}
	if !u.Due() {
		return nil, nil
	}
	return u.Fetch(ctx, func(int64, int64) {})
}

// part ends the looking when the window was closed in good order.
func (u *updating) part() {
	if u.halt != nil {
		u.halt()
	}
	if err := u.run.Left(); err != nil {
		slog.Warn("update.left", "err", err)
	}
	if _, err := u.run.Promote(); err != nil {
		slog.Warn("update.promote", "err", err)
	}
}

// updates serves the screen of the updates.
func (s *session) updates() updates.Env {
	u := s.newer
	return updates.Env{
		Runner: s.runner, Now: time.Now,
		Standing:   func(context.Context) (release.Standing, error) { return u.Standing(), nil },
		SetAddress: func(_ context.Context, typed string) error { return u.SetAddress(typed) },
		SetOff:     func(_ context.Context, off bool) error { return u.SetOff(off) },
		Fetch: func(ctx context.Context, progress func(done, whole int64)) error {
			_, err := u.Fetch(ctx, progress)
			return err
		},
	}
}
