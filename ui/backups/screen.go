// Package backups is the screen of the backups: when the last one was made,
// where else they are copied to, and getting a report or everything back out of
// one. How backups are made and read is handed in; here may live only what this
// screen shows and asks.
package backups

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

// Env is what the screen needs from the house around it. What takes a context is
// called beside the window; the words of a progress may stay empty. A passphrase
// is empty for a backup that is not sealed, and NFC otherwise.
type Env struct {
	Runner task.Runner
	Now    func() time.Time // also says in which zone times are shown
	// List lists the backups of all shelves, in any order.
	List func(ctx context.Context) ([]model.Backup, error)
	Make func(ctx context.Context, progress task.Progress) (model.Backup, error)
	// Reports lists what a backup holds. ErrPassphrase, ErrDamaged, ErrGone.
	Reports func(ctx context.Context, b model.Backup, passphrase string) ([]model.Summary, error)
	// RestoreReport stores a report of a backup as a new revision, or as a new
	// draft (Rev 1) where there is none of its id.
	RestoreReport func(ctx context.Context, b model.Backup, passphrase string, id model.ReportID) (model.Report, error)
	// RestoreAll leaves for putting a backup in the place of all data, which are
	// kept elsewhere.
	RestoreAll func(b model.Backup, passphrase string)
	SecondPlace
	Open func(model.Report) // leave for writing a report
	Back func()             // to the list of reports
}

// SecondPlace is where backups are copied to beside the data: a USB stick, a
// share.
type SecondPlace struct {
	Away func(ctx context.Context) (Away, error)
	// SetAway chooses a folder, sealed with a passphrase unless that is empty. No
	// folder ends the copying; what was copied stays.
	SetAway  func(ctx context.Context, folder, passphrase string) error
	CopyAway func(ctx context.Context, progress task.Progress) error
	// ChooseFolder asks for a folder; chosen is not called when none is chosen.
	ChooseFolder func(chosen func(folder string))
}

// Away is how things stand with the second place.
type Away struct {
	Folder string // empty: none was chosen
	Sealed bool
	There  bool      // it can be reached now
	Copied time.Time // when something was copied there last; zero for never
}

// Screen is the whole screen.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state   *state
	page    *part.Reading
	rows    rows
	shelf   *shelf // the reports of one backup, nil while the backups are shown
	stop    func() // ends the work in hand; nil for none
	notice  *part.Notice
	body    *fyne.Container
	root    fyne.CanvasObject
	opening secret // the passphrase as it is typed for the backup that is unfolded
}

// rows are the parts of the page, as it was made last, that are returned to.
type rows struct {
	cards      map[string]*part.Card // by keyOf
	unfolded   fyne.CanvasObject     // what the open one offers, nil for none
	passphrase *part.Entry           // of a new second place, nil while none is chosen
}

// New shows the backups; they are read at once.
func New(env Env) *Screen {
	s := &Screen{env: env, state: &state{}, page: part.NewReading(), body: container.NewStack()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	back := part.NewPlain(say.T("backups.back"), look.IconBack, env.Back)
	bar := container.NewStack(part.NewBar(part.Below, part.HStack(0, back), nil, nil),
		container.NewCenter(part.NewText(look.Strong, say.T("backups.title"))))
	s.root = part.NewDesk(part.Frame(part.VStack(0, bar, s.notice.Object()), nil, nil, nil, s.body))
	s.update()
	s.body.Objects = []fyne.CanvasObject{s.page.Object()}
	s.Reload()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on.
func (s *Screen) Close() { s.cancel() }

// Key takes the keys that nothing on the screen wants: Esc stops what is going
// on, folds together what is unfolded, or goes back.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch {
	case e.Name != fyne.KeyEscape:
	case s.stop != nil:
		s.stop()
	case s.shelf == nil && s.state.asking():
		s.state.fold()
		s.update()
	default:
		s.leave()
	}
}

// leave goes back by one step.
func (s *Screen) leave() {
	if s.shelf == nil {
		s.env.Back()
		return
	}
	s.shelf = nil
	s.notice.Hush()
	s.body.Objects = []fyne.CanvasObject{s.page.Object()}
	s.update()
	s.root.Refresh()
}

// Reload reads anew what there is. The second place is asked apart: a share that
// is away may take its time.
func (s *Screen) Reload() {
	task.Go(s.ctx, s.env.Runner, s.env.List, func(all []model.Backup, err error) {
		if err != nil {
			s.explain(err, s.Reload)
			return
		}
		s.state.set(all)
		s.update()
	})
	task.Go(s.ctx, s.env.Runner, s.env.Away, func(a Away, err error) {
		if err != nil {
			s.explain(err, s.Reload)
			return
		}
		s.state.away, s.state.awayKnown = a, true
		s.update()
	})
}

// update makes the page anew: it is small, and changes at a press alone.
func (s *Screen) update() {
	s.rows = rows{cards: map[string]*part.Card{}}
	objects := []fyne.CanvasObject{s.newLast(), s.newAway()}
	for _, d := range days(s.state.backups, s.env.Now()) {
		objects = append(objects, s.newDay(d))
	}
	s.page.Set(look.S12, objects...)
}

// updateOpen makes the page anew and brings what is unfolded now into sight.
func (s *Screen) updateOpen() {
	s.update()
	if s.rows.unfolded != nil {
		s.page.Reveal(s.rows.unfolded)
	}
}
