package part_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

func TestSecretShowsItsLettersOnDemand(t *testing.T) {
	var got string
	entered := 0
	var e *part.Entry
	w := uitest.New(t, uitest.Narrow, func() fyne.CanvasObject {
		e = part.NewSecret(func(s string) { got = s }, func() { entered++ })
		return part.NewStage(task.Inline{}, part.VStack(0, e))
	})
	test.Type(e, "trăng rằm")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	escapes := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escapes++ })
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if escapes != 1 {
		t.Error("Esc does not reach the screen")
	}
	if got != "trăng rằm" || entered != 1 || !e.Password {
		t.Errorf("typed %q, entered %d times, hidden %v", got, entered, e.Password)
	}
	eye := e.ActionItem.(fyne.Tappable)
	for _, hidden := range []bool{false, true} {
		eye.Tapped(&fyne.PointEvent{})
		if e.Password != hidden || w.Canvas().Focused() != fyne.Focusable(e) {
			t.Errorf("after a press: hidden %v, want %v, the keyboard is with %T", e.Password, hidden, w.Canvas().Focused())
		}
	}
}

// TestTabLeadsFromSecretToSecret: whoever types a passphrase twice presses Tab
// in between, and must not write into the eye.
func TestTabLeadsFromSecretToSecret(t *testing.T) {
	var first, second *part.Entry
	w := uitest.New(t, uitest.Narrow, func() fyne.CanvasObject {
		first, second = part.NewSecret(nil, nil), part.NewSecret(nil, nil)
		return part.NewStage(task.Inline{}, part.VStack(0, first, second))
	})
	w.Canvas().Focus(first)
	w.Canvas().FocusNext()
	if got := w.Canvas().Focused(); got != fyne.Focusable(second) {
		t.Errorf("Tab leads to %T", got)
	}
}
