package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
)

// find is the index of the place of a spot, -1 where there is none.
func (a *arrangement) find(s manuscript.Spot) int {
	for i := range a.places {
		b := &a.places[i].box.Spot
		if b.Entry == s.Entry && b.Block == s.Block && b.Field == s.Field {
			return i
		}
	}
	return -1
}

// Of a letter's size, what the caret stands above and below the baseline.
const (
	caretUp   float32 = 1.0
	caretDown float32 = 0.3
)

// caretAt is where the caret of a spot stands: its upper end and its height. At a
// picture it stands along the picture's left side.
func (a *arrangement) caretAt(s manuscript.Spot) (pos fyne.Position, height float32) {
	i := a.find(s)
	if i < 0 {
		return a.column.Position, look.Body.Size() * a.zoom
	}
	p := &a.places[i]
	if p.text == nil {
		return p.Position.SubtractXY(look.S4, 0), p.Height
	}
	n := p.text.LineAt(s.Pos)
	line, size := p.text.Lines[n], p.dress.kind.Size()*a.zoom
	top := p.Y + line.Top + line.Baseline - caretUp*size
	return fyne.NewPos(p.X+p.text.X(n, s.Pos), top), (caretUp + caretDown) * size
}

// spotAt is the place for the caret nearest to p.
func (a *arrangement) spotAt(p fyne.Position) manuscript.Spot {
	if len(a.rows) == 0 {
		return manuscript.Spot{Field: manuscript.Title}
	}
	at := &a.places[a.nearest(p)]
	s := at.box.Spot
	if at.text != nil {
		s.Pos = at.text.PosAt(at.text.LineAtY(p.Y-at.Y), p.X-at.X)
	}
	return s
}

// nearest is the index of the place nearest to p.
func (a *arrangement) nearest(p fyne.Position) int {
	r := a.rows[a.rowAt(p.Y)]
	if r.columns == 0 {
		return r.from
	}
	return a.inColumn(r, p)
}

// rowAt is the row nearest to a height.
func (a *arrangement) rowAt(y float32) int {
	i := a.rowFrom(y)
	if i == len(a.rows) {
		return i - 1
	}
	if i > 0 && y-a.rows[i-1].bottom < a.rows[i].top-y {
		return i - 1
	}
	return i
}

// rowFrom is the first row that ends below a height.
func (a *arrangement) rowFrom(y float32) int {
	low, high := 0, len(a.rows)
	for low < high {
		if mid := (low + high) / 2; a.rows[mid].bottom > y {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// inColumn is the picture or the caption of a gallery's row nearest to p: of the
// column that p is in, and there by height.
func (a *arrangement) inColumn(r row, p fyne.Position) int {
	found := r.from
	for i := r.from; i < r.to; i++ {
		left := a.columnLeft(r, i)
		if left > p.X && left > a.columnLeft(r, found) {
			break
		}
		if left > a.columnLeft(r, found) || a.places[i].Y-look.S4*a.zoom <= p.Y {
			found = i
		}
	}
	return found
}

// columnLeft is where the column of a place in a gallery's row begins.
func (a *arrangement) columnLeft(r row, place int) float32 {
	width := a.places[r.from].made.width
	n := (a.places[place].box.Spot.Entry - a.places[r.from].box.Spot.Entry)
	if r.columns == 1 {
		return a.column.X + (a.column.Width-width)/2
	}
	return a.column.X + float32(n)*(width+galleryGap*a.zoom)
}

// edge is the beginning or the end of the line that a spot is shown on; the end
// of a line that was broken for its width lies before the space there.
func (a *arrangement) edge(from manuscript.Spot, end bool) manuscript.Spot {
	i := a.find(from)
	if i < 0 || a.places[i].text == nil {
		return from
	}
	text := a.places[i].text
	n := text.LineAt(from.Pos)
	from.Pos = text.Lines[n].From
	if end {
		from.Pos = text.PosAt(n, a.column.Width*2)
	}
	return from
}

// lines is the spot that stands by lines below (above, if negative) another one,
// as near as can be to x = goal: across texts, and in a gallery within the
// column. Where there is no such line it is the same spot.
func (a *arrangement) lines(from manuscript.Spot, by int, goal float32) manuscript.Spot {
	i := a.find(from)
	if i < 0 {
		return from
	}
	n := 0
	if text := a.places[i].text; text != nil {
		n = text.LineAt(from.Pos)
	}
	for ; by > 0; by-- {
		if i, n = a.below(i, n, goal); i < 0 {
			return from
		}
		from = a.onLine(i, n, goal)
	}
	for ; by < 0; by++ {
		if i, n = a.above(i, n, goal); i < 0 {
			return from
		}
		from = a.onLine(i, n, goal)
	}
	return from
}

// onLine is the spot on a line of a place nearest to x.
func (a *arrangement) onLine(i, line int, x float32) manuscript.Spot {
	p := &a.places[i]
	s := p.box.Spot
	if p.text != nil {
		s.Pos = p.text.PosAt(line, x-p.X)
	}
	return s
}

// below is the line under a line of a place, -1 under the last one.
func (a *arrangement) below(i, line int, x float32) (place, next int) {
	p := &a.places[i]
	if p.text != nil && line+1 < len(p.text.Lines) {
		return i, line + 1
	}
	r := a.rows[p.row]
	if r.columns > 0 && p.text == nil && i+1 < r.to && a.places[i+1].text != nil {
		return i + 1, 0
	}
	if p.row+1 == len(a.rows) {
		return -1, 0
	}
	r = a.rows[p.row+1]
	if r.columns > 0 {
		return a.inColumn(r, fyne.NewPos(x, r.top)), 0
	}
	return r.from, 0
}

// above is the line over a line of a place, -1 over the first one.
func (a *arrangement) above(i, line int, x float32) (place, next int) {
	p := &a.places[i]
	if line > 0 {
		return i, line - 1
	}
	r := a.rows[p.row]
	if r.columns > 0 && p.text != nil && i > r.from && a.places[i-1].text == nil {
		return i - 1, 0
	}
	if p.row == 0 {
		return -1, 0
	}
	r = a.rows[p.row-1]
	place = r.from
	if r.columns > 0 {
		place = a.inColumn(r, fyne.NewPos(x, r.bottom))
	}
	if text := a.places[place].text; text != nil {
		return place, len(text.Lines) - 1
	}
	return place, 0
}
