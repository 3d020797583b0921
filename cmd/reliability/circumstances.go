package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// circumstance is something around the program that is not as it should be.
type circumstance struct {
	kind string
	try  func(ctx context.Context, g *group, made auditing) finding
}

var circumstances = []circumstance{
	{"second instance", tryTwice},
	{"folder read-only", tryReadOnly},
	{"clock a year back", tryClock},
}

// runCircumstances tries each of them on a folder of its own.
func runCircumstances(ctx context.Context, g *group) error {
	for number := g.first; number < g.last; number++ {
		g.begin(number)
		c := circumstances[number%len(circumstances)]
		made, err := g.written(ctx)
		if err != nil {
			return err
		}
		g.end(c.try(ctx, g, made).outcome(number, c.kind), g.dir)
		if err := errors.Join(os.RemoveAll(made.Dir), os.Remove(made.Words)); err != nil {
			return err
		}
	}
	return nil
}

// tryTwice starts a writer while the folder is open: it is told so within a few
// seconds, and harms nothing.
func tryTwice(ctx context.Context, _ *group, made auditing) (f finding) {
	v, err := vault.Open(ctx, made.Dir)
	if err != nil {
		return finding{Faults: []string{"open: " + err.Error()}}
	}
	began := time.Now()
	c, err := newChild(ctx, childWriter, writing{Dir: made.Dir, Drafts: 1, Steps: 1})
	var words []byte
	if err == nil {
		words, err = c.Output()
	}
	waited := time.Since(began)
	_, saving := v.Store.Save(ctx, model.New())
	err = errors.Join(err, saving, v.Close())
	f = apart(ctx, childAuditor, made)
	if err != nil {
		f.Faults = append(f.Faults, "beside a second instance: "+err.Error())
	}
	const patience = 10 * time.Second // 2 seconds for the lock, the rest for a busy machine
	p := read(words)
	if len(p.failures) != 1 || p.failures[0].Kind != model.ErrLocked.Error() || waited > patience {
		f.Faults = append(f.Faults, fmt.Sprintf("after %s a second instance was told %v", waited, p.failures))
	}
	return f
}

// tryReadOnly opens a folder in which nothing may be written: all can be read,
// and saving says why it cannot be done.
func tryReadOnly(ctx context.Context, _ *group, made auditing) finding {
	if err := allow(made.Dir, 0o555, 0o444); err != nil {
		return finding{Faults: []string{err.Error()}}
	}
	f := apart(ctx, childReader, made)
	if err := allow(made.Dir, 0o755, 0o644); err != nil {
		f.Faults = append(f.Faults, err.Error())
	}
	again := apart(ctx, childAuditor, made)
	f.Faults = append(f.Faults, again.Faults...)
	return f
}

// allow sets what may be done in a folder.
func allow(dir string, folders, files os.FileMode) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		mode := files
		if entry != nil && entry.IsDir() {
			mode = folders
		}
		return errors.Join(err, os.Chmod(path, mode))
	})
}

// readers reads all that was promised as a user who may not write: the child.
func readOnly(ctx context.Context, dir string, p *promises) finding {
	a := &audit{promised: p}
	a.must("user", asNobody(func() {
		began := time.Now()
		v, err := vault.Open(ctx, dir)
		if a.must("open", err); err != nil {
			return
		}
		a.Vault, a.Took = v, time.Since(began)
		if !errors.Is(v.Store.Frozen(), model.ErrReadOnly) {
			a.fault("a folder that may not be written is frozen because of %v", v.Store.Frozen())
		}
		a.all(ctx)
		if _, err := v.Store.Save(ctx, model.New()); !errors.Is(err, model.ErrReadOnly) {
			a.fault("saving says %v", err)
		}
		a.must("close", v.Close())
	}))
	return a.finding
}

// tryClock saves with a clock that was set back a year, and again when it is
// right: the newest revision stays the newest, and no saved one is forgotten.
func tryClock(ctx context.Context, g *group, _ auditing) (f finding) {
	now := time.Now()
	path := filepath.Join(g.dir, "clock", "tinxa.db")
	defer os.RemoveAll(filepath.Dir(path))
	r, sums := modeltest.Long(1, 1), map[int64]string{}
	for _, at := range []time.Time{now, now.AddDate(-1, 0, 0), now.AddDate(-1, 0, 0).Add(time.Minute), now.Add(time.Minute)} {
		s, err := bolt.Open(ctx, path, bolt.Clock(func() time.Time { return at }))
		if err != nil {
			return finding{Faults: []string{"open: " + err.Error()}}
		}
		for range 5 {
			if err == nil {
				r.Blocks = modeltest.Long(uint64(r.Rev), 2).Blocks
				r, err = s.Save(ctx, r)
				sums[r.Rev] = sumOf(r)
			}
		}
		f.check(ctx, s, r, sums)
		if err = errors.Join(err, s.Close()); err != nil {
			f.Faults = append(f.Faults, "saving: "+err.Error())
		}
	}
	return f
}

// check wants the report and all its revisions.
func (f *finding) check(ctx context.Context, s *bolt.Store, r model.Report, sums map[int64]string) {
	if got, err := s.Report(ctx, r.ID); err != nil || got.Rev != r.Rev || sumOf(got) != sums[r.Rev] {
		f.Faults = append(f.Faults, fmt.Sprintf("the newest revision %d is %d, %v", r.Rev, got.Rev, err))
	}
	for rev, sum := range sums {
		if got, err := s.Revision(ctx, r.ID, rev); err != nil || sumOf(got) != sum {
			f.Faults = append(f.Faults, fmt.Sprintf("revision %d: %v", rev, err))
		}
	}
}
