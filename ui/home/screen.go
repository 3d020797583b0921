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

	Open    func(model.Report) // leave for writing it
	Publish func(model.Report) // leave for its export
}

// Screen is the list of reports with everything around it.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state   *state
	covers  *covers
	list    *reportList
	bars    *bars
	notice  *part.Notice    // a banner, or the progress of an import
	body    *fyne.Container // the list, or what stands there instead
	root    fyne.CanvasObject
	loading loading
}

// loading is how far the list is read.
type loading struct {
	turn int // counts readings; the answer of an older one is not taken
	busy bool
	done bool   // there is a list
	err  error  // why there is none
	stop func() // ends an import that is under way, nil without one
}

// New shows the reports of a store; they are read at once.
func New(env Env) *Screen {
	s := &Screen{env: env, state: newState(), body: container.NewStack()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.covers = newCovers(s.ctx, env.Runner, env.Photos)
	s.list = newReportList(s.state, listEvents{
		rowEvents: rowEvents{open: s.open, publish: s.publish, restore: s.restore, menu: s.showMenu},
		bind:      s.bind, key: s.key, keys: s.shortcut,
	})
	s.covers.seen, s.covers.arrived = s.list.sees, s.showCover
	s.bars = newBars(s)
	s.root = part.NewDesk(part.Frame(part.VStack(0, s.bars.head, s.notice.Object(), s.bars.filters), nil, nil, nil, s.body))
	s.update()
	s.Reload()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what the screen still reads. What it was told to store is stored.
func (s *Screen) Close() { s.cancel() }

// shelved is what a store holds.
type shelved struct{ reports, bin []*entry }

// Reload reads the list anew; the old one stays until then.
func (s *Screen) Reload() {
	s.loading.turn++
	s.loading.busy = true
	turn, known := s.loading.turn, shelved{s.state.reports, s.state.bin}
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
	return shelved{entriesOf(reports, known.reports), entriesOf(bin, known.bin)}, nil
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
	s.state.set(now.reports, now.bin)
	s.update()
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
		return part.NewEmptyState(look.IconDelete, say.T("home.bin.empty"),
			part.NewButton(say.T("home.bin.leave"), "", s.Bin))
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

func (s *Screen) nothingFound() fyne.CanvasObject {
	clear := part.NewButton(say.T("common.search.clear"), "", func() { s.bars.search.Entry.SetText("") })
	words := spoken(s.bars.search.Entry.Text)
	if s.state.shelf == everything || s.state.count(everything) == 0 {
		return part.NewEmptyState(look.IconSearch, say.T("home.search.nothing", words), clear)
	}
	wider := part.NewButton(say.T("home.search.wider"), "", func() { s.openShelf(everything) })
	sentence := say.T("home.search.nothere", shelfName(s.state.shelf), words)
	return part.NewEmptyState(look.IconSearch, sentence, wider, clear)
}

// bind makes a row show a report.
func (s *Screen) bind(r *row, e *entry) {
	r.show(e, changedOf(e, s.env.Now()))
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
