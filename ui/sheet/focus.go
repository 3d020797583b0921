package sheet

import "tinxa/model/manuscript"

// FocusGained implements fyne.Focusable.
func (p *page) FocusGained() { p.sheet.setFocused(true) }

// FocusLost implements fyne.Focusable. Keys that are held now are let go where
// this page does not hear of it.
func (p *page) FocusLost() {
	p.sheet.hands.keys.held = 0
	p.sheet.giveUp()
	p.sheet.setFocused(false)
}

func (s *Sheet) setFocused(focused bool) {
	s.hands.caret.focused = focused
	s.place()
}

// takeFocus asks for the keyboard.
func (s *Sheet) takeFocus() {
	if c := s.env.Canvas(); c != nil && c.Focused() != s.page {
		c.Focus(s.page)
	}
}

// AcceptsTab implements fyne.Tabbable: Tab goes from caption to caption, and
// lists are indented with it.
func (p *page) AcceptsTab() bool { return true }

// tab does what Tab does at the caret: in lists it indents, and elsewhere it goes
// on to the next field. In running text it does nothing but tell: who indents
// paragraphs with it in Word would otherwise write on outside the page.
func (s *Sheet) tab()     { s.tabBy(+1) }
func (s *Sheet) tabBack() { s.tabBy(-1) }

func (s *Sheet) tabBy(by int) {
	box, i := s.env.State.Box(s.env.State.Selection().Head)
	switch box.Form {
	case manuscript.Dash, manuscript.Numbered:
		s.Run(manuscript.Indent(by))
		return
	case manuscript.Paragraph, manuscript.Heading, manuscript.Quote:
		if told := s.env.Tell.Tabbed; told != nil {
			told()
		}
		return
	}
	boxes := s.env.State.Boxes()
	next := i + by
	if box.Form == manuscript.FormCaption {
		next = nextCaption(boxes, i, by)
	}
	if i < 0 || next < 0 || next >= len(boxes) {
		s.leaveBy(by)
		return
	}
	to := boxes[next].Spot
	to.Pos = boxes[next].Text.Len()
	s.act(func() error { s.env.State.Select(manuscript.At(to)); return nil })
}

// nextCaption is the index of the next caption in a direction, or of the next
// text where there is none.
func nextCaption(boxes []manuscript.Box, from, by int) int {
	for i := from + by; i >= 0 && i < len(boxes); i += by {
		if boxes[i].Form == manuscript.FormCaption {
			return i
		}
	}
	return from + by
}

// leave gives the keyboard to what comes behind the page in the window, from
// wherever the caret is.
func (s *Sheet) leave()     { s.leaveBy(+1) }
func (s *Sheet) leaveBack() { s.leaveBy(-1) }

func (s *Sheet) leaveBy(by int) {
	c := s.env.Canvas()
	switch {
	case c == nil:
	case by < 0:
		c.FocusPrevious()
	default:
		c.FocusNext()
	}
}
