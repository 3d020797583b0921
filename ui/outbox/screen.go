// Package outbox is the screen of the queue of publishing: what is being sent,
// what waits, what asks for the user, what was done lately. The queue itself is
// handed in; here may live only what this screen shows and asks.
package outbox

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sending"
	"tinxa/ui/task"
)

// Env is what the screen needs from the house around it.
type Env struct {
	Runner task.Runner
	Now    func() time.Time // also says in which zone times are shown
	Queue  *sending.Queue
	// Show leaves for the report on its way out, with that account chosen.
	Show        func(r model.ReportID, account model.AccountID)
	EditAccount func(account model.AccountID)
	AddPortal   func()
	// OpenURL opens a web address in the browser. It is called beside the window.
	OpenURL func(url string) error
	Back    func() // to the list of reports
}

// Screen is the whole screen.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	unwatch func() // ends following the queue

	page   *part.Reading
	notice *part.Notice
	body   *fyne.Container
	root   fyne.CanvasObject

	shape string // of what is shown; while it stays only the progress moves
	rows  []*row // in the order on the screen
	open  model.DispatchID
}

// New shows the queue, and follows it until Close.
func New(env Env) *Screen {
	s := &Screen{env: env, page: part.NewReading(), body: container.NewStack()}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	back := part.NewPlain(say.T("outbox.back"), look.IconBack, env.Back)
	bar := container.NewStack(part.NewBar(part.Below, part.HStack(0, back), nil, nil),
		container.NewCenter(part.NewText(look.Strong, say.T("outbox.title"))))
	s.root = part.NewDesk(part.Frame(part.VStack(0, bar, s.notice.Object()), nil, nil, nil, s.body))
	s.build()
	s.unwatch = env.Queue.Watch(s.follow)
	return s
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Close ends what is still going on; the queue goes on sending.
func (s *Screen) Close() {
	s.cancel()
	s.unwatch()
}

// Key takes the keys that nothing on the screen wants: Esc folds a log together
// or goes back, the arrows go into the list.
func (s *Screen) Key(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyDown || e.Name == fyne.KeyUp:
		s.step(0)
	case e.Name != fyne.KeyEscape:
	case s.open != "":
		s.unfold("")
	default:
		s.env.Back()
	}
}

// follow shows what has become of the queue: the progress alone where nothing
// else has changed.
func (s *Screen) follow() {
	if s.shapeNow() != s.shape {
		s.build()
		return
	}
	for _, r := range s.rows {
		id, account := r.item.Dispatch.ID.Parts()
		if item, ok := s.env.Queue.Of(id, account); ok {
			r.advance(item, s.env.Now())
		}
	}
}

// shapeNow tells apart what must be shown in different ways.
func (s *Screen) shapeNow() string {
	var b strings.Builder
	for _, a := range s.env.Queue.Accounts() {
		fmt.Fprint(&b, a.ID, a.Name, a.Kind, ";")
	}
	for _, i := range s.env.Queue.Items() {
		d := i.Dispatch
		fmt.Fprint(&b, d.ID, i.Running, i.Busy, i.Fault, d.State, d.Trouble, d.Wait, d.Sent.At, len(d.Log), ";")
	}
	return b.String()
}

// build makes the page anew.
func (s *Screen) build() {
	s.shape, s.rows = s.shapeNow(), nil
	in := sorted(s.env.Queue.Items(), s.env.Now())
	var objects []fyne.CanvasObject
	for _, g := range groups() {
		if len(in[g]) == 0 {
			continue
		}
		head := part.NewText(look.Strong, say.T("outbox.group."+string(g)))
		objects = append(objects, part.Inset(look.S8, 0, 0, look.S4, head))
		for _, item := range in[g] {
			r := s.newRow(item)
			s.rows = append(s.rows, r)
			objects = append(objects, r.card)
		}
	}
	if len(s.rows) == 0 {
		s.body.Objects = []fyne.CanvasObject{s.newEmpty()}
	} else {
		s.page.Set(look.S8, objects...)
		s.body.Objects = []fyne.CanvasObject{s.page.Object()}
	}
	s.body.Refresh()
}

// newEmpty says what the screen is for and what to do next.
func (s *Screen) newEmpty() fyne.CanvasObject {
	if len(s.env.Queue.Accounts()) == 0 {
		return part.NewEmptyState(look.IconBrowser, say.T("outbox.empty.portals"),
			part.NewPrimary(say.T("outbox.add"), look.IconAdd, s.env.AddPortal))
	}
	return part.NewEmptyState(look.IconCheck, say.T("outbox.empty"),
		part.NewButton(say.T("outbox.back"), "", s.env.Back))
}

// step moves the keyboard to the row of that index.
func (s *Screen) step(i int) {
	if i < 0 || i >= len(s.rows) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.rows[i].card); c != nil {
		c.Focus(s.rows[i].card)
		s.page.Reveal(s.rows[i].card)
	}
}

// unfold shows the log of a dispatch, or of none; the keyboard stays in its row.
func (s *Screen) unfold(id model.DispatchID) {
	if s.open == id {
		id = ""
	}
	s.open = id
	s.build()
	for _, r := range s.rows {
		if r.item.Dispatch.ID == id {
			s.page.Reveal(r.card)
		}
	}
}

// toast tells that something is done.
func (s *Screen) toast(text string) {
	if stage := part.StageOf(s.root); stage != nil {
		stage.Toast(text, "", nil)
	}
}
