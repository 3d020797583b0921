package part_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

func TestListByKeyboard(t *testing.T) {
	rows := []string{"một", "hai", "ba"}
	var chosen []int
	var l *part.List
	w := uitest.New(t, uitest.Narrow, func() fyne.CanvasObject {
		l = part.NewList(func() int { return len(rows) },
			func() fyne.CanvasObject { return part.NewText(look.Control, "") },
			func(i int, o fyne.CanvasObject) { o.(*part.Text).SetText(rows[i]) },
			func(i int) { chosen = append(chosen, i) })
		return l
	})
	escapes := 0
	w.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { escapes++ })
	w.Canvas().Focus(l)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn, fyne.KeyDown, fyne.KeySpace, fyne.KeyEscape} {
		l.TypedKey(&fyne.KeyEvent{Name: k})
	}
	if len(chosen) != 2 || chosen[0] != 1 || chosen[1] != 2 || escapes != 1 {
		t.Errorf("chosen %v, %d times Esc", chosen, escapes)
	}
	w.Canvas().Unfocus()
	rows = nil
	l.Update()
	if l.Visible() {
		t.Error("an empty list shows something")
	}
	rows = []string{"một"}
	l.Update()
	if !l.Visible() {
		t.Error("the list does not come back")
	}
}
