package home

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Env is what the list needs from the house around it.
type Env struct {
	Store   model.Store
	Bin     model.Bin
	Photos  model.PhotoStore
	Runner  task.Runner
	Frozen  error            // why the store only reads; nil when it writes
	Now     func() time.Time // what it returns also says in which zone times are shown
	Samples []string         // the names of the sample reports

	// OpenSample makes a new draft of sample i.
	OpenSample func(ctx context.Context, i int) (model.Report, error)
	// Import makes a new draft of files: a text or a report's JSON, photos. The
	// note names, in the user's words, what was left out; empty for nothing.
	Import func(ctx context.Context, paths []string, progress task.Progress) (r model.Report, note string, err error)

	// PutBack puts a photo of the bin back into the report that it was taken out
	// of, or into a new one where that is gone, and returns the report as it is
	// stored then. Errors are those of model.Store.
	PutBack func(ctx context.Context, p model.BinnedPhoto) (model.Report, error)
	// Reminders returns what is to be said quietly above the list; it is asked at
	// every Reload. Nil asks nobody.
	Reminders func(ctx context.Context) ([]Reminder, error)

	Exits
}

// Exits are the ways out of the list.
type Exits struct {
	Open    func(model.Report) // leave for writing it
	Publish func(model.Report) // leave for its export
}

// Screen is the list of reports with everything around it.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state     *state
	covers    *covers
	list      *reportList
	bars      *bars
	notice    *part.Notice // a banner, or the progress of an import
	reminders *reminders
	body      *fyne.Container // the list, or what stands there instead
	root      fyne.CanvasObject
	loading   loading
}

// loading is how far the list is read, and what else is under way.
type loading struct {
	turn int // counts readings; the answer of an older one is not taken
	busy bool
	done bool       // there is a list
	err  error      // why there is none
	stop func()     // ends an import that is under way, nil without one
	next [][]string // files that wait for the end of it, those of each draft
	tell func()     // says which of them could not be read, nil for none

	putting bool // a photo is on its way back into a report
}

// New shows the reports of a store; they are read at once.
func New(env Env) *Screen {
	s := &Screen{env: env, state: newState(), body: container.NewStack()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.reminders = newReminders(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.covers = newCovers(s.ctx, env.Runner, env.Photos)
	s.list = newReportList(s.state, listEvents{
		rowEvents: rowEvents{open: s.open, publish: s.publish, restore: s.restore, menu: s.showMenu},
		bind:      s.bind, key: s.key, keys: s.shortcut,
	})
	s.covers.seen, s.covers.arrived = s.list.sees, s.showCover
	s.bars = newBars(s)
	top := part.VStack(0, s.bars.head, s.notice.Object(), s.reminders.place.Object(), s.bars.filters)
	s.root = part.NewDesk(part.Frame(top, nil, nil, nil, s.body))
	s.update()
	s.Reload()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what the screen still reads. What it was told to store is stored.
func (s *Screen) Close() { s.cancel() }

// shelved is what a store holds.
type shelved struct{ reports, bin, photos []*entry }

// Reload reads the list anew; the old one stays until then.
func (s *Screen) Reload() {
	s.loading.turn++
	s.loading.busy = true
	turn, known := s.loading.turn, shelved{s.state.reports, s.state.bin, s.state.photos}
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (shelved, error) {
		return read(ctx, s.env, known)
	}, func(now shelved, err error) {
		if turn == s.loading.turn {
			s.loaded(now, err)
		}
	})
}

// read lists and folds beside the window.
func read(ctx context.Context, env Env, known shelved) (shelved, error) {
	reports, err := env.Store.Reports(ctx)
	if err != nil {
		return shelved{}, err
	}
	bin, err := env.Bin.Binned(ctx)
	if err != nil {
		return shelved{}, err
	}
	photos, err := env.Bin.BinnedPhotos(ctx)
	if err != nil {
		return shelved{}, err
	}
	return shelved{entriesOf(reports, known.reports), entriesOf(bin, known.bin), photosOf(photos)}, nil
}

func (s *Screen) loaded(now shelved, err error) {
	s.loading.busy, s.loading.err = false, err
	if err != nil {
		s.explain(err, s.Reload)
		s.update()
		return
	}
	if !s.loading.done {
		s.loading.done = true
		s.notice.Hush()
		s.warnFrozen()
	}
	s.state.set(now.reports, now.bin, now.photos)
	s.update()
	s.askReminders()
}

// warnFrozen says at once that nothing can be saved, and not after the work.
func (s *Screen) warnFrozen() {
	if s.env.Frozen != nil {
		e := say.Explain(s.env.Frozen)
		s.notice.Show(part.NewBanner(part.ToneWarning, e.What+" "+e.Do))
	}
}

// update shows the state anew everywhere.
func (s *Screen) update() {
	s.bars.update(s)
	what := s.instead()
	if what == nil {
		what = s.list
	}
	s.body.Objects = []fyne.CanvasObject{what}
	s.root.Refresh()
}

// instead is what stands in the place of an empty list, nil for a list with
// rows.
func (s *Screen) instead() fyne.CanvasObject {
	switch {
	case len(s.state.shown) > 0:
		return nil
	case !s.loading.done && s.loading.err != nil:
		return part.NewEmptyState(look.IconReport, say.T("home.unread"))
	case !s.loading.done:
		return part.NewEmptyState(look.IconReport, say.T("home.loading"))
	case s.state.query != "":
		return s.nothingFound()
	case s.state.shelf == binShelf:
		words := say.T("home.bin.empty")
		if !s.state.binEmpty() { // photos are in there
			words = say.T("home.bin.reports.empty")
		}
		return part.NewEmptyState(look.IconDelete, words,
			part.NewButton(say.T("home.bin.leave"), "", s.Bin))
	case s.state.shelf == photoShelf:
		return part.NewEmptyState(look.IconPhoto, say.T("home.bin.photos.empty", model.BinDays),
			part.NewButton(say.T("home.bin.leave"), "", s.Bin))
	case s.state.blank() && !s.state.binEmpty():
		return s.emptied()
	case s.state.blank():
		return s.beginning()
	default:
		return part.NewEmptyState(look.IconReport, say.T("home.shelf.empty", shelfName(s.state.shelf)),
			part.NewButton(say.T("home.shelf.leave"), "", func() { s.openShelf(everything) }))
	}
}

// beginning welcomes whoever has no report yet.
func (s *Screen) beginning() fyne.CanvasObject {
	samples := part.NewButton(say.T("home.samples"), look.IconOpen, nil)
	samples.OnTapped = func() { s.showSamples(samples) }
	return part.NewEmptyState(look.IconReport, say.T("home.empty"),
		part.NewPrimary(say.T("home.new"), look.IconAdd, s.NewReport), samples)
}

// emptied stands where the last report went into the bin: whoever made that
// list needs no welcome.
func (s *Screen) emptied() fyne.CanvasObject {
	return part.NewEmptyState(look.IconReport,
		say.T("home.emptied", binHolds(len(s.state.bin), len(s.state.photos))),
		part.NewPrimary(say.T("home.new"), look.IconAdd, s.NewReport),
		part.NewButton(say.T("home.emptied.bin"), look.IconDelete, s.Bin))
}

func (s *Screen) nothingFound() fyne.CanvasObject {
	clear := part.NewButton(say.T("common.search.clear"), "", func() { s.bars.search.Entry.SetText("") })
	if s.state.shelf == everything || s.state.count(everything) == 0 {
		return part.NewEmptyState(look.IconSearch, s.unfound(), clear)
	}
	wider := part.NewButton(say.T("home.search.wider"), "", func() { s.openShelf(everything) })
	return part.NewEmptyState(look.IconSearch, s.unfound(), wider, clear)
}

// unfound says where nothing was found.
func (s *Screen) unfound() string {
	words := spoken(s.bars.search.Entry.Text)
	switch {
	case s.state.shelf.inBin():
		return say.T("home.search.notinbin", shelfName(s.state.shelf), words)
	case s.state.count(everything) == 0:
		return say.T("home.search.nothing", words)
	}
	return say.T("home.search.nothere", shelfName(s.state.shelf), words)
}

// bind makes a row show a report.
func (s *Screen) bind(r *row, e *entry) {
	now := s.env.Now()
	r.show(e, told{facts: factsOf(e, now), moment: changedOf(e, now), restore: s.restoring(e)})
	if e.Cover == "" {
		r.setPicture(nil)
		return
	}
	r.setPicture(s.covers.get(e.Cover))
}

// showCover puts a thumbnail that has just been read into its rows.
func (s *Screen) showCover(id model.PhotoID) {
	for _, r := range s.list.rows {
		if r.entry.Cover == id {
			r.setPicture(s.covers.get(id))
		}
	}
}
