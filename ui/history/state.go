package history

import (
	"slices"
	"strings"
	"time"

	"tinxa/model"
)

// shelf is a choice of versions for the time line.
type shelf int

// The shelves, in the order of their buttons.
const (
	everything shelf = iota
	named            // by the user
	sent             // written to a file or to a portal
)

// holds reports whether a version belongs on the shelf.
func (sh shelf) holds(r model.Revision) bool {
	has := func(kinds ...model.PinKind) bool {
		return slices.ContainsFunc(r.Pins, func(p model.Pin) bool { return slices.Contains(kinds, p.Kind) })
	}
	switch sh {
	case named:
		return has(model.PinNamed)
	case sent:
		return has(model.PinExported, model.PinUploaded)
	default:
		return true
	}
}

// base is what the chosen version is compared with.
type base int

// The bases, in the order of their buttons.
const (
	againstCurrent  base = iota
	againstPrevious      // the kept version before it
	againstPicked        // any other, which the user picked
)

// state is what the screen knows of the versions.
type state struct {
	all    []model.Revision // newest first
	shown  []model.Revision // those on the shelf
	shelf  shelf
	chosen int64 // revision, 0 while there is none
	base   base
	picked int64 // revision to compare with, of againstPicked
}

// set takes the kept versions, newest first. What was chosen stays chosen;
// first it is the last version before the current one.
func (s *state) set(all []model.Revision) {
	s.all = all
	if _, ok := s.find(s.picked); !ok && s.base == againstPicked {
		s.base = againstCurrent
	}
	if _, ok := s.find(s.chosen); !ok {
		s.chosen = 0
		if len(all) > 0 {
			s.chosen = all[min(1, len(all)-1)].Rev
		}
	}
	s.show(s.shelf)
}

// show changes the shelf. A version that is not on it is not chosen any more.
func (s *state) show(sh shelf) {
	s.shelf = sh
	s.shown = slices.DeleteFunc(slices.Clone(s.all), func(r model.Revision) bool { return !sh.holds(r) })
	if s.at() < 0 && len(s.shown) > 0 {
		s.chosen = s.shown[0].Rev
	}
}

// at is the place of the chosen version on the shelf, below 0 for none.
func (s *state) at() int {
	return slices.IndexFunc(s.shown, func(r model.Revision) bool { return r.Rev == s.chosen })
}

// find returns a kept version.
func (s *state) find(rev int64) (model.Revision, bool) {
	for _, r := range s.all {
		if r.Rev == rev {
			return r, true
		}
	}
	return model.Revision{}, false
}

// current is the newest version.
func (s *state) current() model.Revision {
	if len(s.all) == 0 {
		return model.Revision{}
	}
	return s.all[0]
}

// choose takes a version of the time line. It cannot be compared with itself.
func (s *state) choose(rev int64) {
	s.chosen = rev
	if s.base == againstPicked && s.picked == rev {
		s.base = againstCurrent
	}
}

// step chooses another version on the shelf, so many below.
func (s *state) step(by int) {
	if len(s.shown) > 0 {
		s.choose(s.shown[max(0, min(s.at()+by, len(s.shown)-1))].Rev)
	}
}

// compareWith picks the version that the chosen one is compared with.
func (s *state) compareWith(rev int64) {
	if rev != s.chosen {
		s.base, s.picked = againstPicked, rev
	}
}

// setBase compares with the current version or the one before.
func (s *state) setBase(b base) {
	if b != againstPicked || s.picked != 0 && s.picked != s.chosen {
		s.base = b
	}
}

// couple is two versions to be compared.
type couple struct{ older, newer model.Revision }

// couple is what stands side by side; false while there is nothing to compare.
// The current version is compared with the one before it.
func (s *state) couple() (couple, bool) {
	chosen, ok := s.find(s.chosen)
	if !ok || len(s.all) < 2 {
		return couple{}, false
	}
	other := s.current()
	switch {
	case s.base == againstPicked:
		other, _ = s.find(s.picked)
	case s.base == againstPrevious, chosen.Rev == other.Rev:
		other = s.before(chosen)
	}
	if other.Rev > chosen.Rev {
		return couple{older: chosen, newer: other}, true
	}
	return couple{older: other, newer: chosen}, true
}

// before is the kept version before r, or r itself where it is the first.
func (s *state) before(r model.Revision) model.Revision {
	i := slices.IndexFunc(s.all, func(o model.Revision) bool { return o.Rev == r.Rev })
	return s.all[min(i+1, len(s.all)-1)]
}

// restorable reports whether going back to the chosen version would change
// anything.
func (s *state) restorable() bool { return s.chosen != 0 && s.chosen != s.current().Rev }

// nameOf is what the user called a version, empty for nothing.
func nameOf(r model.Revision) string {
	for _, p := range r.Pins {
		if p.Kind == model.PinNamed {
			return p.Name
		}
	}
	return ""
}

// tidyName is a name as it is kept: in one line.
func tidyName(s string) string { return strings.Join(strings.Fields(s), " ") }

// line is a line of the time line: the name of a day, or one of its versions.
type line struct {
	day      time.Time // zero in a version's line
	revision model.Revision
}

// lines are the shown versions under their days, in the zone of now.
func (s *state) lines(zone *time.Location) []line {
	var all []line
	var last time.Time
	for _, r := range s.shown {
		y, m, d := r.Saved.In(zone).Date()
		day := time.Date(y, m, d, 0, 0, 0, 0, zone)
		if !day.Equal(last) {
			all = append(all, line{day: day})
			last = day
		}
		all = append(all, line{revision: r})
	}
	return all
}
