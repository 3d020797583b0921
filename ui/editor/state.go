package editor

import (
	"fmt"
	"slices"
	"time"

	"tinxa/model"
	"tinxa/model/draft"
	"tinxa/model/viet"
)

// State is the open report and what may be done to it. Every command leaves a
// sound report and says where the caret goes. It belongs to one goroutine.
type State struct {
	draft *draft.Draft
	now   Spot // where the last command left the caret
}

// NewState opens a report for writing.
func NewState(r model.Report, now func() time.Time) *State {
	return &State{draft: draft.Open(r, now)}
}

// Report is the report as it stands now.
func (s *State) Report() model.Report { return s.draft.Report() }

// Type takes over what a text box holds now. Typing in one box is one step of
// undo until the writer pauses.
func (s *State) Type(at Spot, text string) error {
	text = viet.Normal(text)
	if text == textAt(s.Report(), at) {
		return nil
	}
	edit, err := s.typing(at, text)
	if err != nil {
		return err
	}
	s.now = at
	return s.draft.Do(fmt.Sprint(at.box()), edit)
}

func (s *State) typing(at Spot, text string) (model.Edit, error) {
	r := s.Report()
	switch at.Field {
	case Kicker:
		r.Head.Kicker = text
		return model.SetHead{Head: r.Head}, nil
	case Title:
		r.Head.Title = text
		return model.SetHead{Head: r.Head}, nil
	case Sapo:
		r.Head.Sapo = r.Head.Sapo.Retyped(text)
		return model.SetHead{Head: r.Head}, nil
	case Byline:
		if at.Block == "" {
			r.Credits.Bylines = splitBylines(text)
			return model.SetCredits{Credits: r.Credits}, nil
		}
	}
	return s.typingInBlock(at, text)
}

func (s *State) typingInBlock(at Spot, text string) (model.Edit, error) {
	b, ok := s.Report().Blocks.Find(at.Block)
	if !ok {
		return nil, fmt.Errorf("editor: no block %q: %w", at.Block, model.ErrEdit)
	}
	switch b := b.(type) {
	case model.Photos:
		if at.Entry < len(b.Pictures) {
			b.Pictures = slices.Clone(b.Pictures)
			b.Pictures[at.Entry].Caption = text
		}
		return model.SetBlock{Block: b}, nil
	case model.Item:
		if at.Field == Byline {
			b.Bylines = splitBylines(text)
		} else {
			b.Commune = text
		}
		return model.SetBlock{Block: b}, nil
	case model.Quote:
		if at.Field == From {
			b.From = text
			return model.SetBlock{Block: b}, nil
		}
	}
	was := styledAt(s.Report(), at)
	return model.Type{Block: at.Block, Entry: at.Entry, To: was.Len(), With: was.Retyped(text)}, nil
}

// do applies one command as a step of its own.
func (s *State) do(to Spot, edits ...model.Edit) (Spot, error) {
	s.draft.EndStep()
	if err := s.draft.Do("", model.All(edits)); err != nil {
		return s.now, err
	}
	s.now = to
	return to, nil
}

// Undo takes the last step back and says where it shows.
func (s *State) Undo() (Spot, bool) { return s.travel(s.draft.Undo) }

// Redo does the step again that was undone last.
func (s *State) Redo() (Spot, bool) { return s.travel(s.draft.Redo) }

func (s *State) travel(step func() (any, bool)) (Spot, bool) {
	before := s.Report()
	if _, ok := step(); !ok {
		return s.now, false
	}
	return s.follow(before), true
}

// Become takes over the content of another revision, as one step, and says
// where it shows.
func (s *State) Become(content model.Report) (Spot, error) {
	before := s.Report()
	if _, err := s.do(s.now, model.Become{Content: content}); err != nil {
		return s.now, err
	}
	return s.follow(before), nil
}

// follow brings the caret to what is not as it was before.
func (s *State) follow(before model.Report) Spot {
	if to, ok := firstChange(before, s.Report()); ok {
		s.now = to
	} else if !slices.Contains(spots(s.Report()), s.now.box()) {
		s.now = Spot{Field: Title}
	}
	return s.now
}

// SetMeeting takes over the facts of the meeting; typing in one field of the
// panel is one step.
func (s *State) SetMeeting(field string, change func(*model.Meeting)) error {
	m := s.Report().Meeting
	change(&m)
	return s.draft.Do("meeting "+field, model.SetMeeting{Meeting: m})
}

// SetCredits takes over bylines, source, tags and category.
func (s *State) SetCredits(field string, change func(*model.Credits)) error {
	c := s.Report().Credits
	change(&c)
	return s.draft.Do("credits "+field, model.SetCredits{Credits: c})
}

// SetStatus moves the report on its way.
func (s *State) SetStatus(status model.Status) error {
	_, err := s.do(s.now, model.SetStatus{Status: status})
	return err
}
