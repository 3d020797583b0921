package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
)

// width is what the handle of a picture was dragged to.
type width int

const (
	asIs   width = iota
	full         // as wide as the page
	half         // half as wide
	beside       // beside the picture above or below
)

// stretchTo takes the handle of a picture to a point and shows how wide the
// picture would be. It is as much wider as the pointer went, on both sides where
// the picture stands in the middle.
func (s *Sheet) stretchTo(at fyne.Position) {
	g := &s.hands.mouse.grip
	_, i := s.env.State.Box(g.at)
	if i < 0 || i >= len(s.layout.places) {
		return
	}
	shown, was := s.layout.places[i].box.Shown, g.width
	grown := at.X - g.start.X
	if shown.Beside <= 1 {
		grown *= 2
	}
	g.width = widthOf(shown, (s.layout.cellWidth(shown)+grown)/s.layout.column.Width)
	if g.width != was {
		s.place()
	}
}

// widthOf is the width next to a share of the page. A picture in a row has the
// choice to leave it.
func widthOf(shown manuscript.Shown, share float32) width {
	now := full
	switch {
	case share > 0.75:
	case shown.Beside > 1:
		now = beside
	case share > 0.4:
		now = half
	default:
		now = beside
	}
	was := full
	if shown.Half {
		was = half
	} else if shown.Beside > 1 {
		was = beside
	}
	if now == was {
		return asIs
	}
	return now
}

// resize gives a picture the width that its handle was dragged to.
func (s *Sheet) resize(g grip) {
	box, i := s.env.State.Box(g.at)
	switch {
	case i < 0:
	case g.width == beside:
		s.Run(manuscript.JoinPictures(g.at))
	case box.Shown.Beside > 1:
		s.Run(manuscript.PartPictures(g.at))
	default:
		s.Run(manuscript.SetHalf(g.at, g.width == half))
	}
}

// sized is where a picture stands, or would stand if its handle were let go now.
func (s *Sheet) sized(p *place) rect {
	column, wide := s.layout.column, float32(0)
	switch s.hands.mouse.grip.width {
	case full:
		wide = column.Width
	case half:
		wide = column.Width / 2
	case beside:
		wide = (column.Width - galleryGap*s.zoom) / 2
	default:
		return p.rect
	}
	high := min(wide*p.Height/p.Width, mostHigh*s.zoom)
	wide = high * p.Width / p.Height
	left := column.X + (column.Width-wide)/2
	return rect{fyne.NewPos(left, p.Y), fyne.NewSize(wide, high)}
}
