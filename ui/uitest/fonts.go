package uitest

import "fyne.io/fyne/v2/theme"

// Fallback returns the font files that stand in where the family of the theme has
// no glyph: Fyne's emoji and symbols.
func Fallback() [][]byte {
	return [][]byte{theme.DefaultEmojiFont().Content(), theme.DefaultSymbolFont().Content()}
}
