package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Drop makes a new draft of files that were dropped on the window and goes to
// it, showing how far it is, with "Dừng".
func (s *Screen) Drop(paths []string) {
	if s.loading.stop != nil {
		s.toast(say.T("home.import.busy"), "", nil)
		return
	}
	s.receive(say.T("home.import"), func(ctx context.Context, progress task.Progress) (arrival, error) {
		r, note, err := s.env.Import(ctx, paths, progress)
		return arrival{r, note}, err
	}, func() { s.Drop(paths) })
}

// Take is Drop for files that come without the user's looking at the list, as
// from the Explorer: they wait until others are read.
func (s *Screen) Take(paths []string) {
	if s.loading.stop != nil {
		s.loading.next = append(s.loading.next, paths)
		return
	}
	s.Drop(paths)
}

// takeNext goes on with the files that have waited longest.
func (s *Screen) takeNext() {
	if len(s.loading.next) == 0 || s.loading.stop != nil {
		return
	}
	next := s.loading.next[0]
	s.loading.next = s.loading.next[1:]
	s.Drop(next)
}

// arrival is a draft made of files, and what of them was left out.
type arrival struct {
	report model.Report
	note   string
}

// receive goes to the draft that make returns; again is for after a fault.
func (s *Screen) receive(what string, make func(context.Context, task.Progress) (arrival, error), again func()) {
	ctx, cancel := context.WithCancel(s.ctx)
	s.loading.stop = func() { cancel(); s.loading.stop = nil; s.notice.Hush() }
	line := part.NewProgressLine(what, func() {
		s.loading.stop()
		s.takeNext()
	})
	s.notice.Show(part.NewSurface(part.Inset(look.S8, look.S16, look.S8, look.S16, line)))
	task.Go(ctx, s.env.Runner, func(ctx context.Context) (arrival, error) {
		return make(ctx, task.Report(ctx, s.env.Runner, line.Set))
	}, func(got arrival, err error) {
		s.loading.stop()
		if err != nil {
			s.loading.tell = func() { s.explain(err, again) }
		}
		if got.note != "" {
			s.toast(got.note, "", nil) // it stays when the screen goes
		}
		s.received(got.report)
	})
}

// received goes to a new draft, unless others are still to be read or one could
// not be: then the list stays and shows them all.
func (s *Screen) received(r model.Report) {
	if len(s.loading.next) > 0 {
		s.takeNext()
		return
	}
	if tell := s.loading.tell; tell != nil {
		s.loading.tell = nil
		s.Reload()
		tell()
		return
	}
	s.env.Open(r)
}

func (s *Screen) openSample(i int) {
	if s.loading.stop != nil {
		return
	}
	s.receive(say.T("home.sample"), func(ctx context.Context, _ task.Progress) (arrival, error) {
		r, err := s.env.OpenSample(ctx, i)
		return arrival{report: r}, err
	}, func() { s.openSample(i) })
}

// showSamples offers the sample reports under the button that asks for them.
func (s *Screen) showSamples(below fyne.CanvasObject) {
	var items []*fyne.MenuItem
	for i, name := range s.env.Samples {
		items = append(items, fyne.NewMenuItem(name, func() { s.openSample(i) }))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(below)
	s.popUp(at.AddXY(0, below.Size().Height+look.S4), items...)
}

// showMenu offers what can be done with a report.
func (s *Screen) showMenu(e *entry, at fyne.Position) {
	s.choose(e)
	if !e.Deleted.IsZero() {
		s.popUp(at, item(look.IconRestore, s.restoring(e), func() { s.restore(e) }))
		return
	}
	double := item(look.IconDuplicate, say.T("home.duplicate"), func() { s.duplicate(e) })
	double.Shortcut = duplicateKeys
	throw := item(look.IconDelete, say.T("home.throw"), func() { s.throw(e) })
	throw.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyDelete}
	s.popUp(at,
		item(look.IconText, say.T("home.edit"), func() { s.open(e) }),
		item(look.IconExport, say.T("home.publish"), func() { s.publish(e) }),
		fyne.NewMenuItemSeparator(), double, throw)
}

func item(icon look.IconName, name string, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(name, do)
	m.Icon = look.Icon(icon)
	return m
}

func (s *Screen) popUp(at fyne.Position, items ...*fyne.MenuItem) {
	if c := s.canvas(); c != nil {
		widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
	}
}
