package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
)

// motion is how a key moves the caret.
type motion struct {
	by      int // -1 towards the beginning, +1 towards the end
	to      func(s *Sheet, from manuscript.Spot, by int) manuscript.Spot
	upright bool // the column is kept, also across shorter lines
	short   bool // where something is selected, leaving that is all
}

// motions are the keys that move the caret, as Windows has them; with Shift they
// select.
var motions = map[stroke]motion{
	{fyne.KeyLeft, 0}:     {by: -1, to: unit(manuscript.Letter), short: true},
	{fyne.KeyRight, 0}:    {by: +1, to: unit(manuscript.Letter), short: true},
	{fyne.KeyLeft, ctrl}:  {by: -1, to: unit(manuscript.Word)},
	{fyne.KeyRight, ctrl}: {by: +1, to: unit(manuscript.Word)},
	{fyne.KeyUp, ctrl}:    {by: -1, to: unit(manuscript.Para)},
	{fyne.KeyDown, ctrl}:  {by: +1, to: unit(manuscript.Para)},
	{fyne.KeyHome, ctrl}:  {by: -1, to: unit(manuscript.Page)},
	{fyne.KeyEnd, ctrl}:   {by: +1, to: unit(manuscript.Page)},
	{fyne.KeyHome, 0}:     {by: -1, to: (*Sheet).lineEnd},
	{fyne.KeyEnd, 0}:      {by: +1, to: (*Sheet).lineEnd},
	{fyne.KeyUp, 0}:       {by: -1, to: (*Sheet).nextLine, upright: true},
	{fyne.KeyDown, 0}:     {by: +1, to: (*Sheet).nextLine, upright: true},
	{fyne.KeyPageUp, 0}:   {by: -1, to: (*Sheet).nextView, upright: true},
	{fyne.KeyPageDown, 0}: {by: +1, to: (*Sheet).nextView, upright: true},
}

// goal is the column that the caret keeps while it goes up and down.
type goal struct {
	x  float32
	at manuscript.Spot // where the last such motion left the caret; elsewhere the column is forgotten
}

// move moves the caret, or, where extend is set, the end of the selection that
// the caret is at. Without it a motion goes out from the end of the selection
// that lies in its direction.
func (s *Sheet) move(m motion, extend bool) {
	s.act(func() error {
		sel := s.env.State.Selection()
		from := sel.Head
		leaves := !extend && !sel.Empty()
		if leaves {
			from = s.selectionEnd(m.by)
		}
		s.keepColumn(from)
		if !leaves || !m.short {
			from = m.to(s, from, m.by)
		}
		if sel = manuscript.At(from); extend {
			sel.Anchor = s.env.State.Selection().Anchor
		}
		s.env.State.Select(sel)
		if m.upright {
			s.hands.keys.goal.at = s.env.State.Selection().Head
		}
		return nil
	})
}

func (s *Sheet) selectionEnd(by int) manuscript.Spot {
	from, to := s.env.State.Ordered()
	if by < 0 {
		return from
	}
	return to
}

// keepColumn makes the goal the column of a spot, unless the caret came there
// going up or down.
func (s *Sheet) keepColumn(at manuscript.Spot) {
	if g := &s.hands.keys.goal; g.at != at {
		pos, _ := s.layout.caretAt(at)
		*g = goal{x: pos.X}
	}
}

func unit(u manuscript.Unit) func(*Sheet, manuscript.Spot, int) manuscript.Spot {
	return func(s *Sheet, from manuscript.Spot, by int) manuscript.Spot {
		return s.env.State.Step(from, u, by)
	}
}

func (s *Sheet) lineEnd(from manuscript.Spot, by int) manuscript.Spot {
	return s.layout.edge(from, by > 0)
}

func (s *Sheet) nextLine(from manuscript.Spot, by int) manuscript.Spot {
	return s.layout.lines(from, by, s.hands.keys.goal.x)
}

// nextView is as far away as the window is high, but for one line that is seen
// before and after. The page scrolls as far, so that the caret keeps its height
// in the window.
func (s *Sheet) nextView(from manuscript.Spot, by int) manuscript.Spot {
	pos, height := s.layout.caretAt(from)
	far := max(s.scroll.Size().Height-2*height, height)
	middle := fyne.NewPos(s.hands.keys.goal.x, pos.Y+height/2+float32(by)*far)
	to := s.layout.spotAt(middle)
	if then, _ := s.layout.caretAt(to); (then.Y-pos.Y)*float32(by) <= 0 { // a picture higher than the window
		to = s.nextLine(from, by)
	}
	then, _ := s.layout.caretAt(to)
	s.scrollTo(s.scroll.Offset.Y + then.Y - pos.Y)
	return to
}
