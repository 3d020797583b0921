package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

// running is a lane at work in a process of its own: what is tried may end the
// process, and two cores do twice as much.
type running struct {
	lane
	child *child
	out   *os.File
	said  bytes.Buffer
}

// runSuite runs all lanes of a suite and gathers what they say.
func runSuite(ctx context.Context, s suite, plan lane) ([]outcome, error) {
	dir, err := scratch(s.inMemory)
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	if s.prepare != nil {
		if err := s.prepare(ctx, dir); err != nil {
			return nil, err
		}
	}
	plan.Kept, plan.Shared, plan.Suite = os.TempDir(), dir, s.name
	plan.Lanes = min(cmp.Or(s.lanes, runtime.NumCPU()), (plan.Cases+s.size-1)/s.size)
	var at []*running
	for n := range plan.Lanes {
		plan.Lane, plan.Dir = n, filepath.Join(dir, fmt.Sprint("lane", n))
		r, err := start(ctx, plan)
		if err != nil {
			return nil, err
		}
		at = append(at, r)
	}
	var all []outcome
	for _, r := range at {
		done, err := r.finish(ctx)
		if err != nil {
			return nil, err
		}
		all = append(all, done...)
	}
	return all, nil
}

// scratch is a new folder: in memory where that will do and there is such a place.
func scratch(inMemory bool) (string, error) {
	dir, err := "", error(nil)
	if inMemory {
		dir, err = os.MkdirTemp(filepath.FromSlash("/dev/shm"), "tinxa-")
	}
	if dir == "" || err != nil {
		dir, err = os.MkdirTemp("", "tinxa-")
	}
	return dir, errors.Join(err, os.Chmod(dir, 0o755)) // one proof reads as another user
}

func start(ctx context.Context, plan lane) (*running, error) {
	if err := os.MkdirAll(plan.Dir, 0o755); err != nil {
		return nil, err
	}
	r := &running{lane: plan}
	var err error
	if r.out, err = os.OpenFile(filepath.Join(plan.Dir, "outcomes"), os.O_CREATE|os.O_RDWR|os.O_APPEND, 0o600); err != nil {
		return nil, err
	}
	r.child, err = newChild(ctx, childLane, plan)
	if err != nil {
		return nil, errors.Join(err, r.out.Close())
	}
	r.child.Stdout, r.child.Stderr = r.out, &r.said
	return r, r.child.Start()
}

// finish waits for the lane. One that dies is started again behind the case
// that it died of.
func (r *running) finish(ctx context.Context) ([]outcome, error) {
	for {
		died := r.child.Wait()
		all, open, err := readOutcomes(r.out)
		if err != nil || died == nil || ctx.Err() != nil {
			return all, errors.Join(err, ctx.Err(), r.out.Close())
		}
		fault := fmt.Sprintf("the process died: %v: %s", died, tail(r.said.String()))
		if open < 0 {
			return nil, errors.New(fault)
		}
		line, _ := json.Marshal(outcome{Case: open, Seed: r.Seed, Faults: []string{fault}})
		if _, err := r.out.Write(append(line, '\n')); err != nil {
			return nil, err
		}
		out := r.out
		next := r.lane
		next.From = open + 1
		if r, err = start(ctx, next); err != nil {
			return nil, err
		}
		if err := out.Close(); err != nil {
			return nil, err
		}
	}
}

// tail is the end of what a process said before it died.
func tail(said string) string {
	lines := strings.Split(strings.TrimSpace(said), "\n")
	return strings.Join(lines[:min(3, len(lines))], " / ")
}

// readOutcomes returns the outcomes, and the case that began and did not end,
// or -1.
func readOutcomes(file *os.File) (all []outcome, open int, err error) {
	open = -1
	if _, err := file.Seek(0, 0); err != nil {
		return nil, -1, err
	}
	for lines := bufio.NewReader(file); ; {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return all, open, nil // the end
		}
		var o outcome
		if err := json.Unmarshal(line, &o); err != nil {
			return nil, -1, fmt.Errorf("outcome %q: %w", line, err)
		}
		if o.Begun {
			open = o.Case
			continue
		}
		if open == o.Case {
			open = -1
		}
		all = append(all, o)
	}
}
