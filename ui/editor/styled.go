package editor

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/paper"
	"tinxa/ui/part"
)

// styled is a text box that shows bold, italic, underline and links while it is
// not being typed in. Entry has one style for all its text, so the styled text
// is drawn over it and gives way to the keyboard. Clicks go through it.
type styled struct {
	*textBox
	cover *fyne.Container
	text  *part.Flow
	shown model.Text // that the cover was made for
	plain bool       // no style to show
	align fyne.TextAlign
}

func newStyled(b *textBox) *styled {
	s := &styled{textBox: b, text: part.NewFlow(b.kind), plain: true}
	s.cover = container.NewStack(canvas.NewRectangle(look.Color(look.Page)), s.text)
	s.cover.Hide()
	b.styled = s
	return s
}

// object is the box with its cover.
func (s *styled) object() fyne.CanvasObject { return container.NewStack(s.textBox, s.cover) }

// centred makes the box show its text in the middle while the keyboard is
// elsewhere; Entry itself writes from the left.
func (s *styled) centred() *styled {
	s.align = fyne.TextAlignCenter
	s.text.Aligned(s.align)
	return s
}

// set shows a styled text.
func (s *styled) set(t model.Text) {
	s.show(t.Plain())
	s.follow(t)
}

// follow takes over the styles of a text that the box already holds. Most texts
// of a page stay as they were whatever is done to one of them.
func (s *styled) follow(t model.Text) {
	if reflect.DeepEqual(t, s.shown) {
		return
	}
	s.shown = t
	s.plain = s.align == fyne.TextAlignLeading || t.Blank()
	for _, span := range t {
		s.plain = s.plain && span.Marks == 0 && span.Link == ""
	}
	s.lift(s.held)
	if !s.plain {
		s.text.Set(paper.Runs(t))
	}
}

// lift takes the cover off while the box holds the keyboard.
func (s *styled) lift(off bool) {
	hidden := off || s.plain
	if s.cover.Hidden != hidden {
		s.cover.Hidden = hidden
		s.cover.Objects[0].(*canvas.Rectangle).FillColor = look.Color(look.Page)
		s.cover.Refresh()
	}
}
