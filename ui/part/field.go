package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// Entry is Fyne's Entry with hooks for screens, and with or without a box.
type Entry struct {
	widget.Entry

	// OnKey sees every key before the entry does; true keeps it from the entry.
	// Enter at the end of a paragraph, Esc, arrows that leave the entry.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocus is told when the keyboard comes and goes.
	OnFocus func(bool)

	boxed   bool
	focused bool
	body    *container.Scroll // holds the text of an entry on the page
}

// NewField is a one-line field in its box.
func NewField(placeholder string) *Entry {
	e := &Entry{boxed: true}
	e.PlaceHolder = placeholder
	e.ExtendBaseWidget(e)
	return e
}

// NewTextArea is a boxed field of several lines that wraps at words.
func NewTextArea(placeholder string, rows int) *Entry {
	e := NewField(placeholder)
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e
}

// PageEntry is text edited in place on the page: it looks like print until the
// caret is in it, and grows with its text.
type PageEntry struct {
	*container.ThemeOverride
	Entry *Entry
}

// NewPageEntry is an entry in a step of the type scale: it wraps at words and is
// as high as its text.
func NewPageEntry(kind look.Kind, placeholder string) *PageEntry {
	e := &Entry{}
	e.PlaceHolder = placeholder
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.Scroll = container.ScrollNone
	e.TextStyle = kind.Style()
	e.ExtendBaseWidget(e)
	return &PageEntry{container.NewThemeOverride(e, look.Text(kind)), e}
}

// TypedKey asks OnKey first.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	e.Entry.TypedKey(k)
}

// FocusGained tells OnFocus.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost tells OnFocus.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// MinSize is what Fyne says, but on the page the height of the text and no more.
func (e *Entry) MinSize() fyne.Size {
	least := e.Entry.MinSize() // also makes the renderer
	if e.boxed || e.body == nil {
		return least
	}
	return fyne.NewSize(least.Width, e.body.Content.MinSize().Height+2*look.FocusStroke)
}

// CreateRenderer is Fyne's, its box drawn our way: a hairline, thicker where the
// keyboard is; on the page none, where Fyne would frame the text in the accent.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	fill, border := rectangles(r)
	if e.boxed {
		return boxed{r, e, border}
	}
	fill.Hide()
	border.Hide()
	for _, o := range r.Objects() {
		if body, ok := o.(*container.Scroll); ok {
			e.body = body
		}
	}
	return r
}

// rectangles are the ground and the border of an entry's renderer.
func rectangles(r fyne.WidgetRenderer) (fill, border *canvas.Rectangle) {
	fill, border = box(), box()
	if o := r.Objects(); len(o) > 1 {
		if rect, ok := o[0].(*canvas.Rectangle); ok {
			fill = rect
		}
		if rect, ok := o[1].(*canvas.Rectangle); ok {
			border = rect
		}
	}
	return fill, border
}

// boxed draws a field's border.
type boxed struct {
	fyne.WidgetRenderer
	entry  *Entry
	border *canvas.Rectangle
}

func (b boxed) Layout(size fyne.Size) {
	b.WidgetRenderer.Layout(size)
	b.draw()
}

func (b boxed) Refresh() {
	b.WidgetRenderer.Refresh()
	b.draw()
}

func (b boxed) draw() {
	b.border.StrokeWidth = look.Hairline
	if b.entry.focused {
		b.border.StrokeWidth = look.FocusStroke
	}
	b.border.Move(fyne.Position{})
	b.border.Resize(b.entry.Size())
}

// SearchBox is a field with a magnifying glass and a button that empties it.
type SearchBox struct {
	widget.BaseWidget
	Entry *Entry
	clear *IconButton
}

// NewSearchBox calls changed with what is searched for, without spaces around
// it, at every key.
func NewSearchBox(placeholder string, changed func(string)) *SearchBox {
	s := &SearchBox{Entry: NewField(placeholder)}
	s.clear = NewIconButton(look.IconClose, say.T("common.search.clear"), "Esc", func() { s.Entry.SetText("") })
	s.clear.Hide()
	s.Entry.Icon = look.IconIn(look.IconSearch, look.Second)
	s.Entry.ActionItem = s.clear
	s.Entry.OnChanged = func(text string) {
		s.clear.Hidden = text == ""
		s.clear.Refresh()
		changed(strings.TrimSpace(text))
	}
	s.Entry.OnKey = func(k *fyne.KeyEvent) bool {
		escape := k.Name == fyne.KeyEscape && s.Entry.Text != ""
		if escape {
			s.Entry.SetText("")
		}
		return escape
	}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer is Fyne's.
func (s *SearchBox) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Sized(240, 0, s.Entry))
}
