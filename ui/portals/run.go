package portals

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// run does one piece of work beside the window, told in the place of banners
// with a button that stops it. then gets what came of it, unless that is that
// the user stopped it.
func run[T any](s *Screen, what string, work func(context.Context) (T, error), then func(T, error)) {
	if s.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	line := part.NewProgressLine(what, func() { s.stop() })
	s.stop = func() {
		cancel()
		line.Set(0, 0, say.T("portals.stopping"))
	}
	s.notice.Show(newProgress(line))
	task.Go(s.ctx, s.env.Runner, func(context.Context) (T, error) { return work(ctx) }, func(result T, err error) {
		cancel()
		s.stop = nil
		s.notice.Hush()
		if errors.Is(err, context.Canceled) {
			s.notice.Tell(part.ToneInfo, say.T("portals.stopped"), "", nil)
		}
		then(result, err)
	})
}

// newProgress is the progress of what is going on, as wide as the column.
func newProgress(line *part.ProgressLine) fyne.CanvasObject {
	box := part.NewSurface(part.Inset(look.S8, look.S16, look.S8, look.S16, line))
	return part.Column(look.PageWidth+2*look.S16, part.Inset(look.S16, look.S16, 0, look.S16, box))
}

// toast tells that something is done.
func (s *Screen) toast(text string) {
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(text, "", nil)
	}
}

// recognise looks at the address of the form.
func (s *Screen) recognise() {
	f := s.state.form
	address := oneLine(f.account.Address)
	if address == "" {
		s.focus("address")
		return
	}
	s.notice.Hush()
	run(s, say.T("portals.recognising", address), func(ctx context.Context) (export.Site, error) {
		return s.env.Recognise(ctx, address, f.account.Trust)
	}, func(site export.Site, err error) {
		if errors.Is(err, context.Canceled) || s.state.form != f {
			return
		}
		f.recognised(site, err)
		s.update()
		switch {
		case f.fault != nil: // what is wrong is most likely the address
			s.focus("address")
		case s.login != nil:
			s.page.Reveal(s.login)
			s.focus(f.inputs()[0])
		}
	})
}

// try tries the account of the form out.
func (s *Screen) try() {
	f := s.state.form
	if key := f.lacks(); key != "" {
		s.tellLack(key)
		return
	}
	if s.stop != nil {
		return
	}
	f.trial = trial{running: true}
	door := export.Door{Account: f.ready(), Secret: f.secret, Asker: s.env.Asker}
	words := Trial{say.T("portals.trial.title"), say.T("portals.trial.words")}
	run(s, say.T("portals.trying"), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Test(ctx, door, words, func(c Check) { s.env.Runner.Do(func() { s.checked(f, c) }) })
	}, func(_ struct{}, err error) {
		f.trial.running = false
		if f.trial.ended = !errors.Is(err, context.Canceled); f.trial.ended {
			f.trial.err = err
		} else {
			f.trial = trial{}
		}
		if s.state.form == f {
			s.update()
			s.showTrial(f)
		}
	})
	s.update()
	s.showTrial(f)
}

// showTrial brings into sight how trying out goes; a password that was refused
// is typed again at once.
func (s *Screen) showTrial(f *form) {
	if errors.Is(f.trial.err, export.ErrPassword) {
		s.focus("secret")
	}
	if s.trial != nil {
		s.page.Reveal(s.trial)
	}
}

// checked shows one more step of trying out.
func (s *Screen) checked(f *form, c Check) {
	if s.ctx.Err() != nil || s.state.form != f || !f.trial.running {
		return
	}
	f.trial.checks = append(f.trial.checks, c)
	s.update()
}

// tellLack says which field is still to be filled in, and goes there.
func (s *Screen) tellLack(key string) {
	s.notice.Tell(part.ToneInfo, say.T("portals.lack", say.T("portals.field."+key)), "", nil)
	s.focus(key)
}

// save keeps the account of the form.
func (s *Screen) save() {
	f := s.state.form
	if key := f.lacks(); key != "" {
		s.tellLack(key)
		return
	}
	a := f.ready()
	run(s, say.T("portals.saving"), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Add(ctx, a, f.secret)
	}, func(_ struct{}, err error) {
		unkept := errors.Is(err, export.ErrNoKeyring)
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil && !unkept:
			s.notice.Explain(err, say.T("portals.again"), s.save)
		default:
			s.saved(a, unkept && f.secret != "")
		}
	})
}

func (s *Screen) saved(a model.Account, unkept bool) {
	words := say.T("portals.saved", a.Name)
	if unkept {
		words = say.T("portals.saved.asked", a.Name)
	}
	s.leaveForm()
	s.state.open = ""
	s.toast(words)
	s.Reload()
}

// remove forgets an account.
func (s *Screen) remove(a model.Account) {
	run(s, say.T("portals.removing"), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Remove(ctx, a.ID)
	}, func(_ struct{}, err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.notice.Explain(err, say.T("portals.again"), func() { s.remove(a) })
		default:
			s.state.open, s.state.removing = "", false
			s.toast(say.T("portals.removed", a.Name))
			s.Reload()
		}
	})
}

// browse opens a page in the browser.
func (s *Screen) browse(address string) {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Browse(ctx, address)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.notice.Explain(err, "", nil)
		}
	})
}

// trust takes the certificate that was doubted, and goes on with what it
// stopped.
func (s *Screen) trust(e *export.PortalError) {
	f := s.state.form
	f.account.Trust = e.Fingerprint
	if f.fault != nil {
		f.fault = nil
		s.recognise()
		return
	}
	s.try()
}
