package part_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// TestReadingKeepsNoHoles: text that was wrapped in a narrow window leaves no
// hole under it in a wide one, and is not cut the other way round.
func TestReadingKeepsNoHoles(t *testing.T) {
	r := part.NewReading()
	var text *part.Flow
	below := part.NewButton("Tiếp tục", "", nil)
	w := uitest.New(t, fyne.NewSize(400, 600), func() fyne.CanvasObject {
		text = part.NewProse(look.Control, strings.Repeat("Tệp dữ liệu được giữ nguyên. ", 20))
		r.Set(look.S8, part.NewSurface(part.Pad(look.S16, text)), below)
		return r.Object()
	})
	hole := func() float32 { return below.Position().Y - (text.MinSize().Height + 2*look.S16 + look.S8) }
	for _, width := range []float32{400, 1200, 500} {
		w.Resize(fyne.NewSize(width, 600))
		if got := hole(); got != 0 {
			t.Errorf("at %.0f: %.0f between the text and what follows", width, got)
		}
	}
}

func TestSecretShowsItsLettersOnDemand(t *testing.T) {
	var got string
	entered := 0
	var e *part.Entry
	uitest.New(t, uitest.Narrow, func() fyne.CanvasObject {
		e = part.NewSecret(func(s string) { got = s }, func() { entered++ })
		return part.NewStage(task.Inline{}, part.VStack(0, e))
	})
	test.Type(e, "trăng rằm")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
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
