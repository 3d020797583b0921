package outbox_test

import (
	"testing"
	"testing/synctest"

	"tinxa/export"
	"tinxa/model"
)

// What is sent to an account that is removed writes nothing down any more.
func TestStop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report(""), public).ID
		ended := hanging(w, id, 2, true) // login, find, create
		if err := w.engine.Stop(t.Context(), "another2"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if !w.box.begun(id) {
			t.Error("another account's was stopped")
		}
		if err := w.engine.Stop(t.Context(), account); err != nil {
			t.Fatal(err)
		}
		n := w.box.writings
		if d, err := ended(); err != nil || d.State != model.SendCancelled || w.box.writings != n {
			t.Errorf("state %s, %v, written %d times after Stop", d.State, err, w.box.writings-n)
		}
		if d := w.try(t, id); d.State != model.SendCancelled {
			t.Errorf("it is %s", d.State)
		}
	})
}

func TestRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report(""), public).ID
		if err := w.engine.Refused(t.Context(), account); err != nil {
			t.Fatal(err)
		}
		w.logins = []error{refusing(export.ErrLockedOut, nil)}
		w.try(t, id)
		w.restart()
		if err := w.engine.Refused(t.Context(), account); export.Code(err) != "locked-out" {
			t.Errorf("after a restart: %v", err)
		}
		w.decide(t, id, export.GoOn)
		if err := w.engine.Refused(t.Context(), account); err != nil {
			t.Errorf("after the user said so: %v", err)
		}
	})
}
