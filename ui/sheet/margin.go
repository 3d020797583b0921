package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
)

// threadWidth is how wide the line beside an item is.
const threadWidth float32 = 2

// drawMargin draws what stands beside the texts: the bars of quotations, and the
// thread along what belongs to an item.
func (k *skin) drawMargin(first, last int) {
	a := k.sheet.layout
	for i := first; i < last; i++ {
		p := &a.places[i]
		if p.box.Form == manuscript.Quote {
			k.shape(a.quoteBar(i), look.Accent)
		}
		if i == first || p.box.Form == manuscript.FormCommune {
			if thread, ok := a.thread(i); ok {
				k.shape(thread, look.Line)
			}
		}
	}
}

// quoteBar is the bar beside a quotation and its source.
func (a *arrangement) quoteBar(i int) rect {
	p := &a.places[i]
	bottom := p.bottom()
	if i+1 < len(a.places) && a.places[i+1].box.Form == manuscript.FormFrom {
		bottom = a.places[i+1].bottom()
	}
	return rect{fyne.NewPos(p.X-round(quoteIndent*a.zoom), p.Y), fyne.NewSize(quoteBar*a.zoom, bottom-p.Y)}
}

// thread is the line along the item that a place belongs to.
func (a *arrangement) thread(i int) (rect, bool) {
	item := a.places[i].box.Item
	if item == "" {
		return rect{}, false
	}
	from, to := i, i
	for from > 0 && a.places[from-1].box.Item == item {
		from--
	}
	for to+1 < len(a.places) && a.places[to+1].box.Item == item {
		to++
	}
	x := a.column.X - look.S8*a.zoom
	top := a.rows[a.places[from].row].top
	return rect{fyne.NewPos(round(x), top), fyne.NewSize(threadWidth, a.rows[a.places[to].row].bottom-top)}, true
}
