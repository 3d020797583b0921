package outbox_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/export"
	"tinxa/model"
)

func TestRequestsOfAFirstPublication(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		start := time.Now()
		d := w.publish(t, report("", 1, 2), public)
		want := "login, find, find photos, add anh-000000000001.jpg, add anh-000000000002.jpg, create, update, fetch, release, fetch"
		if got := w.took(0); got != want {
			t.Errorf("requests: %s\nwant:     %s", got, want)
		}
		if time.Since(start) != 0 {
			t.Error("it waited for something")
		}
		if w.portal.articles[0].mark != d.Mark || len(d.Mark) != 18 || !strings.HasPrefix(d.Mark, "tx") {
			t.Errorf("mark %q, on the portal %q", d.Mark, w.portal.articles[0].mark)
		}
		if !d.Sent.Trail.Public || len(d.Sent.Trail.Added) != 2 || len(d.Sent.Smaller) != 0 {
			t.Errorf("trail %+v", d.Sent)
		}
	})
}

func TestConfirmingWhatIsUnchanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		first := w.publish(t, report("", 1), public)
		n := len(w.portal.requests)
		time.Sleep(time.Hour)
		r := report("", 1)
		r.Rev, r.Status, r.Updated = 8, model.Published, time.Now() // saved again, nothing written
		d := w.publish(t, r, public)
		if got := w.took(n); got != "login, fetch" {
			t.Errorf("requests: %s", got)
		}
		if !d.Sent.At.After(first.Sent.At) || d.Sent.Article != first.Sent.Article {
			t.Errorf("sent %+v", d.Sent)
		}
		n = len(w.portal.requests)
		w.publish(t, report("", 1), model.Wish{Status: model.PostPublic, Topics: []string{"4"}})
		if got := w.took(n); got != "login, fetch, update, fetch" {
			t.Errorf("another topic: requests: %s", got)
		}
	})
}

func TestUpdateSendsNewPhotosOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report("", 1, 2), public)
		n := len(w.portal.requests)
		w.publish(t, report("Thêm một ảnh.", 1, 2, 3), public)
		if got, want := w.took(n), "login, fetch, find photos, add anh-000000000003.jpg, fetch, update, fetch"; got != want {
			t.Errorf("requests: %s\nwant:     %s", got, want)
		}
	})
}

func TestJournalLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		d := w.publish(t, report("", 1), public)
		if err := w.box.ForgetDispatch(t.Context(), d.ID); err != nil {
			t.Fatal(err)
		}
		w.restart()
		w.publish(t, report("", 1), public)
		if len(w.portal.articles) != 1 || len(w.portal.shelf) != 1 {
			t.Errorf("%d articles, %d photos", len(w.portal.articles), len(w.portal.shelf))
		}
	})
}

func TestSchedule(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		at := time.Now().Add(24 * time.Hour)
		wish := model.Wish{Status: model.PostPublic, At: at}
		d := w.publish(t, report(""), wish)
		if a := w.portal.articles[0]; !a.at.Equal(at) || d.Sent.Article.Status != model.PostPending {
			t.Errorf("on the portal at %v, known as %+v", a.at, d.Sent.Article)
		}
		time.Sleep(48 * time.Hour) // the portal slept through it
		w.publish(t, report(""), wish)
		if a := w.portal.articles[0]; !a.at.IsZero() || a.status != model.PostPublic {
			t.Errorf("afterwards at %v, %s", a.at, a.status)
		}
		w.portal.powers.Schedule = false
		wish.At = time.Now().Add(time.Hour)
		wantTrouble(t, w.try(t, w.order(report(""), wish).ID), export.ErrRole)
	})
}

// wantTrouble fails the test unless d asks for that reason.
func wantTrouble(t *testing.T, d model.Dispatch, kind error) {
	t.Helper()
	if d.State != model.SendAsks || d.Trouble == nil || d.Trouble.Code != export.Code(kind) {
		t.Fatalf("state %s, trouble %+v; want it to ask: %v", d.State, d.Trouble, kind)
	}
}

func TestLossesAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.portal.filter = func(body string) string {
			return strings.ReplaceAll(body, "Hội nghị nhất trí thông qua nghị quyết.", "")
		}
		d := w.publish(t, report("", 1), public)
		want := []model.Loss{{What: "paragraph", Text: "Hội nghị nhất trí thông qua nghị quyết."}}
		if !slices.Equal(d.Sent.Lost, want) {
			t.Errorf("lost %v", d.Sent.Lost)
		}
		n := len(w.portal.requests)
		again := w.publish(t, report("", 1), public) // what the portal drops is no change of others
		if got := w.took(n); got != "login, fetch" || !slices.Equal(again.Sent.Lost, want) {
			t.Errorf("again: %s, lost %v", got, again.Sent.Lost)
		}
	})
}

func TestRoleIsAskedBeforeAnythingIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.portal.powers.Statuses = []model.PostStatus{model.PostDraft, model.PostPending}
		d := w.try(t, w.order(report("", 1), public).ID)
		wantTrouble(t, d, export.ErrRole)
		if got := w.took(0); got != "login" {
			t.Errorf("requests: %s", got)
		}
		w.decide(t, d.ID, export.AsPending)
		if d = w.try(t, d.ID); d.State != model.SendDone || w.portal.articles[0].status != model.PostPending {
			t.Errorf("state %s, trouble %+v", d.State, d.Trouble)
		}
	})
}

func TestPortalThatSilentlyWithholds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.portal.withhold = true
		d := w.try(t, w.order(report("", 1), public).ID)
		wantTrouble(t, d, export.ErrRole)
		if d.Sent.Article.Status != model.PostPending || d.Sent.Trail.Public {
			t.Errorf("known as %+v", d.Sent)
		}
		n := len(w.portal.requests)
		w.decide(t, d.ID, export.AsPending)
		if d = w.try(t, d.ID); d.State != model.SendDone || w.took(n) != "login, fetch" {
			t.Errorf("state %s, requests %s", d.State, w.took(n))
		}
	})
}

func TestPublicArticleThatMayNotBeChanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report(""), public)
		w.portal.powers.Update = false
		w.publish(t, report(""), public) // nothing is to be changed
		wantTrouble(t, w.try(t, w.order(report("Sửa."), public).ID), export.ErrRole)
	})
}

func TestPhotoThatCannotBeRead(t *testing.T) {
	for _, cause := range []error{model.ErrNotFound, model.ErrDamaged} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.photos.broken = map[model.PhotoID]error{photoID(2): cause}
			w.restart()
			id := w.order(report("", 1, 2), public).ID
			_, err, _ := w.send(id)
			if !errors.Is(err, cause) || errors.Is(cause, model.ErrNotFound) && !errors.Is(err, export.ErrPhotoMissing) {
				t.Errorf("error %v", err)
			}
			if len(w.portal.articles)+len(w.portal.shelf) > 0 {
				t.Error("something was sent")
			}
			if d, _ := w.box.Dispatch(t.Context(), id); d.State != model.SendQueued || d.Trouble != nil {
				t.Errorf("it stands as %+v", d)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report("", 1, 2), public)
		var steps []model.SendStep
		var last export.Progress
		for _, p := range w.shown {
			if len(steps) == 0 || steps[len(steps)-1] != p.Step {
				steps = append(steps, p.Step)
			}
			if p.Of > 0 {
				last = p
			}
		}
		want := []model.SendStep{
			model.StepLogin, model.StepLook, model.StepPhotos, model.StepCreate, model.StepBody, model.StepCheck, model.StepStatus,
		}
		if !slices.Equal(steps, want) {
			t.Errorf("steps %v", steps)
		}
		size := last.Size
		if want := (export.Progress{
			Step: model.StepPhotos, Photo: 2, Of: 2, Sent: size, Size: size, Total: 2 * size, Whole: 2 * size,
		}); size == 0 || last != want {
			t.Errorf("last of the photos %+v", last)
		}
	})
}

func TestEndingLeavesItQueued(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report("", 1), public).ID
		w.portal.fail(3, fault{hang: true, acts: true}) // the photo
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		d, err := w.engine.Send(ctx, id, export.Nobody{}, nil)
		if err != nil || d.State != model.SendQueued || d.Trouble != nil || !strings.HasPrefix(d.Begun, "photo ") {
			t.Errorf("error %v, state %s, begun %q, trouble %+v", err, d.State, d.Begun, d.Trouble)
		}
		if d, err = w.engine.Send(ctx, id, export.Nobody{}, nil); err != nil || d.State != model.SendQueued {
			t.Errorf("after the end: error %v, state %s", err, d.State)
		}
		start := time.Now()
		if d = w.try(t, id); d.State != model.SendDone || len(w.portal.shelf) != 1 {
			t.Errorf("state %s, %d photos", d.State, len(w.portal.shelf))
		}
		if took := time.Since(start); took != 5*time.Second {
			t.Errorf("the portal was left alone for %v", took)
		}
	})
}

func TestLogIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		var many []int
		for n := range 60 {
			many = append(many, n)
		}
		d := w.publish(t, report("", many...), public)
		if n := len(d.Log); n != 50 || d.Log[n-1].What != string(model.StepStatus) {
			t.Errorf("%d entries, the last %+v", n, d.Log[n-1])
		}
		if len(w.portal.shelf) != 60 {
			t.Errorf("%d photos", len(w.portal.shelf))
		}
	})
}

func TestStrangeSession(t *testing.T) {
	w := newWorld()
	w.session = nothing{}
	id := w.order(report(""), public).ID
	if _, err, _ := w.send(id); err == nil || !strings.Contains(fmt.Sprint(err), "nothing") {
		t.Errorf("error %v", err)
	}
}

// nothing is a session that can do nothing.
type nothing struct{}

func (nothing) Powers() export.Powers { return export.Powers{} }
func (nothing) Close() error          { return nil }
