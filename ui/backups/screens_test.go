package backups

import (
	"context"
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// usb is a second place that was used three days ago.
var usb = Away{Folder: "E:/Sao lưu Tin Xã", Sealed: true, There: true, Copied: clock(9, 0).AddDate(0, 0, -3)}

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
	unfolded := func(key string) func(*Screen, fyne.Window) {
		return func(s *Screen, w fyne.Window) { unfold(t, s, w, key) }
	}
	withUSB := func(h *house) { h.away = usb }
	draw("backups-empty", func(h *house) { h.backups = nil })
	draw("backups-ordinary", withUSB)
	draw("backups-late", func(h *house) { h.away = Away{Folder: usb.Folder, Copied: clock(9, 0).AddDate(0, 0, -12)} })
	draw("backups-removing", withUSB, pressed("Bỏ nơi này"))
	draw("backups-unfolded", withUSB, unfolded("here/b"))
	draw("backups-sealed", withUSB, unfolded("away/usb"))
	draw("backups-confirm", withUSB, unfolded("here/b"), pressed("Khôi phục toàn bộ…"))
	draw("backups-passphrase", func(h *house) { h.folder = usb.Folder }, pressed("Chọn nơi…"), func(_ *Screen, w fyne.Window) {
		fields := uitest.All[*part.Entry](w)
		fields[0].SetText("suối mây 2026")
		fields[1].SetText("suối mây")
	})
	draw("backups-making", func(h *house) {
		h.env.Make = func(_ context.Context, p task.Progress) (model.Backup, error) {
			p(130, 412, "")
			h.runner.frozen = true
			return model.Backup{}, nil
		}
	}, func(s *Screen, _ fyne.Window) { s.backUp() })
	draw("backups-fault", func(h *house) { h.refuse = fmt.Errorf("backup: %w", model.ErrGone); h.away = usb }, pressed("Chép ngay"))
	draw("backups-made", withUSB, pressed("Sao lưu ngay"))
	taking := []func(*Screen, fyne.Window){unfolded("here/a"), pressed("Lấy lại một bài…")}
	draw("backups-reports", nil, append(taking, func(s *Screen, _ fyne.Window) { s.shelf.list.Select(1) })...)
	draw("backups-taken", nil, append(taking, func(s *Screen, w fyne.Window) {
		s.shelf.list.Select(0)
		uitest.Press(t, w, "Lấy lại bài đã chọn")
	})...)
	draw("backups-reports-nothing", nil, append(taking, func(_ *Screen, w fyne.Window) {
		test.Type(uitest.All[*part.SearchBox](w)[0].Entry, "lễ hội chọi trâu")
	})...)
}
