package portals

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// drawing is a screen in a state, to be looked at.
type drawing struct {
	t *testing.T
}

func (d drawing) draw(name string, change func(*house), then ...func(*Screen, fyne.Window)) {
	d.t.Helper()
	var s *Screen
	build := func() fyne.CanvasObject {
		h := newHouse(d.t)
		if change != nil {
			change(h)
		}
		s = New(h.env)
		d.t.Cleanup(s.Close)
		return part.NewStage(h.runner, s.Object())
	}
	do := func(w fyne.Window) {
		for _, step := range then {
			step(s, w)
		}
	}
	uitest.Shots(d.t, name, uitest.Laptop, build, do)
	uitest.ShotAt150(d.t, name, uitest.Laptop, build, do)
}

func (d drawing) pressed(words string) func(*Screen, fyne.Window) {
	return func(_ *Screen, w fyne.Window) { uitest.Press(d.t, w, words) }
}

func (d drawing) adding(address string) func(*Screen, fyne.Window) {
	return func(s *Screen, w fyne.Window) { add(d.t, s, w, address) }
}

func (d drawing) filled(key, text string) func(*Screen, fyne.Window) {
	return func(s *Screen, w fyne.Window) { fill(d.t, s, w, key, text) }
}

// TestScreens draws the screen in its states, for the eye of whoever changes it.
func TestScreens(t *testing.T) {
	d := drawing{t}
	full := func(h *house) { h.accounts = accounts() }
	opened := func(s *Screen, w fyne.Window) { unfold(t, s, w, "wp") }
	d.draw("portals-empty", nil)
	d.draw("portals-list", full)
	d.draw("portals-unfolded", full, opened)
	d.draw("portals-removing", full, opened, d.pressed("Bỏ cổng này…"))
	d.draw("portals-change", full, opened, d.pressed("Sửa…"), d.pressed("Ảnh và cách đăng"))
	d.draw("portals-add", nil, d.pressed("Thêm cổng"))
	d.draw("portals-recognising", func(h *house) {
		h.env.Recognise = func(context.Context, string, string) (export.Site, error) {
			h.runner.frozen = true
			return export.Site{}, nil
		}
	}, d.adding("suoimay.example.vn"))
	d.draw("portals-wordpress", nil, d.adding("suoimay.example.vn"))
	d.draw("portals-nukeviet", func(h *house) { h.keyring = false }, d.adding("benlua.example.vn"))
	d.draw("portals-sftp", nil, d.adding("sftp://may.example.vn/tin"))
	d.draw("portals-ftp", nil, d.adding("ftp://may.example.vn"))
	d.draw("portals-mail", nil, d.adding("banbientap@suoimay.example.vn"))
	d.draw("portals-handover", nil, d.adding("tinh.example.vn"))
	d.draw("portals-offline", func(h *house) { h.refuse = &export.PortalError{Kind: export.ErrOffline} }, d.adding("suoimay.example.vn"))
	d.draw("portals-certificate", func(h *house) { h.refuse = untrusted() }, d.adding("suoimay.example.vn"))
}

// TestScreensOfTrials draws how trying out goes, and what is asked meanwhile.
func TestScreensOfTrials(t *testing.T) {
	d := drawing{t}
	filled := []func(*Screen, fyne.Window){d.adding("benlua.example.vn"), d.filled("user", "tinxa"), d.filled("secret", "abcd efgh")}
	shown := func(s *Screen, w fyne.Window) { s.page.Reveal(s.tryOut); uitest.Settle(w) }
	d.draw("portals-trying", func(h *house) {
		h.env.Test = func(_ context.Context, _ export.Door, _ Trial, done func(Check)) error {
			done(Check{Step: "login"})
			done(Check{Step: "photo"})
			h.runner.frozen = true
			return nil
		}
	}, append(filled, d.pressed("Đăng thử"), shown)...)
	d.draw("portals-tried", nil, append(filled, d.pressed("Đăng thử"), shown)...)
	d.draw("portals-refused", func(h *house) {
		h.tried = &export.PortalError{Kind: export.ErrFirewall, Reason: "941160", Said: "403 Forbidden"}
		h.trial = []Check{{Step: "login"}, {Step: "photo"}, {Step: "draft", Err: h.tried}, {Step: "remove"}}
	}, append(filled, d.pressed("Đăng thử"), shown)...)
	asking := func(ask func(context.Context, export.Asker)) func(*Screen, fyne.Window) {
		return func(s *Screen, w fyne.Window) {
			ctx, cancel := context.WithCancel(t.Context())
			k := NewAsker(&standing{cancel: cancel}, part.StageOf(s.Object()))
			ask(ctx, k)
		}
	}
	a := accounts()[0]
	full := func(h *house) { h.accounts = accounts() }
	d.draw("portals-ask-captcha", full, asking(func(ctx context.Context, k export.Asker) { _, _ = k.Captcha(ctx, a, captcha(t)) }))
	d.draw("portals-ask-code", full, asking(func(ctx context.Context, k export.Asker) { _, _ = k.Code(ctx, a) }))
	d.draw("portals-ask-secret", full, asking(func(ctx context.Context, k export.Asker) { _, _ = k.Secret(ctx, a) }))
}

// standing shows a question and has its asker give up, but leaves it standing.
type standing struct {
	task.Inline
	cancel context.CancelFunc
	shown  bool
}

// Do shows what is asked, and nothing more.
func (s *standing) Do(f func()) {
	if !s.shown {
		s.shown = true
		f()
		s.cancel()
	}
}
