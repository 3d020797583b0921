package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
)

// mostBeside is how many pictures may stand in one row.
const mostBeside = 3

// gapAt is where a photo or a text block dropped at p would go, and the line that
// shows it; false where there is no such place.
func (s *Sheet) gapAt(p fyne.Position) (gap manuscript.Gap, line rect, ok bool) {
	a := s.layout
	if len(a.rows) == 0 {
		return gap, line, false
	}
	n := a.nearest(p)
	at := &a.places[n]
	if gap, line, ok = a.besideAt(at, p); ok {
		return gap, line, true
	}
	blocks := s.env.State.Report().Blocks
	switch box := at.box; box.Form {
	case manuscript.FormKicker, manuscript.FormTitle, manuscript.FormSapo:
		return a.gapOf(blocks, model.Place{})
	case manuscript.FormByline:
		list, _ := blocks.In(box.Item)
		return a.gapOf(blocks, model.Place{Item: box.Item, Index: len(list)})
	default:
		return a.gapOf(blocks, a.placeBy(blocks, at, p))
	}
}

// placeBy is the place before or behind the block of a box, whichever is nearer
// to p. Behind the heading of an item is the item's beginning.
func (a *arrangement) placeBy(blocks model.Blocks, at *place, p fyne.Position) model.Place {
	block := at.box.Spot.Block
	to, _ := blocks.Place(block)
	top, bottom := a.extent(block)
	if p.Y < (top+bottom)/2 {
		return to
	}
	if at.box.Form == manuscript.FormCommune {
		return model.Place{Item: block}
	}
	to.Index++
	return to
}

// extent is the height from the first to the last box of a block; of an item,
// its heading.
func (a *arrangement) extent(block model.BlockID) (top, bottom float32) {
	first := true
	for i := range a.places {
		p := &a.places[i]
		if p.box.Spot.Block != block || p.box.Form == manuscript.FormByline {
			continue
		}
		if first {
			top, bottom, first = p.Y, p.bottom(), false
		}
		top, bottom = min(top, p.Y), max(bottom, p.bottom())
	}
	return top, bottom
}

// gapOf is the gap of a place between blocks, with its line halfway between what
// stands above and below.
func (a *arrangement) gapOf(blocks model.Blocks, to model.Place) (manuscript.Gap, rect, bool) {
	gap := manuscript.Gap{Place: to}
	line, ok := a.gapLine(blocks, gap)
	return gap, line, ok
}

// gapLine is the line that shows a gap.
func (a *arrangement) gapLine(blocks model.Blocks, gap manuscript.Gap) (rect, bool) {
	if gap.Beside != "" {
		return a.besideLine(gap)
	}
	list, ok := blocks.In(gap.Place.Item)
	if !ok {
		return rect{}, false
	}
	next := a.firstBehind(list, gap.Place)
	if next <= 0 {
		return rect{}, false
	}
	above, below := a.rows[next-1].bottom, a.rows[next].top
	return rect{fyne.NewPos(a.column.X, round((above+below)/2)-1), fyne.NewSize(a.column.Width, look.FocusStroke)}, true
}

// firstBehind is the row that follows a place between blocks: that of the block
// there, or of the bylines at the end.
func (a *arrangement) firstBehind(list model.Blocks, to model.Place) int {
	last := manuscript.Spot{Field: manuscript.Byline, Block: to.Item}
	for i := range a.places {
		s := a.places[i].box.Spot
		if to.Index < len(list) && s.Block == list[to.Index].BlockID() && s.Field != manuscript.Byline || s == last {
			return a.places[i].row
		}
	}
	return -1
}

// besideAt is the gap beside a picture, where p lies in its left or right third
// and its row has room.
func (a *arrangement) besideAt(at *place, p fyne.Position) (manuscript.Gap, rect, bool) {
	if at.text != nil || at.box.Shown.Beside >= mostBeside || !at.holds(p) {
		return manuscript.Gap{}, rect{}, false
	}
	gap := manuscript.Gap{Beside: at.box.Spot.Block, Entry: at.box.Spot.Entry}
	switch third := at.Width / 3; {
	case p.X < at.X+third:
	case p.X > at.right()-third:
		gap.Entry++
	default:
		return manuscript.Gap{}, rect{}, false
	}
	line, ok := a.besideLine(gap)
	return gap, line, ok
}

// besideLine is the upright line of a gap beside a picture.
func (a *arrangement) besideLine(gap manuscript.Gap) (rect, bool) {
	for i := range a.places {
		p := &a.places[i]
		if p.text != nil || p.box.Spot.Block != gap.Beside {
			continue
		}
		x := p.X - look.S8
		if p.box.Spot.Entry+1 == gap.Entry {
			x = p.right() + look.S8
		} else if p.box.Spot.Entry != gap.Entry {
			continue
		}
		return rect{fyne.NewPos(round(x)-1, p.Y), fyne.NewSize(look.FocusStroke, p.Height)}, true
	}
	return rect{}, false
}
