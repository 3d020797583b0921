package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/look"
)

// rect is an area of the page widget, in its own coordinates.
type rect struct {
	fyne.Position
	fyne.Size
}

func (r rect) bottom() float32 { return r.Y + r.Height }
func (r rect) right() float32  { return r.X + r.Width }

// holds reports whether p lies in r.
func (r rect) holds(p fyne.Position) bool {
	return p.X >= r.X && p.X < r.right() && p.Y >= r.Y && p.Y < r.bottom()
}

// arrangement is where everything of the page stands, in the coordinates of the
// page widget. It is a view of the manuscript's boxes: what is in it follows from
// them, the width and the zoom.
type arrangement struct {
	pen    *ink.Pen
	ratio  func(model.PhotoID) float32 // height of a photo by its width
	places []place                     // one for each box, in reading order
	rows   []row
	paper  rect    // the white page
	column rect    // the texts and pictures on it
	desk   float32 // width of the page widget
	zoom   float32
	era    int  // counts changes of the theme
	alone  bool // the body is one empty text

	opening place // of every item's heading
}

// place is where a box stands: a text in the column that it was broken for, or a
// picture.
type place struct {
	rect
	box   *manuscript.Box
	dress *dress
	text  *words // nil for a picture
	hint  *words // what an empty text says
	lead  *words // what stands before the text: a bullet, a number, a time
	row   int
	made  made
}

// made is what a place was made for, beside its box.
type made struct {
	width, zoom float32
	era         int
	alone       bool
}

// row is what stands side by side: one text, or the pictures of a gallery with
// their captions.
type row struct {
	from, to    int // places, to excluded
	top, bottom float32
	columns     int // of a gallery, 0 for a text
}

func newArrangement(pen *ink.Pen) *arrangement { return &arrangement{pen: pen, zoom: 1} }

// deskAir is the least of the desk that is seen beside the page.
const deskAir = look.S16

// resize gives the arrangement its width and zoom. The page becomes no wider
// than the desk; then its texts break earlier.
func (a *arrangement) resize(desk, zoom float32) {
	a.desk, a.zoom = desk, zoom
	wide := max(min(look.PageWidth*zoom, desk-2*deskAir), leastPage)
	margin := min(look.S48*zoom, wide/8)
	a.paper.X, a.paper.Y, a.paper.Width = round((desk-wide)/2), look.S48, wide
	a.column.X, a.column.Y = round(a.paper.X+margin), a.paper.Y+look.S48*zoom
	a.column.Width = wide - 2*margin
}

// leastPage keeps letters on the page where the window has no width yet.
const leastPage float32 = 240

// update makes the places fit boxes. What has not changed keeps its layout.
func (a *arrangement) update(boxes []manuscript.Box) {
	a.alone = isAlone(boxes)
	a.places = a.matched(boxes)
	for i := range a.places {
		a.settle(&a.places[i], &boxes[i])
	}
	a.stack()
}

// isAlone reports whether the body is one empty text, which then says what to do.
func isAlone(boxes []manuscript.Box) bool {
	body := 0
	for i := range boxes {
		switch b := &boxes[i]; b.Form {
		case manuscript.FormKicker, manuscript.FormTitle, manuscript.FormSapo, manuscript.FormByline:
		default:
			if body++; body > 1 || len(b.Text) > 0 {
				return false
			}
		}
	}
	return true
}

// matched is a place for each box: that of the same spot where there is one.
// Most changes leave the spots as they are, and most others only shift the ones
// behind.
func (a *arrangement) matched(boxes []manuscript.Box) []place {
	old := a.places
	front := 0
	for front < len(old) && front < len(boxes) && old[front].box.Spot == boxes[front].Spot {
		front++
	}
	if front == len(old) && front == len(boxes) {
		return old
	}
	back := 0
	for back < len(old)-front && back < len(boxes)-front &&
		old[len(old)-1-back].box.Spot == boxes[len(boxes)-1-back].Spot {
		back++
	}
	known := map[manuscript.Spot]place{}
	for _, p := range old[front : len(old)-back] {
		known[p.box.Spot] = p
	}
	next := make([]place, len(boxes))
	copy(next, old[:front])
	copy(next[len(boxes)-back:], old[len(old)-back:])
	for i := front; i < len(boxes)-back; i++ {
		next[i] = known[boxes[i].Spot]
	}
	return next
}

// settle gives a place its box, and sets the text anew where it differs.
func (a *arrangement) settle(p *place, box *manuscript.Box) {
	now := made{a.widthOf(box), a.zoom, a.era, a.alone}
	if p.box != nil && p.made == now && sameSetting(p.box, box) {
		p.box = box
		return
	}
	p.box, p.dress, p.made = box, dressOf(box.Form), now
	if box.Form != manuscript.FormPicture {
		a.set(p)
	}
}

// sameSetting reports whether two boxes are set alike.
func sameSetting(a, b *manuscript.Box) bool {
	return a.Form == b.Form && a.Number == b.Number && a.Depth == b.Depth && a.Heard == b.Heard &&
		(a.Item == "") == (b.Item == "") && sameText(a.Text, b.Text)
}

func sameText(a, b model.Text) bool {
	if len(a) != len(b) {
		return false
	}
	if len(a) == 0 || &a[0] == &b[0] {
		return true
	}
	for i := range a {
		if a[i].Marks != b[i].Marks || a[i].Link != b[i].Link || a[i].Text != b[i].Text {
			return false
		}
	}
	return true
}

// widthOf is how wide the text of a box may be, or its picture.
func (a *arrangement) widthOf(box *manuscript.Box) float32 {
	switch box.Form {
	case manuscript.FormPicture, manuscript.FormCaption:
		return a.cellWidth(box.Shown)
	case manuscript.FormCommune:
		return a.column.Width - a.communeLead().Width - itemGap*a.zoom
	}
	return a.column.Width - a.indent(box)
}

// indent is how far a text stands in from the column's left side.
func (a *arrangement) indent(box *manuscript.Box) float32 {
	return round((dressOf(box.Form).left + float32(box.Depth)*listIndent) * a.zoom)
}

// galleryGap is the space between pictures side by side.
const galleryGap = look.S16

// cellWidth is how wide a picture may be.
func (a *arrangement) cellWidth(s manuscript.Shown) float32 {
	if s.Half {
		return a.column.Width / 2
	}
	n := float32(columnsOf(s.Beside))
	return (a.column.Width - (n-1)*galleryGap*a.zoom) / n
}

// columnsOf is how many pictures of a block stand side by side, as the exported
// page lays them out.
func columnsOf(pictures int) int {
	switch {
	case pictures <= 1:
		return 1
	case pictures%3 == 0:
		return 3
	}
	return 2
}
