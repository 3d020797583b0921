package recovery

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/part"
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
	pressed := func(words string) func(*Screen, fyne.Window) {
		return func(_ *Screen, w fyne.Window) { uitest.Press(t, w, words) }
	}
	older := func(s *Screen, w fyne.Window) {
		uitest.Press(t, w, "Chọn trong 3 bản khác")
		s.choices.chosen = 2
		s.choices.update()
	}
	draw("recovery-damaged", nil)
	draw("recovery-nothing-lost", func(h *house) { h.env.Case.Since = clock(10, 15) })
	draw("recovery-crashed", func(h *house) { h.env.Case.Why, h.env.Case.Reports = Crashed, 0 }, pressed("Chi tiết kỹ thuật"))
	draw("recovery-missing", func(h *house) { h.env.Backups, h.env.Case = nil, Case{Why: Missing} })
	draw("recovery-asked", func(h *house) { h.env.Case.Why = Asked })
	draw("recovery-older", nil, older)
	draw("recovery-finding", func(h *house) {
		h.env.Find = func(_ context.Context, p task.Progress) (rescue.Plan, error) {
			p(3, 12, "")
			h.runner.frozen = true
			return rescue.Plan{}, nil
		}
	}, func(s *Screen, _ fyne.Window) { s.find() })
	draw("recovery-found", nil, pressed("Tìm các bài"))
	draw("recovery-found-lost", nil, pressed("Tìm các bài"), func(s *Screen, w fyne.Window) {
		s.picks.list.ScrollToBottom()
		test.MoveMouse(w.Canvas(), fyne.NewPos(600, 300))
	})
	draw("recovery-found-nothing", func(h *house) { h.plan = rescue.Plan{} }, pressed("Tìm các bài"))
	draw("recovery-fault", func(h *house) { h.refuse = fmt.Errorf("backup: %w", model.ErrFull) }, pressed("Tìm các bài"))
	draw("recovery-done", nil, pressed("Lấy lại bản này"))
	draw("recovery-done-lost", func(h *house) {
		h.env.Rebuild = func(_ context.Context, chosen []rescue.Choice, _ task.Progress) (Outcome, error) {
			return Outcome{Reports: len(chosen), Photos: 40, NoPhotos: 2, Kept: keptIn}, nil
		}
	}, func(s *Screen, _ fyne.Window) { s.find(); s.rebuild() })
}
