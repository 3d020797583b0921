package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"tinxa/cmd/wine/office"
)

// lanes are all PCs and what is tried on them.
func lanes() []lane {
	return []lane{
		{name: "desk", suites: []suite{
			{name: "package", steps: packageSteps},
			{name: "install", ground: true, steps: installSteps},
			{name: "typing", steps: typingSteps},
			{name: "uninstall", steps: uninstallSteps},
		}},
		{name: "bare", equipment: office.Equipment{NoOpenGL: true}, suites: []suite{
			{name: "commands", steps: commandSteps},
			{name: "graphics", steps: graphicsSteps},
		}},
		{name: "renewed", suites: []suite{
			{name: "updates", steps: updateSteps},
		}},
		{name: "scales", alone: true, suites: []suite{
			{name: "figures", steps: figureSteps},
		}},
	}
}

// prove sets Windows up, runs the lanes and prints the table.
func (o options) prove(ctx context.Context, out, complaints io.Writer) (good bool, err error) {
	dir, err := os.MkdirTemp("", "tinxa-wine-")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := os.RemoveAll(o.Kept); err != nil { // of the run before
		return false, err
	}
	version, err := office.Version(ctx)
	if err != nil {
		return false, err
	}
	fmt.Fprintln(out, version)
	t := newTable(out)
	if err := o.prepare(ctx, dir, t); err != nil {
		return false, err
	}
	for _, alone := range []bool{false, true} {
		if err := o.runLanes(ctx, dir, alone, t, complaints); err != nil {
			return false, err
		}
	}
	t.end()
	return t.good(), nil
}

// prepare makes what the lanes share.
func (o options) prepare(ctx context.Context, dir string, t *table) error {
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	defer cancel()
	if _, err := office.SetUp(ctx, filepath.Join(dir, "office")); err != nil {
		return err
	}
	if err := buildHands(ctx, filepath.Join(dir, "hands.exe")); err != nil {
		return err
	}
	t.add(outcome{Suite: "prepare", Step: "Windows is set up", Took: time.Since(began)})
	return nil
}

// mostLane is how long a lane may take: what hangs must not hold the gate.
const mostLane = 9 * time.Minute

// runLanes runs the lanes of one kind side by side, each in a process of its own.
func (o options) runLanes(ctx context.Context, dir string, alone bool, t *table, complaints io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, mostLane)
	defer cancel()
	var running []*exec.Cmd
	var all error
	for _, l := range lanes() {
		if l.alone != alone || len(o.wants(l)) == 0 {
			continue
		}
		c, err := o.start(ctx, l, dir, t, complaints)
		if err != nil {
			all = errors.Join(all, err)
			break
		}
		running = append(running, c)
	}
	for _, c := range running {
		if err := c.Wait(); err != nil {
			all = errors.Join(all, fmt.Errorf("%s: %w", strings.Join(c.Args[1:3], " "), err))
		}
	}
	return all
}

// start starts the process of a lane, whose outcomes go into the table.
func (o options) start(ctx context.Context, l lane, dir string, t *table, complaints io.Writer) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.CommandContext(ctx, self, o.args(l.name, dir)...)
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) } // it has a PC to switch off
	c.WaitDelay = 30 * time.Second
	c.Stdout, c.Stderr = &outcomes{table: t}, complaints
	return c, c.Start()
}

// outcomes takes the lines that a lane prints into the table.
type outcomes struct {
	table *table
	rest  bytes.Buffer // a line that has no end yet
}

// Write implements io.Writer.
func (r *outcomes) Write(data []byte) (int, error) {
	r.rest.Write(data)
	for {
		line, whole := bytes.CutSuffix(nextLine(&r.rest), []byte("\n"))
		if !whole {
			return len(data), nil
		}
		var o outcome
		if err := json.Unmarshal(line, &o); err != nil {
			return 0, fmt.Errorf("a lane says %q: %w", line, err)
		}
		r.table.add(o)
	}
}

// nextLine takes a whole line out of a buffer; nothing where there is none.
func nextLine(b *bytes.Buffer) []byte {
	at := bytes.IndexByte(b.Bytes(), '\n')
	if at < 0 {
		return nil
	}
	return b.Next(at + 1)
}
