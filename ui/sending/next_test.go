package sending_test

import (
	"testing"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/sending"
)

func TestEveryTroubleHasANextStep(t *testing.T) {
	for _, err := range export.Errors() {
		d := model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: export.Code(err)}}
		if sending.NextOf(d) == sending.NextNothing {
			t.Errorf("%v leaves the user alone", err)
		}
	}
	role := model.Trouble{Code: "role"}
	for name, c := range map[string]struct {
		d    model.Dispatch
		want sending.Next
	}{
		"may not publish":     {model.Dispatch{State: model.SendAsks, Trouble: &role, Wish: model.Wish{Status: model.PostPublic}}, sending.NextPending},
		"may not even submit": {model.Dispatch{State: model.SendAsks, Trouble: &role, Wish: model.Wish{Status: model.PostPending}}, sending.NextAccount},
		"may send no photos": {
			model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: "role", Reason: "photos"}, Wish: model.Wish{Status: model.PostPublic}},
			sending.NextAccount,
		},
		"host key":        {model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: "certificate", Reason: "host-key"}}, sending.NextHostKey},
		"certificate":     {model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: "certificate", Reason: "expired"}}, sending.NextTrust},
		"no easy consent": {model.Dispatch{State: model.SendAsks, Trouble: &model.Trouble{Code: "pin-changed"}}, sending.NextAccount},
		"offline":         {model.Dispatch{State: model.SendWaits, Trouble: &model.Trouble{Code: "offline"}}, sending.NextGoOn},
		"paused":          {model.Dispatch{State: model.SendPaused}, sending.NextGoOn},
		"done":            {model.Dispatch{State: model.SendDone, Trouble: &role}, sending.NextNothing},
	} {
		if got := sending.NextOf(c.d); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestWhatTheQueueCanDoByItself(t *testing.T) {
	for next, want := range map[sending.Next]export.Decision{
		sending.NextGoOn: export.GoOn, sending.NextAgain: export.SendAgain, sending.NextPending: export.AsPending,
		sending.NextNew: export.AsNew, sending.NextCompare: "", sending.NextAccount: "",
	} {
		if got, ok := next.Decision(); got != want || ok != (want != "") {
			t.Errorf("%s: %q, %v", next, got, ok)
		}
	}
}

func TestConsentIsKeptAndGoneOnWith(t *testing.T) {
	play(t, func(t *testing.T) {
		h := newHouse(t, "cong1")
		id := model.NewDispatchID("mot", "cong1")
		h.journal[id] = model.Dispatch{ID: id, State: model.SendAsks, Trouble: &model.Trouble{Code: "certificate", Fingerprint: "3fa2"}}
		h.queue.Load()
		h.settle()
		h.queue.Trust(id)
		h.pass(0)
		h.pass(1e7)
		h.pass(1e9)
		if a, _ := h.queue.Account("cong1"); a.Trust != "3fa2" {
			t.Errorf("kept: %+v", a)
		}
		if got := h.state(t, "mot", "cong1").Dispatch.State; got != model.SendDone {
			t.Errorf("afterwards it is %s", got)
		}
	})
}

func TestWhatCanBeShown(t *testing.T) {
	for address, want := range map[string]bool{
		"https://suoimay.example.vn/bai": true, "file:///chung/tin/": true, "sftp://may.example.vn/tin/": false, "": false,
	} {
		if sending.Opens(address) != want {
			t.Errorf("Opens(%q) = %t", address, !want)
		}
	}
}
