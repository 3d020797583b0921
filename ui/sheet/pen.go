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
func NewPen() (*ink.Pen, error) { return penWith(theme.DefaultEmojiFont()) }

// penWith takes Fyne's emoji; nil where the program was built without them, as
// it is for Windows.
func penWith(coloured fyne.Resource) (*ink.Pen, error) {
	var fallback [][]byte
	dressed, ours := fyne.CurrentApp().Settings().Theme().(*look.Theme)
	if ours {
		fallback = slices.Clone(dressed.Signs())
	}
	switch {
	case coloured != nil:
		fallback = append(fallback, coloured.Content())
	case ours:
		fallback = append(fallback, dressed.Emoji())
	}
	// The family is cut down to what offices write; Fyne's is whole.
	return ink.NewPen(cutOf, append(fallback, theme.DefaultSymbolFont().Content(), theme.DefaultTextFont().Content()))
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
