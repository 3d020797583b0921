package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/part"
	"tinxa/ui/recovery"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

func TestHistoryLeadsBackToTheReport(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	menuItem(t, w, "Bài mới").Action()
	test.Type(w.win.Canvas().Focused(), "Bản đầu")
	menuItem(t, w, "Lưu ngay").Action()
	first := w.editor.Report()
	test.Type(w.win.Canvas().Focused(), " sửa thêm")
	menuItem(t, w, "Lịch sử của bài").Action()
	if w.editor != nil {
		t.Fatal("the history does not show")
	}
	w.house.History.Restore(first, model.Revision{Rev: first.Rev})
	if w.editor == nil || w.editor.Report().Head.Title != "Bản đầu" {
		t.Fatal("the earlier version does not stand in the report")
	}
	all, err := store.History(t.Context(), first.ID)
	if err != nil || len(all) < 3 || all[0].Rev <= first.Rev+1 {
		t.Errorf("history %+v, %v; want the restored one as a new revision on top", all, err)
	}
	if !slices.ContainsFunc(test.LaidOutObjects(w.win.Canvas().Content()), func(o fyne.CanvasObject) bool {
		words, ok := o.(*canvas.Text)
		return ok && strings.HasPrefix(words.Text, "Đã khôi phục bản ")
	}) {
		t.Error("nothing says that it was restored")
	}
	menuItem(t, w, "Hoàn tác").Action()
	if got := w.editor.Report().Head.Title; got != "Bản đầu sửa thêm" {
		t.Errorf("undone to %q", got)
	}
}

// TestTheHistoryHasItsOwnMenu: what the list of reports can do is not offered
// where the list cannot be seen, and the hints' keys are true.
func TestTheHistoryHasItsOwnMenu(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	r, err := store.Save(t.Context(), model.New())
	if err != nil {
		t.Fatal(err)
	}
	first := r
	r.Head.Title = "Bản sửa"
	if r, err = store.Save(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	w.ShowHistory(r)
	if item := menuLine(w, "Nhân bản bài đang chọn"); item != nil {
		t.Error("a report of the hidden list can be doubled")
	}
	restore := menuItem(t, w, "Khôi phục bản này")
	if key, ok := restore.Shortcut.(*desktop.CustomShortcut); !ok || key.KeyName != fyne.KeyReturn || key.Modifier != ctrl {
		t.Errorf("keys %v", restore.Shortcut)
	}
	restore.Action()
	if w.editor == nil || w.editor.Report().Head.Title != first.Head.Title {
		t.Fatal("the version before does not stand in the report")
	}
	for _, screen := range []func(){func() { w.ShowHistory(r) }, func() { w.Publish(r) }, func() { w.Edit(r) }, w.ShowBackups} {
		screen()
		if menuLine(w, "Sao lưu…") == nil {
			t.Errorf("no way to the backups from %T", w.now)
		}
	}
}

func TestBackupsAreAWayFromAnywhere(t *testing.T) {
	house, _ := furnished(t)
	w := entered(t, house)
	menuItem(t, w, "Sao lưu…").Action()
	if w.now == w.home {
		t.Fatal("the backups do not show")
	}
	w.house.Backups.Back()
	if w.now != w.home {
		t.Fatal("no way back")
	}
	w.Edit(model.New())
	test.Type(w.win.Canvas().Focused(), "Đang viết")
	w.ShowBackups()
	if w.editor != nil {
		t.Error("the report is still open")
	}
}

func TestTheReportThatWasOpenOpensAgain(t *testing.T) {
	house, store := furnished(t)
	w := entered(t, house)
	r := model.New()
	r.Head.Title = "Đang soạn thì mất điện"
	r, err := store.Save(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	w.Resume(r, "", true)
	if w.editor == nil || w.editor.Report().ID != r.ID {
		t.Fatal("it does not")
	}
}

// empty is a window that was not furnished yet.
func empty(t *testing.T, r task.Runner) *Window {
	t.Helper()
	uitest.New(t, uitest.Laptop, func() fyne.CanvasObject { return test.NewTempWindow(t, nil).Canvas().Content() })
	w := Open(fyne.CurrentApp(), "Tin Xã", r)
	t.Cleanup(func() {
		if slices.Contains(fyne.CurrentApp().Driver().AllWindows(), w.win) {
			w.win.Close()
		}
	})
	return w
}

func TestWaitingIsToldOnlyWhenItTakesLong(t *testing.T) {
	house, _ := furnished(t)
	w := empty(t, task.Inline{})
	w.Wait("Đang kiểm tra dữ liệu…", nil)
	if w.porch == nil || w.now.Object() != nil {
		t.Fatal("it is told at once")
	}
	w.porch.late.Flush()
	if w.now.Object() == nil {
		t.Fatal("it is never told")
	}
	w.Wait("Đang kiểm tra dữ liệu…", nil)
	w.Furnish(house)
	if w.porch != nil || w.now != w.home {
		t.Error("the waiting does not end")
	}
}

// TestOneWaitingEndsWithTheNext: restoring everything is followed by a check,
// and the words of the first must not cover the reports later.
func TestOneWaitingEndsWithTheNext(t *testing.T) {
	house, _ := furnished(t)
	w := empty(t, task.Inline{})
	w.Wait("Đang khôi phục từ bản sao lưu…", nil)
	first := w.porch
	w.Wait("Đang kiểm tra dữ liệu…", nil)
	w.Furnish(house)
	if first.late.Flush() || w.now != w.home {
		t.Error("the words of the first waiting cover the reports")
	}
}

func TestNoReportCanBeReachedBeforeTheyAreOpen(t *testing.T) {
	w := empty(t, task.Inline{})
	w.Recover(damagedEnv())
	for _, m := range w.win.MainMenu().Items {
		if m.Label != "Tệp" || len(m.Items) != 1 {
			t.Errorf("menu %q with %d lines", m.Label, len(m.Items))
		}
	}
	w.drop(fyne.NewPos(100, 100), nil)
	w.settle()
	closed := false
	w.win.SetOnClosed(func() { closed = true })
	w.Close()
	if !closed {
		t.Error("the window cannot be closed")
	}
}

func damagedEnv() recovery.Env {
	return recovery.Env{
		Runner: task.Inline{}, Now: time.Now, Case: recovery.Case{Why: recovery.Damaged},
		Find: func(context.Context, task.Progress) (rescue.Plan, error) { return rescue.Plan{}, nil },
	}
}

func TestScreensOfWaiting(t *testing.T) {
	uitest.Shots(t, "window-wait", fyne.NewSize(1280, 660), func() fyne.CanvasObject {
		line := part.NewProgressLine("Đang kiểm tra dữ liệu…", nil)
		return waitScreen(line)
	})
}
