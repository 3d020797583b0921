package sending_test

import (
	"testing"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/sending"
)

func item(id model.ReportID, state model.SendState, running bool, total, whole int64) sending.Item {
	return sending.Item{
		Dispatch: model.Dispatch{ID: model.NewDispatchID(id, "cong"), State: state},
		Running:  running, Progress: export.Progress{Total: total, Whole: whole},
	}
}

func TestAMeterGoesForward(t *testing.T) {
	const queued, done, asks, waits = model.SendQueued, model.SendDone, model.SendAsks, model.SendWaits
	start := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	old := item("cu", asks, false, 0, 0) // asks since yesterday: no business of the bar
	var m sending.Meter
	for i, step := range []struct {
		items []sending.Item
		want  sending.Bar
	}{
		{[]sending.Item{old}, sending.Bar{}},
		{[]sending.Item{old, item("a", queued, true, 0, 0)}, sending.Bar{Level: sending.Busy}},
		{[]sending.Item{old, item("a", queued, true, 5, 10)}, sending.Bar{Level: sending.Running, Share: 0.5}},
		{[]sending.Item{item("a", queued, true, 10, 10), item("b", queued, true, 0, 0)}, sending.Bar{Level: sending.Running, Share: 0.5}},
		{[]sending.Item{item("a", done, false, 0, 0), item("b", queued, true, 1, 2)}, sending.Bar{Level: sending.Running, Share: 0.75}},
		{[]sending.Item{item("a", done, false, 0, 0), item("b", asks, false, 0, 0)}, sending.Bar{Level: sending.Asks, Share: 1, Took: 4 * time.Minute}},
		{[]sending.Item{item("a", done, false, 0, 0), item("b", asks, false, 0, 0)}, sending.Bar{Level: sending.Asks, Share: 1}},
		{[]sending.Item{item("a", done, false, 0, 0), item("b", queued, true, 0, 2)}, sending.Bar{Level: sending.Running, Share: 0.5}},
		{[]sending.Item{item("a", done, false, 0, 0), item("b", waits, false, 0, 2)}, sending.Bar{Level: sending.Waits, Share: 1, Took: time.Minute}},
		{[]sending.Item{item("a", done, false, 0, 0), item("b", done, false, 0, 2)}, sending.Bar{Share: 1}},
		{[]sending.Item{item("c", queued, true, 0, 0)}, sending.Bar{Level: sending.Busy}},
		{[]sending.Item{item("c", done, false, 0, 0)}, sending.Bar{Share: 1, Took: time.Minute}},
		{nil, sending.Bar{}},
	} {
		if got := m.Read(step.items, start.Add(time.Duration(i)*time.Minute)); got != step.want {
			t.Errorf("step %d: %+v, want %+v", i, got, step.want)
		}
	}
}

// A dispatch that was cancelled and forgotten while it was being sent leaves no
// bar behind.
func TestAMeterForgetsWhatIsGone(t *testing.T) {
	var m sending.Meter
	now := time.Now()
	m.Read([]sending.Item{item("a", model.SendQueued, true, 1, 2)}, now)
	if got := m.Read(nil, now); got.Level != sending.Idle {
		t.Errorf("gone: %+v", got)
	}
}

func TestAMeterForgetsWhatWasSeen(t *testing.T) {
	var m sending.Meter
	now := time.Now()
	asks := []sending.Item{item("a", model.SendAsks, false, 0, 0)}
	m.Read([]sending.Item{item("a", model.SendQueued, true, 1, 2)}, now)
	if got := m.Read(asks, now); got.Level != sending.Asks {
		t.Errorf("it asks: %+v", got)
	}
	m.Seen()
	if got := m.Read(asks, now); got != (sending.Bar{}) {
		t.Errorf("after the user saw it: %+v", got)
	}
}
