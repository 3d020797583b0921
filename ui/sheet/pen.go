package sheet

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tinxa/ui/ink"
	"tinxa/ui/look"
)

// NewPen is a pen with the fonts of the app's theme, and others for what they
// lack. Errors are those of ink.NewPen. A window needs one for all its sheets.
func NewPen() (*ink.Pen, error) {
	var fallback [][]byte
	if dressed, ok := fyne.CurrentApp().Settings().Theme().(*look.Theme); ok {
		fallback = dressed.Signs()
	}
	fallback = slices.Clone(fallback)
	if emoji := theme.DefaultEmojiFont(); emoji != nil { // left out on Windows, see the Makefile
		fallback = append(fallback, emoji.Content())
	}
	return ink.NewPen(cutOf, append(fallback, theme.DefaultSymbolFont().Content()))
}

// cutOf is the theme's font of a cut; the family has no semibold italic.
func cutOf(c ink.Cut) []byte {
	style := fyne.TextStyle{Bold: c.Weight > regularWeight, Italic: c.Italic}
	if c.Weight > regularWeight && c.Weight < boldWeight && !c.Italic {
		style = look.SemiBold
	}
	return fyne.CurrentApp().Settings().Theme().Font(style).Content()
}

// The weights of the family.
const (
	regularWeight = 400
	boldWeight    = 700
)
