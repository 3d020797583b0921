package main

import (
	"os"
	"testing"

	"tinxa/cmd/vault"
	"tinxa/ui/say"
)

// TestDataThatAreOnlyLookedAtLeadBackToTheirRescue: whoever chose to look must
// not be told to find another folder, and must find the way to write again.
func TestDataThatAreOnlyLookedAtLeadBackToTheirRescue(t *testing.T) {
	d := newDesk(t)
	d.made("new", "--from", d.file("bai.txt", []byte("Xã Suối Mây họp giao ban\n")))
	if err := os.Truncate(d.database(), 0); err != nil {
		t.Fatal(err)
	}
	w, err := openPrinters()
	if err != nil {
		t.Fatal(err)
	}
	if w.Vault, err = vault.Glance(t.Context(), d.data, unheard); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	})
	led := false
	c := newCare(&session{ctx: t.Context()}, opened{works: w, rescue: func() { led = true }})
	if err := c.frozen(); err != nil {
		t.Errorf("the list says %v beside the reminder", err)
	}
	all, err := c.reminders(t.Context())
	if err != nil || len(all) != 1 || all[0].Text != say.T("window.view") || all[0].Action == "" {
		t.Fatalf("reminders %+v, %v", all, err)
	}
	if all[0].Do(); !led {
		t.Error("the button leads nowhere")
	}
	c = newCare(&session{ctx: t.Context()}, opened{works: w})
	if c.frozen() == nil {
		t.Error("a folder that cannot be written is not told of")
	}
}
