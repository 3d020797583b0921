package bolt_test

import (
	"testing"
	"time"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

const year = 365 * 24 * time.Hour

// work saves a report every ten minutes for that many hours.
func work(t *testing.T, s *bolt.Store, c *clock, r model.Report, hours int) model.Report {
	t.Helper()
	for range hours * 6 {
		r = save(t, s, r)
		c.Time = c.Add(10 * time.Minute)
	}
	return r
}

// hoursKept counts the hours from that time on of which a revision is kept.
func hoursKept(t *testing.T, s *bolt.Store, id model.ReportID, from time.Time, hours int) (kept int) {
	t.Helper()
	past, err := s.History(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for i := range hours {
		begin := from.Add(time.Duration(i) * time.Hour)
		for _, r := range past {
			if !r.Saved.Before(begin) && r.Saved.Before(begin.Add(time.Hour)) {
				kept++
				break
			}
		}
	}
	return kept
}

// TestClockWrongForADay: the clock stands a year off for half a working day.
// Set back, nothing of that day is lost, neither while it is wrong nor when it
// is right again. Ahead, it looks like a year in which nobody wrote, and of the
// morning the last revision stays. What was kept for its sake fades with time.
func TestClockWrongForADay(t *testing.T) {
	for name, wrongly := range map[string]struct {
		off     time.Duration
		morning int // hours of it that are kept then
	}{"set back": {-year, 4}, "ahead": {year, 1}} {
		t.Run(name, func(t *testing.T) {
			c := &clock{noon}
			s := open(t, newPath(t), bolt.Clock(c.now))
			check := func(when string, from time.Time, hours int, r model.Report) {
				t.Helper()
				if got := hoursKept(t, s, r.ID, from, 4); got != hours {
					t.Errorf("%s: of the 4 hours from %v revisions of %d are kept, want %d", when, from, got, hours)
				}
				past, err := s.History(t.Context(), r.ID)
				if err != nil || past[0].Rev != r.Rev {
					t.Errorf("%s: history begins with %v, %v, want revision %d", when, past[0], err, r.Rev)
				}
				if got, err := s.Report(t.Context(), r.ID); err != nil || got.Rev != r.Rev {
					t.Errorf("%s: Report is revision %d, %v, want %d", when, got.Rev, err, r.Rev)
				}
			}
			r := work(t, s, c, modeltest.Report(1), 4)
			check("before", noon, 4, r)
			c.Time = c.Add(wrongly.off)
			wrong := c.Time
			r = work(t, s, c, r, 4)
			check("while it is wrong, the morning", noon, wrongly.morning, r)
			check("while it is wrong, the afternoon", wrong, 4, r)
			c.Time = c.Add(-wrongly.off)
			right := c.Time
			r = work(t, s, c, r, 4)
			check("right again, the morning", noon, wrongly.morning, r)
			check("right again, the afternoon", wrong, 4, r)
			check("right again, the evening", right, 4, r)

			for range 500 {
				c.Time = c.AddDate(0, 0, 1)
				r = save(t, s, r)
			}
			past, err := s.History(t.Context(), r.ID)
			if err != nil || len(past) > 36 {
				t.Errorf("500 days later %d revisions are kept, %v", len(past), err)
			}
		})
	}
}

// TestBinWithClockSetBack: what is thrown away while the clock stands a year
// back, report or photo, is not purged when it is right again.
func TestBinWithClockSetBack(t *testing.T) {
	c := &clock{noon}
	s := open(t, newPath(t), bolt.Clock(c.now))
	gone, changed := save(t, s, modeltest.Report(1)), save(t, s, modeltest.Report(2))
	c.Time = c.Add(-year)
	changed.Blocks = changed.Blocks[:1]
	save(t, s, changed)
	if err := s.Delete(t.Context(), gone.ID); err != nil {
		t.Fatal(err)
	}
	c.Time = noon.Add(time.Hour)
	purge := func(want int) {
		t.Helper()
		n, err := s.Purge(t.Context(), c.AddDate(0, 0, -model.BinDays))
		if n != want || err != nil {
			t.Errorf("on %v Purge = %d, %v, want %d", c.Time, n, err, want)
		}
		photos, err := s.BinnedPhotos(t.Context())
		if err != nil || len(photos) != 1-want {
			t.Errorf("on %v the photo bin holds %v, %v", c.Time, photos, err)
		}
	}
	purge(0)
	c.Time = noon.AddDate(0, 0, model.BinDays-1)
	purge(0)
	c.Time = noon.AddDate(0, 0, model.BinDays+1)
	purge(1)
}

// TestBinnedInTheFuture: what was thrown away while the clock was ahead is kept
// for longer, not for shorter.
func TestBinnedInTheFuture(t *testing.T) {
	c := &clock{noon.Add(year)}
	s := open(t, newPath(t), bolt.Clock(c.now))
	r := modeltest.Report(1)
	r.Rev = 0
	r = save(t, s, r)
	if err := s.Delete(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	c.Time = noon
	for _, days := range []int{0, 29, 31, 365} {
		n, err := s.Purge(t.Context(), noon.AddDate(0, 0, days-model.BinDays))
		if n != 0 || err != nil {
			t.Errorf("%d days later Purge = %d, %v", days, n, err)
		}
	}
	if err := s.Restore(t.Context(), r.ID); err != nil {
		t.Error(err)
	}
}

// TestNothingToPurgeIsNoChange: else each start would be one more backup, and
// push an older one out.
func TestNothingToPurgeIsNoChange(t *testing.T) {
	c := &clock{noon}
	s := open(t, newPath(t), bolt.Clock(c.now))
	r := modeltest.Report(1)
	r.Rev = 0
	r = save(t, s, r)
	if err := s.Delete(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	before := s.Changes()
	if n, err := s.Purge(t.Context(), noon.Add(-time.Hour)); n != 0 || err != nil || s.Changes() != before {
		t.Errorf("purged %d, %v; change %d after %d", n, err, s.Changes(), before)
	}
	if n, err := s.Purge(t.Context(), noon.Add(time.Hour)); n != 1 || err != nil || s.Changes() == before {
		t.Errorf("purged %d, %v; still change %d", n, err, s.Changes())
	}
}
