package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model/manuscript"
)

// holding is what the left button holds.
type holding int

const (
	holdNothing holding = iota
	holdCaret           // the end of a selection
	holdText            // what is selected, to be dropped elsewhere
	holdPicture
	holdHandle // of a picture, for its size
	holdButton // the cover mark, or a place kept for a photo
)

// grip is a press of the left button and what it became since.
type grip struct {
	kind    holding
	hit     hit
	at      manuscript.Spot      // what was pressed
	origin  manuscript.Selection // the word or text that a selection grows from
	unit    manuscript.Unit      // by which it grows
	start   fyne.Position        // of the press, on the page
	pointer fyne.Position        // within the window's part of the page
	dragged bool
	drop    *manuscript.Spot // where text would go
	gap     *manuscript.Gap  // where a picture would go
	width   width            // how wide a picture would be
}

// take is a press of the left button.
func (s *Sheet) take(ev *desktop.MouseEvent) {
	s.giveUp()
	h := s.hit(ev.Position)
	count := s.hands.mouse.clicks.add(ev.Position, s.hands.mouse.now())
	extend := ev.Modifier&shift != 0
	g := grip{hit: h, at: s.pointed(ev.Position), start: ev.Position}
	switch {
	case h.kind == onHandle:
		g.kind = holdHandle
	case h.kind == onCoverMark || h.kind == onAdd:
		g.kind = holdButton
	case h.kind == onPicture && !extend:
		g.kind = holdPicture
	case h.kind == onText && count == 1 && !extend && s.isSelected(ev.Position):
		g.kind = holdText
	default:
		g.kind, g.unit = holdCaret, []manuscript.Unit{manuscript.Letter, manuscript.Word, manuscript.Para}[count-1]
		g.origin = s.around(g.at, g.unit)
	}
	s.hands.mouse.grip = g
	s.pick(extend)
}

// pick selects what was pressed, unless it is text that may be dragged.
func (s *Sheet) pick(extend bool) {
	g := &s.hands.mouse.grip
	switch {
	case g.kind == holdCaret && extend:
		g.origin = manuscript.At(s.env.State.Selection().Anchor)
		s.choose(manuscript.Selection{Anchor: g.origin.Anchor, Head: g.at})
	case g.kind == holdCaret:
		s.choose(g.origin)
	case g.kind != holdText:
		s.choose(manuscript.At(g.at))
	}
}

// around is the unit of text that a spot lies in.
func (s *Sheet) around(at manuscript.Spot, u manuscript.Unit) manuscript.Selection {
	switch u {
	case manuscript.Word:
		return s.env.State.WordAt(at)
	case manuscript.Para:
		return s.env.State.ParagraphAt(at)
	}
	return manuscript.At(at)
}

// dragFar is how far the mouse must go before text or a picture moves.
const dragFar float32 = 4

// Dragged implements fyne.Draggable.
func (p *page) Dragged(ev *fyne.DragEvent) {
	s, g := p.sheet, &p.sheet.hands.mouse.grip
	if g.kind == holdNothing {
		return
	}
	if !g.dragged && g.kind != holdCaret && !far(ev.Position, g.start, dragFar) {
		return
	}
	g.dragged = true
	g.pointer = ev.Position.SubtractXY(0, s.scroll.Offset.Y)
	s.drag()
	s.creepOn()
}

// DragEnd implements fyne.Draggable. The button may have been let go over another
// widget, of which MouseUp does not tell.
func (p *page) DragEnd() { p.sheet.letGo() }

// drag goes on with what is held, to where the pointer is.
func (s *Sheet) drag() {
	g := &s.hands.mouse.grip
	at := g.pointer.AddXY(0, s.scroll.Offset.Y)
	switch g.kind {
	case holdCaret:
		s.stretch(s.layout.spotAt(at))
	case holdText:
		to := s.layout.spotAt(at)
		g.drop = &to
		s.place()
	case holdPicture:
		g.gap = nil
		if gap, _, ok := s.gapAt(at); ok && !s.isAt(g.at, gap) {
			g.gap = &gap
		}
		s.ShowGap(g.gap)
	case holdHandle:
		s.stretchTo(at)
	}
}

// isAt reports whether a gap is where a picture stands already: no line promises
// there what a drop would not do.
func (s *Sheet) isAt(picture manuscript.Spot, to manuscript.Gap) bool {
	if to.Beside != "" {
		return to.Beside == picture.Block && (to.Entry == picture.Entry || to.Entry == picture.Entry+1)
	}
	box, _ := s.env.State.Box(picture)
	from, _ := s.env.State.Report().Blocks.Place(picture.Block)
	return box.Shown.Beside <= 1 && to.Place.Item == from.Item && (to.Place.Index == from.Index || to.Place.Index == from.Index+1)
}

// stretch selects from the unit that was pressed to the one that a spot is in.
func (s *Sheet) stretch(to manuscript.Spot) {
	g := &s.hands.mouse.grip
	there := s.around(to, g.unit)
	sel := manuscript.Selection{Anchor: g.origin.Anchor, Head: there.Head}
	if s.before(to, g.origin.Anchor) {
		sel = manuscript.Selection{Anchor: g.origin.Head, Head: there.Anchor}
	}
	s.choose(sel)
}

// before reports whether a spot lies before another one in reading order.
func (s *Sheet) before(a, b manuscript.Spot) bool {
	_, i := s.env.State.Box(a)
	_, j := s.env.State.Box(b)
	return i < j || i == j && a.Pos < b.Pos
}

// letGo ends what the left button held. It is called once or twice: Fyne tells
// of the button, of the end of dragging, or of both.
func (s *Sheet) letGo() {
	g := s.hands.mouse.grip
	s.giveUp()
	switch {
	case g.kind == holdText && !g.dragged:
		s.choose(manuscript.At(g.at))
	case g.kind == holdText && g.drop != nil:
		s.dropText(*g.drop)
	case g.kind == holdPicture && g.gap != nil:
		s.Run(manuscript.MovePicture(g.at, *g.gap))
	case g.kind == holdHandle && g.width != asIs:
		s.resize(g)
	case g.kind == holdButton && !g.dragged:
		s.button(g)
	}
}

// dropText moves what is selected, or copies it while Ctrl is held. Onto itself
// it does neither.
func (s *Sheet) dropText(to manuscript.Spot) {
	from, end := s.env.State.Ordered()
	if !s.before(to, from) && !s.before(end, to) {
		return
	}
	s.Run(manuscript.MoveText(to, s.held()&ctrl != 0))
}

// button does what the pressed part of a picture is for.
func (s *Sheet) button(g grip) {
	box, i := s.env.State.Box(g.at)
	switch {
	case i < 0:
	case g.hit.kind == onCoverMark:
		s.Run(manuscript.SetCover(box.Shown.Picture.Photo))
	case s.env.Tell.Photos != nil:
		s.env.Tell.Photos(manuscript.Gap{Beside: g.at.Block, Entry: g.at.Entry})
	}
}

// giveUp forgets what the left button holds, as Esc does, and reports whether
// something was being dragged.
func (s *Sheet) giveUp() bool {
	g := s.hands.mouse.grip
	if g.kind == holdNothing {
		return false
	}
	s.hands.mouse.grip = grip{}
	s.stopCreeping()
	if g.gap != nil {
		s.ShowGap(nil)
	}
	if g.drop != nil || g.width != asIs {
		s.place()
	}
	return g.dragged
}
