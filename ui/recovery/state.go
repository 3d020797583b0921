package recovery

import (
	"slices"
	"strings"
	"time"

	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/say"
)

// way is one of the three ways on.
type way int

const (
	wayBackup way = iota
	wayRescue
	wayLook
)

// recommended is the way on which least is lost. A backup loses nothing when
// nothing was saved since, and asks for no more than a press. In every other
// case a rescue loses less: it takes the newest of each report from the damaged
// data, the journal and all backups together.
func recommended(c Case, backups []model.Backup) way {
	if len(backups) > 0 && !c.Since.IsZero() && !backups[0].Made.Before(c.Since) {
		return wayBackup
	}
	return wayRescue
}

// gap says what would be missing from a backup.
func gap(b model.Backup, since, now time.Time) string {
	switch {
	case since.IsZero():
		return say.T("recovery.gap.unknown", say.When(b.Made, now))
	case !b.Made.Before(since):
		return say.T("recovery.gap.none")
	}
	from := say.When(b.Made, now)
	if made := b.Made.In(now.Location()); say.Date(made) == say.Date(since.In(now.Location())) {
		from = say.Time(made)
	}
	return say.T("recovery.gap", from, say.When(since, now))
}

// contents counts what a backup holds.
func contents(b model.Backup) string {
	return say.T("recovery.contents", say.Count(b.Reports), say.Count(b.Photos))
}

// backupFacts is the line under a backup's time in the list of all.
func backupFacts(b model.Backup) string {
	facts := []string{contents(b), say.Size(b.Size), say.T("recovery.shelf." + string(b.Shelf))}
	if b.Sealed {
		facts = append(facts, say.T("recovery.sealed"))
	}
	return strings.Join(facts, " · ")
}

// selection is which reports of a plan the user wants.
type selection struct {
	plan   rescue.Plan
	ticked []bool // by place in plan.Reports
}

func newSelection(plan rescue.Plan) *selection {
	s := &selection{plan: plan, ticked: make([]bool, len(plan.Reports))}
	for i, c := range plan.Reports {
		s.ticked[i] = c.Ticked
	}
	return s
}

func (s *selection) toggle(i int) { s.ticked[i] = !s.ticked[i] }

// all ticks every report, or none.
func (s *selection) all(on bool) {
	for i := range s.ticked {
		s.ticked[i] = on
	}
}

// isEmpty reports whether there is nothing to be ticked. Then data are begun
// anew: whoever lost all has to be able to write again.
func (s *selection) isEmpty() bool { return len(s.ticked) == 0 }

// count is how many reports are ticked.
func (s *selection) count() int {
	n := 0
	for _, on := range s.ticked {
		if on {
			n++
		}
	}
	return n
}

// chosen is what is to be rescued. What the user wants from the bin is wanted
// back in the list.
func (s *selection) chosen() []rescue.Choice {
	var all []rescue.Choice
	for i, c := range s.plan.Reports {
		if s.ticked[i] {
			all = append(all, outOfBin(c))
		}
	}
	return all
}

// binned is what was in the bin and is not wanted back: it stays in it.
func (s *selection) binned() []rescue.Choice {
	var all []rescue.Choice
	for i, c := range s.plan.Reports {
		if !s.ticked[i] && !c.Best.Deleted.IsZero() {
			all = append(all, c)
		}
	}
	return all
}

func outOfBin(c rescue.Choice) rescue.Choice {
	c.Best.Deleted = time.Time{}
	c.Revisions = slices.Clone(c.Revisions)
	for i := range c.Revisions {
		c.Revisions[i].Deleted = time.Time{}
	}
	return c
}

// Lines of the list: the reports, then a heading and what is lost, if anything.

func (s *selection) lines() int {
	if len(s.plan.Lost) == 0 {
		return len(s.plan.Reports)
	}
	return len(s.plan.Reports) + 1 + len(s.plan.Lost)
}

// line is what stands at place i of the list.
func (s *selection) line(i int, now time.Time) line {
	reports := len(s.plan.Reports)
	switch {
	case i < reports:
		c := s.plan.Reports[i]
		return line{kind: lineReport, head: titleOf(c.Best.Report.Name()), facts: facts(c, now), on: s.ticked[i]}
	case i == reports:
		return line{kind: lineHeading, head: say.T("recovery.lost", say.Count(len(s.plan.Lost))), facts: say.T("recovery.lost.hint")}
	}
	l := s.plan.Lost[i-reports-1]
	kind := lineLost
	if !l.Best.IsZero() {
		kind = lineOlder
	}
	return line{kind: kind, head: titleOf(l.Name), facts: lossFacts(l, now)}
}

// line is one line of the list of what was found and what was not.
type line struct {
	kind        lineKind
	head, facts string
	on          bool // ticked
}

type lineKind int

const (
	lineReport  lineKind = iota
	lineHeading          // above what is lost
	lineOlder            // a report of which only an older state was found
	lineLost             // a report of which nothing was found
)
