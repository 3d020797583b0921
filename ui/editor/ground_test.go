package editor

import (
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
)

// TestTheGroundKeepsTheKeyboardWhereItIs: it lies under all of the screen, and can
// neither be focused nor reached by Tab.
func TestTheGroundKeepsTheKeyboardWhereItIs(t *testing.T) {
	s, w := opened(t, testEnv(&shelf{}), model.New())
	page := w.Canvas().Focused()
	var under *ground
	for _, o := range s.Object().(*fyne.Container).Objects {
		if g, ok := o.(*ground); ok {
			under = g
		}
	}
	if under == nil || under.Size() != s.Object().Size() || !under.Visible() {
		t.Fatalf("the screen of %v has no ground of that size: %v", s.Object().Size(), under)
	}
	if w.Canvas().Focus(under); w.Canvas().Focused() != page {
		t.Errorf("the keyboard went from %T to %T", page, w.Canvas().Focused())
	}
	for range 30 {
		if w.Canvas().FocusNext(); w.Canvas().Focused() == fyne.Focusable(under) {
			t.Fatal("Tab reached the ground")
		}
	}
}
