package update

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"tinxa/model/disk"
	"tinxa/model/release"
)

// Run is how a process of the program is doing. Its methods write to the disk,
// and do nothing in a process that is no version on trial or on its way.
//
// They may be called from beside the window, several at once: a window may be
// closed while it is still noted that it was shown.
type Run struct {
	in      Install
	onTrial bool // it began as a version that is being tried

	mu    sync.Mutex
	trial *os.File // the lock of a version that is being tried; nil for none
	shown *os.File // … that its window is up; nil like trial
	up    bool     // … and held
}

// begin takes the lock of a version that is being tried. What is needed later is
// opened now: the disk may be full by then.
func (r *Run) begin() error {
	trial, err := acquire(r.in.versions(trialLock), r.in.Patience.Lock)
	if err != nil {
		return err
	}
	shown, err := openLock(r.in.versions(shownLock))
	if err != nil {
		return errors.Join(err, trial.Close())
	}
	r.trial, r.shown, r.onTrial = trial, shown, true
	return nil
}

// letGo gives the locks free; it is called with mu held.
func (r *Run) letGo() error {
	err := errors.Join(r.shown.Close(), r.trial.Close())
	r.trial, r.shown, r.up = nil, nil, false
	return err
}

// Yield leaves a version that is being tried to another process of it, which
// draws in software: that one is to take the lock at its own Start.
func (r *Run) Yield() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.trial == nil {
		return nil
	}
	return r.letGo()
}

// OnTrial reports whether this process is a version that is being tried: another
// one of the program waits, and goes on where this one ends with a fault.
func (r *Run) OnTrial() bool { return r.onTrial }

// Blind notes that there is nothing to draw with here, which is no fault of the
// version: it is tried again at another start.
func (r *Run) Blind() error {
	if !r.onTrial {
		return nil
	}
	return r.in.change(func(s *state) error {
		if s.is(r.in.Version, tried, shown) {
			s.Staged.Stage = blind
		}
		return nil
	})
}

// Shown notes that the window is up: from now on it is given time. The process
// that waits knows it by a lock, also while nothing can be written.
func (r *Run) Shown() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.trial == nil {
		return nil
	}
	if !r.up { // Windows keeps a process out that has the lock, too
		if err := hold(r.shown, r.in.Patience.Lock); err != nil {
			return err
		}
		r.up = true
	}
	return r.become(shown, tried)
}

// Works notes that the reports are open: this version works. fresh says that it
// is the first time.
func (r *Run) Works() (fresh bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.trial == nil {
		return false, nil
	}
	if err := r.become(good, tried, shown); err != nil {
		return false, err
	}
	return true, r.letGo()
}

// become is called with the lock held.
func (r *Run) become(to stage, from ...stage) error {
	if r.trial == nil {
		return nil
	}
	return r.in.change(func(s *state) error {
		if s.is(r.in.Version, from...) {
			s.Staged.Stage = to
		}
		return nil
	})
}

// mostLeft is how often a version may be closed in good order before it has
// opened the reports: a user who is in a hurry, a window of theirs elsewhere.
const mostLeft = 3

// Left notes that the window was closed in good order: a version that had not
// come to open the reports is tried once more.
func (r *Run) Left() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.trial == nil {
		return nil
	}
	err := r.in.change(func(s *state) error {
		switch {
		case !s.is(r.in.Version, tried, shown):
		case s.Staged.Left+1 >= mostLeft:
			s.fail()
		default:
			s.Staged.Stage = ready
			s.Staged.Left++
		}
		return nil
	})
	return errors.Join(err, r.letGo())
}

// Promote puts this version in the place of the program that every shortcut
// starts, where it is good and not there yet; done says that nothing is left to
// be done, also beside an error: then Windows' list shows the older number. While that program still runs, Windows refuses, and the error says
// so: it is to be tried again later.
func (r *Run) Promote() (done bool, err error) {
	in := r.in
	if !in.updates() || in.isProgram() || !in.state().is(in.Version, good) {
		return true, nil
	}
	err = in.change(func(s *state) error {
		if !s.is(in.Version, good) {
			return nil
		}
		m, err := in.manifest(in.Version)
		if err != nil {
			return err
		}
		if err := in.replace(in.Version, m.Program); err != nil {
			return err
		}
		s.Staged.Stage = promoted
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("update: promote %v: %w", in.Version, err)
	}
	if err := listed(filepath.Dir(in.program()), in.Version); err != nil {
		return true, fmt.Errorf("update: list of programs: %w", err)
	}
	return true, nil
}

// replace copies a version beside the program and gives it its name, once the
// copy on the disk is found to be what was signed.
func (in Install) replace(v release.Version, signed release.Sum) error {
	fresh := in.program() + newExt
	err := installed(copyProgram(filepath.Join(in.folder(v), ProgramName()), fresh))
	if err == nil {
		err = compare(fresh, signed)
	}
	if err == nil {
		err = installed(disk.Rename(fresh, in.program()))
	}
	if err != nil {
		_ = os.Remove(fresh)
		return err
	}
	return installed(disk.SyncFolder(in.Dir))
}

// copyProgram copies a file durably, to be run.
func copyProgram(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	return writeProgram(to, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	})
}

// writeProgram writes a file durably that can be run.
func writeProgram(path string, write func(io.Writer) error) error {
	if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		return err
	}
	defer file.Close()
	if err := write(file); err != nil {
		return err
	}
	if err := file.Sync(); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return disk.SyncFolder(filepath.Dir(path))
}

// Untold is a version that did not start here and that the user was not told of;
// from now on he was.
func (in Install) Untold() (v release.Version, any bool) {
	if !in.updates() || !isFile(in.versions(stateName)) {
		return v, false
	}
	err := in.change(func(s *state) error {
		for i := range s.Failed {
			if !s.Failed[i].Told {
				v, any = s.Failed[i].Version, true
				s.Failed[i].Told = true
			}
		}
		return nil
	})
	return v, any && err == nil
}
