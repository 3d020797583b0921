package outbox_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"tinxa/export"
	"tinxa/model"
)

// An id of one site means another article on another one.
func TestAnotherSite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.address = "https://suoimay.example.vn"
		first := w.publish(t, report("", 1), public)
		theirs := &standing{id: first.Sent.Article.ID, mark: "txother", title: "Bài của người khác", status: model.PostPublic}
		w.portal.articles, w.portal.shelf = []*standing{theirs}, nil
		w.address = "https://benlua.example.vn"
		d := w.publish(t, report("Sửa.", 1), public)
		if theirs.title != "Bài của người khác" || theirs.body != "" {
			t.Errorf("an article of others was written to: %+v", theirs)
		}
		if len(w.portal.articles) != 2 || w.portal.articles[1].mark != d.Mark || len(w.portal.shelf) != 1 {
			t.Errorf("%d articles, %d photos", len(w.portal.articles), len(w.portal.shelf))
		}
		n := len(w.portal.requests)
		if d = w.publish(t, report("Lại sửa.", 1), public); w.took(n) != "login, fetch, update, fetch" {
			t.Errorf("the new site is not remembered: %s", w.took(n))
		}
	})
}

// A site that got another address has its articles still.
func TestTheSiteMoved(t *testing.T) {
	for _, address := range []string{"https://suoimay.example.vn", "https://xa-suoimay.example.vn"} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.address = "http://www.suoimay.example.vn/"
			w.publish(t, report("", 1), public)
			w.address = address
			w.publish(t, report("Sửa.", 1), public)
			if len(w.portal.articles) != 1 || len(w.portal.shelf) != 1 || !strings.Contains(w.portal.articles[0].body, "Sửa.") {
				t.Errorf("%s: %d articles, %d photos", address, len(w.portal.articles), len(w.portal.shelf))
			}
		})
	}
}

// A consent to replace one article is none for another.
func TestConsentIsForOneSite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.address = "https://suoimay.example.vn"
		id := w.publish(t, report(""), public).ID
		meddle(w, "Chủ tịch xã bổ sung.")
		w.order(report("Sửa."), public)
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)
		w.decide(t, id, export.Overwrite)
		w.address = "https://benlua.example.vn"
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)
	})
}

// Sending photos takes minutes, in which others work, too.
func TestChangedThereWhilePhotosAreSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.publish(t, report(""), public)
		w.portal.changing = func(what string) {
			if strings.HasPrefix(what, "add ") {
				meddle(w, "Chủ tịch xã bổ sung.")
			}
		}
		id := w.order(report("", 1), public).ID
		wantTrouble(t, w.try(t, id), export.ErrChangedThere)
		if !strings.Contains(w.portal.articles[0].body, "bổ sung") {
			t.Error("what others wrote is lost")
		}
		w.decide(t, id, export.Overwrite)
		if d := w.try(t, id); d.State != model.SendDone || len(w.portal.shelf) != 1 {
			t.Errorf("state %s, %d photos", d.State, len(w.portal.shelf))
		}
	})
}

// What a portal calls an address is printed and opened.
func TestStrangeAddresses(t *testing.T) {
	const known = "https://suoimay.example.vn/?p=1"
	for said, want := range map[string]string{
		"https://suoimay.example.vn/tin?id=1": "https://suoimay.example.vn/tin?id=1",
		"sftp://tin@suoimay.example.vn/a/":    "sftp://tin@suoimay.example.vn/a/",
		"https://a:b@suoimay.example.vn/":     known,
		"https://suoimay.example.vn/\x1b[2J":  known,
		"/usr/bin/xeyes":                      known,
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			w.portal.url = said
			if d := w.publish(t, report(""), public); d.Sent.Article.URL != want {
				t.Errorf("%q became %q, want %q", said, d.Sent.Article.URL, want)
			}
		})
	}
}

// A password that was refused while the program ended is not tried anew.
func TestRefusedWhileTheProgramEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		id := w.order(report(""), public).ID
		w.logins = []error{refusing(export.ErrPassword, nil)}
		w.leaving = true
		w.send(id)
		w.restart()
		n := len(w.portal.requests)
		w.order(report(""), public)
		wantTrouble(t, w.try(t, id), export.ErrPassword)
		if w.took(n) != "" {
			t.Errorf("asked for %s", w.took(n))
		}
	})
}

// Other editors have not got what was sent.
func TestOtherRecipients(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, c := newPost()
		for i, to := range []string{"tin@suoimay.example.vn", "tin@suoimay.example.vn", "tin@benlua.example.vn"} {
			w.options = map[string]string{"to": to}
			w.publish(t, report(""), public)
			if want := []int{1, 1, 2}[i]; len(c.letters) != want {
				t.Errorf("%s: %d letters, want %d", to, len(c.letters), want)
			}
		}
	})
}
