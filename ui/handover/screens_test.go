package handover

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/export/handover"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// TestScreens draws the window in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	draw := func(name string, change func(*house), then ...func(*Screen, fyne.Window)) {
		var s *Screen
		build := func() fyne.CanvasObject {
			h := newHouse(t)
			if change != nil {
				change(h)
			}
			s = New(h.env)
			t.Cleanup(s.Close)
			return part.NewStage(h.runner, s.Object())
		}
		do := func(w fyne.Window) {
			for _, step := range then {
				step(s, w)
				uitest.Settle(w)
			}
		}
		uitest.Shots(t, name, beside, build, do)
		uitest.ShotAt150(t, name, beside.Add(fyne.NewSize(Width/2, 0)), build, do)
	}
	steps := func(n int) func(*Screen, fyne.Window) {
		return func(s *Screen, w fyne.Window) {
			for range min(n, len(s.state.steps)) {
				s.Next()
			}
			uitest.Settle(w)
		}
	}
	draw("handover-start", nil)
	draw("handover-preparing", func(h *house) {
		h.env.Prepare = func(_ context.Context, done func(done, total int)) (handover.Hand, error) {
			done(2, 5)
			h.runner.frozen = true
			return handover.Hand{}, nil
		}
	})
	draw("handover-half", nil, steps(4))
	draw("handover-copied", nil, steps(50))
	draw("handover-done", nil, steps(50), func(s *Screen, _ fyne.Window) {
		s.finish("https://tinh.example.vn/tin-xa/hoi-nghi-suoi-may-20261015.html")
	})
	draw("handover-fault", func(h *house) { h.refuse = &export.PortalError{Kind: export.ErrTooLarge, Limit: 200 << 10} })
	draw("handover-any", func(h *house) { h.env.Account.Name, h.env.Account.Address = "", "" }, func(s *Screen, _ fyne.Window) { s.finish("tinh.example.vn") })
}
