package support

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// TestScreens draws the screen in its states, for the eye of whoever changes it.
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
			}
		}
		uitest.Shots(t, name, uitest.Laptop, build, do)
		uitest.ShotAt150(t, name, uitest.Laptop, build, do)
	}
	draw("support-summary", nil)
	draw("support-log", nil, func(s *Screen, w fyne.Window) {
		s.list.Select(4)
		s.words.SetText("Tôi bấm nút Đăng thì cửa sổ đứng yên khoảng một phút rồi mất.")
		untick(t, w, 2)
	})
	draw("support-gathering", func(h *house) {
		h.env.Gather = func(_ context.Context, p task.Progress) ([]Piece, error) {
			p(1, 4, "Tình trạng dữ liệu")
			h.runner.frozen = true
			return nil, nil
		}
	})
	draw("support-saved", nil, func(_ *Screen, w fyne.Window) { uitest.Press(t, w, say.T("support.save")) })
	draw("support-fault", func(h *house) { h.refuse = fmt.Errorf("x: %w", model.ErrFull) })
}
