package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
)

// IconButton is an icon that can be pressed. What it does and by which keys
// stands in a hint that appears when the pointer rests on it (see Stage).
type IconButton struct {
	touch

	icon     look.IconName
	tip      string
	shortcut string
	on       bool
}

// NewIconButton is an icon with its hint; shortcut is shown beside the hint as
// it stands ("Ctrl+B"), "" for none.
func NewIconButton(icon look.IconName, tip, shortcut string, tapped func()) *IconButton {
	b := &IconButton{icon: icon, tip: tip, shortcut: shortcut}
	b.OnTapped = tapped
	b.onHover = b.hint
	b.ExtendBaseWidget(b)
	return b
}

// SetOn shows the button as switched on: bold where the text is bold.
func (b *IconButton) SetOn(on bool) {
	if b.on != on {
		b.on = on
		b.Refresh()
	}
}

// On reports whether the button is switched on.
func (b *IconButton) On() bool { return b.on }

// Tip is what the hint says.
func (b *IconButton) Tip() string { return b.tip }

// SetIcon replaces icon and hint, for buttons that change what they do.
func (b *IconButton) SetIcon(icon look.IconName, tip string) {
	b.icon, b.tip = icon, tip
	b.Refresh()
}

// Tapped presses the button and takes the hint away.
func (b *IconButton) Tapped(e *fyne.PointEvent) {
	b.hint(false)
	b.touch.Tapped(e)
}

func (b *IconButton) hint(show bool) {
	stage := StageOf(b)
	switch {
	case stage == nil:
	case show && b.tip != "":
		stage.expectTip(b, b.tip, b.shortcut)
	default:
		stage.dropTip(b)
	}
}

// CreateRenderer is Fyne's.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	ground, frame := box(), box()
	glyph := icon(nil)
	body := Sized(look.TargetSize, look.TargetSize, container.NewCenter(glyph))
	return newSkin(container.NewStack(ground, frame, body), func() {
		showRing(frame, b.focused, look.Accent)
		showChosen(ground, b.on, pick(b.lit(), look.Hover))
		glyph.Resource = look.IconIn(b.icon, b.ink())
	})
}

func (b *IconButton) ink() fyne.ThemeColorName {
	switch {
	case b.Disabled():
		return look.Dim
	case b.on:
		return look.Accent
	case b.lit():
		return look.Ink
	default:
		return look.Second
	}
}
