package manuscript

import (
	"time"

	"tinxa/model"
	"tinxa/model/draft"
)

// State is the open report, where the caret stands in it, and what may be done
// to it. It belongs to one goroutine.
type State struct {
	draft   *draft.Draft
	now     func() time.Time
	sel     Selection
	pending *model.Mark // styles chosen for what is typed next; nil for those of the text before
	boxes   []Box       // of the report as it is; nil after a change
	version int
	pace    pace
	parts   parts
	proofs  proofs
	plain   bool // typing does nothing by itself
}

// Open begins with a report as it is stored, the caret where writing begins.
func Open(r model.Report, now func() time.Time) *State {
	s := &State{draft: draft.Open(r, now), now: now}
	s.Begin("")
	return s
}

// Draft is the report as the saver and the journal see it. Changes are made by
// Run and the other methods of State alone.
func (s *State) Draft() *draft.Draft { return s.draft }

// Report is the report as it stands now.
func (s *State) Report() model.Report { return s.draft.Report() }

// Version counts the changes, for views that keep what they made of a report.
func (s *State) Version() int { return s.version }

// Boxes lists the texts and pictures of the page in reading order. The list is
// never written to again: the next change makes a new one.
func (s *State) Boxes() []Box {
	if s.boxes == nil {
		s.boxes = Boxes(s.Report())
	}
	return s.boxes
}

// Box is the box of a spot and its index in Boxes; -1 where there is none.
func (s *State) Box(at Spot) (Box, int) {
	boxes := s.Boxes()
	i := indexOf(boxes, at)
	if i < 0 {
		return Box{Shown: unshown}, -1
	}
	return boxes[i], i
}

// Selection is what is selected, or where the caret stands.
func (s *State) Selection() Selection { return s.sel }

// Select moves the caret or selects; spots that are nowhere are brought to what
// is there. Styles chosen for the next letter are forgotten, and the step of
// undo ends, where the caret goes elsewhere; letters of the word that is being
// typed may be selected, as some typing tools do before they write them anew.
func (s *State) Select(sel Selection) {
	sel = clampedTo(s.Boxes(), sel)
	if sel == s.sel {
		return
	}
	s.pending, s.parts = nil, parts{}
	if s.sel = sel; !s.pace.chooses(sel) {
		s.pace = pace{}
		s.draft.EndStep()
	}
}

// Ordered is the selection in reading order.
func (s *State) Ordered() (from, to Spot) { return ordered(s.Boxes(), s.sel) }

// Moment is what a command works on.
func (s *State) Moment() Moment {
	m := Moment{Report: s.Report(), Boxes: s.Boxes(), Selection: s.sel, Marks: s.Styles(), Plain: s.plain, Now: s.now()}
	if s.sel.Empty() {
		m.Letter = s.parts.letter(s.sel.Head)
	}
	return m
}

// Run applies a command: its edits as one step of undo, or as growth of the
// newest, and where the caret goes then. A command that finds nothing to do
// changes nothing. ErrEdit where the command does not fit; nothing changes then.
func (s *State) Run(c Command) error {
	change, err := c(s.Moment())
	if err != nil {
		return err
	}
	if err := s.apply(change); err != nil || change.Then == nil {
		return err
	}
	then, err := change.Then(s.Moment())
	if err != nil || len(then.Edits) == 0 {
		return err // and the step that was made goes on
	}
	return s.apply(then)
}

func (s *State) apply(c Change) error {
	if c.Amend != nil {
		return s.amend(c)
	}
	was, goesOn := s.draft.Mark(), s.pace.goesOn(s.sel, c)
	if !goesOn {
		s.draft.EndStep()
	}
	step := draft.Step{Edit: c.Edits, Before: s.sel, After: c.Selection}
	if c.Group != Alone {
		step.Group = "letters"
	}
	if len(c.Edits) > 0 {
		if err := s.draft.Step(step); err != nil {
			return err
		}
	}
	changed := s.draft.Mark() != was
	if changed {
		boxes := s.Boxes()
		s.changed()
		s.boxes = retyped(boxes, c.Edits, s.Report())
	}
	before, moved := s.sel, s.sel != c.Selection
	s.sel = clampedTo(s.Boxes(), c.Selection)
	if changed || moved || c.Marks != nil {
		s.pending = c.Marks
		c.Selection = s.sel
		s.pace.took(c, before, goesOn)
		s.parts.took(c, before)
	}
	return nil
}

// amend changes what is there and what undo remembers of it.
func (s *State) amend(c Change) error {
	if err := s.draft.Amend(c.Edits, c.Amend); err != nil {
		return err
	}
	s.changed()
	return nil
}

func (s *State) changed() {
	s.boxes = nil
	s.version++
}

// Undo takes the newest step back, puts the selection back to where it was
// before it, and reports whether there was a step.
func (s *State) Undo() bool { return s.travel(s.draft.Undo) }

// Redo does the step again that was undone last, puts the selection to where it
// was then, and reports whether there was a step.
func (s *State) Redo() bool { return s.travel(s.draft.Redo) }

func (s *State) travel(step func() (any, bool)) bool {
	bookmark, ok := step()
	if !ok {
		return false
	}
	s.changed()
	if sel, is := bookmark.(Selection); is {
		s.sel = sel
	}
	s.sel, s.pending, s.pace, s.parts = clampedTo(s.Boxes(), s.sel), nil, pace{}, parts{}
	return true
}

// CanUndo reports whether there is a step to take back.
func (s *State) CanUndo() bool { return s.draft.CanUndo() }

// CanRedo reports whether there is a step to do again.
func (s *State) CanRedo() bool { return s.draft.CanRedo() }
