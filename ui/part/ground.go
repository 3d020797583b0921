package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// ground is a coloured area behind something; it follows light and dark.
type ground struct {
	widget.BaseWidget
	colour  fyne.ThemeColorName
	frame   fyne.ThemeColorName // hairline around it, "" for none
	corner  float32
	content fyne.CanvasObject
}

// newGround is an area with round corners.
func newGround(colour fyne.ThemeColorName, content fyne.CanvasObject) *ground {
	g := &ground{colour: colour, content: content, corner: look.Corner}
	g.ExtendBaseWidget(g)
	return g
}

// newArea is an area that reaches to the edges of its place.
func newArea(colour fyne.ThemeColorName, content fyne.CanvasObject) *ground {
	g := newGround(colour, content)
	g.corner = 0
	return g
}

// CreateRenderer is Fyne's.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	back := box()
	back.CornerRadius = g.corner
	return newSkin(container.NewStack(back, g.content), func() {
		back.FillColor = look.Color(g.colour)
		back.StrokeWidth = 0
		if g.frame != "" {
			outline(back, g.frame)
		}
	})
}
