package sheet

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// mouse is what the mouse is doing.
type mouse struct {
	clicks clicks
	grip   grip
	creep  *task.Timer // scrolls on while something is dragged beyond an edge
	creeps bool        // creep is under way
	over   hit         // what the pointer is on
	now    func() time.Time
}

func newMouse(s *Sheet) mouse {
	return mouse{over: hit{box: -1}, now: time.Now, creep: task.NewTimer(s.env.Runner, creepEvery, s.creep)}
}

// Two clicks are one double click when they are that near in time and place, as
// Windows is set by default.
const (
	clickTime         = 500 * time.Millisecond
	clickFar  float32 = 4
)

// clicks counts clicks in one place: the second takes the word, the third the
// text.
type clicks struct {
	at    fyne.Position
	when  time.Time
	count int
}

// add counts a click and says which it is, 1 to 3.
func (c *clicks) add(at fyne.Position, when time.Time) int {
	if when.Sub(c.when) > clickTime || far(at, c.at, clickFar) {
		c.count = 0
	}
	c.at, c.when = at, when
	c.count = c.count%3 + 1
	return c.count
}

// far reports whether two points lie more than a distance apart.
func far(a, b fyne.Position, distance float32) bool {
	d := a.Subtract(b)
	return d.X*d.X+d.Y*d.Y > distance*distance
}

// MouseDown implements desktop.Mouseable.
func (p *page) MouseDown(ev *desktop.MouseEvent) {
	s := p.sheet
	s.takeFocus()
	if ev.Button != desktop.MouseButtonPrimary {
		s.giveUp()
		return
	}
	s.take(ev)
}

// MouseUp implements desktop.Mouseable.
func (p *page) MouseUp(ev *desktop.MouseEvent) {
	switch ev.Button {
	case desktop.MouseButtonPrimary:
		p.sheet.letGo()
	case desktop.MouseButtonSecondary:
		p.sheet.menuAt(ev)
	}
}

// menuAt asks for the menu where the right button was let go. The caret goes
// there first, unless that is within what is selected.
func (s *Sheet) menuAt(ev *desktop.MouseEvent) {
	if !s.isSelected(ev.Position) {
		s.choose(manuscript.At(s.pointed(ev.Position)))
	}
	if s.env.Tell.Menu != nil {
		s.env.Tell.Menu(ev.AbsolutePosition)
	}
}

// isSelected reports whether a point lies within what is selected.
func (s *Sheet) isSelected(p fyne.Position) bool {
	for _, r := range s.layout.rects(s.env.State.Ordered()) {
		if r.holds(p) {
			return true
		}
	}
	return false
}

// pointed is the spot that a click leads to: a picture where the pointer is on
// one.
func (s *Sheet) pointed(p fyne.Position) manuscript.Spot {
	if h := s.hit(p); h.kind != onDesk && h.kind != onText {
		return s.env.State.Boxes()[h.box].Spot
	}
	return s.layout.spotAt(p)
}

// MouseIn implements desktop.Hoverable.
func (p *page) MouseIn(ev *desktop.MouseEvent) { p.sheet.hover(p.sheet.hit(ev.Position)) }

// MouseMoved implements desktop.Hoverable.
func (p *page) MouseMoved(ev *desktop.MouseEvent) { p.sheet.hover(p.sheet.hit(ev.Position)) }

// MouseOut implements desktop.Hoverable.
func (p *page) MouseOut() { p.sheet.hover(hit{box: -1}) }

// hover keeps what the pointer is on, for the shape of the pointer and the tools
// of a picture.
func (s *Sheet) hover(on hit) {
	s.hands.mouse.over = on
	s.pointTo(on)
}

// Cursor implements desktop.Cursorable.
func (p *page) Cursor() desktop.Cursor {
	m := &p.sheet.hands.mouse
	kind := m.over.kind
	if m.grip.kind != holdNothing {
		kind = m.grip.hit.kind
	}
	switch kind {
	case onHandle:
		return desktop.HResizeCursor
	case onPicture, onCoverMark, onAdd:
		return desktop.PointerCursor
	}
	if m.grip.kind == holdText {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}
