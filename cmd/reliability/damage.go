package main

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tinxa/cmd/vault"
	"tinxa/model"
)

// harm is a way in which a disk spoils a database.
type harm struct {
	kind string
	do   func(rnd *rand.Rand, data []byte) []byte
}

// cutOff is the one kind of damage after which nothing may be left of a report
// but what the backups have, not even that there was more.
const cutOff = "cut off"

// pageBytes is the page of the databases that are harmed: that of the system.
var pageBytes = os.Getpagesize()

// harms are the kinds of damage; the data are the used part of the file.
var harms = []harm{
	{"a bit", func(rnd *rand.Rand, data []byte) []byte {
		data[rnd.IntN(len(data))] ^= 1 << rnd.IntN(8)
		return data
	}},
	{"512 bytes", func(rnd *rand.Rand, data []byte) []byte { return spoiled(rnd, data, -1, 512) }},
	{"a page", func(rnd *rand.Rand, data []byte) []byte { return spoiled(rnd, data, -1, pageBytes) }},
	{cutOff, func(rnd *rand.Rand, data []byte) []byte { return data[:rnd.IntN(len(data))] }},
	{"head 0", func(rnd *rand.Rand, data []byte) []byte { return spoiled(rnd, data, 0, pageBytes) }},
	{"head 1", func(rnd *rand.Rand, data []byte) []byte { return spoiled(rnd, data, 1, pageBytes) }},
	{"both heads", func(rnd *rand.Rand, data []byte) []byte { return spoiled(rnd, data, 0, 2*pageBytes) }},
}

// spoiled writes noise over a unit of so many bytes: that of a number, or any.
func spoiled(rnd *rand.Rand, data []byte, number, unit int) []byte {
	if number < 0 {
		number = rnd.IntN(len(data) / unit)
	}
	for i := range unit {
		data[number*unit+i] = byte(rnd.Uint32())
	}
	return data
}

// writtenSteps is how long the writer works whose folder is damaged.
const writtenSteps = 120

// written makes a data folder with drafts, a history, photos, backups and a
// journal, and returns what was promised of it.
func (g *group) written(ctx context.Context) (auditing, error) {
	made := auditing{Dir: filepath.Join(g.dir, "whole"), Words: filepath.Join(g.dir, "words")}
	c, err := newChild(ctx, childWriter, writing{
		Dir: made.Dir, Seed: g.seedOf(g.number), Drafts: 6, Steps: writtenSteps,
	})
	if err != nil {
		return made, err
	}
	c.Stderr = os.Stderr
	words, err := c.Output()
	return made, errors.Join(err, os.WriteFile(made.Words, words, 0o600))
}

// runDamage damages one database in many ways, each time from the beginning.
func runDamage(ctx context.Context, g *group) error {
	made, err := g.written(ctx)
	if err != nil {
		return err
	}
	for number := g.first; number < g.last; number++ {
		h, dir := harms[number%len(harms)], filepath.Join(g.dir, "damaged")
		if err := damageCopy(made.Dir, dir, h, random(g.seedOf(number))); err != nil {
			return err
		}
		g.begin(number)
		f := apart(ctx, childRescuer, auditing{dir, made.Words, h.kind})
		g.end(f.outcome(number, h.kind), dir)
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	return nil
}

// damageCopy copies a data folder and harms its database.
func damageCopy(from, to string, h harm, rnd *rand.Rand) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	path := vault.Database(to)
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	size := len(data)
	used := (len(bytes.TrimRight(data, "\x00")) + pageBytes - 1) / pageBytes * pageBytes
	harmed := h.do(rnd, data[:used])
	if len(harmed) == used {
		harmed = data[:size]
	}
	return os.WriteFile(path, harmed, 0o600)
}

// rescued does what the program does at its start, and what its user does who
// has everything rescued that can be.
func rescued(ctx context.Context, task auditing, p *promises) finding {
	r := &rescuing{audit: audit{promised: p}, dir: task.Dir}
	checker, err := childArgs(childChecker, task.Dir)
	r.must("child", err)
	r.run(ctx, checker)
	return r.finding
}

// rescuing is the way back from a damaged database.
type rescuing struct {
	audit
	dir   string
	named map[model.ReportID]bool // reports of which the plan says that something is lost
}

func (r *rescuing) run(ctx context.Context, checker []string) {
	began := time.Now()
	r.reopen(ctx, checker)
	r.Took = time.Since(began)
	if r.Vault == nil {
		return
	}
	begun, err := r.Begin(ctx)
	r.must("begin", errors.Join(err, begun.Kept))
	for id, p := range r.promised.reports {
		r.Of++
		r.newest(ctx, id, p)
	}
	r.known(ctx)
	r.dangling(ctx)
	r.works(ctx)
	r.must("close", r.Close())
}

// reopen checks the folder, rescues what can be where that is called for, and
// opens it.
func (r *rescuing) reopen(ctx context.Context, checker []string) {
	verdict, err := vault.Apart(ctx, r.dir, checker...)
	r.must("check", err)
	if err == nil && verdict.State != vault.Sound {
		plan, err := vault.Find(ctx, r.dir, func(int, int) {})
		r.must("find", err)
		r.named = map[model.ReportID]bool{}
		for _, loss := range plan.Lost {
			r.named[loss.ID] = true
		}
		_, err = vault.Rebuild(ctx, r.dir, plan.Reports)
		r.must("rebuild", err)
	}
	v, err := vault.Open(ctx, r.dir)
	if err != nil {
		r.must("open", err)
		return
	}
	r.Vault = v
	_, err = r.Store.Reports(ctx)
	r.must("list", err)
}

// newest wants the newest words of a report, or that it was told that they are
// lost; and never less than what the newest backup has.
func (r *rescuing) newest(ctx context.Context, id model.ReportID, p *reportPromise) {
	got, err := r.Store.Report(ctx, id)
	switch {
	case err == nil && slices.Contains(p.last, sumOf(got)), r.back(ctx, id, p):
		r.Found++
	case got.Rev < r.promised.copied[id]:
		r.fault("report %s came back as revision %d (%v), the newest backup has %d", id, got.Rev, err, r.promised.copied[id])
	case !r.named[id]:
		r.fault("report %s came back as revision %d of %d (%v), and nobody says so", id, got.Rev, p.rev, err)
	}
}

// back takes a report out of the bin that had just come from there, when the
// damage took that last step back, and wants its newest words.
func (r *rescuing) back(ctx context.Context, id model.ReportID, p *reportPromise) bool {
	if !p.wasBinned || r.Store.Restore(ctx, id) != nil {
		return false
	}
	got, err := r.Store.Report(ctx, id)
	return err == nil && slices.Contains(p.last, sumOf(got))
}

// known wants every state of every report to be one that once was saved: else
// damage passed for text.
func (r *rescuing) known(ctx context.Context) {
	all, err := r.Store.Reports(ctx)
	r.must("list", err)
	for _, sum := range all {
		past, err := r.Store.History(ctx, sum.ID)
		r.must("history", err)
		for _, rev := range past {
			got, err := r.Store.Revision(ctx, sum.ID, rev.Rev)
			if err != nil {
				r.fault("report %s, revision %d: %v", sum.ID, rev.Rev, err)
			} else if !r.promised.ever[sumOf(got)] {
				r.fault("silent damage: report %s, revision %d is no text that ever was written", sum.ID, rev.Rev)
			}
		}
	}
}
