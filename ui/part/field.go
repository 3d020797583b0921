package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// Entry is Fyne's Entry in a box of ours, with a hook for screens.
type Entry struct {
	widget.Entry

	// OnKey sees every key before the entry does; true keeps it from the entry.
	// Enter at the end of a paragraph, Esc, arrows that leave the entry.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocus is called when the keyboard comes: a screen brings the field into
	// sight. nil for nobody.
	OnFocus func()

	focused bool
}

// NewField is a one-line field in its box.
func NewField(placeholder string) *Entry {
	e := &Entry{}
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

// TypedKey asks OnKey first.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	e.Entry.TypedKey(k)
}

// FocusGained thickens the frame.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if e.OnFocus != nil {
		e.OnFocus()
	}
}

// FocusLost thins it again.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
}

// CreateRenderer is Fyne's, its box drawn our way: a hairline, thicker where the
// keyboard is.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	r := e.Entry.CreateRenderer()
	return boxed{r, e, borderOf(r)}
}

// borderOf is the border that an entry's renderer draws.
func borderOf(r fyne.WidgetRenderer) *canvas.Rectangle {
	if o := r.Objects(); len(o) > 1 {
		if border, ok := o[1].(*canvas.Rectangle); ok {
			return border
		}
	}
	return box()
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
	b.border.StrokeWidth = look.LineWidth()
	if b.entry.focused {
		b.border.StrokeWidth = look.RingWidth()
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
