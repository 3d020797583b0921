// Package part holds the reusable pieces that screens are put together from:
// buttons, banners, cards, fields, the page, the stage with its hints. They know
// Fyne, look, say and task, and nothing of reports: what is about a report
// belongs to a screen.
package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/ui/look"
)

// skin is the renderer of every part: one tree of objects, and a paint function
// that sets colours and texts from the part's state.
type skin struct {
	root  fyne.CanvasObject
	paint func()
}

// newSkin paints once, so that the first frame is right.
func newSkin(root fyne.CanvasObject, paint func()) *skin {
	paint()
	return &skin{root: root, paint: paint}
}

func (s *skin) Layout(size fyne.Size)        { s.root.Resize(size) }
func (s *skin) MinSize() fyne.Size           { return s.root.MinSize() }
func (s *skin) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{s.root} }
func (s *skin) Destroy()                     {}

func (s *skin) Refresh() {
	s.paint()
	s.root.Refresh()
}

// box is a rounded rectangle without colour; paint functions give it one.
func box() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = look.Corner
	return r
}

// showRing draws a box as the frame that shows the keyboard's place.
func showRing(frame *canvas.Rectangle, on bool, colour fyne.ThemeColorName) {
	frame.StrokeWidth = look.RingWidth()
	frame.StrokeColor = pick(on, colour)
}

// showChosen draws a box as the ground of what is selected, or as what else it
// is.
func showChosen(ground *canvas.Rectangle, on bool, otherwise color.Color) {
	ground.FillColor, ground.StrokeWidth = otherwise, 0
	if on {
		ground.FillColor = look.Color(look.AccentGround)
		outline(ground, look.AccentEdge)
	}
}

// outline draws the hairline around a box.
func outline(of *canvas.Rectangle, colour fyne.ThemeColorName) {
	of.StrokeWidth = look.LineWidth()
	of.StrokeColor = look.Color(colour)
}

// pick is the named colour, or nothing.
func pick(on bool, name fyne.ThemeColorName) color.Color {
	if on {
		return look.Color(name)
	}
	return color.Transparent
}

// icon shows a line icon in the usual size.
func icon(res fyne.Resource) *canvas.Image {
	img := canvas.NewImageFromResource(res)
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return img
}
