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
	eye := e.ActionItem.(*part.IconButton)
	for _, hidden := range []bool{false, true} {
		test.Tap(eye)
		if e.Password != hidden || eye.On() == hidden {
			t.Errorf("after a press: hidden %v, the eye is on: %v", e.Password, eye.On())
		}
	}
}
