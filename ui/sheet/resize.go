package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model"
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
	share := (s.layout.cellWidth(shown) + grown) / s.layout.column.Width
	g.width = widthOf(shown, share, s.neighbour(i) != "")
	if g.width != was {
		s.place()
	}
}

// widthOf is the width next to a share of the page. A picture in a row has the
// choice to leave it, one without neighbours cannot go beside another.
func widthOf(shown manuscript.Shown, share float32, neighbours bool) width {
	was, now := full, full
	if shown.Half {
		was = half
	} else if shown.Beside > 1 {
		was = beside
	}
	switch {
	case share > 0.75:
	case shown.Beside > 1, neighbours && share < 0.4:
		now = beside
	default:
		now = half
	}
	if now == was {
		return asIs
	}
	return now
}

// neighbour is the block of the picture that stands above or below the one of a
// box, with no text between them; empty for none.
func (s *Sheet) neighbour(i int) model.BlockID {
	boxes := s.env.State.Boxes()
	for _, j := range []int{i - 1, i + 2} { // a caption stands behind each picture
		if j >= 0 && j < len(boxes) && boxes[j].Spot.Block != boxes[i].Spot.Block && boxes[j].Item == boxes[i].Item &&
			(boxes[j].Form == manuscript.FormPicture || boxes[j].Form == manuscript.FormCaption) {
			return boxes[j].Spot.Block
		}
	}
	return ""
}

// resize gives a picture the width that its handle was dragged to.
func (s *Sheet) resize(g grip) {
	box, i := s.env.State.Box(g.at)
	switch {
	case i < 0:
	case g.width == beside:
		s.goBeside(g.at, i)
	case box.Shown.Beside > 1:
		s.Run(manuscript.PartPictures(g.at))
	default:
		s.Run(manuscript.SetHalf(g.at, g.width == half))
	}
}

// goBeside puts a picture into the row of its neighbour: behind the one above,
// or before the one below.
func (s *Sheet) goBeside(at manuscript.Spot, i int) {
	id := s.neighbour(i)
	_, j := s.env.State.Box(manuscript.Spot{Field: manuscript.Picture, Block: id})
	switch {
	case j < 0:
	case j < i:
		s.Run(manuscript.JoinPictures(at))
	default:
		s.Run(manuscript.MovePicture(at, manuscript.Gap{Beside: id}))
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
