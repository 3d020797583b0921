package sheet

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/ui/look"
)

// skin draws the part of a sheet that its window shows. Lines of text are
// pictures that the canvas keeps; everything else is drawn from shapes.
type skin struct {
	sheet   *Sheet
	easel   *easel
	wall    *wall
	shapes  []*canvas.Rectangle // in the order of drawing; used again at each drawing
	used    int
	objects []fyne.CanvasObject
	before  []fyne.CanvasObject // of the drawing before: a canvas may be walking through it
	inks    [4]color.Color      // that texts were set in
}

func newSkin(s *Sheet) *skin {
	k := &skin{sheet: s, inks: inks()}
	k.easel = newEasel(s.env.Pen, s.scale)
	k.wall = newWall(s)
	return k
}

// inks are the colours that texts are set in.
func inks() [4]color.Color {
	return [4]color.Color{look.Color(look.Ink), look.Color(look.Second), look.Color(look.Accent), look.Color(look.Page)}
}

// scale is how many pixels a unit has.
func (s *Sheet) scale() float32 {
	const far = 1024
	if s.env.Canvas != nil {
		if c := s.env.Canvas(); c != nil {
			x, _ := c.PixelCoordinateForPosition(fyne.NewPos(far, 0))
			return float32(x) / far
		}
	}
	return 1
}

// arrange lays everything out anew, for another width or zoom.
func (s *Sheet) arrange() {
	s.layout.resize(s.page.Size().Width, s.zoom)
	s.layout.update(s.env.State.Boxes())
}

// fit gives the page the height of its report, and the window never more of the
// desk than the page has.
func (s *Sheet) fit() {
	size, seen := s.page.Size(), s.scroll.Size().Height
	if size.Width == 0 {
		return
	}
	want := fyne.NewSize(size.Width, max(s.layout.height(), seen))
	if want == size {
		return
	}
	s.page.Resize(want)
	if most := max(want.Height-seen, 0); s.scroll.Offset.Y > most {
		s.scroll.ScrollToOffset(fyne.NewPos(0, most))
	}
}

// show draws what the window shows now. It is called whenever the selection, the
// offset of the scroll or what is pointed to has changed; Sync, SetZoom and the
// others above call it themselves.
func (s *Sheet) show() {
	if s.page.Size().Width > 0 {
		s.skin.draw()
	}
}

// view is the part of the page that the window shows and half a window around it,
// so that scrolling finds it drawn.
func (s *Sheet) view() rect {
	size := s.scroll.Size()
	top := max(s.scroll.Offset.Y-size.Height/2, 0)
	return rect{fyne.NewPos(0, top), fyne.NewSize(size.Width, s.scroll.Offset.Y+size.Height*1.5-top)}
}

// draw makes the objects of what is seen, from the ground up.
func (k *skin) draw() {
	k.objects, k.before = k.before[:0], k.objects
	k.used = 0
	a, view := k.sheet.layout, k.sheet.view()
	first, last := a.within(view.Y, view.bottom())
	k.drawGround()
	k.drawMargin(first, last)
	k.drawTints(first, last)
	k.drawPictures(first, last)
	k.drawTexts(first, last)
	k.drawTools(first, last)
	k.drawGap()
	k.objects = append(k.objects, k.sheet.hands.above...)
	canvas.Refresh(k.objects[0])
}

// within is the places of the rows between two heights, the last one excluded.
func (a *arrangement) within(top, bottom float32) (first, last int) {
	from := a.rowFrom(top)
	if from == len(a.rows) {
		return len(a.places), len(a.places)
	}
	to := from
	for to+1 < len(a.rows) && a.rows[to+1].top < bottom {
		to++
	}
	return a.rows[from].from, a.rows[to].to
}

// shape is one more rectangle on top of what was drawn.
func (k *skin) shape(at rect, fill fyne.ThemeColorName) *canvas.Rectangle {
	if k.used == len(k.shapes) {
		k.shapes = append(k.shapes, canvas.NewRectangle(color.Transparent))
	}
	r := k.shapes[k.used]
	k.used++
	r.FillColor, r.StrokeWidth, r.StrokeColor, r.CornerRadius = color.Transparent, 0, nil, 0
	if fill != "" {
		r.FillColor = look.Color(fill)
	}
	r.Move(at.Position)
	r.Resize(at.Size)
	k.objects = append(k.objects, r)
	return r
}

// drawGround draws the white page with its hairline, as much of it as is seen: a
// painter without a graphics card takes seconds for a shape as high as a report.
func (k *skin) drawGround() {
	paper, view := k.sheet.layout.paper, k.sheet.view()
	bottom := max(paper.bottom(), k.sheet.scroll.Size().Height-look.S48)
	paper.Y = max(paper.Y, view.Y-look.S48)
	paper.Height = min(bottom, view.bottom()+look.S48) - paper.Y
	ground := k.shape(paper, look.Page)
	ground.StrokeColor, ground.StrokeWidth = look.Color(look.Line), look.Hairline
	ground.CornerRadius = look.Corner
}

// drawPictures draws photos, and grey areas in place of those that are not there.
func (k *skin) drawPictures(first, last int) {
	k.wall.begin()
	for i := first; i < last; i++ {
		p := &k.sheet.layout.places[i]
		if p.text != nil {
			continue
		}
		if f := k.wall.frame(p); f.words == nil {
			k.objects = append(k.objects, f.image)
			continue
		}
		blank := k.shape(p.rect, look.Desk)
		blank.CornerRadius = look.Corner
		blank.StrokeWidth, blank.StrokeColor = look.Hairline, look.Color(look.Line)
	}
	k.wall.end()
}

// drawTexts draws the lines of the places first to last that are seen.
func (k *skin) drawTexts(first, last int) {
	a, view := k.sheet.layout, k.sheet.view()
	k.easel.begin()
	for i := first; i < last; i++ {
		p := &a.places[i]
		if p.text == nil {
			k.wall.word(k.easel, p)
			continue
		}
		if p.lead != nil {
			x, y := a.leadAt(p)
			k.easel.want(p.lead, 0, fyne.NewPos(x, y), p.lead.Width, nil)
		}
		w := p.text
		if p.hint != nil {
			w = p.hint
		}
		strokes := k.strokesOf(p)
		for n := w.LineAtY(view.Y - p.Y); n < len(w.Lines) && p.Y+w.Lines[n].Top < view.bottom(); n++ {
			k.easel.want(w, n, p.Position, p.made.width, on(w.Lines[n], strokes))
		}
	}
	k.objects = k.easel.draw(k.objects)
}

// Layout implements fyne.WidgetRenderer.
func (k *skin) Layout(size fyne.Size) {
	s := k.sheet
	if size.Width != s.layout.desk {
		s.anchored(s.arrange)
		return
	}
	s.fit()
	s.show()
}

// MinSize implements fyne.WidgetRenderer. A narrower window cuts the page off.
func (k *skin) MinSize() fyne.Size {
	return fyne.NewSize(leastPage+2*deskAir, k.sheet.layout.height())
}

// Objects implements fyne.WidgetRenderer.
func (k *skin) Objects() []fyne.CanvasObject { return k.objects }

// Refresh implements fyne.WidgetRenderer. Fyne calls it when the theme changes.
func (k *skin) Refresh() {
	if now := inks(); now != k.inks {
		k.inks = now
		k.sheet.layout.era++
		k.sheet.layout.update(k.sheet.env.State.Boxes())
	}
	k.sheet.show()
}

// Destroy implements fyne.WidgetRenderer.
func (k *skin) Destroy() {}
