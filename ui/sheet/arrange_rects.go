package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
)

// rects is the area between two spots in reading order, a line after another,
// pictures as a whole.
func (a *arrangement) rects(from, to manuscript.Spot) []rect {
	return a.rectsWithin(nil, from, to, 0, len(a.places))
}

// rectsWithin adds the area between two spots to all, as far as it lies in the
// places first to last (excluded).
func (a *arrangement) rectsWithin(all []rect, from, to manuscript.Spot, first, last int) []rect {
	i, j := a.find(from), a.find(to)
	if i < 0 || j < 0 || from == to {
		return all
	}
	for n := max(i, first); n <= j && n < last; n++ {
		p := &a.places[n]
		if p.text == nil {
			all = append(all, p.rect)
			continue
		}
		start, end := 0, p.text.Len()
		if n == i {
			start = from.Pos
		}
		if n == j {
			end = to.Pos
		}
		all = a.rectsOf(all, p, start, end, n < j)
	}
	return all
}

// breakWidth is how wide a selected end of a text is shown.
const breakWidth = look.S8

// rectsOf adds the area of the runes start to end of a place; on tells that the
// selection goes on behind its end.
func (a *arrangement) rectsOf(all []rect, p *place, start, end int, on bool) []rect {
	last := p.text.LineAt(end)
	for n := p.text.LineAt(start); n <= last; n++ {
		line := p.text.Lines[n]
		left, right := p.text.X(n, max(start, line.From)), p.text.X(n, min(end, line.To))
		if n == last && on || n < last && line.To < p.text.Lines[n+1].From {
			right += breakWidth * a.zoom
		}
		if right <= left {
			continue
		}
		top, bottom := round(p.Y+line.Top), round(p.Y+line.Top+line.Height)
		all = append(all, rect{fyne.NewPos(p.X+left, top), fyne.NewSize(right-left, bottom-top)})
	}
	return all
}
