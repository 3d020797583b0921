package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/part"
)

// strip is a row of the comparison as it stands on the screen.
type strip struct {
	cells []fyne.CanvasObject // two side by side, or one; nil for an empty place
	mark  *stripe             // beside what was changed, nil for what was not
}

// table lays strips under each other, their cells in columns, each column on a
// page of its own.
type table struct {
	pages  []fyne.CanvasObject
	strips []strip
	tops   []float32 // where each strip begins
	height float32
}

// The measures of the pages.
const (
	columnMost float32 = 600
	changeBar  float32 = 3
)

// newTable shows a comparison in two columns, or on one page.
func newTable(a album, rows []compare.Row, columns int) (*table, *fyne.Container) {
	t := &table{}
	for range columns {
		t.pages = append(t.pages, part.NewSurface(container.NewWithoutLayout()))
	}
	for _, r := range rows {
		if r.Part().Role != compare.Alt || r.Changed() { // nobody reads it on the page
			t.strips = append(t.strips, newStrip(a, r, columns))
		}
	}
	var objects []fyne.CanvasObject
	objects = append(objects, t.pages...)
	for _, s := range t.strips {
		if s.mark != nil {
			objects = append(objects, s.mark)
		}
		for _, cell := range s.cells {
			if cell != nil {
				objects = append(objects, cell)
			}
		}
	}
	return t, container.New(t, objects...) // all at once: Add would lay out what is there each time
}

func newStrip(a album, r compare.Row, columns int) strip {
	var s strip
	sides := []*side{merged(r)}
	if columns == 2 {
		sides = []*side{olderSide(r), newerSide(r)}
	}
	for _, one := range sides {
		if one == nil {
			s.cells = append(s.cells, nil)
		} else {
			s.cells = append(s.cells, newCell(a, *one))
		}
	}
	if r.Changed() {
		s.mark = newStripe()
	}
	return s
}

// changes are the places of the strips that were changed.
func (t *table) changes() []int {
	var all []int
	for i, s := range t.strips {
		if s.mark != nil {
			all = append(all, i)
		}
	}
	return all
}

// columns are where so many pages stand, how wide they are, and how far from
// their edge words begin.
func columns(count int, width float32) (lefts []float32, each, pad float32) {
	n := float32(count)
	most, pad := columnMost, look.S24
	if n == 1 {
		most = look.PageWidth
		if width >= look.PageWidth {
			pad = look.S48
		}
	}
	each = min(most, (width-(n+1)*look.S16)/n)
	left := (width - n*each - (n-1)*look.S16) / 2
	for range count {
		lefts = append(lefts, left)
		left += each + look.S16
	}
	return lefts, each, pad
}

// Layout gives all cells of a strip the height of the highest.
func (t *table) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	lefts, each, pad := columns(len(t.pages), size.Width)
	y := look.S24
	t.tops = t.tops[:0]
	for _, s := range t.strips {
		high := float32(0)
		for _, cell := range s.cells {
			if cell != nil {
				cell.Resize(fyne.NewSize(each-2*pad, cell.Size().Height)) // wraps, which tells the height
				high = max(high, cell.MinSize().Height)
			}
		}
		for i, cell := range s.cells {
			if cell != nil {
				put(cell, lefts[i]+pad, y, each-2*pad, high)
			}
		}
		if s.mark != nil {
			put(s.mark, lefts[0]+(pad-changeBar)/2, y, changeBar, high)
		}
		t.tops = append(t.tops, y)
		y += high + look.S8
	}
	for i, page := range t.pages {
		put(page, lefts[i], 0, each, y+look.S16)
	}
	t.height = y + look.S16 + look.S32
}

// headings is the layout of the words above the pages, which stay where they are
// when the pages are scrolled.
type headings struct{}

func (headings) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	lefts, each, pad := columns(len(objects), size.Width)
	for i, o := range objects {
		o.Resize(fyne.NewSize(each-2*pad, o.Size().Height)) // wraps, which tells the height
		put(o, lefts[i]+pad, 0, each-2*pad, o.MinSize().Height)
	}
}

func (headings) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(0, high)
}

// MinSize is what the strips took when they were last laid out.
func (t *table) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, t.height) }

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos(x, y))
}

// stripe is the bar beside a changed strip.
type stripe struct {
	widget.BaseWidget
	lit bool // it is the change that was jumped to
}

func newStripe() *stripe {
	s := &stripe{}
	s.ExtendBaseWidget(s)
	return s
}

func (s *stripe) light(on bool) {
	s.lit = on
	s.Refresh()
}

// CreateRenderer is Fyne's.
func (s *stripe) CreateRenderer() fyne.WidgetRenderer {
	bar := canvas.NewRectangle(nil)
	bar.CornerRadius = changeBar / 2
	skin := stripeSkin{widget.NewSimpleRenderer(bar), s, bar}
	skin.paint()
	return skin
}

type stripeSkin struct {
	fyne.WidgetRenderer
	stripe *stripe
	bar    *canvas.Rectangle
}

func (s stripeSkin) paint() {
	s.bar.FillColor = look.Color(look.FieldLine)
	if s.stripe.lit {
		s.bar.FillColor = look.Color(look.Accent)
	}
}

func (s stripeSkin) Refresh() {
	s.paint()
	s.WidgetRenderer.Refresh()
}
