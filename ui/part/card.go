package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
)

// Card is a surface with a hairline around it that can be chosen and opened.
type Card struct {
	touch

	// OnSecondary is called by the right mouse button with the place in the
	// window, for a menu; may be nil.
	OnSecondary func(fyne.Position)
	// OnKey sees every key but Enter and Space while the keyboard is here (Del,
	// arrows); may be nil.
	OnKey func(*fyne.KeyEvent)

	content  fyne.CanvasObject
	flat     bool
	selected bool
	whenOver []fyne.CanvasObject
}

// NewCard is a card around content; tapped may be nil.
func NewCard(content fyne.CanvasObject, tapped func()) *Card {
	c := &Card{content: content}
	c.OnTapped = tapped
	c.onHover = c.reveal
	c.ExtendBaseWidget(c)
	return c
}

// NewRow is the same without a frame, for lists: at least look.RowHeight high,
// tinted under the pointer.
func NewRow(content fyne.CanvasObject, tapped func()) *Card {
	c := NewCard(content, tapped)
	c.flat = true
	return c
}

// Reveal shows the objects only while the pointer or the keyboard is here, and
// returns the card: what a row offers beside being opened.
func (c *Card) Reveal(objects ...fyne.CanvasObject) *Card {
	c.whenOver = append(c.whenOver, objects...)
	c.reveal(false)
	return c
}

// SetSelected marks the card as chosen.
func (c *Card) SetSelected(on bool) {
	if c.selected != on {
		c.selected = on
		c.Refresh()
	}
}

// Selected reports whether the card is chosen.
func (c *Card) Selected() bool { return c.selected }

// TappedSecondary is Fyne's word for the right button.
func (c *Card) TappedSecondary(e *fyne.PointEvent) {
	if c.OnSecondary != nil {
		c.OnSecondary(e.AbsolutePosition)
	}
}

// TypedKey opens by Enter and Space and hands other keys to OnKey.
func (c *Card) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.activate()
	default:
		if c.OnKey != nil {
			c.OnKey(e)
		}
	}
}

// FocusGained shows the ring and what the card reveals.
func (c *Card) FocusGained() {
	c.reveal(true)
	c.touch.FocusGained()
}

// FocusLost takes both away.
func (c *Card) FocusLost() {
	c.touch.FocusLost()
	c.reveal(c.hovered)
}

func (c *Card) reveal(on bool) {
	for _, o := range c.whenOver {
		if on || c.focused {
			o.Show()
		} else {
			o.Hide()
		}
	}
}

// CreateRenderer is Fyne's.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	surface, tint, frame := box(), box(), box()
	body := Sized(0, look.RowHeight, c.content)
	return newSkin(container.NewStack(surface, tint, body, frame), func() {
		if !c.flat {
			surface.FillColor = look.Color(look.Page)
			outline(surface, look.Line)
		}
		showChosen(tint, c.selected, pick(c.lit(), look.Hover))
		showRing(frame, c.focused, look.Accent)
	})
}
