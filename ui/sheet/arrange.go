package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/ink"
)

// rect is an area of the page widget, in its own coordinates.
type rect struct {
	fyne.Position
	fyne.Size
}

// arrangement is where everything of the page stands, in the coordinates of the
// page widget. It is a view of the manuscript's boxes: what is in it follows from
// them, the width and the zoom.
type arrangement struct {
	pen    *ink.Pen
	places []place // one for each box, in reading order
}

// place is where a box stands.
type place struct {
	rect
	box  *manuscript.Box
	text *ink.Passage // nil for a picture
}

func newArrangement(pen *ink.Pen) *arrangement { return &arrangement{pen: pen} }

func (a *arrangement) update(boxes []manuscript.Box) {}

// spotAt is the place for the caret nearest to p.
func (a *arrangement) spotAt(p fyne.Position) manuscript.Spot { return manuscript.Spot{} }

// caretAt is where the caret of a spot stands: its upper end and its height. At a
// picture it stands along the picture's left side.
func (a *arrangement) caretAt(s manuscript.Spot) (pos fyne.Position, height float32) { return }

// rects is the area between two spots in reading order, a line after another,
// pictures as a whole.
func (a *arrangement) rects(from, to manuscript.Spot) []rect { return nil }

// lines is the spot that stands by lines below (above, if negative) another one,
// as near as can be to x = goal: across texts, and in a gallery within the
// column. Where there is no such line it is the same spot.
func (a *arrangement) lines(from manuscript.Spot, by int, goal float32) manuscript.Spot { return from }

// edge is the beginning or the end of the line that a spot is shown on; the end
// of a line that was broken for its width lies before the space there.
func (a *arrangement) edge(from manuscript.Spot, end bool) manuscript.Spot { return from }

// gapAt is where a photo or a text block dropped at p would go, and the line that
// shows it; false where there is no such place.
func (s *Sheet) gapAt(p fyne.Position) (gap manuscript.Gap, line rect, ok bool) { return }

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
func (s *Sheet) hit(p fyne.Position) hit { return hit{kind: onDesk, box: -1} }
