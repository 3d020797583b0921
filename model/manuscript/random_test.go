package manuscript_test

import (
	"flag"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/modeltest"
	"tinxa/model/viet"
)

// The random test does commands by the hundred thousand to reports of all kinds
// and to a simple reference. Shards run beside one another.
const (
	shards  = 8
	seeds   = 25  // of each shard
	journey = 500 // commands of a seed; undo goes back a thousand steps
)

// onlySeed is a seed to try alone: go test -run RandomCommands -seed 31.
var onlySeed = flag.Int64("seed", -1, "the only seed of TestRandomCommands")

func TestRandomCommands(t *testing.T) {
	if *onlySeed >= 0 {
		tryOut(t, uint64(*onlySeed))
		return
	}
	for shard := range shards {
		t.Run(fmt.Sprint(shard), func(t *testing.T) {
			t.Parallel()
			for i := range seeds {
				tryOut(t, uint64(shard*seeds+i))
			}
		})
	}
}

func tryOut(t *testing.T, seed uint64) {
	t.Helper()
	acts, err := travel(seed)
	if err == nil {
		return
	}
	short := shrunk(seed, acts)
	b, err := replay(seed, short)
	t.Fatalf("seed %d: %v\nafter\n\t%s\nto\n%s", seed, err, strings.Join(b.log, "\n\t"), b.past[b.now].page.numbered())
}

// beginning is the report that a seed begins with.
func beginning(seed uint64) model.Report {
	short := func() model.Report { return modeltest.Report(seed) }
	all := []func() model.Report{model.New, short, modeltest.RoundUp, model.New, short, modeltest.Crowded}
	r := all[seed%uint64(len(all))]()
	return r.Retext(viet.Normal)
}

// travel does random acts, and returns them with what went wrong.
func travel(seed uint64) ([]act, error) {
	hand := newHand(seed)
	var all []act
	_, err := tried(seed, func(b *bench) (err error) {
		for err == nil && len(all) < journey {
			for _, a := range hand.next(b.size()) {
				if all = append(all, a); err == nil {
					err = b.act(a)
				}
			}
		}
		return err
	})
	return all, err
}

// replay does these acts.
func replay(seed uint64, acts []act) (*bench, error) {
	return tried(seed, func(b *bench) (err error) {
		for _, a := range acts {
			if err == nil {
				err = b.act(a)
			}
		}
		return err
	})
}

// tried does what do does from the beginning of a seed, and undoes it all.
func tried(seed uint64, do func(b *bench) error) (*bench, error) {
	r := beginning(seed)
	first, err := model.Encode(r)
	b := open(r)
	if err == nil {
		err = do(b)
	}
	if err == nil {
		err = b.ends(first)
	}
	return b, err
}

// act does one thing, a fifth of a second after the one before. A panic is an
// error like others, so that the acts that lead to it are found.
func (b *bench) act(a act) (err error) {
	b.journey = b.journey.Add(200 * time.Millisecond)
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	b.log = append(b.log, fmt.Sprintf("%v at %v", a, b.state.Selection()))
	b.doing = ""
	was, version := b.state.Selection(), b.state.Version()
	err = verbs[a.verb].do(b, a)
	if b.state.Version() == version && b.state.Selection() != was {
		b.settled = false
	}
	return err
}

// shrunk leaves out of a list of acts what is not needed to go wrong, as far as
// it gets in some thousand tries.
func shrunk(seed uint64, acts []act) []act {
	budget := 200_000 // acts
	for size := (len(acts) + 1) / 2; size > 0; size /= 2 {
		for from := len(acts) - size; from >= 0 && budget > 0; from -= size {
			less := slices.Delete(slices.Clone(acts), from, min(from+size, len(acts)))
			budget -= len(less)
			if _, err := replay(seed, less); err != nil {
				acts = less
			}
		}
	}
	return acts
}
