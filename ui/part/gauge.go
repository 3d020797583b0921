package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// Gauge is a thin bar that fills up, for what is told in words beside it.
type Gauge struct {
	widget.BaseWidget
	share float32 // 0 to 1
}

// NewGauge is an empty bar.
func NewGauge() *Gauge {
	g := &Gauge{}
	g.ExtendBaseWidget(g)
	return g
}

// Set fills the bar; share is from 0 to 1.
func (g *Gauge) Set(share float32) {
	g.share = max(0, min(1, share))
	g.Refresh()
}

// Share is how far the bar is filled.
func (g *Gauge) Share() float32 { return g.share }

// CreateRenderer is Fyne's.
func (g *Gauge) CreateRenderer() fyne.WidgetRenderer {
	track, fill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	track.CornerRadius, fill.CornerRadius = look.S4/2, look.S4/2
	return newSkin(container.New(&gauge{&g.share}, track, fill), func() {
		track.FillColor, fill.FillColor = look.Color(look.Line), look.Color(look.Accent)
		fill.Resize(fyne.NewSize(track.Size().Width*g.share, look.S4))
	})
}

// gauge lays the filled part over the track.
type gauge struct{ share *float32 }

func (g *gauge) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, look.S4))
	objects[1].Resize(fyne.NewSize(size.Width*(*g.share), look.S4))
}

func (g *gauge) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(look.S48, look.S4) }
