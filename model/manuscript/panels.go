package manuscript

import (
	"fmt"
	"slices"

	"tinxa/model"
	"tinxa/model/draft"
)

// What panels beside the page change. Typing in one field of a panel is one step
// of undo until there is a draft.Pause; what changes nothing is no step.

// SetMeeting changes the facts of the meeting.
func (s *State) SetMeeting(field string, change func(*model.Meeting)) error {
	m := s.Report().Meeting
	change(&m)
	return s.panel("meeting "+field, model.SetMeeting{Meeting: m})
}

// SetCredits changes bylines, source, tags and category.
func (s *State) SetCredits(field string, change func(*model.Credits)) error {
	c := s.Report().Credits
	change(&c)
	return s.panel("credits "+field, model.SetCredits{Credits: c})
}

// SetPicture changes the picture at a spot. ErrEdit where there is none.
func (s *State) SetPicture(at Spot, field string, change func(*model.Picture)) error {
	w := s.Moment().work()
	row, _ := w.picture(at)
	if w.err != nil {
		return w.err
	}
	row.Pictures = slices.Clone(row.Pictures)
	change(&row.Pictures[at.Entry])
	return s.panel(fmt.Sprint("picture ", field, at.Block, at.Entry), model.SetBlock{Block: row})
}

// SetStatus moves the report on its way.
func (s *State) SetStatus(status model.Status) error {
	return s.panel("", model.SetStatus{Status: status})
}

// Become takes over the content of another revision, as one step. The caret goes
// to the first text that is another one.
func (s *State) Become(content model.Report) error {
	was := s.Boxes()
	err := s.panel("", model.Become{Content: content})
	if err != nil {
		return err
	}
	for i, b := range s.Boxes() {
		if i >= len(was) || b.Spot != was[i].Spot || b.Form != was[i].Form || !slices.EqualFunc(b.Text, was[i].Text, same) {
			s.Select(At(b.Spot))
			break
		}
	}
	return nil
}

func same(a, b model.Span) bool { return a.Text == b.Text && a.Marks == b.Marks && a.Link == b.Link }

// panel applies an edit that was not made at the caret.
func (s *State) panel(group string, e model.Edit) error {
	was := s.draft.Mark()
	err := s.draft.Step(draft.Step{Edit: e, Group: group, Timed: true, Before: s.sel, After: s.sel})
	if err != nil || s.draft.Mark() == was {
		return err
	}
	s.changed()
	s.pace = pace{}
	s.sel = clampedTo(s.Boxes(), s.sel)
	return nil
}
