package outbox_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// always has every login from now on end with an error of that kind.
func (w *world) always(err error, times int) {
	w.logins = slices.Repeat([]error{err}, times)
}

func TestPauses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.always(refusing(export.ErrOffline, nil), 40)
		id := w.order(report(""), public).ID
		want := []time.Duration{5, 15, 30, 60, 120, 300, 300}
		for n := range 40 {
			d := w.try(t, id)
			if d.State != model.SendWaits || d.Trouble.Code != "offline" || d.Wait.Tries != n+1 {
				t.Fatalf("try %d: %s, %+v, %+v", n+1, d.State, d.Trouble, d.Wait)
			}
			pause := time.Until(d.Wait.Until)
			if pause != want[min(n, len(want)-1)]*time.Second {
				t.Errorf("pause %d is %v", n+1, pause)
			}
			time.Sleep(pause)
		}
		if d := w.try(t, id); d.State != model.SendDone || d.Wait != (model.Wait{}) {
			t.Errorf("with a network: %s, %+v", d.State, d.Wait)
		}
	})
}

func TestPortalThatStaysBusy(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.always(refusing(export.ErrOffline, nil), 20)
		id := w.order(report(""), public).ID
		for range 20 {
			w.try(t, id)
		}
		w.always(refusing(export.ErrBusy, nil), 10) // tries without a network do not count
		for n := range 9 {
			if d := w.try(t, id); d.State != model.SendWaits || d.Wait.Tries != n+1 {
				t.Fatalf("try %d: %s, %+v", n+1, d.State, d.Wait)
			}
		}
		wantTrouble(t, w.try(t, id), export.ErrBusy)
		w.decide(t, id, export.GoOn)
		if d := w.try(t, id); d.State != model.SendDone {
			t.Errorf("afterwards: %s", d.State)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	for asked, want := range map[time.Duration]time.Duration{
		time.Second: 5 * time.Second, time.Minute: time.Minute, 5 * time.Hour: time.Hour,
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.always(&export.PortalError{Kind: export.ErrBusy, After: asked}, 1)
			d := w.try(t, w.order(report(""), public).ID)
			if got := time.Until(d.Wait.Until); got != want {
				t.Errorf("asked for %v, waits %v", asked, got)
			}
			if got := time.Until(d.Trouble.After); got != asked {
				t.Errorf("tells %v", got)
			}
		})
	}
}

func TestSessionTakenAgainAndAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.always(refusing(export.ErrSession, nil), 4)
		d := w.try(t, w.order(report(""), public).ID)
		if d.State != model.SendWaits || d.Trouble.Code != "session" || len(w.logins) != 0 {
			t.Errorf("%s, %+v, %d logins left", d.State, d.Trouble, len(w.logins))
		}
	})
}

func TestTroublesThatNeedAPerson(t *testing.T) {
	kinds := []error{
		export.ErrPassword, export.ErrNoSecret, export.ErrLockedOut, export.ErrCaptcha, export.ErrSecondFactor,
		export.ErrRole, export.ErrFirewall, export.ErrCertificate, export.ErrPinChanged, export.ErrProxy, export.ErrClock,
		export.ErrNotPortal, export.ErrMoved, export.ErrRejected, export.ErrQuota, export.ErrTopic, export.ErrAddress,
		export.ErrNobody, export.ErrNoKeyring,
	}
	for _, kind := range kinds {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.always(&export.PortalError{
				Kind: kind, Said: "Lỗi\r\n\t403\x1b[31m " + strings.Repeat("dài ", 100), Limit: 7,
				Fingerprint: "ab12", Reason: "expired",
			}, 1)
			d := w.try(t, w.order(report(""), public).ID)
			wantTrouble(t, d, kind)
			got := d.Trouble
			if !strings.HasPrefix(got.Said, "Lỗi 403[31m dài dài") || len([]rune(got.Said)) != 199 { // and a space
				t.Errorf("%v: said %q", kind, got.Said)
			}
			if got.Limit != 7 || got.Fingerprint != "ab12" || got.Reason != "expired" {
				t.Errorf("%v: %+v", kind, got)
			}
			if last := d.Log[len(d.Log)-1]; last.What != got.Code || last.Note != got.Said {
				t.Errorf("%v: log %+v", kind, last)
			}
		})
	}
}

// other is a second report to the same account.
func other() model.Report {
	r := report("Bài khác.", 5)
	r.ID = "zyxwvuts23456789"
	return r
}

func TestPasswordIsTriedOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		refused := refusing(export.ErrPassword, nil)
		w.always(refused, 9)
		one := w.order(report(""), public).ID
		two := w.order(other(), public).ID
		wantTrouble(t, w.try(t, one), export.ErrPassword)
		wantTrouble(t, w.try(t, two), export.ErrPassword) // without a login
		w.restart()
		w.order(report("Gửi lại."), public) // is no new password
		wantTrouble(t, w.try(t, one), export.ErrPassword)
		wantTrouble(t, w.try(t, two), export.ErrPassword)
		if tried := 9 - len(w.logins); tried != 1 {
			t.Fatalf("%d tries of a refused password", tried)
		}
		w.decide(t, one, export.GoOn)
		wantTrouble(t, w.try(t, two), export.ErrPassword) // it goes on with the other
		if tried := 9 - len(w.logins); tried != 2 {
			t.Fatalf("%d tries after one consent", tried)
		}
		w.logins = nil
		w.decide(t, two, export.GoOn)
		for _, id := range []model.DispatchID{one, two} {
			if d := w.try(t, id); d.State != model.SendDone {
				t.Errorf("%s: %s, %+v", id, d.State, d.Trouble)
			}
		}
	})
}
