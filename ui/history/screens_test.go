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
	// once draws a state in the light alone.
	once := func(name string, size fyne.Size, then ...func(fyne.Window)) {
		w := uitest.New(t, size, show(h))
		for _, do := range then {
			do(w)
		}
		uitest.Settle(w)
		uitest.Shot(t, name, w)
	}
	uitest.Shots(t, "history", uitest.Laptop, show(h))
	uitest.Shots(t, "history-changes", uitest.Laptop, show(h), key(fyne.KeyDown, fyne.KeyDown, fyne.KeyF7, fyne.KeyF7, fyne.KeyF7))
	uitest.Shots(t, "history-onepage", uitest.Laptop, show(h), key(fyne.KeyDown, fyne.KeyDown), func(fyne.Window) { s.bars.onePage.SetChecked(true) })
	uitest.ShotAt150(t, "history", uitest.Laptop, show(h), key(fyne.KeyDown))
	once("history-naming", uitest.Laptop, key(fyne.KeyDown, fyne.KeyF2), pointAtRow)
	once("history-picked", uitest.Wide, func(fyne.Window) { s.choose(2); s.compareWith(4) })
	once("history-narrow", uitest.Narrow, key(fyne.KeyDown))
	once("history-shelf", uitest.Laptop, func(fyne.Window) { s.show(named) })

	h.damaged = []int64{6}
	uitest.Shots(t, "history-damaged", uitest.Laptop, show(h))
	h = newHouse(t)
	h.report = uitest.Sample(t, h.env.Photos, "02-hoi-nghi-bch")
	h.save(t, 18, 13, 0)
	once("history-first", uitest.Laptop)
	uitest.ShotAt150(t, "history-first", uitest.Laptop, show(h), func(fyne.Window) { s.show(sent) })
}

// pointAtRow has the pointer on a row of the time line.
func pointAtRow(w fyne.Window) {
	rows := uitest.All[*moment](w)
	rows[len(rows)-2].MouseIn(nil)
}
