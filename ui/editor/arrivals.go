package editor

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/model/viet"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// ChoosePhotos asks for files and adds them behind the caret.
func (s *Screen) ChoosePhotos() { s.choosePhotos(s.state.GapBehind(s.state.Selection().Head)) }

func (s *Screen) choosePhotos(gap manuscript.Gap) {
	s.env.Choose(func(paths []string) {
		s.photos.begin(gap, func() []Incoming { return FromPaths(paths) })
	})
}

// Drop adds the files dropped at a place of the window, there.
func (s *Screen) Drop(pos fyne.Position, paths []string) {
	gap, ok := s.sheet.GapAt(pos)
	if !ok {
		gap = s.state.GapBehind(s.state.Selection().Head)
	}
	s.photos.begin(gap, func() []Incoming { return FromPaths(paths) })
}

// arrivals are photos on their way into the report. Each has its place at once
// and is read beside the window, one after the other; a bad one spoils nothing
// else.
type arrivals struct {
	screen *Screen

	reading bool
	ctx     context.Context
	stop    context.CancelFunc
	waiting []awaited
	total   int
	refused []string
	damaged []string
}

// awaited is a photo with the place that is kept for it: where that was, and under
// which name it is found when the user has moved it.
type awaited struct {
	Incoming
	at   manuscript.Spot
	name string
}

// begin keeps places in a gap for photos, in the order in which they were
// taken, and reads them. A place that is kept already gets the first of them.
func (a *arrivals) begin(gap manuscript.Gap, files func() []Incoming) {
	s := a.screen
	if !a.open() {
		return
	}
	was := s.state.Selection()
	task.Go(s.ctx, s.env.Runner, func(context.Context) ([]Incoming, error) {
		return inOrder(a.ctx, files(), s.env.Taken)
	}, func(photos []Incoming, err error) {
		switch {
		case a.ctx.Err() != nil: // stopped
		case err != nil:
			s.fault(err)
		case len(photos) > 0:
			a.keepPlaces(gap, photos, s.state.Selection() != was)
		}
		a.next()
	})
}

// open begins an import unless one is under way.
func (a *arrivals) open() bool {
	s := a.screen
	if a.reading {
		s.hint(say.T("editor.photos.wait"))
		return false
	}
	a.reading, a.waiting, a.refused, a.damaged, a.total = true, nil, nil, nil, 0
	a.ctx, a.stop = context.WithCancel(s.ctx)
	s.bars.busy(say.T("editor.photos.looking"), a.halt)
	return true
}

// keepPlaces puts places for photos into the report. Who writes on already keeps
// the caret.
func (a *arrivals) keepPlaces(gap manuscript.Gap, photos []Incoming, writing bool) {
	s := a.screen
	if at, ok := s.emptyPlace(gap); ok {
		first := awaited{photos[0], at, viet.Normal(photos[0].Name)}
		a.amend(manuscript.NamePlace(at, first.name))
		a.waiting = append(a.waiting, first)
		gap, photos = s.state.GapBehind(at), photos[1:]
	}
	if len(photos) > 0 {
		a.addPlaces(gap, photos, writing)
	}
	a.total = len(a.waiting)
}

// emptyPlace is the place that a gap stands for where a click on it asked for
// photos: a picture without a photo.
func (s *Screen) emptyPlace(gap manuscript.Gap) (manuscript.Spot, bool) {
	at := manuscript.Spot{Field: manuscript.Picture, Block: gap.Beside, Entry: gap.Entry}
	box, i := s.state.Box(at)
	return at, gap.Beside != "" && i >= 0 && box.Shown.Picture.Photo == ""
}

// addPlaces puts new places into a gap, or behind the caret where that gap is gone.
func (a *arrivals) addPlaces(gap manuscript.Gap, photos []Incoming, writing bool) {
	s := a.screen
	pictures := make([]model.Picture, len(photos))
	for i, p := range photos {
		pictures[i].Name = viet.Normal(p.Name)
	}
	was := s.state.Selection()
	if s.state.Run(manuscript.AddPictures(gap, pictures)) != nil {
		s.run(manuscript.AddPictures(s.state.GapBehind(was.Head), pictures))
	}
	_, first := s.state.Box(s.state.Selection().Head)
	for _, box := range s.state.Boxes()[max(0, first-1):] {
		if len(photos) == 0 {
			break
		}
		if p := box.Shown.Picture; box.Form == manuscript.FormPicture && p.Photo == "" && p.Name == pictures[0].Name {
			a.waiting = append(a.waiting, awaited{photos[0], box.Spot, p.Name})
			photos, pictures = photos[1:], pictures[1:]
		}
	}
	if writing {
		s.state.Select(was)
		a.shown()
		return
	}
	s.show()
}

// next reads the first photo that waits, or ends.
func (a *arrivals) next() {
	s := a.screen
	if len(a.waiting) == 0 || a.ctx.Err() != nil {
		a.end()
		return
	}
	first := a.waiting[0]
	s.bars.progress(a.total-len(a.waiting), a.total, say.T("editor.photos.reading", first.Name))
	task.Go(s.ctx, s.env.Runner, func(context.Context) (model.Photo, error) {
		return takeOne(a.ctx, s.env.Photos, first.Incoming)
	}, func(photo model.Photo, err error) {
		if a.ctx.Err() != nil {
			a.end()
			return
		}
		a.waiting = a.waiting[1:]
		a.arrived(first, photo, err)
		a.next()
	})
}

// arrived fills the place of a photo, or gives it up. Only a full disk or a
// read-only one ends the import.
func (a *arrivals) arrived(w awaited, photo model.Photo, err error) {
	if err != nil {
		a.refused = append(a.refused, say.T("editor.photos.refused", w.Name, say.Explain(err).What))
		gone := []awaited{w}
		if errors.Is(err, model.ErrFull) || errors.Is(err, model.ErrReadOnly) {
			gone, a.waiting = append(gone, a.waiting...), nil
		}
		a.giveUp(gone)
		return
	}
	if photo.Damaged {
		a.damaged = append(a.damaged, w.Name)
	}
	a.amend(manuscript.FillPicture(w.at, model.Picture{Photo: photo.ID, Name: w.name}))
}

// amend runs a command about a place. The caret and the keyboard stay where they
// are: the user goes on writing meanwhile.
func (a *arrivals) amend(c manuscript.Command) {
	if err := a.screen.state.Run(c); err != nil {
		a.screen.fault(err)
		return
	}
	a.shown()
}

func (a *arrivals) shown() {
	a.screen.sheet.Sync()
	a.screen.changed()
}

// giveUp takes places out that no photo will come for.
func (a *arrivals) giveUp(places []awaited) {
	s := a.screen
	for i := len(places) - 1; i >= 0; i-- { // from behind: each leaves those before where they are
		at, kept := manuscript.KeptPlace(s.state.Report(), places[i].at, places[i].name)
		if !kept {
			continue // the user has taken it out
		}
		a.amend(unmoved(manuscript.RemovePicture(at), at.Block))
		for j := range a.waiting {
			if w := &a.waiting[j].at; w.Block == at.Block && w.Entry > at.Entry {
				w.Entry--
			}
		}
	}
}

// unmoved is a command that leaves the selection alone unless it touches a block
// that goes.
func unmoved(c manuscript.Command, block model.BlockID) manuscript.Command {
	return func(m manuscript.Moment) (manuscript.Change, error) {
		change, err := c(m)
		if sel := m.Selection; sel.Anchor.Block != block && sel.Head.Block != block {
			change.Selection = sel
		}
		return change, err
	}
}

// halt stops reading: what was read stays, the other places go.
func (a *arrivals) halt() {
	a.stop()
	a.giveUp(a.waiting)
	a.waiting = nil
}

// awaits reports whether a photo is on its way to a place. One that undo brings
// back, or that a page from the web left, may wait for nothing.
func (a *arrivals) awaits(at manuscript.Spot, p model.Picture) bool {
	return slices.ContainsFunc(a.waiting, func(w awaited) bool {
		return w.name == p.Name && (p.Name != "" || w.at == at)
	})
}

// end says what became of the photos.
func (a *arrivals) end() {
	s := a.screen
	a.halt()
	a.reading = false
	s.bars.idle()
	s.sheet.Sync()
	s.refresh()
	lines := a.refused
	if len(a.damaged) > 0 {
		lines = append(lines, say.T("editor.photos.damaged", strings.Join(a.damaged, ", ")))
	}
	if len(lines) > 0 {
		lines = append(lines, say.T("editor.photos.added", a.total-len(a.refused)))
		s.notice.Tell(part.ToneWarning, strings.Join(lines, " "), "", nil)
	}
}
