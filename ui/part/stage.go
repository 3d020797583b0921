package part

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/task"
)

const (
	// TipDelay is how long the pointer rests before a hint appears.
	TipDelay = 500 * time.Millisecond
	// ToastTime is how long a toast stays: long enough to read it and undo.
	ToastTime = 8 * time.Second
)

// Stage is the root of a window: the screen, and above it hints and toasts.
// These are no Fyne overlays, which would take the keyboard away from the text
// being written; they are drawn above and let every click but their own pass.
type Stage struct {
	widget.BaseWidget

	runner  task.Runner
	screen  *fyne.Container
	asked   *fyne.Container // holds at most one question
	tip     *tip
	toasts  *fyne.Container // holds at most one
	leave   *task.Timer     // takes the toast away
	tipWait *task.Timer
	waiting tipRequest
}

// tipRequest is the hint that will be shown when the pointer stays.
type tipRequest struct {
	by             fyne.CanvasObject
	text, shortcut string
}

// NewStage is the stage with its first screen. It must be the content of its
// window, so that parts find it.
func NewStage(r task.Runner, screen fyne.CanvasObject) *Stage {
	s := &Stage{runner: r, screen: container.NewStack(screen), asked: container.NewStack(), tip: newTip(), toasts: container.NewStack()}
	s.tip.Hide()
	s.leave = task.NewTimer(r, ToastTime, s.clearToast)
	s.tipWait = task.NewTimer(r, TipDelay, s.showTip)
	s.ExtendBaseWidget(s)
	return s
}

// StageOf is the stage that an object in a window stands on, nil where there is
// none. A screen's own object may be asked for before its first frame.
func StageOf(o fyne.CanvasObject) *Stage {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		s, _ := c.Content().(*Stage)
		return s
	}
	for _, w := range driver.AllWindows() {
		if s, ok := w.Content().(*Stage); ok && len(s.screen.Objects) > 0 && s.screen.Objects[0] == o {
			return s
		}
	}
	return nil
}

// Focus moves the keyboard to something on the stage, which may have been made
// just now: Fyne knows which window an object stands in only after its first
// frame.
func (s *Stage) Focus(o fyne.Focusable) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Content() == fyne.CanvasObject(s) {
			w.Canvas().Focus(o)
		}
	}
}

// Focused is what has the keyboard in the stage's window, nil for nothing.
func (s *Stage) Focused() fyne.Focusable {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		if w.Content() == fyne.CanvasObject(s) {
			return w.Canvas().Focused()
		}
	}
	return nil
}

// Runner is what the stage's own timers run on.
func (s *Stage) Runner() task.Runner { return s.runner }

// SetScreen replaces the screen; hints go, a toast stays (it may hold an undo).
func (s *Stage) SetScreen(screen fyne.CanvasObject) {
	s.hideTip()
	s.screen.Objects = []fyne.CanvasObject{screen}
	s.screen.Refresh()
}

// Toast shows one sentence at the bottom for ToastTime, with one button unless
// action is "". A newer toast takes the older one's place.
func (s *Stage) Toast(text, action string, tapped func()) {
	s.toasts.Objects = []fyne.CanvasObject{newToast(text, action, func() {
		s.clearToast()
		tapped()
	})}
	s.Refresh()
	s.leave.Reset()
}

// Ask shows a question above the screen, which goes on to work below it: what
// is being written need not wait for the answer. It stays until taken is called;
// a newer question takes its place.
func (s *Stage) Ask(question fyne.CanvasObject) (taken func()) {
	g := newGround(look.Page, Inset(look.S16, look.S24, look.S16, look.S24, question))
	g.frame = look.Accent
	s.asked.Objects = []fyne.CanvasObject{g}
	s.Refresh()
	return func() {
		if len(s.asked.Objects) > 0 && s.asked.Objects[0] == fyne.CanvasObject(g) {
			s.asked.Objects = nil
			s.Refresh()
		}
	}
}

// Hush takes the toast away.
func (s *Stage) Hush() { s.clearToast() }

func (s *Stage) clearToast() {
	s.leave.Stop()
	s.toasts.Objects = nil
	s.Refresh()
}

// expectTip shows a hint for an object when the pointer stays a while.
func (s *Stage) expectTip(by fyne.CanvasObject, text, shortcut string) {
	s.waiting = tipRequest{by, text, shortcut}
	s.tipWait.Reset()
}

// dropTip takes back what expectTip announced for the same object.
func (s *Stage) dropTip(by fyne.CanvasObject) {
	if s.waiting.by == by {
		s.hideTip()
	}
}

func (s *Stage) hideTip() {
	s.tipWait.Stop()
	s.waiting = tipRequest{}
	s.tip.Hide()
}

func (s *Stage) showTip() {
	if s.waiting.by == nil {
		return
	}
	s.tip.set(s.waiting.text, s.waiting.shortcut)
	s.tip.Show()
	s.Refresh()
}

// CreateRenderer is Fyne's.
func (s *Stage) CreateRenderer() fyne.WidgetRenderer { return stageSkin{s} }

type stageSkin struct{ stage *Stage }

func (r stageSkin) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.stage.screen, r.stage.asked, r.stage.toasts, r.stage.tip}
}

func (r stageSkin) MinSize() fyne.Size { return r.stage.screen.MinSize() }
func (r stageSkin) Destroy()           { r.stage.leave.Stop(); r.stage.tipWait.Stop() }

func (r stageSkin) Refresh() {
	r.Layout(r.stage.Size())
	r.stage.screen.Refresh()
	r.stage.asked.Refresh()
	r.stage.toasts.Refresh()
	r.stage.tip.Refresh()
}

func (r stageSkin) Layout(size fyne.Size) {
	r.stage.screen.Resize(size)
	asked := r.stage.asked.MinSize()
	r.stage.asked.Resize(asked)
	r.stage.asked.Move(fyne.NewPos((size.Width-asked.Width)/2, max(0, (size.Height-asked.Height)/3)))
	toast := r.stage.toasts.MinSize()
	toast.Width = min(toast.Width, size.Width-2*look.S24)
	r.stage.toasts.Resize(toast)
	r.stage.toasts.Move(fyne.NewPos((size.Width-toast.Width)/2, size.Height-toast.Height-look.S32))
	if by := r.stage.waiting.by; by != nil {
		r.placeTip(by, size)
	}
}

// placeTip puts the hint under the object, or above it where the window ends,
// and keeps it inside the window.
func (r stageSkin) placeTip(by fyne.CanvasObject, size fyne.Size) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(by).Subtract(driver.AbsolutePositionForObject(r.stage))
	tip := r.stage.tip.MinSize()
	x := at.X + (by.Size().Width-tip.Width)/2
	y := at.Y + by.Size().Height + look.S4
	if y+tip.Height > size.Height {
		y = at.Y - tip.Height - look.S4
	}
	x = max(look.S8, min(x, size.Width-tip.Width-look.S8))
	r.stage.tip.Resize(tip)
	r.stage.tip.Move(fyne.NewPos(x, y))
}

// newToast is the bar at the bottom.
func newToast(text, action string, tapped func()) fyne.CanvasObject {
	row := HStack(look.S16, NewText(look.Control, text).In(look.OnHint))
	if action != "" {
		row.Add(newButton(onHint, action, "", tapped))
	}
	return newGround(look.Hint, Inset(look.S4, look.S8, look.S4, look.S16, Sized(0, 36, row)))
}

// tip is the small label that names an icon and its keys.
type tip struct {
	widget.BaseWidget
	text, shortcut *Text
	body           fyne.CanvasObject
}

func newTip() *tip {
	t := &tip{text: NewText(look.Label, "").In(look.OnHint), shortcut: NewText(look.Label, "").In(look.HintAction)}
	t.body = newGround(look.Hint, Inset(look.S4, look.S8, look.S4, look.S8, HStack(look.S8, t.text, t.shortcut)))
	t.ExtendBaseWidget(t)
	return t
}

func (t *tip) set(text, shortcut string) {
	t.text.SetText(text)
	t.shortcut.SetText(shortcut)
	t.shortcut.Hidden = shortcut == ""
}

// CreateRenderer is Fyne's.
func (t *tip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.body) }
