package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// NewSecret is a one-line field whose letters are not shown, unless its eye is
// pressed; entered is called by Enter. Esc belongs to the screen.
func NewSecret(changed func(string), entered func()) *Entry {
	e := NewField("")
	e.Password = true
	e.ActionItem = newEye(e)
	e.OnKey = func(k *fyne.KeyEvent) bool {
		escape := k.Name == fyne.KeyEscape
		if escape {
			toScreen(k, func(f fyne.Focusable) bool { return f == fyne.Focusable(e) })
		}
		return escape
	}
	e.OnChanged = changed
	e.OnSubmitted = func(string) { entered() }
	return e
}

// eye shows and hides the letters of a field. The Tab key passes it by: it leads
// from a passphrase to where it is typed again.
type eye struct {
	widget.BaseWidget
	field   *Entry
	hovered bool
}

var (
	_ fyne.Tappable      = (*eye)(nil)
	_ desktop.Hoverable  = (*eye)(nil)
	_ desktop.Cursorable = (*eye)(nil)
)

func newEye(field *Entry) *eye {
	e := &eye{field: field}
	e.ExtendBaseWidget(e)
	return e
}

// Tapped shows the letters, or hides them; the keyboard stays with the field.
func (e *eye) Tapped(*fyne.PointEvent) {
	e.field.Password = !e.field.Password
	e.hint(false)
	e.field.Refresh()
	e.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(e.field); c != nil {
		c.Focus(e.field)
	}
}

// MouseIn is called when the pointer comes.
func (e *eye) MouseIn(*desktop.MouseEvent) { e.hover(true) }

// MouseMoved is called while the pointer is over the eye.
func (e *eye) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer goes.
func (e *eye) MouseOut() { e.hover(false) }

// Cursor is a hand.
func (e *eye) Cursor() desktop.Cursor { return desktop.PointerCursor }

func (e *eye) hover(on bool) {
	e.hovered = on
	e.hint(on)
	e.Refresh()
}

func (e *eye) hint(show bool) {
	stage := StageOf(e)
	switch {
	case stage == nil:
	case !show:
		stage.dropTip(e)
	case e.field.Password:
		stage.expectTip(e, say.T("common.secret.show"), "")
	default:
		stage.expectTip(e, say.T("common.secret.hide"), "")
	}
}

// CreateRenderer is Fyne's.
func (e *eye) CreateRenderer() fyne.WidgetRenderer {
	ground, glyph := box(), icon(nil)
	body := Sized(look.TargetSize, look.TargetSize, container.NewCenter(glyph))
	return newSkin(container.NewStack(ground, body), func() {
		ink := look.Second
		ground.FillColor = pick(e.hovered, look.Hover)
		if !e.field.Password {
			ink, ground.FillColor = look.Accent, look.Color(look.AccentGround)
		}
		glyph.Resource = look.IconIn(look.IconEye, ink)
	})
}
