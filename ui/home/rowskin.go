package home

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// The measures of a row, in device-independent pixels.
const (
	rowHeight   = 80
	coverWidth  = 96
	coverHeight = 64
	statusWidth = 112 // fits the longest status and a date
	narrowRow   = 1000
)

func newOffers(r *row) offers {
	edit := part.NewPlain(say.T("home.edit"), "", func() { r.do.open(r.entry) })
	publish := part.NewPlain(say.T("home.publish"), "", func() { r.do.publish(r.entry) })
	restore := part.NewPlain(say.T("home.restore"), look.IconRestore, func() { r.do.restore(r.entry) })
	more := part.NewIconButton(look.IconMore, say.T("home.more"), "", nil)
	more.OnTapped = func() {
		below := fyne.CurrentApp().Driver().AbsolutePositionForObject(more)
		r.do.menu(r.entry, below.AddXY(0, more.Size().Height))
	}
	within := func(on bool) { r.hover(&r.is.within, on) }
	edit.Watch(within)
	publish.Watch(within)
	restore.Watch(within)
	more.Watch(within)
	return offers{
		usual: part.HStack(0, edit, publish, more), bin: part.HStack(0, restore),
		words: []*part.Button{edit, publish}, back: restore, more: more,
	}
}

// binned shows the buttons that fit the report's place; restore is what the
// bin's own says.
func (o offers) binned(is bool, restore string) {
	o.usual.Hidden = is
	o.bin.Hidden = !is
	o.back.SetText(restore)
}

// light shows the usual buttons or hides them; the bin's always stands there.
func (o offers) light(on, narrow bool) {
	for _, button := range o.words {
		button.Hidden = !on || narrow
	}
	o.more.Hidden = !on
}

// room is what the buttons take, shown or not, so that nothing moves when they
// appear.
func (o offers) room(narrow bool) float32 {
	if !o.bin.Hidden {
		return o.bin.MinSize().Width
	}
	width := o.more.MinSize().Width
	for _, button := range o.words {
		if !narrow {
			width += button.MinSize().Width
		}
	}
	return width
}

// rowSkin draws a row.
type rowSkin struct {
	row    *row
	tint   *canvas.Rectangle // pointer and selection
	ring   *canvas.Rectangle // the keyboard's place
	ground *canvas.Rectangle // behind the picture, or instead of it
	line   *canvas.Rectangle // below
}

func (s *rowSkin) paint() {
	r := s.row
	s.tint.FillColor = color.Transparent
	switch {
	case r.is.current:
		s.tint.FillColor = look.Color(look.AccentGround)
	case r.is.lit():
		s.tint.FillColor = look.Color(look.Hover)
	}
	s.ring.StrokeColor = color.Transparent
	if r.is.current && r.is.focused {
		s.ring.StrokeColor = look.Color(look.Accent)
	}
	s.ground.FillColor = look.Color(look.Desk)
	s.line.FillColor = look.Color(look.Line)
	r.glyph.Resource = look.IconIn(s.glyph(), look.Second)
	s.line.Hidden = r.is.last
	r.offers.light(r.is.lit(), s.narrow())
}

// glyph tells a report without photos from one whose photo is not there yet.
func (s *rowSkin) glyph() look.IconName {
	if s.row.entry.Cover == "" {
		return look.IconReport
	}
	return look.IconPhoto
}

func (s *rowSkin) narrow() bool { return s.row.Size().Width < narrowRow }

func (s *rowSkin) Layout(size fyne.Size) {
	r := s.row
	put(s.tint, look.S4, look.S4, size.Width-2*look.S4, size.Height-2*look.S4)
	put(s.ring, look.S4, look.S4, size.Width-2*look.S4, size.Height-2*look.S4)
	put(s.line, look.S12, size.Height-look.Hairline, size.Width-2*look.S12, look.Hairline)

	top := (size.Height - coverHeight) / 2
	for _, o := range []fyne.CanvasObject{s.ground, r.picture} {
		put(o, look.S12, top, coverWidth, coverHeight)
	}
	put(r.glyph, look.S12+(coverWidth-look.S24)/2, (size.Height-look.S24)/2, look.S24, look.S24)

	right := size.Width - look.S12 - statusWidth
	s.stack(right, statusWidth, r.status, r.moment)
	from := right - look.S16 - r.offers.room(s.narrow())
	for _, o := range []*fyne.Container{r.offers.usual, r.offers.bin} {
		least := o.MinSize() // of the buttons that are shown
		put(o, right-look.S16-least.Width, (size.Height-least.Height)/2, least.Width, least.Height)
	}
	left := look.S12 + coverWidth + look.S16
	r.head.Resize(fyne.NewSize(from-look.S16-left, 0)) // breaks the headline, which tells its height
	s.stack(left, from-look.S16-left, r.head, r.facts)
}

// stack puts two objects under each other, halfway down the row, or the lower
// one alone where the other is hidden.
func (s *rowSkin) stack(x, width float32, upper, lower fyne.CanvasObject) {
	above, below := upper.MinSize().Height, lower.MinSize().Height
	if !upper.Visible() {
		put(lower, x, (rowHeight-below)/2, width, below)
		return
	}
	y := (rowHeight - above - look.S4 - below) / 2
	put(upper, x, y, width, above)
	put(lower, x, y+above+look.S4, width, below)
}

func put(o fyne.CanvasObject, x, y, width, height float32) {
	o.Resize(fyne.NewSize(width, height))
	o.Move(fyne.NewPos(x, y))
}

func (s *rowSkin) MinSize() fyne.Size {
	return fyne.NewSize(3*statusWidth+coverWidth, rowHeight)
}

func (s *rowSkin) Refresh() {
	s.paint()
	s.Layout(s.row.Size())
	for _, o := range s.Objects() {
		o.Refresh()
	}
}

func (s *rowSkin) Objects() []fyne.CanvasObject {
	r := s.row
	return []fyne.CanvasObject{
		s.line, s.tint, s.ground, r.picture, r.glyph, r.head, r.facts, r.status, r.moment,
		r.offers.usual, r.offers.bin, s.ring,
	}
}

func (s *rowSkin) Destroy() {}
