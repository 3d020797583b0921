package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The colours by what they are for. The first ones are Fyne's own names, so
// that Fyne's widgets wear them too.
const (
	Desk     = theme.ColorNameBackground          // behind everything
	Ink      = theme.ColorNameForeground          // text
	Line     = theme.ColorNameSeparator           // hairlines
	Accent   = theme.ColorNamePrimary             // the main action, selection, focus
	OnAccent = theme.ColorNameForegroundOnPrimary // text on Accent
	Good     = theme.ColorNameSuccess
	Warning  = theme.ColorNameWarning
	Fault    = theme.ColorNameError
	Hover    = theme.ColorNameHover   // laid over what the pointer is on
	Pressed  = theme.ColorNamePressed // laid over what is being pressed
	Dim      = theme.ColorNameDisabled
	Second   = theme.ColorNamePlaceHolder // second ink: hints, dates, placeholders

	Page          fyne.ThemeColorName = "tinxaPage"                // page, cards, panels
	FieldLine     fyne.ThemeColorName = theme.ColorNameInputBorder // around fields and framed buttons
	FocusOnAccent fyne.ThemeColorName = "tinxaFocusOnAccent"       // the focus ring of the main button
	AccentGround  fyne.ThemeColorName = "tinxaAccentGround"        // behind what is selected
	AccentEdge    fyne.ThemeColorName = "tinxaAccentEdge"          // around what is selected, where the ground alone is not enough
	GoodGround    fyne.ThemeColorName = "tinxaGoodGround"          // behind words added
	WarningGround fyne.ThemeColorName = "tinxaWarningGround"       // behind a warning
	FaultGround   fyne.ThemeColorName = "tinxaFaultGround"         // behind a fault
	AccentHover   fyne.ThemeColorName = "tinxaAccentHover"         // the main button under the pointer
	Hint          fyne.ThemeColorName = "tinxaHint"                // ground of hints and toasts
	OnHint        fyne.ThemeColorName = "tinxaOnHint"              // text on Hint
	HintAction    fyne.ThemeColorName = "tinxaHintAction"          // the button on Hint
	Shade         fyne.ThemeColorName = "tinxaShade"               // the shadow's darkest
)

// Color is the named colour in the theme and variant now in use.
func Color(name fyne.ThemeColorName) color.Color { return theme.Color(name) }

type palette map[fyne.ThemeColorName]color.NRGBA

var light = palette{
	Desk: rgb(0xF3F4F6), Page: rgb(0xFFFFFF), Ink: rgb(0x1B1F24), Second: rgb(0x5B6570), Line: rgb(0xDDE1E6),
	Accent: rgb(0x0F4C81), OnAccent: rgb(0xFFFFFF), AccentHover: rgb(0x0B3D69), AccentGround: rgb(0xE4EDF6),
	Good: rgb(0x1E7B4A), GoodGround: rgb(0xE3F3EA),
	Warning: rgb(0x9A5B00), WarningGround: rgb(0xFFF4E0), Fault: rgb(0xB3261E), FaultGround: rgb(0xFDECEA),
	Hover: alpha(0x1B1F24, 0x0D), Pressed: alpha(0x1B1F24, 0x1A), Dim: rgb(0x9BA3AC), Shade: alpha(0x1B1F24, 0x24),
	FocusOnAccent: rgb(0xA9CDEE), AccentEdge: alpha(0x0F4C81, 0x00),
	Hint: rgb(0x2A3036), OnHint: rgb(0xF3F4F6), HintAction: rgb(0x9CCBF2),

	theme.ColorNameFocus:               alpha(0x0F4C81, 0x2E),
	theme.ColorNameSelection:           rgb(0xD6E5F4),
	theme.ColorNameHyperlink:           rgb(0x0F4C81),
	theme.ColorNameButton:              rgb(0xE7EAEE),
	theme.ColorNameDisabledButton:      rgb(0xEDEFF2),
	theme.ColorNameInputBackground:     rgb(0xFFFFFF),
	theme.ColorNameInputBorder:         rgb(0xB9C1CA),
	theme.ColorNameMenuBackground:      rgb(0xFFFFFF),
	theme.ColorNameOverlayBackground:   rgb(0xFFFFFF),
	theme.ColorNameHeaderBackground:    rgb(0xF3F4F6),
	theme.ColorNameForegroundOnError:   rgb(0xFFFFFF),
	theme.ColorNameForegroundOnSuccess: rgb(0xFFFFFF),
	theme.ColorNameForegroundOnWarning: rgb(0xFFFFFF),
	theme.ColorNameScrollBar:           alpha(0x1B1F24, 0x59),
	theme.ColorNameScrollBarBackground: alpha(0x1B1F24, 0x00),
	theme.ColorNameShadow:              alpha(0x1B1F24, 0x24),
}

var dark = palette{
	Desk: rgb(0x14171A), Page: rgb(0x1D2125), Ink: rgb(0xE6E8EB), Second: rgb(0x9AA4AE), Line: rgb(0x2E343A),
	Accent: rgb(0x5AA2E0), OnAccent: rgb(0x0C1A27), AccentHover: rgb(0x78B5EA), AccentGround: rgb(0x1F3345),
	Good: rgb(0x5FC08C), GoodGround: rgb(0x1B3527),
	Warning: rgb(0xE2AC55), WarningGround: rgb(0x352A14), Fault: rgb(0xF2958D), FaultGround: rgb(0x3C2220),
	Hover: alpha(0xFFFFFF, 0x0F), Pressed: alpha(0xFFFFFF, 0x1F), Dim: rgb(0x5F6972), Shade: alpha(0x000000, 0x66),
	FocusOnAccent: rgb(0xF3F4F6), AccentEdge: alpha(0x5AA2E0, 0x00),
	Hint: rgb(0xE6E8EB), OnHint: rgb(0x1B1F24), HintAction: rgb(0x0F4C81),

	theme.ColorNameFocus:               alpha(0x5AA2E0, 0x3D),
	theme.ColorNameSelection:           rgb(0x1E364D),
	theme.ColorNameHyperlink:           rgb(0x5AA2E0),
	theme.ColorNameButton:              rgb(0x2A3036),
	theme.ColorNameDisabledButton:      rgb(0x22272B),
	theme.ColorNameInputBackground:     rgb(0x1D2125),
	theme.ColorNameInputBorder:         rgb(0x505962),
	theme.ColorNameMenuBackground:      rgb(0x252A2F),
	theme.ColorNameOverlayBackground:   rgb(0x1D2125),
	theme.ColorNameHeaderBackground:    rgb(0x14171A),
	theme.ColorNameForegroundOnError:   rgb(0x1B1F24),
	theme.ColorNameForegroundOnSuccess: rgb(0x1B1F24),
	theme.ColorNameForegroundOnWarning: rgb(0x1B1F24),
	theme.ColorNameScrollBar:           alpha(0xFFFFFF, 0x4D),
	theme.ColorNameScrollBarBackground: alpha(0xFFFFFF, 0x00),
	theme.ColorNameShadow:              alpha(0x000000, 0x66),
}

// highContrast is for eyes that need it: white and yellow on black, all text at
// 7 : 1 and more, every edge drawn in a colour that is seen.
var highContrast = palette{
	Desk: rgb(0x000000), Page: rgb(0x000000), Ink: rgb(0xFFFFFF), Second: rgb(0xE3E3E3), Line: rgb(0xC4C4C4),
	Accent: rgb(0xFFE83B), OnAccent: rgb(0x000000), AccentHover: rgb(0xFFF38F), AccentGround: rgb(0x352F00),
	Good: rgb(0x7DF5A0), GoodGround: rgb(0x00290F),
	Warning: rgb(0xFFC46B), WarningGround: rgb(0x2E1C00), Fault: rgb(0xFFA9A0), FaultGround: rgb(0x3A0B06),
	Hover: alpha(0xFFFFFF, 0x26), Pressed: alpha(0xFFFFFF, 0x40), Dim: rgb(0xA0A0A0), Shade: alpha(0x000000, 0xFF),
	FocusOnAccent: rgb(0x2B7BFF), AccentEdge: rgb(0xFFE83B),
	Hint: rgb(0xFFFFFF), OnHint: rgb(0x000000), HintAction: rgb(0x00308F),

	theme.ColorNameFocus:               alpha(0xFFE83B, 0x59),
	theme.ColorNameSelection:           rgb(0x004ECC),
	theme.ColorNameHyperlink:           rgb(0xFFE83B),
	theme.ColorNameButton:              rgb(0x1C1C1C),
	theme.ColorNameDisabledButton:      rgb(0x000000),
	theme.ColorNameInputBackground:     rgb(0x000000),
	theme.ColorNameInputBorder:         rgb(0xFFFFFF),
	theme.ColorNameMenuBackground:      rgb(0x000000),
	theme.ColorNameOverlayBackground:   rgb(0x000000),
	theme.ColorNameHeaderBackground:    rgb(0x000000),
	theme.ColorNameForegroundOnError:   rgb(0x000000),
	theme.ColorNameForegroundOnSuccess: rgb(0x000000),
	theme.ColorNameForegroundOnWarning: rgb(0x000000),
	theme.ColorNameScrollBar:           alpha(0xFFFFFF, 0xCC),
	theme.ColorNameScrollBarBackground: alpha(0xFFFFFF, 0x00),
	theme.ColorNameShadow:              alpha(0x000000, 0xFF),
}

// rgb is the opaque colour 0xRRGGBB.
func rgb(hex uint32) color.NRGBA { return alpha(hex, 0xFF) }

func alpha(hex uint32, a uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: a}
}
