package outbox_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"tinxa/export"
	"tinxa/model"
)

// meddle does what someone would in the portal's own editor.
func meddle(w *world, words string) {
	w.portal.articles[0].body += "<p>" + words + "</p>"
}

func TestChangedThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report(""), public)
		meddle(w, "Chủ tịch xã bổ sung.")
		id := w.order(report("Sửa."), public).ID
		d := w.try(t, id)
		wantTrouble(t, d, export.ErrChangedThere)
		if d.Trouble.There == nil || !strings.Contains(d.Trouble.There.HTML, "bổ sung") {
			t.Fatalf("there: %+v", d.Trouble.There)
		}
		w.decide(t, id, export.GoOn) // is no consent
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)

		w.decide(t, id, export.Overwrite)
		meddle(w, "Lại bổ sung.") // what nobody consented to
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)

		w.decide(t, id, export.Overwrite)
		if d = w.try(t, id); d.State != model.SendDone || strings.Contains(w.portal.articles[0].body, "bổ sung") {
			t.Errorf("state %s, there: %s", d.State, w.portal.articles[0].body)
		}
		if d.Wish.Over != "" || len(w.portal.articles) != 1 {
			t.Errorf("consent %q left, %d articles", d.Wish.Over, len(w.portal.articles))
		}
	})
}

func TestChangedThereWhileNothingIsToBeSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report(""), public)
		meddle(w, "Chủ tịch xã bổ sung.")
		id := w.order(report(""), public).ID // the same
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)
		w.decide(t, id, export.Overwrite)
		w.try(t, id)
		if strings.Contains(w.portal.articles[0].body, "bổ sung") {
			t.Error("it was not replaced")
		}
	})
}

// What someone added while the answer to an update was lost is seen.
func TestChangedThereAfterALostAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report(""), public)
		id := w.order(report("Sửa."), public).ID
		w.portal.fail(2, fault{kill: true, acts: true}) // login, fetch, update
		if _, _, dead := w.send(id); !dead {
			t.Fatal("it was not killed")
		}
		meddle(w, "Chủ tịch xã bổ sung.")
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)
	})
}

func TestGoneThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		first := w.publish(t, report("", 1), public)
		w.portal.articles[0].deleted = true
		id := w.order(report("Sửa.", 1), public).ID
		wantTrouble(t, w.try(t, id), export.ErrGoneThere)
		w.decide(t, id, export.GoOn)
		wantTrouble(t, w.try(t, id), export.ErrGoneThere)

		w.decide(t, id, export.AsNew)
		w.decide(t, id, export.AsNew) // a second click
		d := w.try(t, id)
		if d.State != model.SendDone || len(w.portal.articles) != 2 || d.Mark == first.Mark {
			t.Errorf("state %s, %d articles, mark %s", d.State, len(w.portal.articles), d.Mark)
		}
		if a := w.portal.articles[1]; a.mark != d.Mark || a.id != d.Sent.Article.ID || len(w.portal.shelf) != 1 {
			t.Errorf("%+v, %d photos", a, len(w.portal.shelf))
		}
	})
}

// An article that was lost between its creation and the journal, and then
// deleted by someone, is not made a second time without a word.
func TestGoneBeforeItWasKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report(""), public).ID
		w.portal.fail(4, fault{err: refusing(export.ErrGoneThere, nil)}) // the fetch after login, find, create, update
		wantTrouble(t, w.try(t, id), export.ErrGoneThere)
	})
}

// Taking something away is a change too.
func TestShortenedThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report(""), public)
		a := w.portal.articles[0]
		a.body = strings.Replace(a.body, "Hội nghị nhất trí thông qua nghị quyết.", "", 1)
		wantTrouble(t, w.try(t, w.order(report("Sửa."), public).ID), export.ErrChangedThere)
	})
}

// A new order over an update whose answer was lost knows both for its own.
func TestOrderOverALostUpdate(t *testing.T) {
	for _, arrived := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.publish(t, report("Một."), public)
			id := w.order(report("Hai."), public).ID
			w.portal.fail(2, fault{kill: true, acts: arrived})
			w.send(id)
			d := w.publish(t, report("Ba."), public)
			if !strings.Contains(w.portal.articles[0].body, "Ba.") || d.Sent.Article.ID != w.portal.articles[0].id {
				t.Errorf("there: %s", w.portal.articles[0].body)
			}
		})
	}
}

// A consent holds until it was carried out.
func TestOverwritingIsBrokenOff(t *testing.T) {
	for _, f := range everyFault() {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			id := w.publish(t, report(""), public).ID
			meddle(w, "Chủ tịch xã bổ sung.")
			w.order(report(""), public) // the same
			wantTrouble(t, w.try(t, id), export.ErrChangedThere)
			w.decide(t, id, export.Overwrite)
			w.portal.fail(2, f) // login, fetch, update
			w.send(id)
			w.decide(t, id, export.GoOn)
			if d := w.try(t, id); d.State != model.SendDone || strings.Contains(w.portal.articles[0].body, "bổ sung") {
				t.Errorf("%s: state %s, trouble %+v, there: %s", f.name, d.State, d.Trouble, w.portal.articles[0].body)
			}
		})
	}
}

// A new order for what had been there before an update that was lost.
func TestRevertingALostUpdate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report("Một."), public)
		id := w.order(report("Hai."), public).ID
		w.portal.fail(2, fault{kill: true, acts: true})
		w.send(id)
		w.order(report("Một."), public)
		w.portal.fail(2, fault{err: refusing(export.ErrFirewall, nil)})
		wantTrouble(t, w.try(t, id), export.ErrFirewall)
		w.decide(t, id, export.GoOn)
		if d := w.try(t, id); d.State != model.SendDone || !strings.Contains(w.portal.articles[0].body, "Một.") {
			t.Errorf("state %s, there: %s", d.State, w.portal.articles[0].body)
		}
	})
}
