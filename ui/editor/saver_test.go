package editor

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// slowly is a Runner whose work takes the time that a slow disk takes.
type slowly struct {
	*task.Queue
	takes time.Duration
}

func (r slowly) Run(f func()) { time.AfterFunc(r.takes, f) }

// pass lets time go by in small steps, as a window does that draws.
func (r slowly) pass(d time.Duration) {
	const frame = 20 * time.Millisecond
	for end := time.Now().Add(d); time.Now().Before(end); {
		time.Sleep(frame)
		synctest.Wait()
		r.Drain()
	}
}

// saving is a saver on a store, with a headline to type into.
type saving struct {
	slowly
	*saver
	shelf *shelf
	typed int
}

func newSaving(takes time.Duration) *saving { return newSavingIn(takes, &drawer{}) }

func newSavingIn(takes time.Duration, journal model.Journal) *saving {
	s := &saving{slowly: slowly{&task.Queue{}, takes}, shelf: &shelf{}}
	env := Env{Store: s.shelf, Journal: journal, Runner: s.slowly, Now: time.Now}
	s.saver = newSaver(context.Background(), env, manuscript.Open(model.New(), time.Now), func(SaveState) {})
	return s
}

func (s *saving) key(t *testing.T) {
	t.Helper()
	s.typed++
	retitle(t, s.state, fmt.Sprint(s.typed))
	time.Sleep(5 * time.Millisecond) // the page is laid out
	s.changed()
}

// retitle types a headline over the one that stands there.
func retitle(t *testing.T, state *manuscript.State, words string) {
	t.Helper()
	state.Select(state.ParagraphAt(manuscript.Spot{Field: manuscript.Title}))
	if err := state.Run(manuscript.Type(words)); err != nil {
		t.Fatal(err)
	}
}

// stored is the headline as the store has it.
func (s *saving) stored() string {
	if len(s.shelf.saved) == 0 {
		return ""
	}
	return s.shelf.saved[len(s.shelf.saved)-1].Head.Title
}

// TestWhatIsTypedDuringASaveIsSavedToo: nothing else needs to happen for it.
func TestWhatIsTypedDuringASaveIsSavedToo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSaving(time.Second)
		defer s.stop()
		s.key(t)
		s.pass(draft.Rest + s.takes/2)
		if !s.is.Saving {
			t.Fatal("no save is under way")
		}
		s.key(t)
		s.pass(s.takes + draft.Rest + s.takes + 100*time.Millisecond)
		if s.stored() != "2" || s.is.Dirty {
			t.Errorf("stored is %q, %+v", s.stored(), s.is)
		}
	})
}

// TestTypingIsSavedHoweverOneTypes: quickly, slowly, with pauses, on any disk.
func TestTypingIsSavedHoweverOneTypes(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			s := newSaving(time.Duration(random.IntN(1500)) * time.Millisecond)
			defer s.stop()
			for range 200 {
				s.key(t)
				pause := 100 + random.IntN(700)
				if random.IntN(25) == 0 {
					pause *= 30
				}
				waiting := s.typed
				s.pass(time.Duration(pause) * time.Millisecond)
				if calm := time.Duration(pause)*time.Millisecond > draft.Rest+2*s.takes+200*time.Millisecond; calm && s.stored() != fmt.Sprint(waiting) {
					t.Fatalf("seed %d: %d keys typed, after a rest of %d ms stored is %q: %+v", seed, waiting, pause, s.stored(), s.is)
				}
			}
		})
	}
}

// TestAFullDiskIsNotTriedAtEveryKey: each try costs time; the retry comes by
// itself, soon at first.
func TestAFullDiskIsNotTriedAtEveryKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSaving(time.Millisecond)
		defer s.stop()
		s.shelf.err = model.ErrFull
		for range 300 { // 30 s
			s.key(t)
			s.pass(100 * time.Millisecond)
		}
		if s.shelf.tries > 5 {
			t.Errorf("tried %d times", s.shelf.tries)
		}
		s.shelf.err = nil
		s.pass(retryMost + time.Second)
		if s.stored() != fmt.Sprint(s.typed) || s.is.Err != nil {
			t.Errorf("stored is %q, %+v", s.stored(), s.is)
		}
	})
}

// At the end of a session every word counts, also those that a save under way
// does not have yet.
func TestWhatIsSecuredIsKept(t *testing.T) {
	for name, c := range map[string]struct {
		store, journal error
		want           bool
	}{
		"all is well":                        {nil, nil, true},
		"the journal stands in":              {model.ErrFull, nil, true},
		"the store does without the journal": {nil, model.ErrFull, true},
		"nothing can be kept":                {model.ErrFull, model.ErrFull, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				drawer := &drawer{err: c.journal}
				s := newSavingIn(time.Second, drawer)
				defer s.stop()
				s.diary.open(func(model.Unsaved) {})
				s.pass(2 * time.Second)
				s.shelf.err = c.store
				s.key(t)
				s.Now(func(error) {})
				s.key(t)
				var answers []bool
				s.secure(func(kept bool) { answers = append(answers, kept) })
				s.pass(10 * time.Second)
				if len(answers) != 1 || answers[0] != c.want {
					t.Fatalf("answered %v, want %v", answers, c.want)
				}
				kept := drawer.kept[s.state.Report().ID].Report.Head.Title
				if c.want && s.stored() != "2" && kept != "2" {
					t.Errorf("the store has %q, the journal %q", s.stored(), kept)
				}
			})
		})
	}
}
