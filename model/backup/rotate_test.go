package backup

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// shelved is a shelf of moments, newest first, thinned out after each backup.
type shelved []time.Time

func (s *shelved) add(at time.Time) {
	all := append(shelved{at}, *s...)
	keep := kept(all)
	var stay shelved
	for i, at := range all {
		if keep[i] {
			stay = append(stay, at)
		}
	}
	*s = stay
}

// TestYear makes a backup every quarter of an hour of every working day of a
// year and looks after each at what is left.
func TestYear(t *testing.T) {
	var s shelved
	var all []time.Time // newest last
	for day := range 365 {
		start := time.Date(2026, 1, 1+day, 7, 30, 0, 0, zone)
		if start.Weekday() == time.Sunday || start.Weekday() == time.Saturday {
			continue
		}
		for quarter := range 34 {
			at := start.Add(time.Duration(quarter) * 15 * time.Minute)
			s.add(at)
			all = append(all, at)
			checkKept(t, s, all)
		}
		if t.Failed() {
			t.Fatalf("on %v", start)
		}
	}
	if oldest := all[len(all)-1].Sub(s[len(s)-1]); oldest < 20*24*time.Hour {
		t.Errorf("after a year the oldest backup is %v old", oldest)
	}
}

func checkKept(t *testing.T, s shelved, all []time.Time) {
	t.Helper()
	if len(s) > keptRecent+keptDays+keptWeeks {
		t.Errorf("%d are kept", len(s))
	}
	for i := range min(keptRecent, len(all)) {
		if !slices.Contains(s, all[len(all)-1-i]) {
			t.Errorf("number %d of the newest is gone", i)
		}
	}
	byDay := func(at time.Time) string { return at.Format(time.DateOnly) }
	byWeek := func(at time.Time) string { return fmt.Sprint(at.ISOWeek()) }
	checkNewestOf(t, s, all, keptDays, byDay)
	checkNewestOf(t, s, all, keptWeeks, byWeek)
}

// checkNewestOf looks for the newest of each of the last days or weeks.
func checkNewestOf(t *testing.T, s shelved, all []time.Time, count int, of func(time.Time) string) {
	t.Helper()
	met := map[string]bool{}
	for i := len(all) - 1; i >= 0 && len(met) < count; i-- {
		if key := of(all[i]); !met[key] {
			met[key] = true
			if !slices.Contains(s, all[i]) {
				t.Errorf("the newest of %s is gone", key)
			}
		}
	}
}

// TestClockSetBack: whatever clocks say, the newest by their order stay, and
// what the days before left does not go at once.
func TestClockSetBack(t *testing.T) {
	var s shelved
	for day := range 30 {
		s.add(noon.AddDate(0, 0, day))
	}
	before := slices.Clone(s)
	for i := range 40 {
		s.add(noon.AddDate(-1, 0, 0).Add(time.Duration(i) * 15 * time.Minute))
	}
	left := 0
	for _, at := range before {
		if slices.Contains(s, at) {
			left++
		}
	}
	if left < keptDays-1 {
		t.Errorf("of %d backups from before the clock was set back %d are left", len(before), left)
	}
}

// TestAnyClock adds backups by a clock that jumps about.
func TestAnyClock(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	var s shelved
	var all []time.Time
	for range 3000 {
		at := noon.Add(time.Duration(rnd.Int64N(int64(400 * 24 * time.Hour))))
		s.add(at)
		all = append(all, at)
		if len(s) > keptRecent+keptDays+keptWeeks || s[0] != at {
			t.Fatalf("%d are kept, the newest is %v and should be %v", len(s), s[0], at)
		}
		for i := range min(keptRecent, len(all)) {
			if s[i] != all[len(all)-1-i] {
				t.Fatalf("number %d of the newest is gone", i)
			}
		}
	}
}
