package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// List is Fyne's list of any length, on our terms: Enter chooses as Space does,
// Esc reaches the screen, and an empty list shows nothing (Fyne's goes on drawing
// the rows it had).
type List struct{ widget.List }

// NewList shows length rows; row makes one, fill makes it show what stands at a
// place, chosen is called with the place of the row that is pressed.
func NewList(length func() int, row func() fyne.CanvasObject, fill func(int, fyne.CanvasObject), chosen func(int)) *List {
	l := &List{}
	l.Length, l.CreateItem, l.UpdateItem, l.OnSelected = length, row, fill, chosen
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// Update shows all rows anew.
func (l *List) Update() {
	l.Hidden = l.Length() == 0
	l.Refresh()
}

// TypedKey moves and chooses.
func (l *List) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.List.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	case fyne.KeyEscape:
		toScreen(e, func(f fyne.Focusable) bool { return f == fyne.Focusable(l) })
	default:
		l.List.TypedKey(e)
	}
}
