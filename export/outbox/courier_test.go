package outbox_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// courier delivers what it is handed through the requests of a portal.
type courier struct {
	portal   *portal
	letters  []letter
	tooLarge int // bytes of all photos from which a message is refused
}

type letter struct {
	post   export.Post
	photos []export.Image
}

func (c *courier) Powers() export.Powers { return export.Powers{} }
func (c *courier) Close() error          { return nil }

func (c *courier) Send(ctx context.Context, p export.Post, photos []export.Image, sent func(int64)) error {
	return c.portal.request(ctx, "send", true, func() error {
		size := 0
		for _, i := range photos {
			size += len(i.Data)
			sent(int64(size))
		}
		if c.tooLarge > 0 && size >= c.tooLarge {
			return refusing(export.ErrTooLarge, nil)
		}
		c.letters = append(c.letters, letter{p, photos})
		return nil
	})
}

func newPost() (*world, *courier) {
	w := newWorld()
	c := &courier{portal: w.portal}
	w.session = c
	return w, c
}

func TestCourier(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, c := newPost()
		d := w.publish(t, report("", 1, 2), public)
		if len(c.letters) != 1 || len(c.letters[0].photos) != 2 || c.letters[0].photos[1].Width != 1600 {
			t.Fatalf("letters %d", len(c.letters))
		}
		if p := w.shown[len(w.shown)-1]; p.Step != model.StepBody || p.Whole == 0 || p.Total != p.Whole {
			t.Errorf("progress %+v", p)
		}
		w.publish(t, report("", 1, 2), public) // a second click
		if len(c.letters) != 1 {
			t.Errorf("the same was sent %d times", len(c.letters))
		}
		w.publish(t, report("Sửa.", 1, 2), public)
		if len(c.letters) != 2 {
			t.Errorf("an update makes %d letters", len(c.letters))
		}
		w.decide(t, d.ID, export.SendAgain)
		if d = w.try(t, d.ID); d.State != model.SendDone || len(c.letters) != 3 {
			t.Errorf("sent again: %s, %d letters", d.State, len(c.letters))
		}
	})
}

// A message that may have arrived is sent again when the user says so, and
// never else, wherever it was broken off.
func TestCourierAsksAfterALostAnswer(t *testing.T) {
	for _, f := range everyFault() {
		synctest.Test(t, func(t *testing.T) {
			w, c := newPost()
			id := w.order(report("", 1), public).ID
			w.portal.fail(1, f)
			w.send(id)
			refused := f.err != nil && !f.acts && f.name != "cut before"
			if f.name == "session after" {
				return // a courier that says so did not send
			}
			if refused {
				w.decide(t, id, export.GoOn)
				if d := w.try(t, id); d.State != model.SendDone || len(c.letters) != 1 {
					t.Errorf("%s: %s, %d letters", f.name, d.State, len(c.letters))
				}
				return
			}
			before := len(c.letters)
			for range 3 {
				w.order(report("", 1), public)
				wantTrouble(t, w.try(t, id), export.ErrUnknownOutcome)
				w.decide(t, id, export.GoOn)
				wantTrouble(t, w.try(t, id), export.ErrUnknownOutcome)
			}
			if len(c.letters) != before {
				t.Errorf("%s: it was sent again without a word", f.name)
			}
			w.decide(t, id, export.SendAgain)
			if d := w.try(t, id); d.State != model.SendDone || len(c.letters) != before+1 {
				t.Errorf("%s: sent again: %s, %d letters", f.name, d.State, len(c.letters))
			}
		})
	}
}

// Killed at each writing: one letter, unless the user wants another one.
func TestCourierKilledAtEachWriting(t *testing.T) {
	for n := range 3 {
		for _, f := range everyWriting() {
			synctest.Test(t, func(t *testing.T) {
				w, c := newPost()
				id := w.order(report("", 1), public).ID
				w.box.faults = map[int]writing{w.box.writings + n: f}
				for range 4 {
					w.send(id)
				}
				d, err := w.box.Dispatch(t.Context(), id)
				asks := d.State == model.SendAsks && d.Trouble.Code == "unknown-outcome"
				if err != nil || len(c.letters) > 1 || !(d.State == model.SendDone && len(c.letters) == 1 || asks) {
					t.Errorf("writing %d %s: %s, %d letters", n, f.name, d.State, len(c.letters))
				}
			})
		}
	}
}

func TestMessageIsMadeSmaller(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, c := newPost()
		c.tooLarge = 2 * bytesAt(t, 1024)
		d := w.publish(t, report("", 1, 2), public)
		if got := c.letters[0].photos[0].Width; got != 800 || len(d.Sent.Smaller) != 2 {
			t.Errorf("%d pixels, smaller %v", got, d.Sent.Smaller)
		}
		c.tooLarge = 1
		wantTrouble(t, w.try(t, w.order(report("Sửa.", 1, 2), public).ID), export.ErrTooLarge)
	})
}

func TestDue(t *testing.T) {
	w := newWorld()
	now := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	put := func(id model.DispatchID, since int, state model.SendState, until time.Duration) {
		d := model.Dispatch{ID: id, State: state, Since: now.Add(time.Duration(since) * time.Second)}
		if until != 0 {
			d.Wait.Until = now.Add(until)
		}
		if err := w.box.KeepDispatch(t.Context(), d); err != nil {
			t.Fatal(err)
		}
	}
	put("new", 3, model.SendQueued, 0)
	put("old", 1, model.SendQueued, 0)
	put("due", 2, model.SendWaits, -time.Second)
	put("soon", 4, model.SendWaits, time.Minute)
	put("later", 0, model.SendWaits, 50*time.Minute)
	put("clock set back", 5, model.SendWaits, 300*time.Hour)
	for _, s := range []model.SendState{model.SendAsks, model.SendPaused, model.SendCancelled, model.SendDone} {
		put(model.DispatchID(s), 0, s, 0)
	}
	ready, next, err := w.engine.Due(t.Context(), now)
	want := []model.DispatchID{"old", "due", "new", "clock set back"}
	if err != nil || len(ready) != len(want) || !next.Equal(now.Add(time.Minute)) {
		t.Fatalf("%v, next %v, %v", ready, next, err)
	}
	for i := range want {
		if ready[i] != want[i] {
			t.Errorf("due %v, want %v", ready, want)
		}
	}
}
