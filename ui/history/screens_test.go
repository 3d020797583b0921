package history

import (
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// TestScreens draws the screen in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	h := written(t)
	var s *Screen
	show := func(h *house) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			s = New(h.env, h.report)
			t.Cleanup(s.Close)
			return part.NewStage(h.env.Runner, s.Object())
		}
	}
	key := func(names ...fyne.KeyName) func(fyne.Window) {
		return func(w fyne.Window) {
			for _, name := range names {
				s.Key(&fyne.KeyEvent{Name: name})
				uitest.Settle(w)
			}
		}
	}
	onePage := func(w fyne.Window) { s.bars.onePage.SetChecked(true) }
	names := key(fyne.KeyDown, fyne.KeyF2)
	uitest.Shots(t, "history", uitest.Laptop, show(h))
	uitest.Shots(t, "history-changes", uitest.Laptop, show(h), key(fyne.KeyDown, fyne.KeyDown, fyne.KeyF7, fyne.KeyF7, fyne.KeyF7))
	uitest.Shots(t, "history-photos", uitest.Laptop, show(h), key(fyne.KeyDown, fyne.KeyPageDown, fyne.KeyPageDown))
	uitest.Shots(t, "history-naming", uitest.Laptop, show(h), names)
	uitest.Shots(t, "history-onepage", uitest.Laptop, show(h), key(fyne.KeyDown, fyne.KeyDown), onePage)
	uitest.Shots(t, "history-picked", uitest.Wide, show(h), func(fyne.Window) { s.choose(2); s.compareWith(4) })
	uitest.Shots(t, "history-narrow", uitest.Narrow, show(h), key(fyne.KeyDown))
	uitest.ShotAt150(t, "history", uitest.Laptop, show(h), key(fyne.KeyDown))
	uitest.Shots(t, "history-shelf", uitest.Laptop, show(h), func(fyne.Window) { s.show(named) })

	single := newHouse(t)
	single.report = single.sample(t, "02-hoi-nghi-bch")
	single.save(t, 18, 13, 0)
	uitest.Shots(t, "history-first", uitest.Laptop, show(single))
	uitest.ShotAt150(t, "history-first", uitest.Laptop, show(single), func(fyne.Window) { s.show(sent) })
	h.damaged = []int64{6}
	uitest.Shots(t, "history-damaged", uitest.Laptop, show(h))
	uitest.ShotAt150(t, "history-damaged", uitest.Laptop, show(h))
}
