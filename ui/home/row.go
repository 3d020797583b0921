package home

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/part"
)

// rowEvents is what a row can be asked for; e is the report it shows.
type rowEvents struct {
	open, publish, restore func(e *entry)                   // of a photo, restore puts it back into a report
	menu                   func(e *entry, at fyne.Position) // at is in the window
}

// row shows one report of the list. Rows are used again for other reports as
// the list is scrolled.
type row struct {
	widget.BaseWidget

	do      rowEvents
	entry   *entry
	picture *canvas.Image
	glyph   *canvas.Image // stands in for the picture
	head    *headline
	facts   *part.Text
	status  *part.Badge
	moment  *part.Text
	offers  offers
	is      rowState
}

// rowState is where pointer and keyboard are.
type rowState struct {
	over    bool // the pointer is on the row
	within  bool // the pointer is on one of its buttons
	current bool
	focused bool // the keyboard is in the list
	last    bool // no row stands below
}

// lit reports whether the row offers its buttons.
func (s rowState) lit() bool { return s.over || s.within || s.current }

// noPointer is the state without the pointer, for a row that shows another
// report now.
func (s rowState) noPointer() rowState {
	s.over, s.within = false, false
	return s
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
	_ desktop.Hoverable      = (*row)(nil)
	_ desktop.Cursorable     = (*row)(nil)
)

func newRow(do rowEvents) *row {
	r := &row{do: do, entry: &entry{}, head: newHeadline(), facts: part.NewCutText(look.Label, "")}
	r.picture = canvas.NewImageFromImage(nil)
	r.picture.FillMode = canvas.ImageFillStretch
	r.picture.CornerRadius = look.S4
	r.glyph = canvas.NewImageFromResource(nil)
	r.glyph.FillMode = canvas.ImageFillContain
	r.status = part.NewBadge(look.Second, "")
	r.moment = part.NewText(look.Label, "")
	r.offers = newOffers(r)
	r.ExtendBaseWidget(r)
	return r
}

// told is what a row says beside the headline.
type told struct {
	facts   string
	moment  string // of the last change, or how long the bin keeps it
	restore string // on the button of what is in the bin
}

// show makes the row show a report or a photo. It is seen at the next Refresh.
func (r *row) show(e *entry, what told) {
	if r.entry.key() != e.key() {
		r.is = r.is.noPointer()
	}
	r.entry = e
	ink := look.Ink
	if e.Title == "" {
		ink = look.Second
	}
	r.head.set(titleOf(e), ink)
	r.facts.SetText(what.facts)
	r.status.Set(statusColour(e.Status), shelfName(shelf(e.Status)))
	r.status.Hidden = e.isPhoto()
	r.moment.SetText(what.moment)
	r.offers.binned(!e.Deleted.IsZero(), what.restore)
}

// setPicture shows the cover, nil while there is none.
func (r *row) setPicture(picture image.Image) {
	r.picture.Image = picture
	r.picture.Hidden = picture == nil
	r.glyph.Hidden = picture != nil
	r.picture.Refresh()
}

// Tapped opens the report; what is in the bin cannot be opened.
func (r *row) Tapped(*fyne.PointEvent) {
	if r.entry.Deleted.IsZero() {
		r.do.open(r.entry)
	}
}

// TappedSecondary shows the menu where the pointer is.
func (r *row) TappedSecondary(e *fyne.PointEvent) { r.do.menu(r.entry, e.AbsolutePosition) }

// MouseIn is called when the pointer comes.
func (r *row) MouseIn(*desktop.MouseEvent) { r.hover(&r.is.over, true) }

// MouseMoved is called while the pointer is over the row.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer goes, also to a button in the row.
func (r *row) MouseOut() { r.hover(&r.is.over, false) }

func (r *row) hover(what *bool, on bool) {
	*what = on
	r.Refresh()
}

// Cursor is a hand where a click opens.
func (r *row) Cursor() desktop.Cursor {
	if r.entry.Deleted.IsZero() {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// offers are a row's buttons.
type offers struct {
	usual *fyne.Container // of a report in the list
	bin   *fyne.Container // of one in the bin
	words []*part.Button  // of usual; where there is little room the menu alone has them
	back  *part.Button    // of bin
	more  *part.IconButton
}

// CreateRenderer is Fyne's.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	s := &rowSkin{row: r, tint: rounded(look.Corner), ring: rounded(look.Corner), ground: rounded(look.S4)}
	s.line = canvas.NewRectangle(color.Transparent)
	s.ring.StrokeWidth = look.FocusStroke
	s.paint()
	return s
}

func rounded(corner float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = corner
	return r
}
