package draft

import (
	"reflect"
	"slices"
	"time"

	"tinxa/model"
)

// Step is an edit as undo is to remember it.
type Step struct {
	Edit   model.Edit
	Group  string // edits of one group that follow one another are one step; the empty group is always a step of its own
	Timed  bool   // a Pause ends the group, too
	Before any    // where the writer was before, handed back by Undo; of a step that grows, the first
	After  any    // where the writer was then, handed back by Redo; of a step that grows, the last
}

// step is what takes a step back, or does it again.
type step struct {
	edits model.All
	back  any // the bookmark of the state that the edits lead to
	on    any // the bookmark of the state that they lead away from
}

// pace is how the newest step may still grow.
type pace struct {
	open  bool
	group string
	begun time.Time // of the newest step
	last  time.Time // of the newest change
}

// grows reports whether a step belongs to the newest.
func (p pace) grows(s Step, now time.Time) bool {
	if !p.open || s.Group == "" || s.Group != p.group {
		return false
	}
	return !s.Timed || now.Sub(p.last) < Pause && now.Sub(p.begun) < Longest
}

// Do applies an edit of a panel, which has no caret to put back: a step of its
// group until there is a Pause. An edit that does not fit changes nothing, and
// one that changes nothing is no step: text boxes report that they were filled
// after an undo, too.
func (d *Draft) Do(group string, e model.Edit) error {
	return d.Step(Step{Edit: e, Group: group, Timed: true})
}

// Step applies an edit, as a step of undo or as growth of the newest. An edit
// that does not fit changes nothing, and one that changes nothing is no step.
func (d *Draft) Step(s Step) error {
	after, inverse, err := s.Edit.Apply(d.report)
	if err != nil {
		return err
	}
	if reflect.DeepEqual(s.Edit, inverse) {
		return nil // what it puts there is what it found there
	}
	now := d.now()
	if d.pace.grows(s, now) {
		newest := &d.done[len(d.done)-1]
		newest.edits, newest.on = before(inverse, newest.edits), s.After
	} else {
		d.done = append(d.done, step{before(inverse, nil), s.Before, s.After})
		if len(d.done) > depth {
			d.done[0] = step{} // its blocks would be kept as long as the array
			d.done = d.done[1:]
		}
		d.pace.begun = now
	}
	d.pace.open, d.pace.group, d.undone = true, s.Group, nil
	d.changed(after, now)
	return nil
}

// before puts an inverse in front of those of the same step. One that is undone
// by the next anyway is left out, so that a word costs as much as a letter.
func before(inverse model.Edit, rest model.All) model.All {
	first, ok := inverse.(model.All)
	if !ok {
		first = model.All{inverse}
	}
	if len(first) > 0 && len(rest) > 0 && sameTarget(first[len(first)-1], rest[0]) {
		first = first[:len(first)-1]
	}
	if len(first) == 0 {
		return rest
	}
	return slices.Concat(first, rest)
}

// sameTarget reports whether b replaces all that a has put there.
func sameTarget(a, b model.Edit) bool {
	if x, ok := a.(model.SetBlock); ok {
		y, ok := b.(model.SetBlock)
		return ok && x.Block.BlockID() == y.Block.BlockID()
	}
	switch a.(type) {
	case model.SetHead, model.SetMeeting, model.SetCredits, model.SetStatus, model.SetCover, model.Become, model.Waive:
		return reflect.TypeOf(a) == reflect.TypeOf(b)
	}
	return false
}

// EndStep makes the next edit begin a new step whatever its group.
func (d *Draft) EndStep() { d.pace.open = false }

// Undo takes the newest step back, reports whether there was one, and hands
// back where the writer was before it; nil where the step did not say.
func (d *Draft) Undo() (back any, ok bool) { return d.travel(&d.done, &d.undone) }

// Redo does the step again that was undone last, reports whether there was one,
// and hands back where the writer was then; nil where the step did not say.
func (d *Draft) Redo() (on any, ok bool) { return d.travel(&d.undone, &d.done) }

// travel applies the newest step of one pile and puts its inverse on the other.
func (d *Draft) travel(from, to *[]step) (any, bool) {
	last := len(*from) - 1
	if last < 0 {
		return nil, false
	}
	taken := (*from)[last]
	after, inverse, err := taken.edits.Apply(d.report)
	if err != nil {
		return nil, false
	}
	*from = (*from)[:last]
	*to = append(*to, step{inverse.(model.All), taken.on, taken.back})
	d.pace.open = false
	d.changed(after, d.now())
	return taken.back, true
}

// CanUndo reports whether there is a step to take back.
func (d *Draft) CanUndo() bool { return len(d.done) > 0 }

// CanRedo reports whether there is a step to do again.
func (d *Draft) CanRedo() bool { return len(d.undone) > 0 }
