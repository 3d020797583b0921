// Package portals is the screen of the places to publish to: which there are,
// adding one by its address alone, trying it out, changing and forgetting it. It
// also holds what a portal asks of the person at the keyboard. How portals are
// talked to is handed in; here may live only what these settings show and ask.
package portals

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Env is what the screen needs from the house around it. What takes a context is
// called beside the window. Errors are those of export and model.
type Env struct {
	Runner task.Runner
	Asker  export.Asker // answers while an account is tried out
	Store
	// Recognise finds out what lives at an address; trust is the fingerprint of
	// a certificate that the user consented to, empty for none.
	Recognise func(ctx context.Context, address, trust string) (export.Site, error)
	// Test tries an account out by what publishing will do and takes it back.
	// done is told each step as it ends, on any goroutine. An empty Secret stands
	// for the one that is kept, or else is asked for.
	Test   func(ctx context.Context, d export.Door, t Trial, done func(Check)) error
	Browse func(ctx context.Context, address string) error
	// ChooseFolder asks for a folder; chosen is not called when none is chosen.
	ChooseFolder func(chosen func(folder string))
	// First is the account to be changed at once; empty shows the list.
	First model.AccountID
	Back  func() // to where the screen was called from
}

// Store keeps accounts and their passwords.
type Store struct {
	List func(ctx context.Context) ([]model.Account, error)
	// Add keeps an account, new or changed. An empty secret leaves the one that
	// is kept. export.ErrNoKeyring: all but the secret was kept.
	Add    func(ctx context.Context, a model.Account, secret string) error
	Remove func(ctx context.Context, id model.AccountID) error
	// Keyring tells whether the system keeps passwords.
	Keyring func(ctx context.Context) bool
}

// Trial is the article that trying an account out writes; a person at the
// portal may come to see it.
type Trial struct {
	Title string
	Words string
}

// Check is a step of trying an account out.
type Check struct {
	Step string // "login", "photo", "draft", "read" or "remove"
	Err  error  // nil: it went well
}

// Screen is the whole screen.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state *state
	page  *part.Reading
	parts
	stop   func() // ends the work in hand; nil for none
	notice *part.Notice
	bar    *fyne.Container // the head
	foot   *fyne.Container // the form's buttons; empty below the list
	root   fyne.CanvasObject
}

// parts are those of the page, as it was made last, that are returned to.
type parts struct {
	rows   map[model.AccountID]*part.Card // of the list
	fields map[string]*part.Entry         // of the form
	login  fyne.CanvasObject              // its fields of the account, nil for none
	trial  fyne.CanvasObject              // its card of trying out, nil for none
	tryOut *part.Button                   // … and the button in it
}

// New shows the accounts; they are read at once.
func New(env Env) *Screen {
	s := &Screen{env: env, state: &state{}, page: part.NewReading(), bar: container.NewStack(), foot: container.NewStack()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.root = part.NewDesk(part.Frame(part.VStack(0, s.bar, s.notice.Object()), s.foot, nil, nil, s.page.Object()))
	s.update()
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
	case s.state.form != nil:
		s.leaveForm()
	case s.state.open != "":
		s.state.unfold(s.state.open)
		s.update()
	default:
		s.env.Back()
	}
}

// Reload reads the accounts anew.
func (s *Screen) Reload() {
	type stored struct {
		accounts []model.Account
		keyring  bool
	}
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (stored, error) {
		all, err := s.env.List(ctx)
		return stored{all, s.env.Keyring(ctx)}, err
	}, func(now stored, err error) {
		if err != nil {
			s.notice.Explain(err, say.T("portals.again"), s.Reload)
			return
		}
		s.state.accounts, s.state.keyring, s.state.known = now.accounts, now.keyring, true
		s.update()
		s.openFirst()
	})
}

// openFirst opens the account that the screen was called for, once.
func (s *Screen) openFirst() {
	for _, a := range s.state.accounts {
		if a.ID == s.env.First && s.state.form == nil {
			s.change(a)
		}
	}
	s.env.First = ""
}

// Add begins an account.
func (s *Screen) Add() {
	s.state.form = newForm(s.state.accounts)
	s.update()
	s.focus("address")
}

func (s *Screen) change(a model.Account) {
	s.state.form = changeOf(a)
	s.update()
}

// leaveForm goes back to the list; what was filled in is gone.
func (s *Screen) leaveForm() {
	s.state.form = nil
	s.notice.Hush()
	s.update()
}

// update makes the page anew: it is small, and changes at a press alone.
func (s *Screen) update() {
	defer s.keepKeyboard()()
	s.parts = parts{rows: map[model.AccountID]*part.Card{}, fields: map[string]*part.Entry{}}
	title, back, goBack := say.T("portals.title"), say.T("portals.back"), s.env.Back
	s.foot.Objects = nil
	if f := s.state.form; f != nil {
		title, back, goBack = say.T("portals.add.title"), say.T("portals.title"), s.leaveForm
		if f.stored {
			title = say.T("portals.change.title")
		}
		if f.found.Kind != "" {
			s.foot.Objects = []fyne.CanvasObject{s.newFoot(f)}
		}
		s.page.Set(look.S12, s.newForm(f)...)
	} else {
		s.page.Set(look.S12, s.newList()...)
	}
	button := part.NewPlain(back, look.IconBack, goBack)
	s.bar.Objects = []fyne.CanvasObject{
		part.NewBar(part.Below, part.HStack(0, button), nil, nil), container.NewCenter(part.NewText(look.Strong, title)),
	}
	s.root.Refresh()
}

// keepKeyboard remembers the field that is being typed in; what it returns goes
// on there in the page made anew, or leaves the keyboard to the screen: what is
// not shown any more must not swallow it.
func (s *Screen) keepKeyboard() (goOn func()) {
	stage := part.StageOf(s.root)
	if stage == nil {
		return func() {}
	}
	switch held := stage.Focused().(type) {
	case *part.Entry:
		for key, e := range s.fields {
			if e == held {
				return func() { s.typeOn(stage, key, held.CursorColumn) }
			}
		}
	case *part.Button, *part.Card, *part.Select:
		return func() { stage.Focus(nil) }
	}
	return func() {} // a question above the screen
}

// typeOn puts the caret where it was.
func (s *Screen) typeOn(stage *part.Stage, key string, column int) {
	e := s.fields[key]
	if e == nil {
		stage.Focus(nil)
		return
	}
	stage.Focus(e)
	e.CursorColumn = column
	e.Refresh()
}

// focus moves the keyboard to a field of the form.
func (s *Screen) focus(key string) {
	field := s.fields[key]
	if field == nil {
		return
	}
	if stage := part.StageOf(s.root); stage != nil {
		stage.Focus(field)
	}
}
