// Package look is how Tin Xã looks: colours, type scale, spacing, fonts, icons,
// as one fyne.Theme. Here may live whatever decides appearance and knows no
// widget; what is shown with it is ui/part's business.
package look

import (
	"fmt"
	"image/color"
	"io/fs"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// The spacing steps, in Fyne's device-independent pixels. Nothing is placed at
// other distances.
const (
	S4  float32 = 4
	S8  float32 = 8
	S12 float32 = 12
	S16 float32 = 16
	S24 float32 = 24
	S32 float32 = 32
	S48 float32 = 48
)

// Fixed measures of the screens, in device-independent pixels.
const (
	PageWidth   float32 = 720  // the report's page
	PanelWidth  float32 = 320  // a side panel
	Corner      float32 = 6    // radius of every corner
	RowHeight   float32 = 40   // a row of a list, a bar's least height
	TargetSize  float32 = 32   // the least side of anything that is clicked
	IconSide    float32 = 20   // icons in buttons and rows
	Hairline    float32 = 1    // lines between and around things; drawn LineWidth wide
	FocusStroke float32 = 2    // the ring around what the keyboard points at; drawn RingWidth wide
	NarrowWidth float32 = 1100 // windows narrower than this fold their side columns away
)

// followSystem is the variant of a theme that takes whatever variant it is asked for.
const followSystem fyne.ThemeVariant = 1 << 8

// Theme is Tin Xã's fyne.Theme. It follows the system's light or dark variant
// unless In was called.
type Theme struct {
	fonts   map[cut]fyne.Resource
	signs   [][]byte
	emoji   []byte
	icons   map[fyne.ThemeIconName]fyne.Resource
	variant fyne.ThemeVariant
	strong  bool // high contrast
}

var _ fyne.Theme = (*Theme)(nil)

// New reads fonts/*.ttf and icons/*.svg from files.
func New(files fs.FS) (*Theme, error) {
	fonts, err := loadFonts(files)
	if err != nil {
		return nil, fmt.Errorf("look: fonts: %w", err)
	}
	signs, err := loadSigns(files)
	if err != nil {
		return nil, fmt.Errorf("look: fonts: %w", err)
	}
	emoji, err := fs.ReadFile(files, "fonts/"+emojiFont+".ttf")
	if err != nil {
		return nil, fmt.Errorf("look: fonts: %w", err)
	}
	icons, err := loadIcons(files)
	if err != nil {
		return nil, fmt.Errorf("look: icons: %w", err)
	}
	return &Theme{fonts: fonts, signs: signs, emoji: emoji, icons: icons, variant: followSystem}, nil
}

// In returns the same theme fixed to theme.VariantLight or theme.VariantDark,
// whatever the system prefers.
func (t *Theme) In(v fyne.ThemeVariant) *Theme {
	fixed := *t
	fixed.variant, fixed.strong = v, false
	return &fixed
}

// AsSystem returns the same theme in the light or dark that the system prefers.
func (t *Theme) AsSystem() *Theme { return t.In(followSystem) }

// InContrast returns the same theme with high contrast: black, white and
// yellow, thicker lines.
func (t *Theme) InContrast() *Theme {
	strong := t.In(theme.VariantDark)
	strong.strong = true
	return strong
}

// Color gives both Fyne's and our own colour names; names unknown to us are
// answered by Fyne's own theme.
func (t *Theme) Color(name fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if t.variant != followSystem {
		v = t.variant
	}
	colours := light
	switch {
	case t.strong:
		colours = highContrast
	case v == theme.VariantDark:
		colours = dark
	}
	if c, ok := colours[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, v)
}

// Font gives the cut of Noto Sans for a style; see SemiBold and the page styles
// for what a style can carry beside bold and italic.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Monospace || style.Symbol {
		return theme.DefaultTheme().Font(style)
	}
	return t.fonts[cutOf(style)]
}

// Signs are the fonts, as TTF files, for what the family has no letter for.
func (t *Theme) Signs() [][]byte { return t.signs }

// Emoji is a font of emoji without colours, as a TTF file, for programs that
// were built without Fyne's own.
func (t *Theme) Emoji() []byte { return t.emoji }

// Icon gives our line icons, and Fyne's where we draw none.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	if ours, ok := fyneIcons[name]; ok {
		return Icon(ours)
	}
	if r, ok := t.icons[name]; ok {
		return r
	}
	return theme.DefaultTheme().Icon(name)
}

// Size gives Fyne's sizes and the type scale's (see Kind.SizeName).
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := strongSizes[name]; ok && t.strong {
		return s
	}
	if s, ok := sizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

// LineWidth is how wide a hairline is drawn in the theme now in use.
func LineWidth() float32 { return theme.Size(theme.SizeNameSeparatorThickness) }

// RingWidth is how wide the ring around what has the keyboard is drawn in the
// theme now in use.
func RingWidth() float32 { return theme.Size(sizeNameRing) }

const sizeNameRing fyne.ThemeSizeName = "tinxaRing"

// strongSizes are what high contrast draws thicker.
var strongSizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameInputBorder:        3,
	theme.SizeNameSeparatorThickness: 2,
	theme.SizeNameScrollBarSmall:     8,
	sizeNameRing:                     3,
}

var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:               14,
	theme.SizeNameCaptionText:        13,
	theme.SizeNameSubHeadingText:     20,
	theme.SizeNameHeadingText:        28,
	theme.SizeNamePadding:            S4,
	theme.SizeNameInnerPadding:       S8,
	theme.SizeNameLineSpacing:        S4,
	theme.SizeNameInlineIcon:         IconSide,
	theme.SizeNameInputBorder:        1.5,
	theme.SizeNameInputRadius:        Corner,
	theme.SizeNameSelectionRadius:    3,
	theme.SizeNameScrollBar:          12,
	theme.SizeNameScrollBarSmall:     4,
	theme.SizeNameScrollBarRadius:    4,
	theme.SizeNameSeparatorThickness: Hairline,
	sizeNameRing:                     FocusStroke,
	Body.SizeName():                  16,
	Sapo.SizeName():                  20,
	Subheading.SizeName():            18,
	Caption.SizeName():               14,
	Kicker.SizeName():                12,
}
