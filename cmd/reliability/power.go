package main

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"tinxa/cmd/reliability/platter"
)

// recordedSteps is how long a recorded writer works. A part of the cuts falls
// into its first operations, when the files are made.
const recordedSteps = 60

// runPower records one writer and cuts the power at many moments of its work.
func runPower(ctx context.Context, g *group) error {
	r, err := g.record(ctx, childWriter)
	if err != nil {
		return err
	}
	return replay(ctx, g, r.ops)
}

// record records a child that begins with an empty folder.
func (g *group) record(ctx context.Context, work string) (recording, error) {
	return record(ctx, g.dir, work, func(data string) any {
		return writing{Dir: data, Seed: g.seedOf(g.number), Drafts: 3, Steps: recordedSteps}
	})
}

// moment is a power cut: after so many operations.
type moment struct {
	number int // of the case
	after  int
}

// moments chooses when the power is cut, in the order of time: a fifth of them
// while the folder is made, the rest at any time.
func moments(g *group, ops []platter.Op) []moment {
	made := len(ops)
	for i, op := range ops {
		if op.Kind == platter.Say && read(op.Data).opened {
			made = min(made, i+1)
		}
	}
	rnd := random(g.seedOf(g.number))
	var after []int
	for n := range g.suite.size {
		among := len(ops)
		if n%5 == 0 {
			among = made
		}
		after = append(after, 1+rnd.IntN(among))
	}
	slices.Sort(after)
	var all []moment
	for number := g.first; number < g.last; number++ {
		all = append(all, moment{number, after[number-g.number*g.suite.size]})
	}
	return all
}

// replay opens what the disk may hold after each power cut.
func replay(ctx context.Context, g *group, ops []platter.Op) error {
	disk, done := platter.NewDisk(), 0
	var words []byte
	for _, m := range moments(g, ops) {
		for ; done < m.after; done++ {
			disk.Apply(ops[done])
			if ops[done].Kind == platter.Say {
				words = append(words, ops[done].Data...)
			}
		}
		rnd := random(g.seedOf(m.number))
		if err := cut(ctx, g, m.number, disk, words, rnd); err != nil {
			return err
		}
	}
	return nil
}

// cut is one case: the power is cut now.
func cut(ctx context.Context, g *group, number int, disk *platter.Disk, words []byte, rnd *rand.Rand) error {
	dir := filepath.Join(g.dir, "state")
	if err := os.Mkdir(dir, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := disk.Cut(rnd).WriteTo(dir); err != nil {
		return err
	}
	g.begin(number)
	f := audited(ctx, filepath.Join(dir, dataName), read(words))
	g.end(f.outcome(number, ""), dir)
	return nil
}
