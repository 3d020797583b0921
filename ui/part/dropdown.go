package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
)

// Dropdown is a word with an arrow behind it, in a bar: what holds now. Pressed,
// it offers what else could.
type Dropdown struct {
	touch

	text  string
	tip   string
	least float32
	offer func() []Choice
}

// NewDropdown is a dropdown at least as wide as least, so that what stands
// beside it keeps its place when the word changes. tip is its hint; offer lists
// what can be chosen now.
func NewDropdown(text, tip string, least float32, offer func() []Choice) *Dropdown {
	d := &Dropdown{text: text, tip: tip, least: least, offer: offer}
	d.OnTapped = d.Open
	d.onHover = d.hint
	d.ExtendBaseWidget(d)
	return d
}

// SetText replaces the word.
func (d *Dropdown) SetText(text string) {
	if d.text != text {
		d.text = text
		d.Refresh()
	}
}

// Text is the word that is shown.
func (d *Dropdown) Text() string { return d.text }

// Open shows the choices.
func (d *Dropdown) Open() {
	d.hint(false)
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(d)
	if c == nil {
		return
	}
	at := driver.AbsolutePositionForObject(d)
	OpenMenu(c, MenuForm{Offer: func(string) []Choice { return d.offer() }}, at.AddXY(look.S12, 0), d.Size())
}

// TypedKey opens by the arrow down too.
func (d *Dropdown) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyDown {
		d.activate()
		return
	}
	d.touch.TypedKey(k)
}

func (d *Dropdown) hint(show bool) {
	stage := StageOf(d)
	switch {
	case stage == nil:
	case show && d.tip != "":
		stage.expectTip(d, d.tip, "")
	default:
		stage.dropTip(d)
	}
}

// CreateRenderer is Fyne's.
func (d *Dropdown) CreateRenderer() fyne.WidgetRenderer {
	ground, frame := box(), box()
	words, arrow := NewText(look.Control, d.text), icon(nil)
	row := Frame(nil, nil, nil, HStack(0, arrow), Middle(words))
	body := Sized(d.least, look.TargetSize, Inset(0, look.S4, 0, look.S8, row))
	return newSkin(container.NewStack(ground, frame, body), func() {
		ground.FillColor = pick(d.lit(), look.Hover)
		showRing(frame, d.focused, look.Accent)
		words.SetText(d.text)
		colour := look.Ink
		if d.Disabled() {
			colour = look.Dim
		}
		words.In(colour)
		arrow.Resource = look.IconIn(look.IconExpand, colour)
	})
}
