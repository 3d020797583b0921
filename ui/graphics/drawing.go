package graphics

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// Env is what has to be known to find out how the window is drawn.
type Env struct {
	Dir   string   // where is remembered what was found; made when missing
	Spare string   // a folder for the second copy where none can be made beside the program
	Build string   // version and build of the program; names the second copy
	Look  []string // how this program calls itself to print a Finding as JSON
}

// varWish is the variable that overrules what is remembered.
const varWish = "TINXA_GRAPHICS"

// lookMost is how long a look at OpenGL may take; a driver on a slow computer
// takes a second or two.
const lookMost = 15 * time.Second

// Drawing is how the window of this start is drawn. Whoever has one calls Opened
// or Failed.
type Drawing struct {
	Finding Finding
	// Elsewhere tells that this process cannot draw, or is not to: HandOver comes
	// next, and no window.
	Elsewhere bool

	env    Env
	memory memory
	name   string // of the machine
	mark   *mark
}

// Choose finds out how the window is drawn, before anything of Fyne is started.
// ErrNoDisplay says that no window can be shown at all.
func Choose(ctx context.Context, env Env) (*Drawing, error) {
	d := &Drawing{env: env, memory: remember(env.Dir), name: Machine()}
	if runtime.GOOS != "windows" {
		d.Finding = Probe()
		if !d.Finding.Usable {
			return nil, fmt.Errorf("graphics: %w: %s", ErrNoDisplay, d.Finding.Problem)
		}
		return d, nil
	}
	if Software() {
		d.Finding = Finding{Remote: Remote(), Problem: started.problem}
	} else if self, err := os.Executable(); err == nil && original(self) != "" {
		d.Finding, d.Elsewhere = Finding{Remote: Remote(), Problem: "the second copy was started by itself"}, true
	} else {
		d.decide(ctx)
	}
	slog.Info("graphics", append(d.Finding.log(), "software", Software(), "elsewhere", d.Elsewhere, "machine", d.name)...)
	return d, nil
}

// decide chooses between this machine's OpenGL and the second copy.
func (d *Drawing) decide(ctx context.Context) {
	wish := Wish(os.Getenv(varWish))
	if wish == Whatever {
		wish = d.memory.Wish
	}
	switch wish {
	case InSoftware:
		d.Finding = Finding{Remote: Remote(), Problem: "software is wished for"}
	case InHardware:
		d.Finding = Finding{Remote: Remote(), Usable: true}
	default:
		d.find(ctx)
	}
	d.Elsewhere = !d.Finding.Usable
}

// find looks at OpenGL, or remembers what was found. Then the mark stands until
// the window is open.
func (d *Drawing) find(ctx context.Context) {
	m, lost, err := setMark(d.env.Dir, time.Now())
	if err != nil {
		slog.Warn("graphics: no mark", "err", err)
	}
	d.mark = m
	f, known := d.memory.believed(d.name)
	switch {
	case lost && (!known || f.Usable):
		f = d.memory.lose(d.name)
	case !known:
		f = look(ctx, d.env.Look)
		d.memory.learn(d.name, f)
	case f.Usable: // nothing new to keep
		d.Finding = f
		return
	}
	d.Finding = f
	d.keep()
	if !f.Usable {
		d.mark.remove()
	}
}

func (d *Drawing) keep() {
	if err := d.memory.keep(); err != nil {
		slog.Warn("graphics: not remembered", "err", err)
	}
}

// look has a process of its own look at OpenGL, because a driver may end it or
// never answer.
func look(ctx context.Context, call []string) Finding {
	ctx, cancel := context.WithTimeout(ctx, lookMost)
	defer cancel()
	out, err := exec.CommandContext(ctx, call[0], call[1:]...).Output()
	var f Finding
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return f.failed("the driver does not answer")
	case err != nil:
		return f.failed("the driver ended the look at it: " + err.Error())
	case json.Unmarshal(out, &f) != nil:
		return f.failed("the look at it gave no answer")
	}
	return f
}

// Opened says that the window is open and its first frame drawn.
func (d *Drawing) Opened() {
	d.mark.remove()
	if k := d.memory.known(d.name); k != nil && k.Lost > 0 && !Software() {
		k.Lost = 0
		d.keep()
	}
	if started.ready != "" {
		announce(started.ready)
	}
}

// Failed says that the window could not be opened though this machine's OpenGL
// seemed good. It will not be tried again for a while, and Elsewhere holds.
func (d *Drawing) Failed(problem string) {
	slog.Warn("graphics: the window did not open", "problem", problem, "software", Software())
	d.mark.remove()
	d.Finding = d.Finding.failed(problem)
	d.Elsewhere = true
	if !Software() {
		d.memory.learn(d.name, d.Finding)
		d.keep()
	}
}

// HandOver starts the program that draws in this one's place, with the same
// arguments, folder and streams, and waits until its window is open. ErrNone says
// that there is none, or that it does not start either.
func (d *Drawing) HandOver(args []string) error {
	err := d.handOver(args)
	if err != nil {
		err = fmt.Errorf("graphics: %w: %s: %w", ErrNone, d.Finding.Problem, err)
		slog.Error("graphics: nothing can draw", "err", err)
	}
	return err
}

// errAlone: X11 draws in software by itself, and there is no second copy.
var errAlone = errors.New("no second copy on this system")

func (d *Drawing) handOver(args []string) error {
	switch {
	case runtime.GOOS != "windows":
		return errAlone
	case Software():
		return errors.New("this is the second copy")
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	if program := original(self); program != "" {
		return start(program, args, origin{})
	}
	second, err := makeCopy(self, d.env.Build, beside(self), d.env.Spare)
	if err != nil {
		return err
	}
	slog.Info("graphics: handing over", "to", filepath.Base(second))
	return start(second, args, origin{program: self, problem: d.Finding.Problem})
}

// Untold reports whether the user was not yet told that this machine's windows
// are drawn in software, and remembers that it was asked.
func (d *Drawing) Untold() bool {
	if !Software() {
		return false
	}
	k := d.memory.known(d.name)
	if k == nil {
		d.memory.learn(d.name, d.Finding)
		k = d.memory.known(d.name)
	}
	if k.Told {
		return false
	}
	k.Told = true
	d.keep()
	return true
}
