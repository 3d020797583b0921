package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"tinxa/model"
	"tinxa/ui/say"
)

// portalDesk is a desk with a folder to publish to, named "Kho".
func portalDesk(t *testing.T) desk {
	t.Helper()
	d := newDesk(t)
	if err := os.Mkdir(d.at("kho"), 0o755); err != nil {
		t.Fatal(err)
	}
	d.must("portal", "add", d.at("kho"), "--name", "Kho")
	return d
}

func (d desk) outbox() (items []outboxItem) {
	d.Helper()
	if err := json.Unmarshal([]byte(d.must("outbox", "--json")), &items); err != nil {
		d.Fatal(err)
	}
	return items
}

// What readers see is not taken from them by who says nothing of it.
func TestPublishingAnewLeavesTheStatus(t *testing.T) {
	d := portalDesk(t)
	id := d.must("new", "--from", committee)
	for _, step := range []struct {
		say  []string
		want model.PostStatus
	}{
		{nil, model.PostDraft},
		{[]string{"--status", "publish"}, model.PostPublic},
		{nil, model.PostPublic},
		{[]string{"--status", "pending"}, model.PostPending},
		{nil, model.PostPending},
	} {
		d.must(append([]string{"publish", id, "--portal", "Kho"}, step.say...)...)
		items := d.outbox()
		if len(items) != 1 || items[0].State != model.SendDone || items[0].Status != step.want {
			t.Errorf("%q: %+v, want %s", step.say, items, step.want)
		}
	}
	inside, err := os.ReadDir(d.at("kho"))
	if err != nil || len(inside) != 1 {
		t.Errorf("%d articles, %v", len(inside), err)
	}
	if a := d.call("publish", id, "--portal", "Kho", "--status", "đăng"); a.code != exitUsage {
		t.Errorf("a status that is none: %+v", a)
	}
}

// What someone else wrote is replaced for the flag that says so, and not before.
func TestPublishingOverAChange(t *testing.T) {
	d := portalDesk(t)
	id := d.must("new", "--from", committee)
	page := strings.TrimPrefix(d.must("publish", id, "--portal", "Kho"), "file://")
	inside, err := os.ReadDir(page)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range inside {
		if strings.HasSuffix(e.Name(), ".html") {
			page += e.Name()
		}
	}
	changed := strings.Replace(string(read(t, page)), "</main>", "<p>Chủ tịch xã bổ sung.</p>\n</main>", 1)
	if err := os.WriteFile(page, []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	if a := d.call("publish", id, "--portal", "Kho"); a.code != exitFault || d.outbox()[0].Trouble != "changed-there" {
		t.Fatalf("%+v, %+v", a, d.outbox())
	}
	d.must("publish", id, "--portal", "Kho", "--overwrite")
	if strings.Contains(string(read(t, page)), "bổ sung") {
		t.Error("it was not replaced")
	}
}

// A password that was copied with an address is kept nowhere.
func TestAddressesAreKeptWithoutPasswords(t *testing.T) {
	d := newDesk(t)
	d.must("portal", "add", "https://an:bi-mat@suoimay.example.vn/tin", "--kind", "handover")
	if list := d.must("portal", "list", "--json"); strings.Contains(list, "bi-mat") || !strings.Contains(list, "suoimay.example.vn/tin") {
		t.Error(list)
	}
	if strings.Contains(string(read(t, d.database())), "bi-mat") {
		t.Error("it is in the database")
	}
}

// Photos of one report must not lie where those of another one are looked for.
func TestReportsOfOneHeadlineAreHandedOverApart(t *testing.T) {
	r := model.New()
	r.Head.Title = "Hội nghị tổng kết"
	seen := map[string]bool{}
	for _, id := range []model.DispatchID{"abcdefgh23456789.handover", "bbcdefgh23456789.handover", "abcdefgh23456789.suoimay2"} {
		name := handOverFolder(r, id)
		if seen[name] || !strings.HasPrefix(name, "hoi-nghi-tong-ket-") {
			t.Errorf("%s: %q", id, name)
		}
		seen[name] = true
	}
}

func TestRemovedPortalsTakeTheirQueueAlong(t *testing.T) {
	d := portalDesk(t)
	d.must("publish", d.must("new", "--from", committee), "--portal", "Kho")
	if said := d.must("portal", "remove", "Kho"); said != say.T("cli.portal.removed", "Kho") || len(d.outbox()) != 0 {
		t.Errorf("%s, left %+v", said, d.outbox())
	}
}
