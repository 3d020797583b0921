package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"tinxa/cmd/wine/office"
)

// step is one thing that is tried on a PC. What it returns is worth telling.
type step struct {
	name string
	do   func(context.Context) (figure string, err error)
	most time.Duration // that it may take; 0: patience
}

// patience is how long a step may take on a machine that is building something
// else meanwhile.
const patience = 90 * time.Second

// suite is a run of steps, each of which rests on those before it.
type suite struct {
	name   string
	ground bool // the suites behind it on the same PC rest on it
	steps  func(*trial) []step
}

// lane is a PC with the suites that are run on it, one after the other.
type lane struct {
	name      string
	equipment office.Equipment
	suites    []suite
	alone     bool // it measures times, and runs when no other lane does
}

// outcome is what came of a step.
type outcome struct {
	Suite, Step string
	Figure      string `json:",omitempty"`
	Fault       string `json:",omitempty"`
	Kept        string `json:",omitempty"` // where the picture and the logs are
	Took        time.Duration
}

// trial is a PC on which suites are run, and what they share.
type trial struct {
	options
	pc    *office.PC
	dir   string // of this PC, for files of the steps
	out   io.Writer
	hands *hands
}

// runLane runs the suites of a lane on a new PC and prints their outcomes.
func (o options) runLane(ctx context.Context, out io.Writer) (err error) {
	l, err := laneNamed(o.Lane)
	if err != nil {
		return err
	}
	windows, err := office.Installed(filepath.Join(o.Dir, "office"))
	if err != nil {
		return err
	}
	t := &trial{options: o, dir: filepath.Join(o.Dir, l.name), out: out}
	if err := os.MkdirAll(t.dir, 0o755); err != nil {
		return err
	}
	if t.pc, err = windows.NewPC(ctx, t.dir, l.equipment); err != nil {
		return err
	}
	t.hands = &hands{pc: t.pc, exe: filepath.Join(o.Dir, "hands.exe"), dir: t.dir}
	defer func() { err = errors.Join(err, t.pc.Close()) }()
	stands := true
	for _, s := range o.wants(l) {
		good, err := t.run(ctx, s, stands)
		if err != nil {
			return err
		}
		stands = stands && (good || !s.ground)
	}
	return nil
}

func laneNamed(name string) (lane, error) {
	for _, l := range lanes() {
		if l.name == name {
			return l, nil
		}
	}
	return lane{}, fmt.Errorf("no lane is called %q", name)
}

// notTried is the fault of a step behind one that failed.
const notTried = "not tried"

// run runs the steps of a suite, if what it rests on stands, and reports whether
// all were good. Behind one that fails none is tried.
func (t *trial) run(ctx context.Context, s suite, good bool) (bool, error) {
	for _, st := range s.steps(t) {
		o := outcome{Suite: s.name, Step: st.name, Fault: notTried}
		if good {
			o = t.try(ctx, s, st)
		}
		good = good && o.Fault == ""
		line, err := json.Marshal(o)
		if err != nil {
			return false, err
		}
		if _, err := t.out.Write(append(line, '\n')); err != nil {
			return false, err
		}
	}
	return good, ctx.Err()
}

// try runs a step. Where it fails, the screen and the program's log are kept.
func (t *trial) try(ctx context.Context, s suite, st step) outcome {
	most := st.most
	if most == 0 {
		most = patience
	}
	within, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	began := time.Now()
	figure, err := st.do(within)
	o := outcome{Suite: s.name, Step: st.name, Figure: figure, Took: time.Since(began)}
	if err != nil {
		o.Figure = ""
		o.Fault = err.Error()
		o.Kept = t.keep(s, st)
	}
	return o
}

// keep saves what shows why a step failed, and returns where.
func (t *trial) keep(s suite, st step) string {
	dir := filepath.Join(t.Kept, t.Lane+"-"+s.name+"-"+fileName(st.name))
	err := t.pc.Screen.Keep(filepath.Join(dir, "screen.png"))
	logs := t.pc.Path(t.pc.Local("TinXa", "logs"))
	if _, missing := os.Stat(logs); missing == nil {
		err = errors.Join(err, replaceTree(filepath.Join(dir, "logs"), logs))
	}
	err = errors.Join(err, os.WriteFile(filepath.Join(dir, "said.txt"), []byte(t.pc.Said()), 0o644))
	if err != nil {
		return fmt.Sprintf("%s (%v)", dir, err)
	}
	return dir
}

// fileName makes a name for a folder of a step's name.
func fileName(step string) string {
	name := []rune(step)
	for i, r := range name {
		if !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9') {
			name[i] = '-'
		}
	}
	return string(name)
}
