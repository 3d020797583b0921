// Package support is the screen that shows what would be sent to somebody who
// helps, before it is sent: each piece to be read, and left out. What is gathered
// and how it becomes a file is handed in; here may live only what this screen
// shows and asks.
package support

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Env is what the screen needs from the house around it. What takes a context is
// called beside the window.
type Env struct {
	Runner task.Runner
	Gather func(ctx context.Context, progress task.Progress) ([]Piece, error)
	// Save writes the pieces and the user's words into one file.
	Save func(ctx context.Context, path string, pieces []Piece, words string) error
	// ChoosePath asks where the file goes; chosen is not called when that was
	// given up.
	ChoosePath func(chosen func(path string))
	Show       func(ctx context.Context, path string) error // in the file manager
	Write      func(ctx context.Context) error              // begins a letter in the mail program
	Copy       func(text string)                            // to the clipboard
	Back       func()
}

// Screen is the whole screen.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state  state
	stop   func() // ends the gathering; nil while none goes on
	notice *part.Notice
	list   *part.List
	rows   map[fyne.CanvasObject]row
	words  *part.Entry
	save   *part.Button
	reader reader
	root   fyne.CanvasObject
}

// reader shows one piece.
type reader struct {
	title *part.Text
	lines *part.Lines
}

// New shows the screen and begins to gather.
func New(env Env) *Screen {
	s := &Screen{env: env, rows: map[fyne.CanvasObject]row{}, reader: reader{part.NewCutText(look.Strong, ""), part.NewLines()}}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	back := part.NewPlain(say.T("support.back"), look.IconBack, env.Back)
	bar := container.NewStack(part.NewBar(part.Below, part.HStack(0, back), nil, nil),
		container.NewCenter(part.NewText(look.Strong, say.T("support.title"))))
	s.root = part.NewDesk(part.Frame(part.VStack(0, bar, s.notice.Object()), nil, s.newSide(), nil, s.newReader()))
	s.update()
	s.gather()
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on.
func (s *Screen) Close() { s.cancel() }

// Key takes the keys that nothing on the screen wants: Esc stops the gathering
// or goes back, pages are turned.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyPageDown:
		s.reader.lines.Turn(1)
	case fyne.KeyPageUp:
		s.reader.lines.Turn(-1)
	case fyne.KeyEscape:
		if s.stop != nil {
			s.stop()
			return
		}
		s.env.Back()
	}
}

// gather makes the pieces anew.
func (s *Screen) gather() {
	if s.stop != nil {
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	line := part.NewProgressLine(say.T("support.gathering"), func() { s.stop() })
	s.stop = cancel
	s.notice.Show(part.Pad(look.S8, part.NewSurface(part.Inset(look.S8, look.S16, look.S8, look.S16, line))))
	progress := task.Report(ctx, s.env.Runner, line.Set)
	task.Go(s.ctx, s.env.Runner, func(context.Context) ([]Piece, error) {
		return s.env.Gather(ctx, progress)
	}, func(pieces []Piece, err error) {
		cancel()
		s.stop = nil
		s.notice.Hush()
		switch {
		case errors.Is(err, context.Canceled):
			s.notice.Tell(part.ToneInfo, say.T("support.stopped"), say.T("support.again"), s.gather)
		case err != nil:
			s.explain(err, s.gather)
		default:
			s.state.set(pieces)
			s.update()
			s.list.Select(s.state.shown)
		}
	})
}

// explain tells why something was not done; again tries it again.
func (s *Screen) explain(err error, again func()) {
	s.notice.Explain(err, say.T("support.again"), again)
}

// update shows what is known now.
func (s *Screen) update() {
	s.list.Update()
	part.Enable(s.state.sendable(s.words.Text) && s.stop == nil, s.save)
}

// saveFile asks for a place and saves what was not left out.
func (s *Screen) saveFile() {
	s.env.ChoosePath(s.saveAt)
}

func (s *Screen) saveAt(path string) {
	pieces, words := s.state.included(), s.words.Text
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Save(ctx, path, pieces, words)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.explain(err, func() { s.saveAt(path) })
			return
		}
		s.state.saved = path
		s.notice.Tell(part.ToneInfo, say.T("support.saved", path), say.T("support.show"), s.show)
	})
}

// show opens the folder of what was saved; the notice that offers it is gone
// then, and comes back.
func (s *Screen) show() {
	path := s.state.saved
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Show(ctx, path)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.explain(err, s.show)
		}
	})
}

// write begins a letter.
func (s *Screen) write() {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Write(ctx)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.explain(err, s.write)
		}
	})
}
