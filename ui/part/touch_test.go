package part_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// A narrow window may stand beside the main one; its Esc is not the main one's.
func TestEscReachesTheScreenOfItsOwnWindowAlone(t *testing.T) {
	var button *part.Button
	main := uitest.New(t, uitest.Narrow, func() fyne.CanvasObject {
		button = part.NewButton("Một", "", nil)
		return button
	})
	secret := part.NewSecret(func(string) {}, func() {})
	beside := test.NewTempWindow(t, secret)
	escapes := map[string]int{}
	main.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escapes["main"]++ })
	beside.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { escapes["beside"]++ })
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	main.Canvas().Focus(button)
	button.TypedKey(escape)
	if escapes["main"] != 1 || escapes["beside"] != 0 {
		t.Errorf("Esc on the main window's button reached %v", escapes)
	}
	beside.Canvas().Focus(secret)
	secret.TypedKey(escape)
	if escapes["main"] != 1 || escapes["beside"] != 1 {
		t.Errorf("Esc in the other window's field reached %v", escapes)
	}
}
