package sending_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/sending"
)

func (h *house) state(t *testing.T, r model.ReportID, a model.AccountID) sending.Item {
	t.Helper()
	item, ok := h.queue.Of(r, a)
	if !ok {
		t.Fatalf("no dispatch of %s to %s", r, a)
	}
	return item
}

func TestWhatIsOrderedIsSentOnce(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		seen := 0
		stop := h.queue.Watch(func() { seen++ })
		h.queue.Load()
		h.settle()
		wish := model.Wish{Status: model.PostPending, At: time.Now().Add(time.Hour), Topics: []string{"7"}}
		h.queue.Send(report("mot"), "cong1", wish)
		h.queue.Send(report("mot"), "cong1", wish) // a second press
		if item := h.state(t, "mot", "cong1"); !item.Busy || item.Dispatch.State != "" || len(h.queue.Items()) != 0 {
			t.Errorf("before it is in the journal: %+v", item)
		}
		h.settle()
		if item := h.state(t, "mot", "cong1"); item.Dispatch.State != model.SendDone || item.Running || item.Busy {
			t.Errorf("afterwards: %+v", item)
		}
		if len(h.sent) != 1 || len(h.finished) != 1 || seen == 0 {
			t.Errorf("sent %v, told %v, %d changes", h.sent, h.finished, seen)
		}
		a, _ := h.queue.Account("cong1")
		if a.Wish.Status != model.PostPending || !a.Wish.At.IsZero() || !slices.Equal(a.Topics["Kinh tế"], []string{"7"}) {
			t.Errorf("remembered: %+v", a)
		}
		stop()
		before := seen
		h.queue.Load()
		h.settle()
		if seen != before {
			t.Error("told after stop")
		}
	})
}

func TestOneAtATimeForAnAccountAndTwoInAll(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1", "cong2", "cong3")
		h.send = until
		for i, a := range []model.AccountID{"cong1", "cong1", "cong2", "cong3"} {
			h.queue.Send(report(model.ReportID(fmt.Sprintf("bai%d", i))), a, model.Wish{})
		}
		h.settle()
		if slices.Sort(h.sent); fmt.Sprint(h.sent) != "[bai0.cong1 bai2.cong2]" {
			t.Fatalf("at first: %v", h.sent)
		}
		h.pass(time.Hour)
		h.pass(time.Hour)
		if h.most != 2 || len(h.sent) != 4 || len(h.finished) != 4 {
			t.Errorf("%d at once, sent %v, done %v", h.most, h.sent, h.finished)
		}
	})
}

func TestWhatWaitsIsSentWhenItsTimeComes(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		h.send = func(_ context.Context, d model.Dispatch, _ func(export.Progress)) (model.Dispatch, error) {
			d.Wait.Tries++
			d.State, d.Wait.Until = model.SendWaits, time.Now().Add(10*time.Minute)
			if d.Wait.Tries == 3 {
				d.State = model.SendDone
			}
			return d, nil
		}
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		h.settle()
		for range 9 { // the pump looks, and sends nothing too early
			h.pass(time.Minute)
		}
		if len(h.sent) != 1 {
			t.Fatalf("sent %d times within nine minutes", len(h.sent))
		}
		for range 12 {
			h.pass(time.Minute)
		}
		if len(h.sent) != 3 || h.state(t, "mot", "cong1").Dispatch.State != model.SendDone {
			t.Errorf("sent %d times: %+v", len(h.sent), h.state(t, "mot", "cong1"))
		}
		h.pass(24 * time.Hour)
		if len(h.sent) != 3 {
			t.Error("sent again after it was done")
		}
	})
}

func TestADecisionStopsWhatIsBeingSent(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		h.send = until
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		h.settle()
		id := model.NewDispatchID("mot", "cong1")
		if !h.state(t, "mot", "cong1").Running {
			t.Fatal("it is not being sent")
		}
		h.queue.Decide(id, export.Pause)
		h.queue.Decide(id, export.Cancel) // while the first is carried out
		h.pass(10 * time.Second)
		item := h.state(t, "mot", "cong1")
		if item.Dispatch.State != model.SendPaused || item.Running || len(h.sent) != 1 || len(h.decided) != 1 {
			t.Errorf("paused: %+v, sent %v, decided %v", item, h.sent, h.decided)
		}
		h.send = done
		h.queue.Decide(id, export.GoOn)
		h.pass(10 * time.Second)
		if got := h.state(t, "mot", "cong1").Dispatch.State; got != model.SendDone || len(h.finished) != 1 {
			t.Errorf("gone on with: %s", got)
		}
	})
}

func TestClosingLeavesItQueued(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		h.send = until
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		h.settle()
		h.queue.Close()
		h.queue.Wait()
		if d := h.journal[model.NewDispatchID("mot", "cong1")]; d.State != model.SendQueued {
			t.Errorf("in the journal: %s", d.State)
		}
		h.queue.Send(report("hai"), "cong1", model.Wish{})
		h.pass(time.Hour)
		if len(h.sent) != 1 || len(h.finished) != 0 {
			t.Errorf("after the end: sent %v, told %v", h.sent, h.finished)
		}
	})
}

func TestAnotherStartGoesOn(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		first, second := model.NewDispatchID("mot", "cong1"), model.NewDispatchID("hai", "cong1")
		h.journal[first] = model.Dispatch{ID: first, State: model.SendQueued, Since: time.Now()}
		h.journal[second] = model.Dispatch{ID: second, State: model.SendPaused, Since: time.Now().Add(-time.Hour)}
		h.queue.Load()
		h.settle()
		var got []string
		for _, item := range h.queue.Items() {
			got = append(got, string(item.Dispatch.ID)+" "+string(item.Dispatch.State))
		}
		if want := []string{"hai.cong1 paused", "mot.cong1 done"}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		delete(h.journal, second)
		h.queue.Load()
		h.settle()
		if n := len(h.queue.Items()); n != 1 || len(h.queue.Accounts()) != 1 {
			t.Errorf("%d dispatches after one is gone", n)
		}
	})
}

func TestAFaultOfThisComputerIsKept(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		h.refuse = errDisk
		h.queue.Load()
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		h.settle()
		if item := h.state(t, "mot", "cong1"); !errors.Is(item.Fault, errDisk) || item.Busy || len(h.queue.Items()) != 0 {
			t.Errorf("an order that was not written: %+v", item)
		}
		if len(h.faults) == 0 {
			t.Error("that the journal cannot be read is not told")
		}
		h.refuse = nil
		h.send = func(_ context.Context, d model.Dispatch, _ func(export.Progress)) (model.Dispatch, error) {
			return d, errDisk
		}
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		h.pass(30 * time.Second)
		if item := h.state(t, "mot", "cong1"); !errors.Is(item.Fault, errDisk) || len(h.sent) != 1 {
			t.Errorf("a full disk: %+v, tried %d times within half a minute", item, len(h.sent))
		}
		h.send = done
		h.pass(2 * time.Minute)
		if item := h.state(t, "mot", "cong1"); item.Fault != nil || item.Dispatch.State != model.SendDone {
			t.Errorf("once there is room: %+v", item)
		}
	})
}

func TestADispatchThatStaysQueuedDoesNotSpin(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		h.send = func(_ context.Context, d model.Dispatch, _ func(export.Progress)) (model.Dispatch, error) {
			return d, nil
		}
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		for range 10 {
			h.pass(time.Second)
		}
		if n := len(h.sent); n < 2 || n > 12 {
			t.Errorf("sent %d times in ten seconds", n)
		}
		h.queue.Close()
	})
}

func TestProgressIsShownAsTheEyeFollows(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		h.send = func(_ context.Context, d model.Dispatch, p func(export.Progress)) (model.Dispatch, error) {
			for photo := 1; photo <= 2; photo++ {
				for sent := range int64(1000) {
					p(export.Progress{Step: model.StepPhotos, Photo: photo, Of: 2, Sent: sent, Size: 1000})
					time.Sleep(time.Millisecond)
				}
			}
			return done(t.Context(), d, nil)
		}
		shown := 0
		h.queue.Watch(func() {
			if item, ok := h.queue.Of("mot", "cong1"); ok && item.Progress.Photo > 0 && item.Running {
				shown++
			}
		})
		h.queue.Send(report("mot"), "cong1", model.Wish{})
		for range 100 {
			h.pass(25 * time.Millisecond)
		}
		if shown < 15 || shown > 25 {
			t.Errorf("%d of 2000 steps shown in two seconds", shown)
		}
	})
}

func TestOfSeveralRecordsTheLastOneStands(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "bangiao")
		d := model.Dispatch{ID: model.NewDispatchID("mot", "bangiao"), State: model.SendPaused}
		for _, ticks := range [][]string{{"title"}, {"title", "sapo"}, {"title", "sapo", "body"}} {
			d.Sent.Ticks = ticks
			h.queue.Record(d)
		}
		d.State = model.SendDone
		h.queue.Record(d)
		if got := h.state(t, "mot", "bangiao").Dispatch; got.State != model.SendDone || len(got.Sent.Ticks) != 3 {
			t.Errorf("at once: %+v", got)
		}
		h.pass(time.Second)
		h.pass(time.Second)
		if kept := h.journal[d.ID]; kept.State != model.SendDone || len(kept.Sent.Ticks) != 3 || len(h.finished) != 1 {
			t.Errorf("kept: %+v, told %v", kept, h.finished)
		}
		h.queue.Record(d)
		h.pass(time.Second)
		h.pass(time.Second)
		if len(h.finished) != 1 || len(h.sent) != 0 {
			t.Errorf("told %v, sent %v", h.finished, h.sent)
		}
	})
}
