package editor

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// ground lies behind everything of the screen and has nothing to show. Fyne takes
// the keyboard from the page when a click meets nothing that could have it, such
// as the space between two buttons, and what is typed then is lost. A ground could
// have the keyboard, so that it stays where it was; as it is disabled, neither Tab
// nor a click ever brings it there.
type ground struct{ widget.BaseWidget }

func newGround() *ground {
	g := &ground{}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer implements fyne.Widget.
func (*ground) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// Disabled implements fyne.Disableable: always.
func (*ground) Disabled() bool { return true }

// Enable implements fyne.Disableable; a ground stays disabled.
func (*ground) Enable() {}

// Disable implements fyne.Disableable.
func (*ground) Disable() {}

// FocusGained implements fyne.Focusable.
func (*ground) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (*ground) FocusLost() {}

// TypedRune implements fyne.Focusable.
func (*ground) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (*ground) TypedKey(*fyne.KeyEvent) {}
