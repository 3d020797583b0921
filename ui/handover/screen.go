// Package handover is the narrow window that stands beside the browser while a
// person puts a report onto a portal that programs have no way into: it copies
// field by field, opens the folder of photos, ticks what is done, and takes the
// article's address at the end. What is handed over is prepared by
// export/handover; here may live only how it is handed out.
package handover

import (
	"context"
	"errors"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/export/handover"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Env is what the window needs from the house around it. What takes a context is
// called beside the window, the rest where widgets may be touched.
type Env struct {
	Runner  task.Runner
	Account model.Account // its Address may be empty: any portal
	Report  string        // how the report is called
	Photos  model.PhotoStore
	// Prepare lays the report out and writes its photos; done is told after each.
	Prepare func(ctx context.Context, done func(done, total int)) (handover.Hand, error)
	Kept    Kept
	// Keep stores what is ticked, Done the article's address; the report counts as
	// published there then. What they cannot do is told by Screen.Fault.
	Keep func(ticks []string)
	Done func(url string)
	Desktop
	Close func() // the window
}

// Kept is what is known of an earlier hand-over of the report to the account.
type Kept struct {
	Ticks []string
	URL   string // of the article
}

// Desktop is what the system does for the window.
type Desktop struct {
	Browse     func(ctx context.Context, address string) error
	ShowFolder func(ctx context.Context, path string) error
	// CopyHTML lays HTML on the clipboard, with the same as text beside it.
	CopyHTML func(ctx context.Context, html, text string) error
}

// Screen is all of the window.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state  *state // nil until the report is prepared
	page   *fyne.Container
	scroll *container.Scroll
	rows   map[string]fyne.CanvasObject // by tick
	thumbs map[model.PhotoID]image.Image
	foot   *fyne.Container
	notice *part.Notice
	root   fyne.CanvasObject
	stop   context.CancelFunc // ends preparing; nil once that is done
}

// New shows the window's content and prepares the report.
func New(env Env) *Screen {
	s := &Screen{env: env, page: container.NewStack(), foot: container.NewStack(), thumbs: map[model.PhotoID]image.Image{}}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.scroll = container.NewVScroll(s.page)
	body := container.New(narrow{s}, s.scroll)
	s.root = part.NewDesk(part.Frame(part.VStack(0, s.newHead(), s.notice.Object()), s.foot, nil, nil, body))
	s.prepare()
	return s
}

// Object is all of the window.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on.
func (s *Screen) Close() { s.cancel() }

// Fault tells what could not be kept.
func (s *Screen) Fault(err error) { s.explain(err, "", nil) }

// Key takes the keys that nothing in the window wants: Enter does the next step,
// Esc puts a message away, or closes.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.Next()
	case fyne.KeyEscape:
		if s.notice.Standing() != nil && s.stop == nil {
			s.notice.Hush()
			return
		}
		s.env.Close()
	}
}

// Next does the first step that is not done.
func (s *Screen) Next() {
	if s.state == nil {
		return
	}
	if st, ok := s.state.next(); ok {
		s.do(st)
	}
}

// prepare lays the report out beside the window.
func (s *Screen) prepare() {
	ctx, cancel := context.WithCancel(s.ctx)
	s.stop = cancel
	what := say.T("handover.preparing")
	line := part.NewProgressLine(what, cancel)
	s.notice.Show(part.NewSide(part.Below, part.Inset(look.S8, look.S16, look.S8, look.S16, line)))
	far := task.Report(ctx, s.env.Runner, func(done, total int, _ string) { line.Set(done, total, what) })
	task.Go(s.ctx, s.env.Runner, func(context.Context) (handover.Hand, error) {
		return s.env.Prepare(ctx, func(done, total int) { far(done, total, "") })
	}, func(h handover.Hand, err error) {
		cancel()
		s.stop = nil
		s.notice.Hush()
		switch {
		case errors.Is(err, context.Canceled):
			s.tell(part.ToneInfo, say.T("handover.stopped"), say.T("handover.again"), s.prepare)
		case err != nil:
			s.explain(err, say.T("handover.again"), s.prepare)
		default:
			s.state = newState(h, s.env.Kept.Ticks)
			s.state.url = s.env.Kept.URL
			s.update()
		}
	})
}

// do carries out a step, also one that is done: what was copied may be lost.
func (s *Screen) do(st step) {
	switch {
	case st.photos:
		s.beside(st, func(ctx context.Context) error { return s.env.ShowFolder(ctx, s.state.hand.Folder) })
	case st.field.HTML != "":
		s.beside(st, func(ctx context.Context) error { return s.env.CopyHTML(ctx, st.field.HTML, st.field.Text) })
	default:
		s.copyText(st, st.field.Text)
	}
}

// copyText lays one form of a field on the clipboard as text.
func (s *Screen) copyText(st step, text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	s.ticked(st)
}

// beside does what the desktop may take its time for.
func (s *Screen) beside(st step, do func(context.Context) error) {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) { return struct{}{}, do(ctx) }, func(_ struct{}, err error) {
		switch {
		case err == nil:
			s.ticked(st)
		case st.photos:
			s.explain(err, "", nil)
		default:
			s.tell(part.ToneFault, say.T("handover.copy.fault"), "", nil)
		}
	})
}

// ticked notes that a step is done, and brings the next one into sight.
func (s *Screen) ticked(st step) {
	s.notice.Hush()
	if s.state.tick(st) {
		s.env.Keep(s.state.ticks)
	}
	s.update()
	if next, ok := s.state.next(); ok {
		s.reveal(s.rows[next.tick])
		return
	}
	s.scroll.ScrollToBottom()
}

// reveal scrolls as little as brings a row into sight whole.
func (s *Screen) reveal(row fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(row).Y - driver.AbsolutePositionForObject(s.scroll).Y
	switch below := top + row.Size().Height + look.S12 - s.scroll.Size().Height; {
	case top < 0:
		s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, top-look.S12))
	case below > 0:
		s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, below))
	}
}

// finish takes the article's address.
func (s *Screen) finish(typed string) {
	address, ok := articleURL(typed)
	if !ok {
		s.tell(part.ToneWarning, say.T("handover.url.wrong"), "", nil)
		return
	}
	s.notice.Hush()
	s.state.url = address
	s.env.Done(address)
	s.update()
	s.scroll.ScrollToBottom()
}

func (s *Screen) browse(address string) {
	task.Go(s.ctx, s.env.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.env.Browse(ctx, address)
	}, func(_ struct{}, err error) {
		if err != nil {
			s.explain(err, "", nil)
		}
	})
}

// narrow gives the column its width first: wrapped text knows how high it is
// only then, and the scroll asks for heights before it gives widths.
type narrow struct{ screen *Screen }

func (l narrow) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.screen.page.Resize(fyne.NewSize(size.Width, 0))
	l.screen.scroll.Resize(size)
}

func (narrow) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.PanelWidth, look.PanelWidth)
}
