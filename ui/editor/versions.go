package editor

import (
	"context"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Restore puts the content of another revision in place, as one step that can
// be undone, and saves at once.
func (s *Screen) Restore(content model.Report) {
	if err := s.state.Become(content); err != nil {
		s.fault(err)
		return
	}
	s.show()
	s.SaveNow()
}

// resume goes on with what a crash left in the journal.
func (s *Screen) resume(u model.Unsaved) {
	s.Restore(u.Report)
	s.Start(u.Caret)
	s.notice.Tell(part.ToneInfo, say.T("editor.resumed", say.When(u.At, s.env.Now())), say.T("common.undo"), s.Undo)
}

// History saves and goes on to the history of the report.
func (s *Screen) History() {
	if s.env.History != nil {
		s.Leave(func() { s.env.History(s.state.Report()) })
	}
}

// NameVersion asks for a name, saves, and keeps what was saved by that name for
// good.
func (s *Screen) NameVersion() {
	q := question{"editor.version.hint", "editor.version.set", "editor.version.cancel", ""}
	s.bars.askText(s.focus, q, s.sheet.Reveal, func(name string) {
		s.sheet.Reveal()
		if name != "" {
			s.Save(func(err error) { s.pin(name, err) })
		}
	})
}

// pin names the revision that was saved just now. A save that failed has its
// own banner.
func (s *Screen) pin(name string, err error) {
	r := s.state.Report()
	switch {
	case err != nil:
		return
	case r.Rev == 0:
		s.hint(say.T("editor.version.nothing"))
		return
	}
	p := model.Pin{Kind: model.PinNamed, Name: name, At: s.env.Now()}
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Historian.Pin(ctx, r.ID, r.Rev, p)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.fault(err)
			return
		}
		s.hint(say.T("editor.version.done", name))
	})
}
