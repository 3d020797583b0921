package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// Badge is a coloured dot and a word: the state of something.
type Badge struct {
	widget.BaseWidget

	colour fyne.ThemeColorName
	text   *Text
}

// NewBadge is a dot of the named colour and a word.
func NewBadge(colour fyne.ThemeColorName, text string) *Badge {
	b := &Badge{colour: colour, text: NewText(look.Label, text).In(look.Ink)}
	b.ExtendBaseWidget(b)
	return b
}

// Set replaces colour and word.
func (b *Badge) Set(colour fyne.ThemeColorName, text string) {
	b.colour = colour
	b.text.SetText(text)
	b.Refresh()
}

// Text is the badge's word.
func (b *Badge) Text() string { return b.text.Text() }

// CreateRenderer is Fyne's.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer {
	dot := canvas.NewCircle(color.Transparent)
	round := container.NewGridWrap(fyne.NewSquareSize(look.S8), dot)
	return newSkin(HStack(look.S8, round, b.text), func() {
		dot.FillColor = look.Color(b.colour)
	})
}
