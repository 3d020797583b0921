package history

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// moment is the row of a version in the time line: when it was saved, and why
// it is kept for good.
type moment struct {
	widget.BaseWidget

	line     *timeline
	revision model.Revision
	entry    *part.Entry // for its name while that is written, nil otherwise
	offers   *fyne.Container
	over     bool // the pointer is on the row
	within   bool // the pointer is on one of its buttons
	shift    bool // was held at the last press
}

var (
	_ fyne.Tappable      = (*moment)(nil)
	_ desktop.Mouseable  = (*moment)(nil)
	_ desktop.Hoverable  = (*moment)(nil)
	_ desktop.Cursorable = (*moment)(nil)
)

func newMoment(l *timeline, r model.Revision) *moment {
	m := &moment{line: l, revision: r}
	with := part.NewIconButton(look.IconCompare, say.T("history.with"), say.T("history.with.keys"), func() { l.do.compare(r.Rev) })
	name := part.NewIconButton(look.IconPin, nameTip(r), "F2", func() { l.do.rename(r.Rev) })
	for _, b := range []*part.IconButton{with, name} {
		b.Watch(func(on bool) { m.hover(&m.within, on) })
	}
	m.offers = part.HStack(0, with, name)
	m.ExtendBaseWidget(m)
	return m
}

// nameTip is what the button for a version's name says.
func nameTip(r model.Revision) string {
	if nameOf(r) == "" {
		return say.T("history.name")
	}
	return say.T("history.rename")
}

// Tapped chooses the version, or takes it to compare with.
func (m *moment) Tapped(*fyne.PointEvent) {
	if m.shift {
		m.line.do.compare(m.revision.Rev)
		return
	}
	m.line.do.choose(m.revision.Rev)
}

// MouseDown notes which keys are held.
func (m *moment) MouseDown(e *desktop.MouseEvent) { m.shift = e.Modifier&fyne.KeyModifierShift != 0 }

// MouseUp is Fyne's.
func (m *moment) MouseUp(*desktop.MouseEvent) {}

// MouseIn is called when the pointer comes.
func (m *moment) MouseIn(*desktop.MouseEvent) { m.hover(&m.over, true) }

// MouseMoved is called while the pointer is over the row.
func (m *moment) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer goes, also to a button in the row.
func (m *moment) MouseOut() { m.hover(&m.over, false) }

func (m *moment) hover(what *bool, on bool) {
	*what = on
	m.Refresh()
}

// Cursor is a hand.
func (m *moment) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is Fyne's.
func (m *moment) CreateRenderer() fyne.WidgetRenderer {
	s := &momentSkin{moment: m, bar: canvas.NewRectangle(color.Transparent), tint: canvas.NewRectangle(color.Transparent)}
	s.tint.CornerRadius = look.Corner
	s.ring = canvas.NewRectangle(color.Transparent)
	s.ring.CornerRadius, s.ring.StrokeWidth = look.Corner, look.FocusStroke
	s.bar.CornerRadius = changeBar / 2
	s.body = part.Inset(look.S4, look.S12, look.S4, look.S16, part.VStack(0, m.rows()...))
	s.paint()
	return s
}

// rows are the lines of words in the row.
func (m *moment) rows() []fyne.CanvasObject {
	r := m.revision
	when := []fyne.CanvasObject{part.NewText(look.Strong, m.line.state.names(m.line.now()).clock(r))}
	if r.Rev == m.line.state.current().Rev {
		when = append(when, part.NewText(look.Label, say.T("history.current")))
	}
	when = append(when, layout.NewSpacer(), m.offers)
	rows := []fyne.CanvasObject{part.Sized(0, look.TargetSize, part.HStack(look.S8, when...))}
	for _, p := range r.Pins {
		if p.Kind != model.PinNamed || m.entry == nil {
			rows = append(rows, newPin(p))
		}
	}
	if m.entry != nil {
		rows = append(rows, part.Inset(0, 0, look.S4, 0, m.entry), part.NewProse(look.Label, say.T("history.name.keys")))
	}
	return rows
}

// newPin is why a version is kept, with its icon; names are bold.
func newPin(p model.Pin) fyne.CanvasObject {
	glyph, words, kind := look.IconPin, pinWords(p), look.Strong
	if p.Kind != model.PinNamed {
		glyph, kind = look.IconExport, look.Label
	}
	icon := canvas.NewImageFromResource(look.IconIn(glyph, look.Second))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(look.S16))
	lead := part.Inset(look.S4, look.S4, 0, 0, container.NewVBox(icon))
	return part.Frame(nil, nil, lead, nil, part.NewProse(kind, words))
}

// momentSkin draws a row.
type momentSkin struct {
	moment *moment
	tint   *canvas.Rectangle // pointer and choice
	bar    *canvas.Rectangle // it is one of the two that are compared
	ring   *canvas.Rectangle // the keyboard's place
	body   fyne.CanvasObject
}

func (s *momentSkin) paint() {
	m, state := s.moment, s.moment.line.state
	chosen := m.revision.Rev == state.chosen
	pair, compared := state.couple()
	compared = compared && (m.revision.Rev == pair.older.Rev || m.revision.Rev == pair.newer.Rev)
	s.tint.FillColor, s.bar.FillColor, s.ring.StrokeColor = color.Transparent, color.Transparent, color.Transparent
	switch {
	case chosen:
		s.tint.FillColor = look.Color(look.AccentGround)
	case m.over || m.within:
		s.tint.FillColor = look.Color(look.Hover)
	}
	if compared {
		s.bar.FillColor = look.Color(look.Accent)
	}
	if chosen && m.line.focused {
		s.ring.StrokeColor = look.Color(look.Accent)
	}
	m.offers.Hidden = !m.over && !m.within || m.entry != nil
}

func (s *momentSkin) Layout(size fyne.Size) {
	put(s.tint, look.S8, 0, size.Width-2*look.S8, size.Height)
	put(s.ring, look.S8, 0, size.Width-2*look.S8, size.Height)
	put(s.bar, look.S8, look.S8, changeBar, size.Height-2*look.S8)
	s.body.Resize(size)
}

func (s *momentSkin) MinSize() fyne.Size { return s.body.MinSize() }

func (s *momentSkin) Refresh() {
	s.paint()
	s.body.Refresh()
	canvas.Refresh(s.moment)
}

func (s *momentSkin) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.tint, s.bar, s.body, s.ring}
}

func (s *momentSkin) Destroy() {}
