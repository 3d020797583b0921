package publish

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// work is what is going on beside the window, one thing at a time.
type work struct {
	ctx  context.Context
	stop context.CancelFunc
	line *part.ProgressLine
	then func() // wants to know when it is over; nil for nobody
}

// begin shows that work goes on, with "Dừng".
func (s *Screen) begin(what string) *work {
	w := &work{line: part.NewProgressLine(what, s.stop)}
	w.ctx, w.stop = context.WithCancel(s.ctx)
	s.work = w
	s.notice.Hush()
	s.panel.sync()
	return w
}

// end leaves the screen as it was before begin.
func (s *Screen) end() {
	s.work.stop()
	then := s.work.then
	s.work = nil
	s.panel.sync()
	if then != nil {
		then()
	}
}

// WhenDone calls then as soon as no work is in hand, and reports whether that
// is still to come.
func (s *Screen) WhenDone(then func()) (waits bool) {
	if s.work == nil {
		then()
		return false
	}
	s.work.then = then
	return true
}

// stop ends the work in hand; what it began is taken back by whoever does it.
func (s *Screen) stop() {
	if s.work != nil {
		s.work.stop()
		s.work.line.Set(0, 0, say.T("publish.stopping"))
	}
}

// Export does what the main button does: it sends to the portal that is chosen,
// or else writes the report to its target. Something else that stands there is
// not touched before the user says so.
func (s *Screen) Export() {
	if s.state.account != nil {
		s.panel.portal.press()
		return
	}
	if _, blocked := s.state.Blocked(); blocked || s.work != nil {
		return
	}
	if s.state.Target() == "" {
		s.chooseFolder(s.Export)
		return
	}
	s.write(false)
}

// write makes the target, in place of what stands there if over is set.
func (s *Screen) write(over bool) {
	state := *s.state
	target := state.Target()
	stamp := state.made.stamp(state.report.ID, target)
	s.panel.tell(nil)
	w := s.begin(say.T("publish.writing"))
	progress := task.Report(w.ctx, s.env.Runner, w.progress)
	task.Go(s.ctx, s.env.Runner, func(context.Context) (string, error) {
		if !over {
			if err := vacant(target, state.name, state.Form().Ext, stamp); err != nil {
				return "", err
			}
		}
		err := state.Form().Write(w.ctx, state.report, target, progress)
		return stampOf(target), err
	}, func(stamp string, err error) {
		s.end()
		s.written(target, stamp, err)
	})
}

// progress words how far an export is by its photos.
func (w *work) progress(done, total int, what string) {
	switch {
	case what == "" && done < total:
		what = say.T("publish.writing.photo", done+1)
	case what == "":
		what = say.T("publish.writing")
	}
	w.line.Set(done, total, what)
}

// written shows how an export ended.
func (s *Screen) written(target, stamp string, err error) {
	var taken *errTaken
	switch {
	case err == nil:
		s.remember(edition{s.state.report.ID, stamp, target})
		s.panel.tell(s.newDone(target, s.env.Now()))
	case errors.As(err, &taken):
		s.panel.tell(s.newTaken(taken))
	case errors.Is(err, context.Canceled):
		s.panel.tell(newStopped())
	default:
		s.explain(err, s.Export)
	}
}

func (s *Screen) remember(r edition) {
	s.state.made = s.state.made.with(r)
	s.env.Prefs.SetString(prefMade, s.state.made.String())
}

// keepBoth exports beside what stands at the target.
func (s *Screen) keepBoth(next string) {
	s.state.name = next
	s.write(false)
}

// Preview opens the page in the browser.
func (s *Screen) Preview() {
	if s.work != nil {
		return
	}
	w, r := s.begin(say.T("publish.previewing")), s.state.report
	task.Go(s.ctx, s.env.Runner, func(context.Context) (string, error) {
		path, err := s.env.Preview(w.ctx, r)
		if err != nil {
			return "", err
		}
		return path, s.env.OpenPath(path)
	}, func(_ string, err error) {
		s.end()
		if err != nil && !errors.Is(err, context.Canceled) {
			s.explain(err, s.Preview)
		}
	})
}

// show opens an export, or the folder around it, in another program.
func (s *Screen) show(with func(string) error, path string) {
	task.Go(s.ctx, s.env.Runner, func(context.Context) (string, error) {
		return path, with(path)
	}, func(_ string, err error) {
		if err != nil {
			s.explain(err, func() { s.show(with, path) })
		}
	})
}

// copyPath puts a path on the clipboard.
func (s *Screen) copyPath(path string) {
	fyne.CurrentApp().Clipboard().SetContent(path)
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(say.T("publish.copied"), "", nil)
	}
}

// pageIn is what to open of an export.
func pageIn(f Form, target string) string {
	if f.Folder {
		return filepath.Join(target, export.IndexFile)
	}
	return target
}

// at words when an export was made.
func at(t time.Time) string { return say.T("publish.done", say.Time(t.Local())) }
