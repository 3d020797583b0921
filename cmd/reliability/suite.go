package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// suite is one kind of proof: many cases that must all hold.
type suite struct {
	name        string
	short, long int // cases in CI, and in a long run
	size        int // cases of a group, which share what is costly to make
	run         func(context.Context, *group) error
	prepare     func(ctx context.Context, shared string) error // once, before all groups
	lanes       int                                            // processes at a time; 0: one for each processor
	control     bool                                           // something is broken on purpose: cases must fail
	inMemory    bool                                           // its files may lie in memory: nobody asks the disk for anything
}

// group is a run of cases, told by number, within a process of their own.
type group struct {
	suite       suite
	number      int
	first, last int // cases; last is the first that belongs to the next group
	seed        uint64
	dir         string // empty at first; removed unless a case failed
	out         io.Writer
	shared      string // what was prepared
	kept        string // where folders of cases that failed go
}

// outcome is what came of a case.
type outcome struct {
	Case   int
	Begun  bool          `json:",omitempty"` // nothing yet: if no more comes, the process died of it
	Kind   string        `json:",omitempty"` // of case, within a suite that has several
	Seed   uint64        `json:",omitempty"`
	Faults []string      `json:",omitempty"`
	Took   time.Duration `json:",omitempty"` // to reopen
	Found  int           `json:",omitempty"` // reports that were rescued …
	Of     int           `json:",omitempty"` // … of so many
	Lost   time.Duration `json:",omitempty"` // of typing
	Kept   string        `json:",omitempty"` // the folder of a case that failed
}

// outcome is a finding as that of a case.
func (f finding) outcome(number int, kind string) outcome {
	return outcome{
		Case: number, Kind: kind, Faults: f.Faults, Took: f.Took, Found: f.Found, Of: f.Of,
	}
}

// seedOf gives every case chances of its own.
func (g *group) seedOf(number int) uint64 { return g.seed<<32 + uint64(number) }

// begin says that a case begins, so that it is known if the process dies of it.
func (g *group) begin(number int) { g.print(outcome{Case: number, Begun: true}) }

// end says what came of the case. A folder is kept for a case that failed.
func (g *group) end(o outcome, folder string) {
	o.Seed = g.seed
	if len(o.Faults) > 0 && !g.suite.control && folder != "" {
		o.Kept = g.keep(folder, o.Case)
	}
	g.print(o)
}

// keep copies what a failed case left to where it survives the run.
func (g *group) keep(folder string, number int) string {
	to := filepath.Join(g.kept, fmt.Sprintf("tinxa-%s-%d-%d", g.suite.name, g.seed, number))
	err := os.CopyFS(to, os.DirFS(folder))
	if err != nil {
		return to + ": " + err.Error()
	}
	return to
}

func (g *group) print(o outcome) {
	line, err := json.Marshal(o)
	if err == nil {
		_, err = g.out.Write(append(line, '\n'))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "reliability:", err)
	}
}

// lane is what one process of a suite does: every so many-th group.
type lane struct {
	Suite       string
	Seed        uint64
	Cases       int
	From        int // the case to begin with
	Only        int // the only group to run; -1: all
	Lane, Lanes int
	Dir         string // for files
	Kept        string // for the folders of cases that fail
	Shared      string // what the suite prepared
}

// runLane is the child process of that name.
func runLane(ctx context.Context, task lane, out io.Writer) error {
	s, err := find(task.Suite)
	if err != nil {
		return err
	}
	if err := moveIn(task.Dir); err != nil {
		return err
	}
	for number, first := 0, 0; first < task.Cases; number, first = number+1, first+s.size {
		last := min(first+s.size, task.Cases)
		if number%task.Lanes != task.Lane || last <= task.From || task.Only >= 0 && number != task.Only {
			continue
		}
		g := &group{suite: s, number: number, first: max(first, task.From), last: last, seed: task.Seed, out: out, kept: task.Kept, shared: task.Shared}
		g.dir = filepath.Join(task.Dir, "group"+strconv.Itoa(number))
		if err := g.runAll(ctx); err != nil {
			g.print(outcome{Case: first, Seed: g.seed, Faults: []string{err.Error()}})
		}
	}
	return nil
}

// moveIn makes the places that the program falls back to ones of the lane's own.
func moveIn(dir string) error {
	cache, temp := filepath.Join(dir, "cache"), filepath.Join(dir, "temp")
	return errors.Join(os.MkdirAll(cache, 0o755), os.MkdirAll(temp, 0o755), os.Chmod(temp, 0o777),
		os.Setenv("XDG_CACHE_HOME", cache), os.Setenv("TMPDIR", temp))
}

func (g *group) runAll(ctx context.Context) error {
	if err := os.MkdirAll(g.dir, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(g.dir)
	return g.suite.run(ctx, g)
}
