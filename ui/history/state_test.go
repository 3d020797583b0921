package history

import (
	"slices"
	"testing"
	"time"

	"tinxa/model"
)

// kept are revisions 5 to 1, newest first: 5 and 4 of today, 3 and 2 of
// yesterday, 1 a week old. 3 has a name, 2 was exported, 1 is on a portal.
func kept() []model.Revision {
	at := func(rev int64, day, hour int, pins ...model.Pin) model.Revision {
		return model.Revision{Rev: rev, Saved: time.Date(2026, 11, day, hour, 30, 0, 0, afternoon.Location()).UTC(), Pins: pins}
	}
	return []model.Revision{
		at(5, 18, 13), at(4, 18, 0), at(3, 17, 23, model.Pin{Kind: model.PinNamed, Name: "gửi duyệt"}),
		at(2, 17, 8, model.Pin{Kind: model.PinExported, Name: "Gói zip"}), at(1, 11, 9, model.Pin{Kind: model.PinUploaded}),
	}
}

func newState(all []model.Revision) *state {
	s := &state{}
	s.set(all)
	return s
}

// pair are the revisions that are compared, older and newer.
func pair(t *testing.T, s *state) [2]int64 {
	t.Helper()
	c, ok := s.couple()
	if !ok {
		t.Fatal("nothing is compared")
	}
	return [2]int64{c.older.Rev, c.newer.Rev}
}

func TestWhatIsCompared(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(*state)
		want [2]int64
	}{
		"at first":                      {func(*state) {}, [2]int64{4, 5}},
		"an old one with the current":   {func(s *state) { s.choose(2) }, [2]int64{2, 5}},
		"the current with the previous": {func(s *state) { s.choose(5) }, [2]int64{4, 5}},
		"with the one before":           {func(s *state) { s.setBase(againstPrevious); s.choose(3) }, [2]int64{2, 3}},
		"the oldest with itself":        {func(s *state) { s.setBase(againstPrevious); s.choose(1) }, [2]int64{1, 1}},
		"any two":                       {func(s *state) { s.choose(2); s.compareWith(4) }, [2]int64{2, 4}},
		"any two, the other way round":  {func(s *state) { s.choose(4); s.compareWith(2) }, [2]int64{2, 4}},
		"not with itself":               {func(s *state) { s.choose(3); s.compareWith(3) }, [2]int64{3, 5}},
		"the picked one chosen":         {func(s *state) { s.choose(3); s.compareWith(2); s.choose(2) }, [2]int64{2, 5}},
		"back to the picked one": {func(s *state) {
			s.choose(3)
			s.compareWith(2)
			s.setBase(againstCurrent)
			s.setBase(againstPicked)
		}, [2]int64{2, 3}},
		"none picked yet": {func(s *state) { s.choose(3); s.setBase(againstPicked) }, [2]int64{3, 5}},
		"the picked one faded": {func(s *state) {
			s.choose(1)
			s.compareWith(2)
			s.set(slices.DeleteFunc(kept(), func(r model.Revision) bool { return r.Rev == 2 }))
		}, [2]int64{1, 5}},
		"the chosen one faded": {func(s *state) {
			s.choose(2)
			s.set(slices.DeleteFunc(kept(), func(r model.Revision) bool { return r.Rev == 2 }))
		}, [2]int64{4, 5}},
	} {
		s := newState(kept())
		c.do(s)
		if got := pair(t, s); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestOneVersionIsComparedWithNothing(t *testing.T) {
	for _, all := range [][]model.Revision{nil, kept()[:1]} {
		s := newState(all)
		s.step(1)
		if _, ok := s.couple(); ok || s.restorable() {
			t.Errorf("with %d versions: something is compared or can be gone back to", len(all))
		}
	}
}

func TestSteps(t *testing.T) {
	s := newState(kept())
	for _, step := range []struct {
		by   int
		want int64
	}{{-1, 5}, {-1, 5}, {2, 3}, {9, 1}, {-1, 2}} {
		if s.step(step.by); s.chosen != step.want {
			t.Errorf("%+d leads to %d, want %d", step.by, s.chosen, step.want)
		}
	}
	if !s.restorable() {
		t.Error("an earlier version cannot be gone back to")
	}
	if s.choose(5); s.restorable() {
		t.Error("the current version can be gone back to")
	}
}

func TestShelves(t *testing.T) {
	s := newState(kept())
	for _, c := range []struct {
		shelf  shelf
		want   []int64
		chosen int64
	}{{named, []int64{3}, 3}, {sent, []int64{2, 1}, 2}, {everything, []int64{5, 4, 3, 2, 1}, 2}} {
		s.show(c.shelf)
		var got []int64
		for _, r := range s.shown {
			got = append(got, r.Rev)
		}
		if !slices.Equal(got, c.want) || s.chosen != c.chosen {
			t.Errorf("shelf %d holds %v with %d chosen, want %v with %d", c.shelf, got, s.chosen, c.want, c.chosen)
		}
	}
	empty := newState(kept()[:2])
	empty.show(named)
	if empty.step(1); len(empty.shown) != 0 || empty.chosen != 4 {
		t.Errorf("an empty shelf: %v, chosen %d", empty.shown, empty.chosen)
	}
}

// Days are those of the user's zone: 17:30 UTC is after midnight there.
func TestVersionsStandUnderTheirDays(t *testing.T) {
	var got []string
	for _, l := range newState(kept()).lines(afternoon.Location()) {
		if l.day.IsZero() {
			got = append(got, l.revision.Saved.In(afternoon.Location()).Format("15:04"))
		} else {
			got = append(got, l.day.Format("02/01"))
		}
	}
	want := []string{"18/11", "13:30", "00:30", "17/11", "23:30", "08:30", "11/11", "09:30"}
	if !slices.Equal(got, want) {
		t.Errorf("the time line is %q, want %q", got, want)
	}
}

func TestNamesAreTidied(t *testing.T) {
	for name, want := range map[string]string{"  gửi \n duyệt ": "gửi duyệt", " ": "", longName: longName} {
		if got := tidyName(name); got != want {
			t.Errorf("%q is kept as %q", name, got)
		}
	}
}
