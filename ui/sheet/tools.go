package sheet

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
)

// onWhat tells parts of the page apart that the pointer can be on.
type onWhat int

// What the pointer can be on.
const (
	onDesk      onWhat = iota // beside all texts; spotAt is where a click leads
	onText                    // a text
	onPicture                 // a picture
	onHandle                  // the handle of a picture, which changes its size
	onCoverMark               // the star of a picture, which makes it the cover
	onAdd                     // a place kept for a photo: a click asks for one
)

// hit is what is under the pointer: a part, and the index of its box in
// State.Boxes, -1 on the desk.
type hit struct {
	kind onWhat
	box  int
}

// hit is what is at p.
func (s *Sheet) hit(p fyne.Position) hit {
	a := s.layout
	if len(a.rows) == 0 {
		return hit{onDesk, -1}
	}
	i := a.nearest(p)
	at := &a.places[i]
	switch {
	case at.text == nil:
		return s.hitPicture(i, p)
	case at.holds(p):
		return hit{onText, i}
	}
	return hit{onDesk, -1}
}

func (s *Sheet) hitPicture(i int, p fyne.Position) hit {
	at := &s.layout.places[i]
	kept := at.box.Shown.Picture.Photo == ""
	switch {
	case !kept && s.tooled(at) && handleOf(at).holds(p):
		return hit{onHandle, i}
	case !kept && (s.tooled(at) || at.box.Shown.Cover) && coverOf(at).holds(p):
		return hit{onCoverMark, i}
	case !at.holds(p):
		return hit{onDesk, -1}
	case kept && !s.awaited(at.box):
		return hit{onAdd, i}
	}
	return hit{onPicture, i}
}

// pointTo shows the tools of the picture that the pointer is on, and of no other.
func (s *Sheet) pointTo(h hit) {
	var at manuscript.Spot
	if h.box >= 0 && s.layout.places[h.box].text == nil {
		at = s.layout.places[h.box].box.Spot
	}
	if at != s.marks.pointed {
		s.marks.pointed = at
		s.show()
	}
}

// tooled reports whether a picture shows its tools: the pointer is on it, or it
// is selected.
func (s *Sheet) tooled(p *place) bool {
	sel := s.env.State.Selection()
	return p.box.Spot == s.marks.pointed || sel.Empty() && sel.Head == p.box.Spot
}

// handleSide is how large the handle of a picture is drawn; more around it can
// be pressed.
const handleSide = look.S12

// handleOf is where the handle of a picture can be pressed.
func handleOf(p *place) rect {
	return rect{fyne.NewPos(p.right()-look.S16, p.bottom()-look.S16), fyne.NewSquareSize(look.TargetSize)}
}

// coverOf is where the star of a picture can be pressed.
func coverOf(p *place) rect {
	return rect{p.AddXY(look.S8, look.S8), fyne.NewSquareSize(look.TargetSize)}
}

// drawTools draws what lies over the pictures: the tint of those that are within
// a selection, the star of the cover, and the tools of the one pointed to.
func (k *skin) drawTools(first, last int) {
	a := k.sheet.layout
	from, to := k.sheet.env.State.Ordered()
	i, j := -1, -1
	if from != to {
		i, j = a.find(from), a.find(to)
	}
	for n := first; n < last; n++ {
		p := &a.places[n]
		if p.text != nil {
			continue
		}
		if n >= i && n <= j {
			frame := k.shape(p.rect, theme.ColorNameFocus)
			frame.StrokeColor, frame.StrokeWidth = look.Color(look.Accent), look.FocusStroke
		}
		k.drawStar(p)
		if k.sheet.tooled(p) && p.box.Shown.Picture.Photo != "" {
			k.drawHandle(p)
		}
	}
}

// drawStar marks the cover photo, and offers the others for it.
func (k *skin) drawStar(p *place) {
	ground, colour := look.Accent, look.OnAccent
	if !p.box.Shown.Cover {
		if !k.sheet.tooled(p) || p.box.Shown.Picture.Photo == "" {
			return
		}
		ground, colour = look.Page, look.Ink
	}
	at := coverOf(p)
	shape := k.shape(at, ground)
	shape.CornerRadius = look.Corner
	if ground == look.Page {
		shape.StrokeColor, shape.StrokeWidth = look.Color(look.Line), look.Hairline
	}
	inset := (look.TargetSize - look.IconSide) / 2
	star := rect{at.AddXY(inset, inset), fyne.NewSquareSize(look.IconSide)}
	k.objects = append(k.objects, k.wall.icon(look.IconIn(look.IconStar, colour), star))
}

// drawHandle draws the square at a picture's corner.
func (k *skin) drawHandle(p *place) {
	at := rect{fyne.NewPos(p.right()-handleSide/2, p.bottom()-handleSide/2), fyne.NewSquareSize(handleSide)}
	handle := k.shape(at, look.Accent)
	handle.StrokeColor, handle.StrokeWidth = look.Color(look.Page), look.FocusStroke
	handle.CornerRadius = matchCorner
}
