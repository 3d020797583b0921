package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"tinxa/ui/look"
)

// weight says how loudly a button speaks.
type weight int

const (
	plain   weight = iota // words alone
	framed                // words in a hairline frame
	primary               // filled, one a screen
	onHint                // words on the dark ground of a hint
)

// Button is a button with words. Its words are never cut or wrapped.
type Button struct {
	touch

	text   string
	icon   look.IconName // "" for none
	weight weight
	after  bool // icon after the words
}

// NewPrimary is the one main button of a screen, filled with the accent.
func NewPrimary(text string, icon look.IconName, tapped func()) *Button {
	return newButton(primary, text, icon, tapped)
}

// NewButton is a second button, framed by a hairline.
func NewButton(text string, icon look.IconName, tapped func()) *Button {
	return newButton(framed, text, icon, tapped)
}

// NewPlain is a button of words alone.
func NewPlain(text string, icon look.IconName, tapped func()) *Button {
	return newButton(plain, text, icon, tapped)
}

func newButton(w weight, text string, icon look.IconName, tapped func()) *Button {
	b := &Button{text: text, icon: icon, weight: w}
	b.OnTapped = tapped
	b.ExtendBaseWidget(b)
	return b
}

// IconAfter puts the icon behind the words and returns the button.
func (b *Button) IconAfter() *Button {
	b.after = true
	return b
}

// SetText replaces the words.
func (b *Button) SetText(text string) {
	b.text = text
	b.Refresh()
}

// Text is the button's words.
func (b *Button) Text() string { return b.text }

// CreateRenderer is Fyne's.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	ground, frame, words := box(), box(), NewText(look.Strong, b.text)
	glyph := icon(nil)
	row := HStack(look.S8, glyph, words)
	if b.after {
		row = HStack(look.S8, words, glyph)
	}
	side := look.S16
	if b.weight == plain || b.weight == onHint {
		side = look.S12
	}
	body := Sized(0, 36, container.NewCenter(Inset(0, side, 0, side, row)))
	return newSkin(container.NewStack(ground, frame, body), func() {
		b.paintGround(ground, frame)
		words.SetText(b.text)
		words.In(b.ink())
		glyph.Hidden = b.icon == ""
		if b.icon != "" {
			glyph.Resource = look.IconIn(b.icon, b.ink())
		}
	})
}

// ink is the colour of words and icon.
func (b *Button) ink() fyne.ThemeColorName {
	switch {
	case b.Disabled():
		return look.Dim
	case b.weight == primary:
		return look.OnAccent
	case b.weight == onHint:
		return look.HintAction
	case b.weight == plain:
		return look.Accent
	default:
		return look.Ink
	}
}

func (b *Button) paintGround(ground, frame *canvas.Rectangle) {
	showRing(frame, b.focused, b.ringColour())
	ground.StrokeWidth = 0
	switch {
	case b.weight == primary && b.Disabled():
		ground.FillColor = look.Color(theme.ColorNameDisabledButton)
		outline(ground, look.Line)
	case b.weight == primary && (b.lit() || b.focused):
		ground.FillColor = look.Color(look.AccentHover)
	case b.weight == primary:
		ground.FillColor = look.Color(look.Accent)
	default:
		ground.FillColor = pick(b.lit(), look.Hover)
	}
	if b.weight == framed {
		outline(ground, look.FieldLine)
	}
}

// ringColour keeps the focus ring visible on a filled ground.
func (b *Button) ringColour() fyne.ThemeColorName {
	switch b.weight {
	case primary:
		return look.FocusOnAccent
	case onHint:
		return look.HintAction
	default:
		return look.Accent
	}
}

// Enable lets buttons be pressed, or keeps them from it.
func Enable(on bool, buttons ...*Button) {
	for _, b := range buttons {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
}
