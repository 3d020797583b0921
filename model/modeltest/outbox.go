package modeltest

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"tinxa/model"
)

// Post is what keeps both accounts and dispatches.
type Post interface {
	model.Outbox
	model.Accounts
}

// TestOutbox is the suite that every Outbox with its Accounts must pass. open
// returns an empty one; again closes it and opens what it kept.
func TestOutbox(t *testing.T, open func(t *testing.T) Post, again func(t *testing.T, p Post) Post) {
	for name, test := range map[string]func(*testing.T, Post, func(*testing.T, Post) Post){
		"kept as it was":        dispatchKept,
		"kept anew":             dispatchAnew,
		"in order":              dispatchesInOrder,
		"forgotten":             dispatchForgotten,
		"strange ids":           strangeIDs,
		"accounts kept":         accountsKept,
		"account and its posts": accountForgotten,
	} {
		t.Run("outbox "+name, func(t *testing.T) { test(t, open(t), again) })
	}
}

// Dispatched is a dispatch with something in every field, of an invented report.
func Dispatched(account model.AccountID) model.Dispatch {
	r := Report(4)
	r.Rev, r.Created, r.Updated = 3, time.UnixMilli(1_790_000_000_000).UTC(), time.UnixMilli(1_790_000_100_000).UTC()
	photo := model.RemotePhoto{ID: "7", URL: "https://suoimay.example.vn/a/anh.jpg", Width: 1600, Height: 900}
	seen := model.Snapshot{Title: "Hội nghị", HTML: "<p>Sáng 15/10</p>", Status: model.PostPublic, Modified: r.Updated, By: "Biên tập"}
	return model.Dispatch{
		ID: model.NewDispatchID(r.ID, account), Mark: "tx" + string(r.ID), Content: r,
		Wish:  model.Wish{Status: model.PostPublic, At: r.Updated, Topics: []string{"2", "5"}, Over: "abc"},
		State: model.SendWaits, Step: model.StepPhotos, Begun: "photo 12",
		Trouble: &model.Trouble{Code: "busy", Said: "Vui lòng thử lại", After: r.Updated, Limit: 5, Fingerprint: "f", Reason: "r", There: &seen, Photo: r.CoverPhoto()},
		Wait:    model.Wait{Until: r.Updated, Tries: 2},
		Sent: model.Sent{
			Photos:  map[model.PhotoID]model.RemotePhoto{PhotoIDOf([]byte{1}): photo},
			Article: model.RemoteArticle{ID: "9", URL: "https://suoimay.example.vn/bai", Edit: "https://suoimay.example.vn/sua", Status: model.PostDraft},
			Seen:    seen, Report: r, Rev: 3, At: r.Updated, Lost: []model.Loss{{What: "caption", Text: "Quang cảnh hội nghị"}},
			Smaller: []model.PhotoID{PhotoIDOf([]byte{2})}, Ticks: []string{"title"},
		},
		Log:   []model.LogEntry{{At: r.Created, What: "photos", Note: "1/3"}},
		Since: r.Created,
	}
}

func keepDispatch(t *testing.T, p Post, d model.Dispatch) {
	t.Helper()
	if err := p.KeepDispatch(t.Context(), d); err != nil {
		t.Fatalf("KeepDispatch(%s): %v", d.ID, err)
	}
}

func sameDispatch(t *testing.T, p Post, want model.Dispatch) {
	t.Helper()
	got, err := p.Dispatch(t.Context(), want.ID)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Dispatch(%s) = %+v, %v; want %+v", want.ID, got, err, want)
	}
}

func dispatchKept(t *testing.T, p Post, again func(*testing.T, Post) Post) {
	full := Dispatched("portal22")
	bare := model.Dispatch{ID: model.NewDispatchID(full.Content.ID, "other222"), Content: full.Content, State: model.SendQueued}
	keepDispatch(t, p, full)
	keepDispatch(t, p, bare)
	p = again(t, p)
	sameDispatch(t, p, full)
	sameDispatch(t, p, bare)
	if _, err := p.Dispatch(t.Context(), "nobody22.portal22"); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("a dispatch that was never kept: %v", err)
	}
}

func dispatchAnew(t *testing.T, p Post, _ func(*testing.T, Post) Post) {
	d := Dispatched("portal22")
	keepDispatch(t, p, d)
	d.State, d.Begun, d.Trouble, d.Sent.Lost = model.SendDone, "", nil, nil
	keepDispatch(t, p, d)
	sameDispatch(t, p, d)
}

func dispatchesInOrder(t *testing.T, p Post, _ func(*testing.T, Post) Post) {
	first, second := Dispatched("later222"), Dispatched("former22")
	second.Since = first.Since.Add(-time.Minute)
	keepDispatch(t, p, first)
	keepDispatch(t, p, second)
	all, err := p.Dispatches(t.Context())
	if err != nil || len(all) != 2 || all[0].ID != second.ID || all[1].ID != first.ID {
		t.Errorf("Dispatches() = %+v, %v", all, err)
	}
}

func dispatchForgotten(t *testing.T, p Post, again func(*testing.T, Post) Post) {
	d := Dispatched("portal22")
	keepDispatch(t, p, d)
	if err := p.ForgetDispatch(t.Context(), d.ID); err != nil {
		t.Fatal(err)
	}
	p = again(t, p)
	if _, err := p.Dispatch(t.Context(), d.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("after it was forgotten: %v", err)
	}
	if err := p.ForgetDispatch(t.Context(), d.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("forgotten twice: %v", err)
	}
}

func strangeIDs(t *testing.T, p Post, _ func(*testing.T, Post) Post) {
	for _, id := range []model.DispatchID{"", "alone", "a.b.c", "../x.portal22", "a b.portal22"} {
		d := Dispatched("portal22")
		d.ID = id
		if err := p.KeepDispatch(t.Context(), d); !errors.Is(err, model.ErrFormat) {
			t.Errorf("KeepDispatch(%q): %v", id, err)
		}
	}
	if err := p.KeepAccount(t.Context(), model.Account{Name: "x"}); !errors.Is(err, model.ErrFormat) {
		t.Errorf("an account without an id: %v", err)
	}
	if all, err := p.Accounts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("Accounts() = %v, %v", all, err)
	}
}

// Accounts are two invented accounts, the first with something in every field.
func Accounts() []model.Account {
	return []model.Account{{
		ID: "portal22", Name: "Cổng xã Suối Mây", Unit: "Xã Suối Mây", Kind: "wordpress",
		Address: "https://suoimay.example.vn", User: "bientap", Trust: "ab12",
		Wish: model.Wish{Status: model.PostPending}, Limits: model.Limits{Side: 1200, Bytes: 1 << 20},
		Style:  model.Style{Site: "Xã Suối Mây", Accent: "#0f4c81", Width: 720},
		Topics: map[string][]string{"Tin hoạt động": {"2"}}, Options: map[string]string{"api": "/wp-json/"},
	}, {ID: "other222", Name: "Thư mục chung", Unit: "Phường Bến Lụa", Kind: "folder", Address: `\\maychu\tin`}}
}

func keepAccounts(t *testing.T, p Post) []model.Account {
	t.Helper()
	all := Accounts()
	for _, a := range all {
		if err := p.KeepAccount(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func accountsKept(t *testing.T, p Post, again func(*testing.T, Post) Post) {
	all := keepAccounts(t, p)
	p = again(t, p)
	got, err := p.Accounts(t.Context())
	if want := []model.Account{all[1], all[0]}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("Accounts() = %+v, %v; want %+v", got, err, want)
	}
}

func accountForgotten(t *testing.T, p Post, _ func(*testing.T, Post) Post) {
	all := keepAccounts(t, p)
	gone, kept := Dispatched(all[0].ID), Dispatched(all[1].ID)
	keepDispatch(t, p, gone)
	keepDispatch(t, p, kept)
	if err := p.ForgetAccount(t.Context(), all[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Dispatch(t.Context(), gone.ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("the dispatch of an account that was forgotten: %v", err)
	}
	sameDispatch(t, p, kept)
	if err := p.ForgetAccount(t.Context(), all[0].ID); !errors.Is(err, model.ErrNotFound) {
		t.Errorf("forgotten twice: %v", err)
	}
}
