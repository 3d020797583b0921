package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Kind is a step of the type scale.
type Kind int

// The type scale: size in device-independent pixels, weight, ink.
const (
	Label      Kind = iota // 13, second ink: labels and hints
	Control                // 14, ink: buttons, fields, rows
	Strong                 // 14 semibold, ink: a row's main words
	Title                  // 20 semibold, ink: a screen's name
	Body                   // 16 at 1.55 line height, ink: the report's text
	Sapo                   // 20 semibold, ink: the report's lead
	Headline               // 28 bold, ink: the report's headline
	Subheading             // 18 semibold, ink: headings inside the report
	Caption                // 14 italic, second ink, centred by who shows it
	Kicker                 // 12 semibold, second ink
)

// The cuts beyond bold and italic. Fyne's TextStyle has no weight and Fyne has
// no line height, but it asks the theme for a font with the whole style and
// caches by it, so TabWidth, which report text never needs (it holds no tabs),
// tells which cut is meant.
const (
	tabSemi     = 5 // semibold, normal line height
	tabPage     = 6 // 1.55 line height
	tabSemiPage = 7 // semibold, 1.45 line height
)

// SemiBold is the style of semibold text in controls.
var SemiBold = fyne.TextStyle{Bold: true, TabWidth: tabSemi}

var styles = map[Kind]fyne.TextStyle{
	Strong:     SemiBold,
	Title:      SemiBold,
	Body:       {TabWidth: tabPage},
	Sapo:       {Bold: true, TabWidth: tabSemiPage},
	Headline:   {Bold: true},
	Subheading: {Bold: true, TabWidth: tabSemiPage},
	Caption:    {Italic: true},
	Kicker:     SemiBold,
}

// Style is the text style of the kind. Widgets must be given it (for example
// Entry.TextStyle): a theme override alone is not asked when text is measured.
// Bold and Italic may be switched on and off in it.
func (k Kind) Style() fyne.TextStyle { return styles[k] }

// SizeName is the name under which the theme gives the kind's text size.
func (k Kind) SizeName() fyne.ThemeSizeName {
	switch k {
	case Label:
		return theme.SizeNameCaptionText
	case Control, Strong:
		return theme.SizeNameText
	case Title:
		return theme.SizeNameSubHeadingText
	case Body:
		return "tinxaBody"
	case Sapo:
		return "tinxaSapo"
	case Headline:
		return theme.SizeNameHeadingText
	case Subheading:
		return "tinxaSubheading"
	case Caption:
		return "tinxaCaption"
	default:
		return "tinxaKicker"
	}
}

// Size is the kind's text size in device-independent pixels.
func (k Kind) Size() float32 { return sizes[k.SizeName()] }

// ColorName is the ink of the kind.
func (k Kind) ColorName() fyne.ThemeColorName {
	switch k {
	case Label, Caption, Kicker:
		return Second
	default:
		return Ink
	}
}

// Text is a theme for container.NewThemeOverride under which plain widgets
// (entries above all) carry text of kind k without any box: text size, ink,
// transparent ground, no border. The widget still needs Style.
func Text(k Kind) fyne.Theme { return bare{k} }

// bare asks the app's theme at every call, so that it follows light and dark.
type bare struct{ kind Kind }

func appTheme() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

func (b bare) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNameInputBackground, theme.ColorNameInputBorder:
		return color.Transparent
	case theme.ColorNameForeground:
		name = b.kind.ColorName()
	}
	return appTheme().Color(name, v)
}

func (b bare) Font(style fyne.TextStyle) fyne.Resource    { return appTheme().Font(style) }
func (b bare) Icon(name fyne.ThemeIconName) fyne.Resource { return appTheme().Icon(name) }
func (b bare) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return b.kind.Size()
	case theme.SizeNameInputBorder: // also the width of the caret
		return FocusStroke
	case theme.SizeNameInnerPadding, theme.SizeNameInputRadius:
		return S4
	case theme.SizeNameLineSpacing:
		return 0
	}
	return appTheme().Size(name)
}
