// Package recovery is the screen that stands where the list of reports would,
// when the data are damaged: what happened, what is safe, and three ways on.
// How backups are restored and reports found is handed in; here may live only
// what this screen shows and asks.
package recovery

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/model/rescue"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Why says what led to this screen.
type Why string

// The reasons.
const (
	Damaged Why = "damaged" // the check found faults in the data
	Crashed Why = "crashed" // the check itself was killed by the data
	Missing Why = "missing" // the data are not there any more, but backups or a journal are
	Asked   Why = "asked"   // the user came here
)

// Case is what is known of the damage before anything is tried.
type Case struct {
	Why     Why
	Reports int       // that can still be read where they are
	Photos  int       // that are whole
	Detail  string    // the technical words, for whoever helps; may be empty
	Since   time.Time // when something was saved last; zero where nothing tells it
}

// Outcome is what was rescued.
type Outcome struct {
	Reports  int // in the list; those in the bin are not counted
	Photos   int
	NoPhotos int           // photos that the reports name and nobody has
	Lost     []rescue.Loss // what was not; after a rebuild the screen adds what its plan named
	Kept     string        // the folder in which the damaged data lie now; empty where there were none
}

// Env is what the screen needs from the house around it. What takes a context
// and a Progress is called beside the window; the words of a progress may stay
// empty.
type Env struct {
	Runner  task.Runner
	Now     func() time.Time // also says in which zone times are shown
	Case    Case
	Backups []model.Backup // the newest first
	// RestoreBackup puts a backup in the place of the data, which it keeps
	// elsewhere. ErrPassphrase; the passphrase is empty for a backup that is not
	// sealed. Nothing has changed after an error.
	RestoreBackup func(ctx context.Context, b model.Backup, passphrase string, progress task.Progress) (Outcome, error)
	// Find looks everywhere for reports.
	Find func(ctx context.Context, progress task.Progress) (rescue.Plan, error)
	// Rebuild makes fresh data of what was chosen, with what stays in the bin, and
	// keeps the old elsewhere.
	// Nothing has changed after an error.
	Rebuild    func(ctx context.Context, chosen []rescue.Choice, progress task.Progress) (Outcome, error)
	ReadOnly   func()        // leave for the damaged data, which will not be written
	Finished   func(Outcome) // leave for the rescued data
	Quit       func()
	ShowFolder func() // the folder of the data, or after a rescue that of what was kept
}

// Screen is the whole screen.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	choices *choices
	picks   *picks // nil before there is a plan
	outcome *Outcome
	stop    func() // ends the work in hand; nil for none
	notice  *part.Notice
	leave   *part.Button
	folder  *part.Button
	body    *fyne.Container // the page in hand
	root    fyne.CanvasObject
}

// New shows what happened and what can be done.
func New(env Env) *Screen {
	s := &Screen{env: env, body: container.NewStack()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.choices = newChoices(s)
	s.root = part.NewDesk(part.Frame(part.VStack(0, s.newBar(), s.notice.Object()), nil, nil, nil, s.body))
	s.show(s.choices.page.Object())
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on.
func (s *Screen) Close() { s.cancel() }

// Key takes the keys that nothing on the screen wants: Esc stops what is going
// on, or goes back to the three ways.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch {
	case e.Name != fyne.KeyEscape:
	case s.stop != nil:
		s.stop()
	case s.outcome != nil:
	case s.picks != nil:
		s.back()
	case s.env.Case.Why == Asked:
		s.env.Quit()
	}
}

func (s *Screen) newBar() fyne.CanvasObject {
	s.leave = part.NewPlain(say.T("recovery.quit"), look.IconClose, s.env.Quit)
	if s.env.Case.Why == Asked {
		s.leave = part.NewPlain(say.T("recovery.leave"), look.IconBack, s.env.Quit)
	}
	s.folder = part.NewPlain(say.T("recovery.folder"), look.IconFolder, s.env.ShowFolder)
	bar := part.NewBar(part.Below, part.HStack(0, s.leave), nil, part.HStack(0, s.folder))
	return container.NewStack(bar, container.NewCenter(part.NewText(look.Strong, say.T("recovery.title"))))
}

// show puts a page on the screen.
func (s *Screen) show(page fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{page}
	s.root.Refresh()
}

// back returns to the three ways.
func (s *Screen) back() {
	s.picks = nil
	s.notice.Hush()
	s.show(s.choices.page.Object())
}

// copyText puts a text on the clipboard and says so.
func (s *Screen) copyText(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(say.T("recovery.copied"), "", nil)
	}
}
