package outbox_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// hanging has the request after n others hang, sends, and returns once it does.
func hanging(w *world, id model.DispatchID, n int, acts bool) (ended func() (model.Dispatch, error)) {
	w.portal.fail(n, fault{hang: true, acts: acts})
	var d model.Dispatch
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		d, err = w.engine.Send(context.Background(), id, export.Nobody{}, nil)
	}()
	synctest.Wait()
	return func() (model.Dispatch, error) {
		<-done
		return d, err
	}
}

func TestDecidingStopsSending(t *testing.T) {
	for decision, want := range map[export.Decision]model.SendState{
		export.Pause: model.SendPaused, export.Cancel: model.SendCancelled, export.TakeBack: model.SendCancelled,
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			id := w.order(report("", 1), public).ID
			ended := hanging(w, id, 4, true) // the creation of the article
			decided := w.decide(t, id, decision)
			d, err := ended()
			if err != nil || d.State != want || decided.State != want {
				t.Errorf("%s: sent %s, %v; decided %s", decision, d.State, err, decided.State)
			}
			if ready, next, _ := w.engine.Due(t.Context(), time.Now()); len(ready) > 0 || !next.IsZero() {
				t.Errorf("%s: due %v, %v", decision, ready, next)
			}
			n := len(w.portal.requests)
			if d = w.try(t, id); d.State != want || len(w.portal.requests) > n {
				t.Errorf("%s: it was sent all the same: %s", decision, w.took(n))
			}
			articles := 1
			if decision == export.TakeBack {
				articles = 0
			}
			if len(w.portal.articles) != articles || len(w.portal.shelf) != articles {
				t.Errorf("%s: %d articles, %d photos", decision, len(w.portal.articles), len(w.portal.shelf))
			}
		})
	}
}

func TestGoOnAfterPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report("", 1), public).ID
		ended := hanging(w, id, 4, true)
		w.decide(t, id, export.Pause)
		ended()
		w.decide(t, id, export.GoOn)
		if d := w.try(t, id); d.State != model.SendDone || len(w.portal.articles) != 1 {
			t.Errorf("state %s, %d articles", d.State, len(w.portal.articles))
		}
	})
}

func TestWhileSending(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report("", 1), public).ID
		ended := hanging(w, id, 5, true)
		if _, err := w.engine.Order(t.Context(), report("Sửa."), account, public); !errors.Is(err, export.ErrSending) {
			t.Errorf("Order: %v", err)
		}
		if _, err, _ := w.send(id); !errors.Is(err, export.ErrSending) {
			t.Errorf("Send: %v", err)
		}
		if d := w.decide(t, id, export.GoOn); d.State != model.SendQueued {
			t.Errorf("GoOn: %s", d.State)
		}
		if ready, _, _ := w.engine.Due(t.Context(), time.Now()); len(ready) > 0 {
			t.Errorf("due: %v", ready)
		}
		w.decide(t, id, export.Pause)
		ended()
	})
}

// Many clicks at the same moment make one article.
func TestManyClicks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				d, err := w.engine.Order(t.Context(), report("", 1), account, public)
				if err == nil {
					_, err = w.engine.Send(t.Context(), d.ID, export.Nobody{}, nil)
				}
				if err != nil && !errors.Is(err, export.ErrSending) {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if len(w.portal.articles) != 1 || len(w.portal.shelf) != 1 {
			t.Errorf("%d articles, %d photos", len(w.portal.articles), len(w.portal.shelf))
		}
	})
}

// Two reports that show the same new photo are sent one after the other.
func TestOneAccountAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		two := other()
		two.Blocks = report("", 1).Blocks
		one := w.order(report("", 1), public).ID
		second := w.order(two, public).ID
		ended := hanging(w, one, 3, true) // the photo
		waiting := hanging(w, second, 99, false)
		if got := w.took(0); got != "login, find, find photos, add anh-000000000001.jpg" {
			t.Errorf("while one is sent: %s", got)
		}
		w.decide(t, one, export.Pause)
		ended()
		if d, err := waiting(); err != nil || d.State != model.SendDone {
			t.Errorf("the other: %s, %v", d.State, err)
		}
		w.decide(t, one, export.GoOn)
		w.try(t, one)
		if len(w.portal.articles) != 2 || len(w.portal.shelf) != 1 {
			t.Errorf("%d articles, %d photos", len(w.portal.articles), len(w.portal.shelf))
		}
	})
}

func TestDecisionsThatDoNotFit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		done := w.publish(t, report(""), public)
		for _, d := range []export.Decision{
			export.GoOn, export.Pause, export.Cancel, export.TakeBack, export.Overwrite, export.AsPending, export.AsNew,
			export.SendAgain, "nonsense",
		} {
			if after := w.decide(t, done.ID, d); after.State != model.SendDone {
				t.Errorf("%s: %s", d, after.State)
			}
		}
		if len(w.portal.articles) != 1 {
			t.Error("what was public is gone")
		}
		if _, err := w.engine.Decide(t.Context(), "none.none", export.GoOn); !errors.Is(err, model.ErrNotFound) {
			t.Errorf("of none: %v", err)
		}
	})
}

func TestTakeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		two := other()
		two.Blocks = report("", 1, 2).Blocks
		w.publish(t, two, public) // shows photos 1 and 2
		d := w.publish(t, report("", 2, 3), model.Wish{})
		d = w.decide(t, d.ID, export.TakeBack)
		if d.State != model.SendCancelled || d.Trouble != nil || d.Sent.Article != (model.RemoteArticle{}) {
			t.Errorf("%s, %+v, %+v", d.State, d.Trouble, d.Sent)
		}
		if len(w.portal.articles) != 1 || len(w.portal.shelf) != 2 {
			t.Errorf("%d articles, %d photos", len(w.portal.articles), len(w.portal.shelf))
		}
		if d = w.publish(t, report("", 2, 3), public); len(w.portal.articles) != 2 || len(w.portal.shelf) != 3 {
			t.Errorf("ordered anew: %s, %d articles", d.State, len(w.portal.articles))
		}
	})
}

func TestTakeBackSparesTheWorkOfOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		d := w.publish(t, report("", 1), model.Wish{})
		meddle(w, "Chủ tịch xã bổ sung.")
		d = w.decide(t, d.ID, export.TakeBack)
		if d.State != model.SendCancelled || d.Trouble == nil || d.Trouble.Code != "changed-there" || len(w.portal.articles) != 1 {
			t.Errorf("changed by someone: %s, %+v", d.State, d.Trouble)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		d := w.publish(t, report("", 1), model.Wish{Status: model.PostPending})
		w.portal.articles[0].status = model.PostPublic // someone approved it
		if d = w.decide(t, d.ID, export.TakeBack); len(w.portal.articles) != 1 || !d.Sent.Trail.Public {
			t.Errorf("approved by someone: %+v", d.Sent)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		d := w.publish(t, report("", 1), model.Wish{})
		w.portal.articles[0].deleted = true
		if d = w.decide(t, d.ID, export.TakeBack); d.Trouble != nil || d.Sent.Article.ID != "" {
			t.Errorf("deleted by someone: %+v", d)
		}
	})
}

// A taking back that was broken off is repeated, or forgotten by a new order.
func TestTakeBackBrokenOff(t *testing.T) {
	for _, again := range []bool{true, false} {
		for _, f := range everyFault() {
			for n := range 4 { // login, fetch, find photos, remove
				synctest.Test(t, func(t *testing.T) {
					w := newWorld()
					d := w.publish(t, report("", 1), model.Wish{})
					w.portal.fail(n, f)
					takeBack(w, d.ID)
					if !again {
						w.order(report("Nghĩ lại.", 1), model.Wish{})
						d = w.try(t, d.ID)
						if d.State != model.SendDone || len(w.portal.articles) != 1 || len(w.portal.shelf) != 1 {
							t.Errorf("%d %s, ordered: %s, %d articles, %d photos",
								n, f.name, d.State, len(w.portal.articles), len(w.portal.shelf))
						}
						return
					}
					w.decide(t, d.ID, export.TakeBack)
					if len(w.portal.articles)+len(w.portal.shelf) > 0 {
						t.Errorf("%d %s, repeated: %d articles, %d photos", n, f.name, len(w.portal.articles), len(w.portal.shelf))
					}
				})
			}
		}
	}
}

// takeBack takes back as well as it can.
func takeBack(w *world, id model.DispatchID) {
	var dead bool
	defer w.survive(&dead)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	w.engine.Decide(ctx, id, export.TakeBack)
}
