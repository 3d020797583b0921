package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// touch is what everything that can be pressed has in common: pointer, keyboard
// place, Enter and Space. A part embeds it and draws its state.
type touch struct {
	widget.DisableableWidget

	// OnTapped is called by a click, Enter or Space.
	OnTapped func()
	// OnFocus is called when the keyboard comes: a screen brings the part into
	// sight. nil for nobody.
	OnFocus func()

	hovered, focused bool
	onHover          func(bool) // the part's own wish to know; may be nil
	watch            func(bool) // what holds the part wishes to know too; may be nil
}

var (
	_ fyne.Tappable      = (*touch)(nil)
	_ fyne.Focusable     = (*touch)(nil)
	_ desktop.Hoverable  = (*touch)(nil)
	_ desktop.Cursorable = (*touch)(nil)
)

// Tapped is Fyne's word for a click.
func (t *touch) Tapped(*fyne.PointEvent) { t.activate() }

// MouseIn is called when the pointer comes.
func (t *touch) MouseIn(*desktop.MouseEvent) { t.hover(true) }

// MouseMoved is called while the pointer is over the part.
func (t *touch) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is called when the pointer goes.
func (t *touch) MouseOut() { t.hover(false) }

// FocusGained is called when the keyboard comes.
func (t *touch) FocusGained() { t.focus(true) }

// FocusLost is called when the keyboard goes.
func (t *touch) FocusLost() { t.focus(false) }

// TypedRune does nothing: parts are pressed, not written in.
func (t *touch) TypedRune(rune) {}

// TypedKey presses the part by Enter and Space. Esc belongs to the screen,
// whatever part of it holds the keyboard.
func (t *touch) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.activate()
	case fyne.KeyEscape:
		toScreen(e, t.is)
	}
}

// toScreen hands on a key that the part with the keyboard has no use for to the
// screen of its window; mine knows the part. Where no window says that the part
// has its keyboard, all are told.
func toScreen(e *fyne.KeyEvent, mine func(fyne.Focusable) bool) {
	windows := fyne.CurrentApp().Driver().AllWindows()
	for _, w := range windows {
		if f := w.Canvas().Focused(); f != nil && mine(f) {
			windows = []fyne.Window{w}
			break
		}
	}
	for _, w := range windows {
		if screen := w.Canvas().OnTypedKey(); screen != nil {
			screen(e)
		}
	}
}

// is reports whether something with the keyboard is the part that embeds t.
func (t *touch) is(f fyne.Focusable) bool {
	part, ok := f.(interface{ itself() *touch })
	return ok && part.itself() == t
}

func (t *touch) itself() *touch { return t }

// Cursor is a hand where something can be pressed.
func (t *touch) Cursor() desktop.Cursor {
	if t.OnTapped == nil || t.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (t *touch) activate() {
	if t.OnTapped != nil && !t.Disabled() {
		t.OnTapped()
	}
}

// Watch tells over when the pointer comes to the part and goes. Fyne has the
// pointer on one thing at a time: what holds the part has lost it then.
func (t *touch) Watch(over func(bool)) { t.watch = over }

func (t *touch) hover(on bool) {
	t.hovered = on
	if t.onHover != nil {
		t.onHover(on)
	}
	if t.watch != nil {
		t.watch(on)
	}
	t.Refresh()
}

func (t *touch) focus(on bool) {
	t.focused = on
	t.Refresh()
	if on && t.OnFocus != nil {
		t.OnFocus()
	}
}

// lit reports whether the pointer's presence is to be shown.
func (t *touch) lit() bool { return t.hovered && !t.Disabled() && t.OnTapped != nil }
