package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
)

// TestTheKeyboardLeavesWithTheScreen: what is typed on the list or the export
// must not go into the report that was being written.
func TestTheKeyboardLeavesWithTheScreen(t *testing.T) {
	for name, away := range map[string]func(*Window){
		"list":   (*Window).ShowHome,
		"export": func(w *Window) { w.Publish(model.New()) },
	} {
		t.Run(name, func(t *testing.T) {
			house, _ := furnished(t)
			w := entered(t, house)
			w.Edit(model.New())
			left := w.editor
			test.Type(w.win.Canvas().Focused(), "Hội nghị")
			left.Leave(func() { away(w) })
			title := w.win.Title()
			if o := w.win.Canvas().Focused(); o != nil {
				o.TypedRune('x')
				o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
			if got := left.Report().Head.Title; got != "Hội nghị" || w.win.Title() != title {
				t.Errorf("keys went into the report: %q, window %q", got, w.win.Title())
			}
		})
	}
}
