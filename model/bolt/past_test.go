package bolt_test

import (
	"testing"
	"time"

	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// TestPruning writes for hours on end, a save every ten seconds, then comes
// back the next day, and a year later.
func TestPruning(t *testing.T) {
	c := &clock{noon.AddDate(0, 0, -60)}
	s := open(t, newPath(t), bolt.Clock(c.now))
	r := save(t, s, modeltest.Report(1)) // 60 days ago
	ages := func() []time.Duration {
		past, err := s.History(t.Context(), r.ID)
		if err != nil {
			t.Fatal(err)
		}
		var all []time.Duration
		for _, rev := range past {
			all = append(all, c.Sub(rev.Saved))
		}
		return all
	}
	within := func(from, to time.Duration) (n int) {
		for _, age := range ages() {
			if age >= from && age < to {
				n++
			}
		}
		return n
	}
	check := func(what string, from, to time.Duration, want int) {
		t.Helper()
		if got := within(from, to); got != want {
			t.Errorf("%s: %d revisions, want %d; all: %v", what, got, want, ages())
		}
	}

	c.Time = noon.Add(10 * time.Second)
	for range 3*360 - 1 { // three hours, until 08:00; with the first save 8 times 135
		r = save(t, s, r)
		c.Time = c.Add(10 * time.Second)
	}
	c.Time = c.Add(-10 * time.Second) // 07:59:50, the last save
	check("the last minutes", 0, 500*time.Second, 50)
	check("the last hour", 0, time.Hour, 50)
	check("the hours before", time.Hour, 24*time.Hour, 2)
	check("before 30 days", 30*24*time.Hour, 1<<62, 1)

	c.Time = noon.AddDate(0, 0, 1).Add(5 * time.Hour)
	r = save(t, s, r)
	check("the next day", 0, time.Hour, 1)
	check("of the day before, when it is more than a day ago", 24*time.Hour, 48*time.Hour, 1)

	c.Time = noon.AddDate(1, 0, 0)
	r = save(t, s, r)
	check("a year later", 0, 24*time.Hour, 1)
	check("from before", 24*time.Hour, 1<<62, 1)
	if got := ages()[1]; got > 365*24*time.Hour {
		t.Errorf("of the revisions before 30 days the one of %v ago is kept, want the newest", got)
	}
}

func TestPruningWithClockSetBack(t *testing.T) {
	c := &clock{noon}
	s := open(t, newPath(t), bolt.Clock(c.now))
	r := save(t, s, modeltest.Report(1))
	c.Time = noon.AddDate(-2, 0, 0)
	for range 3 {
		r = save(t, s, r)
	}
	past, err := s.History(t.Context(), r.ID)
	if err != nil || len(past) == 0 || past[0].Rev != 4 {
		t.Errorf("history %v, %v, want revision 4 first", past, err)
	}
}
