package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// NewReport leaves for an empty report; it is stored with its first words.
func (s *Screen) NewReport() { s.env.Open(model.New()) }

// FocusSearch puts the keyboard into the search box, its text selected.
func (s *Screen) FocusSearch() {
	if c := s.canvas(); c != nil && !s.bars.search.Hidden {
		c.Focus(s.bars.search.Entry)
		s.bars.search.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

func (s *Screen) find(text string) {
	s.state.search(text)
	s.list.top()
	s.update()
}

// Bin shows the bin, or everything again. Where only photos are in the bin, it
// shows those.
func (s *Screen) Bin() {
	switch {
	case s.state.shelf.inBin():
		s.openShelf(everything)
	case s.state.count(binShelf) == 0 && s.state.count(photoShelf) > 0:
		s.openShelf(photoShelf)
	default:
		s.openShelf(binShelf)
	}
}

func (s *Screen) openShelf(sh shelf) {
	s.state.open(sh)
	s.list.top()
	s.update()
}

// Key takes a key that no field or button has taken. The first one brings the
// keyboard to the first row and does no more, so that nothing happens to a
// report that nobody pointed at.
func (s *Screen) Key(k *fyne.KeyEvent) {
	unseen := s.state.current < 0
	if s.focusList() && !unseen {
		s.list.TypedKey(k)
	}
}

// focusList puts the keyboard into the list, if there is one.
func (s *Screen) focusList() bool {
	c := s.canvas()
	if c == nil || len(s.state.shown) == 0 {
		return false
	}
	c.Focus(s.list)
	return true
}

func (s *Screen) canvas() fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(s.root)
}

// key does what a key asks for the current row.
func (s *Screen) key(name fyne.KeyName) {
	e := s.state.at(s.state.current)
	switch {
	case e == nil:
	case name == desktop.KeyMenu:
		s.showMenu(e, s.list.currentAt())
	case !e.Deleted.IsZero():
		if name == fyne.KeyReturn || name == fyne.KeyEnter {
			s.restore(e)
		}
	case name == fyne.KeyReturn || name == fyne.KeyEnter:
		s.open(e)
	case name == fyne.KeyDelete:
		s.throw(e)
	}
}

// duplicateKeys copy the current report.
var duplicateKeys = &desktop.CustomShortcut{KeyName: fyne.KeyD, Modifier: fyne.KeyModifierControl}

func (s *Screen) shortcut(k fyne.Shortcut) {
	if k.ShortcutName() == duplicateKeys.ShortcutName() {
		s.Duplicate()
	}
}

// Duplicate copies the current report as a new draft.
func (s *Screen) Duplicate() {
	if e := s.state.at(s.state.current); e != nil && e.Deleted.IsZero() {
		s.duplicate(e)
	}
}

func (s *Screen) open(e *entry)    { s.fetch(e, s.env.Open) }
func (s *Screen) publish(e *entry) { s.fetch(e, s.env.Publish) }

// fetch reads a whole report and goes there with it.
func (s *Screen) fetch(e *entry, leave func(model.Report)) {
	s.choose(e)
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (model.Report, error) {
		return s.env.Store.Report(ctx, e.ID)
	}, func(r model.Report, err error) {
		if err != nil {
			s.explain(err, func() { s.fetch(e, leave) })
			return
		}
		leave(r)
	})
}

// choose makes e the current row, so that it is found again later.
func (s *Screen) choose(e *entry) {
	s.state.jump(s.state.place(e.key()))
	s.list.update()
}

// throw moves a report into the bin. The row goes at once; that it is there is
// said when it is.
func (s *Screen) throw(e *entry) {
	s.state.throw(e.ID, s.env.Now())
	s.store(func(ctx context.Context) error { return s.env.Bin.Delete(ctx, e.ID) }, func() {
		s.toast(say.T("home.thrown", spoken(titleOf(e))), say.T("common.undo"), func() { s.undo(e) })
	}, func() { s.throw(e) })
}

// undo takes a report out of the bin again and points at it.
func (s *Screen) undo(e *entry) {
	s.state.takeBack(e.ID)
	s.state.reveal(e.ID)
	s.store(func(ctx context.Context) error { return s.env.Bin.Restore(ctx, e.ID) }, s.list.follow, func() { s.undo(e) })
}

// restore takes a report out of the bin, or puts a photo back into a report.
func (s *Screen) restore(e *entry) {
	if e.isPhoto() {
		s.putBack(e)
		return
	}
	s.state.takeBack(e.ID)
	s.store(func(ctx context.Context) error { return s.env.Bin.Restore(ctx, e.ID) }, func() {
		s.toast(say.T("home.restored", spoken(titleOf(e))), "", nil)
	}, func() { s.restore(e) })
}

// store shows a change that was made in the list and makes it in the store,
// also when the screen is left meanwhile. Where the store refuses, the list
// shows again what is true, and again is offered.
func (s *Screen) store(work func(context.Context) error, done, again func()) {
	s.update()
	reread := s.loading.busy // what is being read may be older than the change
	s.loading.turn++
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, work(context.WithoutCancel(ctx))
	}, func(_ struct{}, err error) {
		if err != nil {
			s.explain(err, again)
		} else {
			done()
		}
		if err != nil || reread {
			s.Reload()
		}
	})
}

func (s *Screen) duplicate(e *entry) {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (*entry, error) {
		r, err := s.env.Store.Report(ctx, e.ID)
		if err != nil {
			return nil, err
		}
		r, err = s.env.Store.Save(context.WithoutCancel(ctx), r.Copy())
		return entryOf(model.Summarise(r)), err
	}, func(made *entry, err error) {
		if err != nil {
			s.explain(err, func() { s.duplicate(e) })
			return
		}
		s.state.add(made)
		s.state.reveal(made.ID)
		s.update()
		s.list.follow()
		s.toast(say.T("home.duplicated", spoken(titleOf(e))), "", nil)
	})
}

// explain tells a fault, with a button to try again.
func (s *Screen) explain(err error, again func()) { s.notice.Explain(err, say.T("home.again"), again) }

func (s *Screen) toast(text, action string, tapped func()) {
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(text, action, tapped)
	}
}
