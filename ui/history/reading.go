package history

import (
	"context"
	"errors"
	"maps"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// slowAfter is how long versions may take to be read before it is said that
// they are.
const slowAfter = 500 * time.Millisecond

// keptMost is how many versions that were read are kept for another look.
const keptMost = 64

// reading is what was read, and what is being read.
type reading struct {
	kept map[int64]model.Report // by revision
	stop context.CancelFunc     // ends reading and photos of the comparison before
	slow *task.Timer
	busy bool  // two versions are being read
	view *view // that is shown, nil for none
}

func newReading(current model.Report) reading {
	return reading{kept: map[int64]model.Report{current.Rev: current}, stop: func() {}}
}

// view is two versions that were read, and what parts them.
type view struct {
	couple
	reports    [2]model.Report // older, newer
	comparison compare.Comparison
	album      album
}

// unread is why a version cannot be compared.
type unread struct {
	revision model.Revision
	err      error
}

// Error names the fault alone: the words for users name the version.
func (u *unread) Error() string { return u.err.Error() }

// Unwrap gives the store's error.
func (u *unread) Unwrap() error { return u.err }

// read compares what is chosen; what is being read for another choice is not
// waited for.
func (s *Screen) read() {
	pair, ok := s.state.couple()
	if !ok {
		s.reading.stop()
		s.reading.view, s.reading.busy = nil, false
		s.sheet.instead(newQuiet(look.IconRestore, say.T("history.first")))
		return
	}
	if v := s.reading.view; v != nil && !s.reading.busy && v.older.Rev == pair.older.Rev && v.newer.Rev == pair.newer.Rev {
		v.couple = pair // one may have another name now
		s.sheet.call(pair, s.onePage(), s.state.names(s.env.Now()))
		return
	}
	s.reading.stop()
	ctx, cancel := context.WithCancel(s.ctx)
	s.reading.stop, s.reading.busy = cancel, true
	s.reading.slow.Reset()
	known := maps.Clone(s.reading.kept)
	task.Go(ctx, s.env.Runner, func(ctx context.Context) (*view, error) {
		return readView(ctx, s.env, s.report.ID, pair, known)
	}, func(v *view, err error) {
		s.reading.slow.Stop()
		s.reading.busy = false
		s.arrived(ctx, v, err)
	})
}

// readView reads and compares two versions beside the window.
func readView(ctx context.Context, env Env, id model.ReportID, pair couple, known map[int64]model.Report) (*view, error) {
	v := &view{couple: pair}
	for i, r := range []model.Revision{pair.older, pair.newer} {
		report, ok := known[r.Rev]
		if !ok {
			var err error
			if report, err = env.Historian.Revision(ctx, id, r.Rev); err != nil {
				return v, &unread{r, err}
			}
		}
		v.reports[i] = report
	}
	v.comparison = compare.Reports(worded(v.reports[0], env.TypeName), worded(v.reports[1], env.TypeName))
	return v, nil
}

// arrived shows what was read.
func (s *Screen) arrived(ctx context.Context, v *view, err error) {
	if err != nil {
		s.reading.view = nil
		s.sheet.instead(s.explain(err))
		s.keepChosen()
		return
	}
	s.keep(v)
	v.album = album{ctx, s.env.Runner, s.env.Photos}
	s.reading.view = v
	s.redraw()
	s.bars.update(s)
}

// keepChosen reads the chosen version by itself where it is the other one that
// cannot be read: it can be gone back to all the same.
func (s *Screen) keepChosen() {
	s.bars.update(s)
	rev := s.state.chosen
	if _, ok := s.reading.kept[rev]; ok {
		return
	}
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (model.Report, error) {
		return s.env.Historian.Revision(ctx, s.report.ID, rev)
	}, func(r model.Report, err error) {
		if err == nil {
			s.reading.kept[rev] = r
			s.bars.update(s)
		}
	})
}

// keep remembers versions for another look.
func (s *Screen) keep(v *view) {
	if len(s.reading.kept) > keptMost {
		s.reading.kept = newReading(s.report).kept
	}
	s.reading.kept[v.older.Rev], s.reading.kept[v.newer.Rev] = v.reports[0], v.reports[1]
}

// redraw shows the comparison again, in one column or two.
func (s *Screen) redraw() {
	if v := s.reading.view; v != nil {
		s.sheet.show(v, s.onePage(), s.state.names(s.env.Now()))
	}
}

// onePage reports whether both versions are merged on a page.
func (s *Screen) onePage() bool { return s.sheet.narrow || s.bars.onePage.Checked }

// sayReading says that versions are being read, where it takes long.
func (s *Screen) sayReading() {
	s.reading.view = nil
	s.sheet.instead(part.NewEmptyState(look.IconRestore, say.T("history.reading")))
}

// explain says which version cannot be read, and that the others can.
func (s *Screen) explain(err error) fyne.CanvasObject {
	var fault *unread
	errors.As(err, &fault)
	called := s.state.names(s.env.Now()).moment(fault.revision)
	words := say.T("history.unread", called)
	switch {
	case errors.Is(err, model.ErrDamaged):
		words = say.T("history.damaged", called)
	case errors.Is(err, model.ErrNotFound):
		words = say.T("history.faded", called)
	case errors.Is(err, model.ErrNewer):
		words = say.T("history.newer", called)
	}
	return newQuiet(look.IconRestore, words, part.NewButton(say.T("history.again"), "", s.Reload))
}
