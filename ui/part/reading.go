package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
)

// Reading is a column of text and cards that scrolls, look.PageWidth wide.
type Reading struct {
	root   *fyne.Container
	scroll *container.Scroll
	page   *fyne.Container
	place  *fyne.Container
}

// NewReading is a column without content yet.
func NewReading() *Reading {
	r := &Reading{place: container.NewStack()}
	r.page = Inset(look.S32, look.S16, look.S32, look.S16, r.place)
	r.scroll = container.NewVScroll(Column(look.PageWidth+2*look.S16, r.page))
	r.root = container.New(readingLayout{r}, r.scroll)
	return r
}

// Object is what stands on the screen.
func (r *Reading) Object() fyne.CanvasObject { return r.root }

// Set replaces what stands in the column, its parts gap apart.
func (r *Reading) Set(gap float32, objects ...fyne.CanvasObject) {
	r.place.Objects = []fyne.CanvasObject{VStack(gap, objects...)}
	r.root.Refresh()
}

// Reveal scrolls as little as brings something in the column into sight, such
// as what was just unfolded there; of what is too high for that, its end.
func (r *Reading) Reveal(o fyne.CanvasObject) {
	top, ok := r.topOf(o)
	if !ok {
		return
	}
	room := r.scroll.Size().Height
	hidden := top + o.Size().Height + look.S16 - room
	if hidden <= 0 && o.Size().Height+2*look.S16 < room {
		hidden = min(0, top-look.S16)
	}
	if hidden != 0 && room > 0 {
		r.scroll.ScrollToOffset(fyne.NewPos(0, max(0, r.scroll.Offset.Y+hidden)))
	}
}

// topOf is where something in the column begins, from the upper edge of what is
// in sight. Fyne's driver knows only what was drawn before; cards are found
// before their first frame, too.
func (r *Reading) topOf(o fyne.CanvasObject) (float32, bool) {
	if y, ok := within(r.scroll.Content, o); ok {
		return y - r.scroll.Content.Position().Y - r.scroll.Offset.Y, true
	}
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(o) == nil {
		return 0, false
	}
	return driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(r.scroll).Y, true
}

// within is where o begins in root, looked for in containers alone.
func within(root, o fyne.CanvasObject) (float32, bool) {
	if root == o {
		return root.Position().Y, true
	}
	c, ok := root.(*fyne.Container)
	if !ok {
		return 0, false
	}
	for _, child := range c.Objects {
		if y, ok := within(child, o); ok {
			return c.Position().Y + y, true
		}
	}
	return 0, false
}

// readingLayout gives the column its width first: wrapped text knows how high it
// is only then, and the scroll asks for heights before it gives widths.
type readingLayout struct{ reading *Reading }

func (l readingLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.reading.page.Resize(fyne.NewSize(min(size.Width, look.PageWidth+2*look.S16), 0))
	l.reading.scroll.Resize(size)
}

// leastReading is how much of the column is always in sight. It is little: a
// laptop at 150 % has 497 for menu, bars, progress and column together, and a
// window that must grow beyond its screen loses its menu.
const leastReading float32 = 96

func (readingLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.PanelWidth, leastReading)
}
