package backups

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// run does one piece of work beside the window, told in the place of banners
// with a button that stops it. then gets the result; an error is explained, and
// again starts over.
func run[T any](s *Screen, what string, work func(context.Context, task.Progress) (T, error), then func(T), again func()) {
	if s.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	line := part.NewProgressLine(what, func() { s.stop() })
	s.stop = func() {
		cancel()
		line.Set(0, 0, say.T("backups.stopping"))
	}
	s.notice.Show(newProgress(line))
	progress := task.Report(ctx, s.env.Runner, func(done, total int, piece string) {
		if piece == "" {
			piece = what
		}
		line.Set(done, total, piece)
	})
	task.Go(s.ctx, s.env.Runner, func(context.Context) (T, error) { return work(ctx, progress) }, func(result T, err error) {
		cancel()
		s.stop = nil
		s.notice.Hush()
		if err != nil {
			s.explain(err, again)
			return
		}
		then(result)
	})
}

// explain tells why something was not done.
func (s *Screen) explain(err error, again func()) {
	e := say.Explain(err)
	words := e.What + " " + say.T("backups.untouched") + " " + e.Do
	switch {
	case errors.Is(err, context.Canceled):
		s.notice.Tell(part.ToneInfo, say.T("backups.stopped"), "", nil)
	case errors.Is(err, model.ErrGone):
		s.notice.Tell(part.ToneWarning, say.T("backups.gone"), say.T("backups.again"), again)
	case errors.Is(err, model.ErrPassphrase):
		s.notice.Tell(part.ToneWarning, words, "", nil)
	default:
		s.notice.Tell(part.ToneFault, words, say.T("backups.again"), again)
	}
}

// toast tells that something is done.
func (s *Screen) toast(text string) {
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(text, "", nil)
	}
}

// backUp makes a backup now.
func (s *Screen) backUp() {
	before, _ := s.state.last()
	run(s, say.T("backups.making"), s.env.Make, func(b model.Backup) {
		s.toast(madeWords(b, before, s.env.Now()))
		s.Reload()
	}, s.backUp)
}

// copyAway brings the second place up to date.
func (s *Screen) copyAway() {
	run(s, say.T("backups.copying"), func(ctx context.Context, p task.Progress) (struct{}, error) {
		return struct{}{}, s.env.CopyAway(ctx, p)
	}, func(struct{}) {
		s.toast(say.T("backups.copied"))
		s.Reload()
	}, s.copyAway)
}

// setAway takes a folder as the second place, and copies there at once.
func (s *Screen) setAway(folder, passphrase string) {
	run(s, say.T("backups.setting"), func(ctx context.Context, _ task.Progress) (struct{}, error) {
		return struct{}{}, s.env.SetAway(ctx, folder, passphrase)
	}, func(struct{}) {
		s.state.fold()
		s.update()
		if folder == "" {
			s.Reload()
			return
		}
		s.copyAway()
	}, func() { s.setAway(folder, passphrase) })
}

// look opens a backup to choose a report from it.
func (s *Screen) look(b model.Backup, passphrase string) {
	run(s, say.T("backups.opening", say.When(b.Made, s.env.Now())), func(ctx context.Context, _ task.Progress) ([]model.Summary, error) {
		return s.env.Reports(ctx, b, passphrase)
	}, func(all []model.Summary) {
		s.shelf = newShelf(s, b, passphrase, all)
		s.body.Objects = []fyne.CanvasObject{s.shelf.root}
		s.root.Refresh()
	}, func() { s.look(b, passphrase) })
}

// takeBack restores the report that is chosen on the shelf.
func (s *Screen) takeBack() {
	sh := s.shelf
	if sh == nil || sh.contents.chosen == "" {
		return
	}
	id := sh.contents.chosen
	run(s, say.T("backups.taking"), func(ctx context.Context, _ task.Progress) (model.Report, error) {
		return s.env.RestoreReport(ctx, sh.backup, sh.passphrase, id)
	}, func(r model.Report) {
		text := say.T("backups.taken.revision", spoken(r.Name()))
		if r.Rev <= 1 {
			text = say.T("backups.taken.draft", spoken(r.Name()))
		}
		s.notice.Tell(part.ToneInfo, text, say.T("backups.taken.open"), func() { s.env.Open(r) })
	}, s.takeBack)
}
