package updates

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model/release"
	"tinxa/ui/part"
	"tinxa/ui/uitest"
)

// TestScreens draws the screen in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	draw := func(name string, change func(*house), press ...string) {
		var s *Screen
		build := func() fyne.CanvasObject {
			h := newHouse(t)
			change(h)
			s = New(h.env)
			t.Cleanup(s.Close)
			return part.NewStage(h.runner, s.Object())
		}
		do := func(w fyne.Window) {
			for _, words := range press {
				uitest.Press(t, w, words)
			}
		}
		uitest.Shots(t, name, uitest.Laptop, build, do)
		uitest.ShotAt150(t, name, uitest.Laptop, build, do)
	}
	draw("updates-none", func(*house) {})
	draw("updates-given", func(h *house) {
		h.now.Address, h.now.Given, h.now.Checked = address, true, now.AddDate(0, 0, -1)
	})
	draw("updates-off", func(h *house) { h.now.Address, h.now.Off = address, true })
	draw("updates-ready", func(h *house) { h.now.Address, h.found = address, manifest() }, "Kiểm tra ngay")
	draw("updates-failed", func(h *house) {
		h.now.Address, h.now.Failed, h.now.Checked = address, &release.Version{Minor: 2, Build: 3}, now
		h.now.Fault = release.ErrFailedHere
	})
	draw("updates-fault", func(h *house) {
		h.now.Address, h.refuse = address, fmt.Errorf("update: %w", release.ErrSignature)
	}, "Kiểm tra ngay")
	draw("updates-fetching", func(h *house) {
		h.now.Address = address
		h.env.Fetch = func(_ context.Context, progress func(done, whole int64)) error {
			progress(5<<20, 15<<20)
			h.runner.frozen = true
			return nil
		}
	}, "Kiểm tra ngay")
}
