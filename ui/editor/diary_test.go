package editor

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// keeping is a saver on a drawer, with a headline that counts what was typed.
type keeping struct {
	slowly
	*saver
	*drawer
	close  func()
	typed  int
	stamps []time.Time // of each number
}

func newKeeping(d *drawer) *keeping {
	k := &keeping{slowly: slowly{&task.Queue{}, 0}, drawer: d}
	env := Env{Store: d, Journal: d, Runner: k.slowly, Now: time.Now}
	d.stored = model.New()
	ctx, cancel := context.WithCancel(context.Background())
	k.close = cancel
	k.saver = newSaver(ctx, env, manuscript.Open(d.stored, time.Now), func(SaveState) {})
	k.diary.open(func(model.Unsaved) {})
	return k
}

// end waits for what is under way.
func (k *keeping) end() {
	k.stop()
	time.Sleep(time.Minute)
	k.close()
}

func (k *keeping) key(t *testing.T) {
	t.Helper()
	k.typed++
	k.stamps = append(k.stamps, time.Now())
	retitle(t, k.state, strconv.Itoa(k.typed))
	k.changed()
}

// number is how much of what was typed a report has.
func number(r model.Report) int {
	n, _ := strconv.Atoi(r.Head.Title)
	return n
}

// safe is how much of what was typed a crash leaves.
func (k *keeping) safe() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.left()
}

// left is safe for those who hold the lock.
func (k *keeping) left() int {
	if u, ok := k.kept[k.stored.ID]; ok && u.Newer(k.stored) {
		return number(u.Report)
	}
	return number(k.stored)
}

func takes(d time.Duration) func() time.Duration { return func() time.Duration { return d } }

// TestTypedIsSafeWithinSeconds holds the promise of the first page, on a slow
// disk with a store that is slower still, or does not work at all: a second
// after the last key, three seconds behind continuous typing.
func TestTypedIsSafeWithinSeconds(t *testing.T) {
	for _, c := range []struct {
		name        string
		write, save time.Duration
		fails       float64
		rest        time.Duration
	}{
		{"quick", time.Millisecond, time.Millisecond, 0, time.Second},
		{"slow", 250 * time.Millisecond, 4 * time.Second, 0, time.Second},
		{"no store", 250 * time.Millisecond, time.Second, 1, time.Second},
		{"dying", 900 * time.Millisecond, 9 * time.Second, 0.5, 3 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(1, 1))
				k := newKeeping(&drawer{writeTakes: takes(c.write), saveTakes: takes(c.save), saveFails: c.fails, random: rand.New(rand.NewPCG(2, 2))})
				defer k.end()
				for range 300 {
					k.key(t)
					pause := time.Duration(50+random.IntN(400)) * time.Millisecond
					if random.IntN(20) == 0 {
						pause = c.rest + 10*time.Millisecond
					}
					k.pass(pause)
					behind := k.safe()
					if pause > c.rest && behind < k.typed {
						t.Fatalf("%v after key %d only %d are safe", pause, k.typed, behind)
					}
					if behind < k.typed && time.Since(k.stamps[behind]) > 3*time.Second {
						t.Fatalf("key %d was typed %v ago and is not safe", behind+1, time.Since(k.stamps[behind]))
					}
				}
				if k.overlaps {
					t.Error("two writes at once")
				}
			})
		})
	}
}

// TestNothingIsLostAndNothingIsFalselyNewer crashes at any moment, in any order
// of typing, journal and saves, of which some fail: what is found has all that
// journal or store acknowledged, and a journal is taken for newer only where it
// is.
func TestNothingIsLostAndNothingIsFalselyNewer(t *testing.T) {
	newer := 0
	for seed := range uint64(120) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 2))
			d := &drawer{random: rand.New(rand.NewPCG(seed, 3)), saveFails: 0.3 * float64(seed%3)}
			d.writeTakes, d.saveTakes = d.upTo(1500), d.upTo(4000)
			if seed%5 == 0 {
				d.writeFails = 0.3
			}
			k := newKeeping(d)
			defer k.end()
			for range 120 {
				if random.IntN(3) > 0 {
					k.key(t)
				}
				if random.IntN(10) == 0 {
					k.Now(func(error) {})
				}
				k.pass(time.Duration(random.IntN(900)) * time.Millisecond)
				newer += k.crashed(t, seed)
			}
		})
	}
	if newer < 100 {
		t.Errorf("the journal was newer only %d times", newer)
	}
}

// crashed looks at what a crash would leave now, and counts 1 where that is the
// journal's.
func (k *keeping) crashed(t *testing.T, seed uint64) int {
	t.Helper()
	k.mu.Lock()
	defer k.mu.Unlock()
	safe := k.left()
	acked := number(k.stored)
	for _, u := range k.acked {
		acked = max(acked, number(u.Report))
	}
	// While no frame can be kept anywhere, an older one may stand for newer: then
	// the store's is in the history.
	if safe < acked && k.writeFails == 0 {
		t.Fatalf("seed %d: %d keys were acknowledged, %d are left: %+v", seed, acked, safe, k.kept)
	}
	if u, ok := k.kept[k.stored.ID]; ok && u.Newer(k.stored) {
		return 1
	}
	return 0
}

// TestFramesAreFew: a sentence costs no more than a frame a second, a caret that
// wanders one in two seconds, and a report that lies there none.
func TestFramesAreFew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping(&drawer{})
		defer k.end()
		k.pass(time.Second)
		if k.writes != 1 {
			t.Fatalf("%d frames on opening", k.writes)
		}
		for range 200 { // 40 s
			k.key(t)
			k.pass(200 * time.Millisecond)
		}
		if k.writes > 1+40/2+40/10+2 {
			t.Errorf("%d frames in 40 s of typing", k.writes)
		}
		k.pass(10 * time.Second)
		before := k.writes
		k.pass(time.Hour)
		if k.writes != before {
			t.Errorf("%d frames while nothing happened", k.writes-before)
		}
		for i := range 100 { // 10 s
			k.state.Select(manuscript.At(manuscript.Spot{Field: manuscript.Title, Pos: i % 2}))
			k.diary.plan()
			k.pass(100 * time.Millisecond)
		}
		k.pass(caretRest)
		if got := k.writes - before; got < 5 || got > 6 {
			t.Errorf("%d frames while the caret wandered for 10 s", got)
		}
		if u := k.kept[k.stored.ID]; u.Caret != k.state.Selection().Head.Words() || u.Report.Rev != k.stored.Rev {
			t.Errorf("kept is %q at revision %d", u.Caret, u.Report.Rev)
		}
	})
}

// TestTheStoreStandsInForTheJournal: while no frame can be kept, saves come as
// often as frames would.
func TestTheStoreStandsInForTheJournal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping(&drawer{err: model.ErrFull})
		defer k.end()
		k.pass(time.Second)
		for range 100 {
			k.key(t)
			k.pass(100 * time.Millisecond)
			if behind := k.safe(); behind < k.typed && time.Since(k.stamps[behind]) > 3*time.Second {
				t.Fatalf("key %d was typed %v ago and is not safe", behind+1, time.Since(k.stamps[behind]))
			}
		}
		k.err = nil
		k.pass(2 * caretRest)
		before := k.saves
		k.key(t)
		k.pass(draft.JournalRest + 100*time.Millisecond)
		if k.saves != before || k.safe() != k.typed {
			t.Errorf("%d saves beside a journal that works, %d of %d safe", k.saves-before, k.safe(), k.typed)
		}
	})
}

// TestLeavingForgets: and only what was saved.
func TestLeavingForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping(&drawer{writeTakes: takes(300 * time.Millisecond), saveTakes: takes(time.Second)})
		defer k.end()
		k.key(t)
		left := 0
		var leave func()
		leave = func() {
			k.Now(func(error) {
				k.diary.leave(func() {
					if k.state.Draft().Dirty() {
						leave()
						return
					}
					left = k.typed
					k.close()
				})
			})
		}
		leave()
		k.pass(1200 * time.Millisecond)
		k.key(t) // while the journal forgets
		k.pass(20 * time.Second)
		if left != 2 || len(k.kept) != 0 || number(k.stored) != 2 {
			t.Errorf("left after %d keys with %d stored and %d kept", left, number(k.stored), len(k.kept))
		}
	})
}

// TestACopyTakesTheJournalAlong: the report it came from is not open any more.
func TestACopyTakesTheJournalAlong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		k := newKeeping(&drawer{writeTakes: takes(50 * time.Millisecond)})
		defer k.end()
		k.stored.Rev = 7 // saved elsewhere
		k.key(t)
		k.pass(5 * time.Second)
		if k.is.Err == nil {
			t.Fatal("no conflict")
		}
		was := k.stored.ID
		k.stored = model.Report{}
		k.fork()
		k.pass(5 * time.Second)
		_, old := k.kept[was]
		if copied, ok := k.kept[k.state.Report().ID]; old || !ok || copied.Report.Rev != 1 || k.stored.ID == was {
			t.Errorf("kept are %v", fmt.Sprint(k.kept))
		}
	})
}
