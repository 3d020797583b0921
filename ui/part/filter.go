package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// Filter is one choice of a FilterBar: its word, and how many it holds (below 0
// for a choice that counts nothing).
type Filter struct {
	Label string
	Count int
}

// FilterBar is a row of choices of which one is taken: "Tất cả 128 · Nháp 6".
type FilterBar struct {
	widget.BaseWidget

	onSelect func(int)
	chips    []*chip
	row      *fyne.Container
	selected int
}

// NewFilterBar is a bar without choices yet; selected is called with the index
// of what the user takes.
func NewFilterBar(selected func(int)) *FilterBar {
	b := &FilterBar{onSelect: selected, row: HStack(look.S4)}
	b.ExtendBaseWidget(b)
	return b
}

// Set replaces the choices, keeping the one that is taken.
func (b *FilterBar) Set(filters ...Filter) {
	for len(b.chips) < len(filters) {
		b.add(len(b.chips))
	}
	for i, c := range b.chips {
		c.Hidden = i >= len(filters)
		if !c.Hidden {
			c.filter = filters[i]
		}
	}
	b.Select(b.selected)
}

func (b *FilterBar) add(index int) {
	c := &chip{}
	c.OnTapped = func() {
		b.Select(index)
		b.onSelect(index)
	}
	c.step = func(by int) { b.step(index + by) }
	c.ExtendBaseWidget(c)
	b.chips = append(b.chips, c)
	b.row.Add(c)
}

// Select marks choice i as taken without calling anybody.
func (b *FilterBar) Select(i int) {
	b.selected = i
	for at, c := range b.chips {
		c.selected = at == i
		c.Refresh()
	}
	b.row.Refresh()
}

// Selected is the index of the choice that is taken.
func (b *FilterBar) Selected() int { return b.selected }

// step moves the keyboard to choice i and takes it.
func (b *FilterBar) step(i int) {
	if i < 0 || i >= len(b.chips) || b.chips[i].Hidden {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(b.chips[i]); c != nil {
		c.Focus(b.chips[i])
	}
	b.chips[i].activate()
}

// CreateRenderer is Fyne's.
func (b *FilterBar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.row) }

// chip is one choice of a FilterBar.
type chip struct {
	touch

	filter   Filter
	selected bool
	step     func(by int)
}

// TypedKey walks along the bar with the arrows.
func (c *chip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		c.step(-1)
	case fyne.KeyRight:
		c.step(1)
	default:
		c.touch.TypedKey(e)
	}
}

// CreateRenderer is Fyne's.
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	ground, frame := box(), box()
	word, count := NewText(look.Control, ""), NewText(look.Control, "")
	body := Sized(0, look.TargetSize, container.NewCenter(Inset(0, look.S12, 0, look.S12, HStack(6, word, count))))
	return newSkin(container.NewStack(ground, frame, body), func() {
		showChosen(ground, c.selected, pick(c.lit(), look.Hover))
		showRing(frame, c.focused, look.Accent)
		word.kind, word.colour, count.colour = look.Control, look.Ink, look.Second
		if c.selected {
			word.kind, word.colour, count.colour = look.Strong, look.Accent, look.Accent
		}
		word.text, count.text = c.filter.Label, say.Count(c.filter.Count)
		count.Hidden = c.filter.Count < 0
	})
}
