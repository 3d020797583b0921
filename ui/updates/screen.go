// Package updates is the screen of newer versions of the program: which one
// runs, which waits, where they come from. How they are fetched and proved is
// handed in; here may live only what this screen shows and asks.
package updates

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model/release"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Env is what the screen needs from the house around it. What takes a context is
// called beside the window; its errors are those of the room release.
type Env struct {
	Runner   task.Runner
	Now      func() time.Time // also says in which zone times are shown
	Standing func(ctx context.Context) (release.Standing, error)
	// SetAddress takes what was typed as the user's own address and switches
	// updating on; empty goes back to the administrator's.
	SetAddress func(ctx context.Context, typed string) error
	SetOff     func(ctx context.Context, off bool) error
	// Fetch asks the address what it offers and brings a newer version here.
	// progress is told bytes.
	Fetch func(ctx context.Context, progress func(done, whole int64)) error
	// ChooseFolder asks for a folder; chosen is not called when none is chosen.
	ChooseFolder func(chosen func(folder string))
	Back         func() // to the list of reports
}

// Screen is the whole screen.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state  *state
	page   *part.Reading
	stop   func() // ends the work in hand; nil for none
	notice *part.Notice
	root   fyne.CanvasObject
}

// New shows how things stand; that is read at once.
func New(env Env) *Screen {
	s := &Screen{env: env, state: &state{}, page: part.NewReading()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	back := part.NewPlain(say.T("updates.back"), look.IconBack, env.Back)
	bar := container.NewStack(part.NewBar(part.Below, part.HStack(0, back), nil, nil),
		container.NewCenter(part.NewText(look.Strong, say.T("updates.title"))))
	s.root = part.NewDesk(part.Frame(part.VStack(0, bar, s.notice.Object()), nil, nil, nil, s.page.Object()))
	s.update()
	s.Reload()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on.
func (s *Screen) Close() { s.cancel() }

// Key takes the keys that nothing on the screen wants: Esc stops what is going
// on, or goes back.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch {
	case e.Name != fyne.KeyEscape:
	case s.stop != nil:
		s.stop()
	default:
		s.env.Back()
	}
}

// Reload reads anew how things stand.
func (s *Screen) Reload() {
	task.Go(s.ctx, s.env.Runner, s.env.Standing, func(st release.Standing, err error) {
		if err != nil {
			s.notice.Explain(err, say.T("updates.again"), s.Reload)
			return
		}
		s.state.set(st)
		s.update()
	})
}

// update makes the page anew: it is small, and changes at a press alone.
func (s *Screen) update() {
	objects := []fyne.CanvasObject{s.newNow()}
	if !s.state.known {
		s.page.Set(look.S12, objects...)
		return
	}
	if s.state.now.Ready != nil {
		objects = append(objects, newReady(*s.state.now.Ready, s.env.Now().Location()))
	}
	if words := s.state.failedWords(); words != "" {
		objects = append(objects, newCard(look.IconWarning, look.Warning, part.NewProseIn(look.Control, words, inner)))
	}
	s.page.Set(look.S12, append(objects, s.newPlace())...)
}

// fetch looks for a newer version now.
func (s *Screen) fetch() {
	if s.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	line := part.NewProgressLine(say.T("updates.asking"), func() { s.stop() })
	s.stop = func() {
		cancel()
		line.Set(0, 0, say.T("updates.stopping"))
	}
	s.notice.Show(newProgress(line))
	progress := task.Report(ctx, s.env.Runner, line.Set)
	task.Go(s.ctx, s.env.Runner, func(context.Context) (struct{}, error) {
		return struct{}{}, s.env.Fetch(ctx, func(done, whole int64) {
			progress(percent(done, whole), 100, say.T("updates.fetching", say.SizeOf(done, whole)))
		})
	}, func(_ struct{}, err error) {
		cancel()
		s.stop = nil
		s.notice.Hush()
		s.told(err)
		s.Reload()
	})
}

// told tells why nothing was fetched; what else came of it stands on the page.
func (s *Screen) told(err error) {
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled):
		s.notice.Tell(part.ToneInfo, say.T("updates.stopped"), "", nil)
	default:
		e := say.Explain(err)
		s.notice.Tell(part.ToneWarning, e.What+" "+e.Kept+" "+e.Do, say.T("updates.again"), s.fetch)
	}
}

// setAddress takes an address, and looks what is there.
func (s *Screen) setAddress(typed string) {
	s.set(func(ctx context.Context) error { return s.env.SetAddress(ctx, typed) }, func() {
		s.toast(say.T("updates.saved"))
		if typed != "" {
			s.fetch()
		}
	})
}

func (s *Screen) setOff(off bool) {
	s.set(func(ctx context.Context) error { return s.env.SetOff(ctx, off) }, func() {})
}

// set keeps a choice, unless something is going on.
func (s *Screen) set(keep func(context.Context) error, then func()) {
	if s.stop != nil {
		return
	}
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, keep(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.notice.Explain(err, "", nil)
			return
		}
		s.notice.Hush()
		s.state.typed = ""
		s.Reload()
		then()
	})
}

func (s *Screen) toast(text string) {
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(text, "", nil)
	}
}
