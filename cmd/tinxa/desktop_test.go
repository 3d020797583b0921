package main

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"

	"tinxa/model"
	"tinxa/ui"
	"tinxa/ui/native"
	"tinxa/ui/publish"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// barred is a taskbar button in a test app.
func barred(t *testing.T) *bar {
	t.Helper()
	w := ui.Open(test.NewTempApp(t), "Tin Xã", task.Inline{})
	t.Cleanup(w.Fyne().Close)
	return newBar(w, task.Inline{})
}

func sent(state model.SendState, running bool, share int64) []sending.Item {
	item := sending.Item{Dispatch: model.Dispatch{ID: model.NewDispatchID("bai", "cong"), State: state}, Running: running}
	item.Progress.Total, item.Progress.Whole = share, 100
	return []sending.Item{item}
}

func TestTheTaskbarShowsSending(t *testing.T) {
	b := barred(t)
	wants := func(when string, want native.Progress) {
		t.Helper()
		if got := b.progress(); got != want {
			t.Errorf("%s: %+v, want %+v", when, got, want)
		}
	}
	b.turned(false)
	b.read(sent(model.SendQueued, true, 0))
	wants("at the beginning", native.Progress{State: native.ProgressBusy})
	b.read(sent(model.SendQueued, true, 25))
	wants("under way", native.Progress{State: native.ProgressNormal, Done: 250, Of: 1000})
	b.read(sent(model.SendAsks, false, 25))
	wants("the portal refused", native.Progress{State: native.ProgressFault, Done: 1000, Of: 1000})
	b.turned(true)
	wants("the user has come", native.Progress{})
	b.read(sent(model.SendAsks, false, 25))
	wants("he knows", native.Progress{})
	b.read(sent(model.SendQueued, true, 50))
	b.read(sent(model.SendWaits, false, 50))
	wants("he sees it on the screen", native.Progress{})
}

func TestTheTaskbarShowsExports(t *testing.T) {
	b := barred(t)
	var seen []native.Progress
	fault := errors.New("full")
	forms := b.metered([]publish.Form{{Write: func(_ context.Context, _ model.Report, _ string, progress task.Progress) error {
		seen = append(seen, b.progress())
		progress(3, 4, "")
		seen = append(seen, b.progress())
		progress(0, 0, "")
		return fault
	}}})
	told := 0
	err := forms[0].Write(t.Context(), model.Report{}, "", func(int, int, string) { told++ })
	if !errors.Is(err, fault) || told != 2 {
		t.Errorf("%v, told %d times", err, told)
	}
	half := native.Progress{State: native.ProgressNormal, Of: 1000}
	whole := native.Progress{State: native.ProgressNormal, Done: 750, Of: 1000}
	if len(seen) != 2 || seen[0] != half || seen[1] != whole || b.progress() != (native.Progress{}) {
		t.Errorf("shown %+v, at last %+v", seen, b.progress())
	}
}
