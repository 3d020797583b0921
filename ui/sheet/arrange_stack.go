package sheet

import (
	"math"

	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
)

// stack puts the rows under one another.
func (a *arrangement) stack() {
	a.rows = a.rows[:0]
	y := a.column.Y
	for i := 0; i < len(a.places); {
		if i > 0 {
			y += airBetween(a.places[i-1].box, a.places[i].box) * a.zoom
		}
		r := row{from: i, top: round(y)}
		if a.places[i].box.Form == manuscript.FormPicture {
			a.stackPictures(&r)
		} else {
			a.stackText(&r)
		}
		for j := r.from; j < r.to; j++ {
			a.places[j].row = len(a.rows)
		}
		a.rows = append(a.rows, r)
		y, i = r.bottom, r.to
	}
	a.paper.Height = y + look.S48*a.zoom - a.paper.Y
}

// height is that of the page widget.
func (a *arrangement) height() float32 { return a.paper.bottom() + look.S48 }

// airBetween is the distance between two boxes at zoom 1. Bylines stand close
// together, and apart from everything else.
func airBetween(above, below *manuscript.Box) float32 {
	if (above.Form == manuscript.FormByline) != (below.Form == manuscript.FormByline) || below.Spot.Entry == 0 && above.Item != below.Item {
		return max(look.S24, dressOf(below.Form).air.above)
	}
	return max(dressOf(above.Form).air.below, dressOf(below.Form).air.above)
}

func (a *arrangement) stackText(r *row) {
	p := &a.places[r.from]
	left := a.indent(p.box)
	if p.box.Form == manuscript.FormCommune {
		left = a.column.Width - p.made.width
	}
	p.Position = fyne.NewPos(a.column.X+left, r.top)
	r.to, r.bottom = r.from+1, p.bottom()
}

// stackPictures lays out the pictures that stand side by side from the row's
// first place on, each with its caption under it.
func (a *arrangement) stackPictures(r *row) {
	first := a.places[r.from].box
	r.columns = columnsOf(first.Shown.Beside)
	width := a.places[r.from].made.width
	step := width + galleryGap*a.zoom
	x := a.column.X
	if r.columns == 1 {
		x += (a.column.Width - width) / 2
	}
	r.to = r.from
	for n := 0; n < r.columns && r.to < len(a.places); n++ {
		picture := &a.places[r.to]
		if picture.box.Form != manuscript.FormPicture || picture.box.Spot.Block != first.Spot.Block {
			break
		}
		a.placePicture(picture, fyne.NewPos(round(x+float32(n)*step), r.top), width)
		r.to++
		r.bottom = max(r.bottom, picture.bottom())
		if r.to < len(a.places) && a.places[r.to].box.Form == manuscript.FormCaption {
			caption := &a.places[r.to]
			caption.Position = fyne.NewPos(round(x+float32(n)*step), round(picture.bottom()+look.S8*a.zoom))
			r.to++
			r.bottom = max(r.bottom, caption.bottom())
		}
	}
}

// mostHigh is how high a photo is shown at most; it gets narrower then.
const mostHigh float32 = 480

func (a *arrangement) placePicture(p *place, at fyne.Position, width float32) {
	ratio := a.ratio(p.box.Shown.Picture.Photo)
	height := width * ratio
	p.Position, p.Size = at, fyne.NewSize(width, height)
	if most := mostHigh * a.zoom; height > most {
		p.Size = fyne.NewSize(most/ratio, most)
		p.X += (width - p.Width) / 2
	}
	p.rect = p.rounded()
}

// rounded is the rect on whole units.
func (r rect) rounded() rect {
	left, top := round(r.X), round(r.Y)
	return rect{fyne.NewPos(left, top), fyne.NewSize(round(r.right())-left, round(r.bottom())-top)}
}

func round(x float32) float32 { return float32(math.Round(float64(x))) }
