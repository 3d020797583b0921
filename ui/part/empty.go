package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
)

// NewEmptyState is what a screen shows instead of nothing: an icon, one
// sentence, and what can be done, in the middle.
func NewEmptyState(glyph look.IconName, sentence string, buttons ...*Button) fyne.CanvasObject {
	picture := icon(look.IconIn(glyph, look.Second))
	picture.SetMinSize(fyne.NewSquareSize(look.S48))
	row := HStack(look.S12)
	for _, b := range buttons {
		row.Add(b)
	}
	words := NewText(look.Body, sentence)
	return container.NewCenter(VStack(look.S24,
		container.NewCenter(picture), container.NewCenter(words), container.NewCenter(row)))
}
