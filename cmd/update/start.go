package update

import (
	"errors"
	"os"
	"os/exec"
	"time"

	"tinxa/model/release"
)

// Turn is what becomes of a start.
type Turn struct {
	Handed bool // a newer version has taken over, and this process ends
	Run    *Run // how this process is doing; nil where Handed
}

// verdict is what a start finds.
type verdict int

const (
	stay verdict = iota // this process is the program
	join                // … and a version that is being tried
	hand                // a newer version is good, and runs in its place
	try                 // a newer version is to be tried
)

// Start lets a newer version that waits take over, with the arguments of this
// process behind the program's name. It belongs before anything is shown, where
// no window of the same reports is open. What goes wrong keeps this process: it
// is the program that is known to work.
func (in Install) Start(args []string) Turn {
	run := &Run{in: in}
	if !in.updates() || !isFile(in.versions(stateName)) {
		return Turn{Run: run}
	}
	if !in.isProgram() {
		if in.state().is(in.Version, tried, shown) {
			_ = run.begin() // without its locks it is a version like any other
		}
		return Turn{Run: run}
	}
	waiting, err := in.queue()
	if err != nil {
		return Turn{Run: run}
	}
	defer waiting.Close()
	found, program := in.decide()
	switch {
	case found == hand && in.launch(program, args) == nil:
		return Turn{Handed: true}
	case found == try && in.watch(program, args):
		return Turn{Handed: true}
	}
	return Turn{Run: run}
}

// queue waits for its turn among several starts. While a version is tried that
// shows its window already, that is not for long: it may show the ways to rescue
// the reports, and the user has clicked again.
func (in Install) queue() (*os.File, error) {
	began, dark := time.Now(), time.Now()
	for {
		file, err := acquire(in.versions(startLock), in.Patience.Look)
		if err == nil || !errors.Is(err, errHeld) {
			return file, err
		}
		if !isHeld(in.versions(shownLock)) {
			dark = time.Now()
		}
		if time.Since(dark) >= in.Patience.Click || time.Since(began) >= in.Patience.Window {
			return nil, err
		}
	}
}

// decide looks at what waits, and marks on the disk what is going to be tried
// before it is.
func (in Install) decide() (found verdict, program string) {
	err := in.change(func(s *state) error {
		found, program = in.look(s)
		in.sweep(*s)
		return nil
	})
	if err != nil {
		return stay, "" // what cannot be marked is not tried
	}
	return found, program
}

func (in Install) look(s *state) (verdict, string) {
	w := s.Staged
	switch {
	case w == nil:
		return stay, ""
	case w.Version.Compare(in.Version) <= 0: // it is this program, or older
		s.Staged = nil
		return stay, ""
	case w.Stage == tried || w.Stage == shown:
		if !isHeld(in.versions(trialLock)) { // whoever tried it is gone, and it with him
			s.fail()
		}
		return stay, ""
	}
	program, err := in.verify(w.Version)
	switch {
	case err != nil:
		s.Staged = nil
		return stay, ""
	case w.Stage == good || w.Stage == promoted:
		return hand, program
	}
	if in.prepare() != nil { // whoever cannot say how he is doing is not tried
		return stay, ""
	}
	w.Stage = tried
	return try, program
}

// prepare makes the locks of a trial while there is room for them.
func (in Install) prepare() error {
	for _, name := range []string{trialLock, shownLock} {
		file, err := openLock(in.versions(name))
		if err != nil {
			return err
		}
		file.Close()
	}
	return nil
}

// launch starts a version and leaves it alone.
func (in Install) launch(program string, args []string) error {
	c := command(program, args)
	if err := c.Start(); err != nil {
		return err
	}
	return c.Process.Release()
}

func command(program string, args []string) *exec.Cmd {
	c := exec.Command(program, args...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	return c
}

// watch starts a version for the first time and waits until it is known to
// work, or not to: then it is marked as failed, unless there is nothing here to
// draw with.
func (in Install) watch(program string, args []string) (works bool) {
	w := in.state().Staged
	if w == nil { // the state cannot be read any more: the next start goes by it
		return false
	}
	v := w.Version
	c := command(program, args)
	if c.Start() == nil {
		if in.outcome(v, in.ended(c)) {
			return !in.state().is(v, blind) // what it cannot draw this one may, or it says what is missing
		}
		_ = c.Process.Kill() // it may hang
	}
	_ = in.change(func(s *state) error {
		if s.is(v, tried, shown) {
			s.fail()
		}
		in.sweep(*s)
		return nil
	})
	return false
}

// ended tells how a process ended, once it has.
func (in Install) ended(c *exec.Cmd) <-chan error {
	ended := make(chan error, 1)
	in.Beside(func() { ended <- c.Wait() })
	return ended
}

// outcome waits until a version that is tried is good, was closed in good order,
// or has failed. Its first process may hand over to a second one that draws in
// software, so that the end of the first says nothing unless it failed.
func (in Install) outcome(v release.Version, ended <-chan error) bool {
	began, alive := time.Now(), time.Now()
	for {
		select {
		case err := <-ended:
			var exit *exec.ExitError
			if errors.As(err, &exit) && !in.settled(v) {
				return false
			}
			ended = nil
		case <-time.After(in.Patience.Look):
		}
		if in.settled(v) {
			return true
		}
		if ended != nil || isHeld(in.versions(trialLock)) {
			alive = time.Now()
		}
		hangs := time.Since(began) > in.Patience.Window && !isHeld(in.versions(shownLock)) && !in.state().is(v, shown)
		if hangs || time.Since(alive) > in.Patience.Gone {
			return in.settled(v)
		}
	}
}

// settled reports whether a version is not being tried any more.
func (in Install) settled(v release.Version) bool {
	s, err := in.known()
	return err == nil && !s.is(v, tried, shown)
}
