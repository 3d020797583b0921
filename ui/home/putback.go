package home

import (
	"context"

	"tinxa/model"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// restoring is what the button says that takes e out of the bin.
func (s *Screen) restoring(e *entry) string {
	switch {
	case !e.isPhoto():
		return say.T("home.restore")
	case s.state.hasReport(e.ID):
		return say.T("home.photo.back")
	}
	return say.T("home.photo.new")
}

// putBack puts a photo of the bin back into a report and goes there. The row
// goes when that is done, so that a second click finds it still at work.
func (s *Screen) putBack(e *entry) {
	if s.loading.putting {
		return
	}
	s.loading.putting = true
	s.choose(e)
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (model.Report, error) {
		return s.env.PutBack(context.WithoutCancel(ctx), e.photo)
	}, func(r model.Report, err error) {
		s.loading.putting = false
		if err != nil {
			s.explain(err, func() { s.putBack(e) })
			return
		}
		s.state.dropPhoto(e)
		s.update()
		s.toast(putBackWords(e, r), "", nil) // it stays when the screen goes
		s.env.Open(r)
	})
}

func putBackWords(e *entry, r model.Report) string {
	if r.ID != e.ID {
		return say.T("home.photo.put.new")
	}
	return say.T("home.photo.put", spoken(titleOf(entryOf(model.Summarise(r)))))
}
