package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// refusal is a system call that fails, by what the system answers.
type refusal struct {
	kind  string
	calls string // of strace, any of them
	error string
	stays bool // all such calls fail from then on, until the program ends
}

// refusals are what disks and virus scanners do to a program.
var refusals = []refusal{
	{kind: "disk full", calls: "pwrite64,write,ftruncate", error: "ENOSPC"},
	{kind: "disk full, noticed late", calls: "fsync,fdatasync", error: "ENOSPC"},
	{kind: "disk stays full", calls: "pwrite64,ftruncate,fsync,fdatasync,linkat,mkdirat", error: "ENOSPC", stays: true},
	{kind: "broken disk", calls: "pwrite64,write", error: "EIO"},
	{kind: "broken disk, noticed late", calls: "fsync,fdatasync", error: "EIO"},
	{kind: "rename denied", calls: "rename,renameat,renameat2,linkat", error: "EACCES"},
	{kind: "rename broken", calls: "rename,renameat,renameat2,linkat", error: "EIO"},
}

// refusedSteps is how long the writer works whose calls are refused.
const refusedSteps = 25

// runRefusals refuses one call after the other to one writer. The cases of a
// group are spread over all calls that the writer makes.
func runRefusals(ctx context.Context, g *group) error {
	what := refusals[g.number%len(refusals)]
	seed := g.seedOf(g.number)
	count, err := g.countCalls(ctx, what, seed)
	if err != nil {
		return err
	}
	for number := g.first; number < g.last; number++ {
		g.begin(number)
		at := 1 + (number-g.number*g.suite.size)*count/g.suite.size
		f, err := g.refuse(ctx, what, at, seed)
		if err != nil {
			return err
		}
		g.end(f.outcome(number, what.kind), filepath.Join(g.dir, "refused"))
		if err := os.RemoveAll(filepath.Join(g.dir, "refused")); err != nil {
			return err
		}
	}
	return nil
}

// countCalls is how many of its calls the writer makes when none fails.
func (g *group) countCalls(ctx context.Context, what refusal, seed uint64) (int, error) {
	log := filepath.Join(g.dir, "counted")
	task := writing{Dir: filepath.Join(g.dir, "unharmed"), Seed: seed, Drafts: 3, Steps: refusedSteps}
	if _, err := g.trace(ctx, task, "-o", log, "-e", "trace="+what.calls); err != nil {
		return 0, err
	}
	text, err := os.ReadFile(log)
	return bytes.Count(text, []byte("(")), err
}

// trace runs a writer under strace and returns its words.
func (g *group) trace(ctx context.Context, task writing, flags ...string) ([]byte, error) {
	args, err := childArgs(childWriter, task)
	if err != nil {
		return nil, err
	}
	var words bytes.Buffer
	err = traced(ctx, &words, flags, args)
	return words.Bytes(), err
}

// refuse is one case: the at-th of the calls fails.
func (g *group) refuse(ctx context.Context, what refusal, at int, seed uint64) (finding, error) {
	dir := filepath.Join(g.dir, "refused")
	data, said := filepath.Join(dir, dataName), filepath.Join(dir, "words")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return finding{}, err
	}
	task := writing{Dir: data, Seed: seed, Drafts: 3, Steps: refusedSteps, Stay: true}
	when := strconv.Itoa(at)
	if what.stays {
		when += "+"
	}
	words, err := g.trace(ctx, task, "-o", os.DevNull, "-e", "trace="+what.calls,
		"-e", "inject="+what.calls+":error="+what.error+":when="+when)
	if err != nil {
		return finding{}, err
	}
	if err := os.WriteFile(said, words, 0o600); err != nil {
		return finding{}, err
	}
	f := apart(ctx, childAuditor, auditing{Dir: data, Words: said})
	f.Faults = append(f.Faults, what.complaints(read(words))...)
	return f, nil
}

// complaints wants a contract's name on every failure, and that work went on
// after one that passed.
func (what refusal) complaints(p *promises) (faults []string) {
	for _, w := range p.failures {
		if w.Kind == "" {
			faults = append(faults, fmt.Sprintf("%s failed with an error that no contract knows: %s", w.ID, w.Sum))
		}
	}
	if len(p.failures) > 0 && p.opened && !p.wentOn && !what.stays {
		faults = append(faults, "nothing was saved any more after "+p.failures[0].Sum)
	}
	return faults
}
