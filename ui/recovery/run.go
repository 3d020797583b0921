package recovery

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// run does work beside the window, with a page of its own that tells how far it
// is and stops it. Afterwards then gets the result; an error leads back to the
// page from before and is explained there, again starts over.
func run[T any](s *Screen, what string, work func(context.Context, task.Progress) (T, error), then func(T), again func()) {
	if s.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	before := s.body.Objects[0]
	line := part.NewProgressLine(what, func() { s.stop() })
	s.stop = func() {
		cancel()
		line.Set(0, 0, say.T("recovery.stopping"))
	}
	s.notice.Hush()
	s.leave.Disable()
	s.show(newWaiting(line))
	progress := task.Report(ctx, s.env.Runner, func(done, total int, piece string) {
		if piece == "" {
			piece = what
		}
		line.Set(done, total, piece)
	})
	task.Go(s.ctx, s.env.Runner, func(context.Context) (T, error) { return work(ctx, progress) }, func(result T, err error) {
		cancel()
		s.stop = nil
		s.leave.Enable()
		if err != nil {
			s.show(before)
			s.explain(err, again)
			return
		}
		then(result)
	})
}

// newWaiting is the page while something is done.
func newWaiting(line *part.ProgressLine) fyne.CanvasObject {
	words := part.NewProse(look.Label, say.T("recovery.waiting"))
	page := part.NewReading()
	page.Set(0, part.NewSurface(part.Pad(look.S24, part.VStack(look.S12, line, words))))
	return page.Object()
}

// explain tells why something was not done.
func (s *Screen) explain(err error, again func()) {
	e := say.Explain(err)
	words := e.What + " " + say.T("recovery.untouched") + " " + e.Do
	switch {
	case errors.Is(err, context.Canceled):
		s.notice.Tell(part.ToneInfo, say.T("recovery.stopped"), "", nil)
	case errors.Is(err, model.ErrPassphrase):
		s.notice.Tell(part.ToneWarning, words, "", nil)
	default:
		s.notice.Tell(part.ToneFault, words, say.T("recovery.again"), again)
	}
}

// restore puts a backup in the place of the data.
func (s *Screen) restore(b model.Backup, passphrase string) {
	run(s, say.T("recovery.restoring", say.When(b.Made, s.env.Now())), func(ctx context.Context, p task.Progress) (Outcome, error) {
		return s.env.RestoreBackup(ctx, b, passphrase, p)
	}, func(o Outcome) { s.finish(o, 0) }, func() { s.restore(b, passphrase) })
}

// find looks for reports and shows them.
func (s *Screen) find() {
	run(s, say.T("recovery.finding"), s.env.Find, func(plan rescue.Plan) {
		s.picks = newPicks(s, plan)
		s.show(s.picks.root)
	}, s.find)
}

// rebuild makes fresh data of what is ticked; where nothing was found, of
// nothing.
func (s *Screen) rebuild() {
	sel := s.picks.sel
	chosen, binned := sel.chosen(), sel.binned()
	if len(chosen) == 0 && !sel.isEmpty() {
		return
	}
	run(s, say.T("recovery.rebuilding"), func(ctx context.Context, p task.Progress) (Outcome, error) {
		return s.env.Rebuild(ctx, slices.Concat(chosen, binned), p)
	}, func(o Outcome) {
		o.Lost = withLosses(o.Lost, sel.plan.Lost)
		s.finish(o, len(sel.plan.Reports)-len(chosen)-len(binned))
	}, s.rebuild)
}

// withLosses adds what is not in the list yet.
func withLosses(lost, more []rescue.Loss) []rescue.Loss {
	known := map[model.ReportID]bool{}
	for _, l := range lost {
		known[l.ID] = true
	}
	for _, l := range more {
		if !known[l.ID] {
			lost = append(lost, l)
		}
	}
	return lost
}

// finish shows what came of it. left is how many reports the user did not want.
func (s *Screen) finish(o Outcome, left int) {
	s.outcome = &o
	s.leave.Hide()
	s.folder.Hide()
	s.show(s.newEnd(o, left))
}
