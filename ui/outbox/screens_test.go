package outbox

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/uitest"
)

// TestScreens draws the screen in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	draw := func(name string, change func(*house), then ...func(*Screen, fyne.Window)) {
		var s *Screen
		build := func() fyne.CanvasObject {
			h := newHouse(t)
			change(h)
			var o fyne.CanvasObject
			s, o = h.show()
			t.Cleanup(s.Close)
			return o
		}
		do := func(w fyne.Window) {
			for _, step := range then {
				step(s, w)
			}
		}
		uitest.Shots(t, name, uitest.Laptop, build, do)
		uitest.ShotAt150(t, name, uitest.Laptop, build, do)
	}
	draw("outbox-empty", func(*house) {})
	draw("outbox-no-portals", func(h *house) { h.desk.Portals = nil })
	running := func(h *house) {
		h.full()
		h.desk.Go = func(_ context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error) {
			p(export.Progress{Step: model.StepPhotos, Photo: 3, Of: 12, Sent: 838861, Size: 1468006, Total: 4000000, Whole: 15000000})
			h.runner.frozen = true
			return d, nil
		}
	}
	draw("outbox-full", running)
	draw("outbox-log", (*house).full, func(s *Screen, _ fyne.Window) { s.unfold(model.NewDispatchID("xong", "suoimay2")) })
	draw("outbox-menu", (*house).full, func(s *Screen, _ fyne.Window) { s.showMenu(s.rows[2], fyne.NewPos(900, 300)) })
}
