package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// zoomStep is how much one notch of the wheel changes the zoom.
const zoomStep float32 = 0.1

// notch is how many lines of text a notch of the wheel scrolls, as Windows is set
// by default. Fyne's own notch is about as high as one line.
const notch = 3

// Scrolled implements fyne.Scrollable: with Ctrl the wheel changes the zoom, as
// everywhere on Windows. What the left button drags goes on under the pointer.
func (p *page) Scrolled(ev *fyne.ScrollEvent) {
	s := p.sheet
	switch {
	case s.held()&ctrl == 0:
		far := *ev
		far.Scrolled = fyne.NewDelta(notch*ev.Scrolled.DX, notch*ev.Scrolled.DY)
		s.scroll.Scrolled(&far)
		if s.hands.mouse.grip.dragged {
			s.drag()
		}
	case ev.Scrolled.DY > 0:
		s.zoomBy(zoomStep)
	case ev.Scrolled.DY < 0:
		s.zoomBy(-zoomStep)
	}
}

func (s *Sheet) zoomBy(by float32) {
	s.SetZoom(s.zoom + by)
	if moved := s.env.Tell.Moved; moved != nil {
		moved()
	}
}

// scrollTo shows the page from a height on, as far as there is something. The
// caller shows what is to be seen there.
func (s *Sheet) scrollTo(y float32) {
	y = max(0, min(y, s.page.MinSize().Height-s.scroll.Size().Height))
	s.scroll.ScrollToOffset(fyne.NewPos(0, y))
}

// follow scrolls as little as brings the caret into view, with a line of air
// above and below, or with the edge of the page where it stands in the first or
// the last text.
func (s *Sheet) follow() {
	pos, height := s.layout.caretAt(s.env.State.Selection().Head)
	view, rows := s.scroll.Size().Height, s.layout.rows
	if view <= 0 || len(rows) == 0 {
		return
	}
	air := max(0, min(s.lineHeight(), (view-height)/2))
	top, bottom := pos.Y-air, pos.Y+height+air
	if pos.Y < rows[0].bottom {
		top = 0
	}
	if last := rows[len(rows)-1]; pos.Y >= last.top {
		bottom = s.layout.height()
	}
	y := max(s.scroll.Offset.Y, bottom-view)
	s.scrollTo(min(y, max(top, pos.Y+height-view)))
}

// lineHeight is that of a line of the report's text.
func (s *Sheet) lineHeight() float32 {
	_, height := s.layout.caretAt(manuscript.Spot{}) // what stands nowhere has the caret of running text
	return height
}

// Reveal brings the caret into view and gives the page the keyboard.
func (s *Sheet) Reveal() {
	s.takeFocus()
	s.act(func() error { return nil })
}

// Follow brings the beginning of a block to the top of the window, puts the
// caret there, and gives the page the keyboard: what a line of the outline leads
// to. A block that is not there changes nothing.
func (s *Sheet) Follow(id model.BlockID) {
	for _, b := range s.env.State.Boxes() {
		if b.Spot.Block != id {
			continue
		}
		s.act(func() error {
			s.env.State.Select(manuscript.At(b.Spot))
			pos, _ := s.layout.caretAt(b.Spot)
			s.scrollTo(pos.Y - s.lineHeight())
			return nil
		})
		s.takeFocus()
		return
	}
}

// anchored lays the page out by change, and scrolls so that the line that is
// looked at stays where it was in the window.
func (s *Sheet) anchored(change func()) {
	at, was := s.anchor()
	offset := s.scroll.Offset.Y
	change()
	s.fit()
	if pos, _ := s.layout.caretAt(at); offset > 0 && s.layout.find(at) >= 0 {
		s.scrollTo(offset + round(pos.Y-was))
	}
	s.place()
	s.show()
}

// anchor is the spot whose line must not move, and its height on the page: the
// caret while it is seen, or else the first line in the window.
func (s *Sheet) anchor() (at manuscript.Spot, y float32) {
	at = s.env.State.Selection().Head
	if !s.caretIsSeen() {
		at = s.layout.spotAt(fyne.NewPos(s.page.Size().Width/2, s.scroll.Offset.Y+s.lineHeight()))
	}
	pos, _ := s.layout.caretAt(at)
	return at, pos.Y
}

// caretIsSeen reports whether the window shows the line of the caret.
func (s *Sheet) caretIsSeen() bool {
	top, at := s.scroll.Offset.Y, s.env.State.Selection().Head
	pos, height := s.layout.caretAt(at)
	return s.layout.find(at) >= 0 && pos.Y+height > top && pos.Y < top+s.scroll.Size().Height
}
