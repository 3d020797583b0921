// Package publish is the screen through which a saved report leaves the
// program: what is still missing on the left, the page as it will look in the
// middle, where it goes on the right. How each form is written and where files
// are opened is handed in; here may live only what this screen shows and asks.
package publish

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Form is one way in which a report can leave. Its name and what it is for are
// the texts form.<Key>.name, .what and .do.
type Form struct {
	Key    string // "html", "html-one", "zip", "txt", "json"
	Folder bool   // the target is a folder, with export.IndexFile to open in it
	Ext    string // ending of the target's name with its dot, "" for a folder
	Icon   look.IconName
	// Write makes the target whole or not at all, as export.WriteFile and
	// export.WriteFolder do, and tells progress how many photos are written;
	// the words of progress may stay empty.
	Write func(ctx context.Context, r model.Report, target string, progress task.Progress) error
}

// Preferences remembers short texts from one start of the program to the next.
// fyne.Preferences is one.
type Preferences interface {
	String(key string) string
	SetString(key, value string)
}

// What is remembered, by key.
const (
	prefFolder = "publish.folder"
	prefForm   = "publish.form"
	prefMade   = "publish.made" // see made
)

// Env is what the screen needs from the house around it.
type Env struct {
	Runner task.Runner
	Photos model.PhotoStore
	Forms  []Form // at least one
	// Preview writes the page where it is in nobody's way and returns the file
	// to open.
	Preview func(ctx context.Context, r model.Report) (path string, err error)
	// OpenPath opens a file in the program that the user has for it.
	OpenPath func(path string) error
	// ShowFolder shows a file or folder where it lies.
	ShowFolder func(path string) error
	// ChooseFolder asks for a folder; chosen is not called when none is chosen.
	ChooseFolder func(start string, chosen func(path string))
	Prefs        Preferences
	Back         func()          // to the editor
	GoTo         func(model.Gap) // to the editor, at the place of the gap
	Now          func() time.Time
	Portals
}

// Screen is the whole screen for one report.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	unwatch func() // ends following the queue

	state  *State
	work   *work // in hand, nil for none
	panel  *panel
	notice *part.Notice
	page   *fyne.Container // the page in the middle, empty until it is unfolded
	body   *fyne.Container // the three columns, or two versions side by side
	root   fyne.CanvasObject
}

// New shows a saved report on its way out.
func New(env Env, r model.Report) *Screen {
	s := &Screen{env: env}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	last := env.Prefs.String(prefForm)
	s.state = newState(r, env.Forms, last, readMade(env.Prefs.String(prefMade)))
	first, chosen := s.state.begin(env.accounts(), last)
	s.page, s.body = container.NewStack(), container.NewStack()
	s.panel = newPanel(s)
	s.body.Objects = []fyne.CanvasObject{container.New(columns{s.newSheet}, newChecklist(r, env.GoTo), s.page, s.panel.root)}
	s.root = part.NewDesk(part.Frame(part.VStack(0, s.newBar(), s.notice.Object()), nil, nil, nil, s.body))
	if chosen {
		s.chooseAccount(first)
	}
	s.findFolder()
	s.unwatch = s.watch()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on here; an export that is not whole leaves
// nothing, the queue goes on sending.
func (s *Screen) Close() {
	s.cancel()
	s.unwatch()
}

// Key takes the keys that nothing on the screen wants: Esc stops what is going
// on, or goes back.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch {
	case e.Name != fyne.KeyEscape:
	case s.work != nil:
		s.stop()
	case s.comparing():
		s.endCompare()
	default:
		s.env.Back()
	}
}

func (s *Screen) newBar() fyne.CanvasObject {
	back := part.NewPlain(say.T("publish.back"), look.IconBack, s.env.Back)
	preview := part.NewPlain(say.T("publish.preview"), look.IconBrowser, s.Preview)
	bar := part.NewBar(part.Below, part.HStack(0, back), nil, part.HStack(0, preview))
	// In the middle of the window, whatever the words beside it are.
	return container.NewStack(bar, container.NewCenter(part.NewText(look.Strong, say.T("publish.title"))))
}

// findFolder looks beside the window for the folder to begin with: the disk may
// be asleep, or a share away.
func (s *Screen) findFolder() {
	last, documents := s.env.Prefs.String(prefFolder), say.T("publish.documents")
	task.Go(s.ctx, s.env.Runner, func(context.Context) (string, error) {
		return folderFor(last, "Documents", documents), nil
	}, func(dir string, _ error) {
		if s.state.folder == "" && dir != "" {
			s.state.SetFolder(dir)
			s.panel.sync()
		}
	})
}

// choose takes another form.
func (s *Screen) choose(i int) {
	if s.work != nil {
		return
	}
	styled := s.state.account != nil
	s.state.Choose(i)
	s.env.Prefs.SetString(prefForm, s.state.Form().Key)
	s.notice.Hush()
	s.panel.tell(nil)
	if styled {
		s.restyle()
	}
	s.panel.sync()
}

// newSheet is the page as the chosen portal shows it, or as the forms print it.
func (s *Screen) newSheet() fyne.CanvasObject {
	var style model.Style
	if s.state.account != nil {
		style = s.state.account.Style
	}
	return newSheet(s.state.report, newAlbum(s.ctx, s.env.Runner, s.env.Photos), style)
}

// restyle makes the page anew for another portal.
func (s *Screen) restyle() {
	s.page.Objects = nil
	for _, o := range s.body.Objects {
		o.Refresh()
	}
}

// chooseFolder asks for another folder and then does what is next.
func (s *Screen) chooseFolder(next func()) {
	if s.work != nil {
		return
	}
	s.env.ChooseFolder(s.state.folder, func(dir string) {
		s.state.SetFolder(dir)
		s.env.Prefs.SetString(prefFolder, dir)
		s.notice.Hush()
		s.panel.tell(nil)
		s.panel.sync()
		next()
	})
}

// explain tells a fault in a banner, with what helps as its button.
func (s *Screen) explain(err error, again func()) {
	switch {
	case errors.Is(err, export.ErrDestination):
		s.notice.Explain(err, say.T("publish.elsewhere"), func() { s.chooseFolder(again) })
	case errors.Is(err, export.ErrPhotoMissing):
		s.notice.Explain(err, say.T("publish.mend"), s.env.Back)
	default:
		s.notice.Explain(err, say.T("publish.again"), again)
	}
}
