package history

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// timelineEvents is what the time line asks of the screen.
type timelineEvents struct {
	choose, compare, rename func(rev int64)
	named                   func(rev int64, name string)
	key                     func(*fyne.KeyEvent)
}

// timeline lists the versions under their days. It holds objects for what can
// be seen and no more: there may be a thousand versions of the last hour. It is
// one stop of the Tab key; the arrows move within it.
type timeline struct {
	widget.BaseWidget

	state   *state
	now     func() time.Time
	do      timelineEvents
	scroll  *container.Scroll
	content *fyne.Container
	lines   []line
	tops    []float32 // where each line begins, and where the last ends
	seen    map[int]fyne.CanvasObject
	naming  *naming // the version that is being named, nil for none
	focused bool
}

var (
	_ fyne.Focusable    = (*timeline)(nil)
	_ fyne.CanvasObject = (*timeline)(nil)
)

func newTimeline(s *state, now func() time.Time, do timelineEvents) *timeline {
	l := &timeline{state: s, now: now, do: do, seen: map[int]fyne.CanvasObject{}}
	l.content = container.New(linesLayout{l})
	l.scroll = container.NewVScroll(l.content)
	l.scroll.OnScrolled = func(fyne.Position) { l.place() }
	l.ExtendBaseWidget(l)
	return l
}

// The heights of lines, in device-independent pixels.
const (
	dayHeight    = look.RowHeight
	momentHeight = look.RowHeight
)

// relist shows the state anew, line by line.
func (l *timeline) relist() {
	l.lines = l.state.lines(l.now().Location())
	l.tops = make([]float32, 1, len(l.lines)+1)
	for _, line := range l.lines {
		l.tops = append(l.tops, l.tops[len(l.tops)-1]+l.heightOf(line))
	}
	l.clear()
	l.scroll.Refresh()
	l.place()
}

func (l *timeline) clear() {
	clear(l.seen)
	l.content.Objects = nil
}

// heightOf is the height of a line: one with pins is higher.
func (l *timeline) heightOf(one line) float32 {
	switch {
	case !one.day.IsZero():
		return dayHeight
	case l.isNamed(one.revision) || len(one.revision.Pins) > 0:
		body := l.newMoment(one.revision)
		body.Resize(fyne.NewSize(l.width(), 0))
		return body.MinSize().Height
	default:
		return momentHeight
	}
}

// width is what lines may take.
func (l *timeline) width() float32 { return cmp.Or(l.Size().Width, look.PanelWidth) }

// isNamed reports whether a version is being named just now.
func (l *timeline) isNamed(r model.Revision) bool { return l.naming != nil && l.naming.rev == r.Rev }

// newMoment is the row of a version.
func (l *timeline) newMoment(r model.Revision) *moment {
	m := newMoment(l, r)
	if l.isNamed(r) {
		m.entry = l.naming.entry
	}
	return m
}

func (l *timeline) newLine(one line) fyne.CanvasObject {
	if one.day.IsZero() {
		return l.newMoment(one.revision)
	}
	name := part.NewText(look.Label, dayName(one.day, l.now()))
	return part.Inset(look.S16, look.S16, 0, look.S16, name)
}

// place puts objects where a line is to be seen.
func (l *timeline) place() {
	view, from := l.scroll.Size().Height, l.scroll.Offset.Y
	first := max(0, l.lineAt(from))
	var objects []fyne.CanvasObject
	seen := map[int]fyne.CanvasObject{}
	for i := first; i < len(l.lines) && l.tops[i] < from+view; i++ {
		o := l.seen[i]
		if o == nil {
			o = l.newLine(l.lines[i])
		}
		put(o, 0, l.tops[i], l.content.Size().Width, l.tops[i+1]-l.tops[i])
		seen[i] = o
		objects = append(objects, o)
	}
	l.seen, l.content.Objects = seen, objects
	canvas.Refresh(l.content) // not its own Refresh, which would lay out again
}

// lineAt is the line at a height, below 0 above the first.
func (l *timeline) lineAt(y float32) int {
	i, found := slices.BinarySearch(l.tops, y)
	if found {
		return i
	}
	return i - 1
}

// repaint shows what is chosen now.
func (l *timeline) repaint() {
	for _, o := range l.seen {
		o.Refresh()
	}
}

// follow scrolls as little as brings the chosen version into sight, the day
// above it too.
func (l *timeline) follow() {
	i := slices.IndexFunc(l.lines, func(one line) bool { return one.day.IsZero() && one.revision.Rev == l.state.chosen })
	if i < 0 {
		return
	}
	at := l.scroll.Offset.Y
	at = min(at, l.tops[max(0, i-1)])
	at = max(at, l.tops[i+1]-l.scroll.Size().Height)
	l.scroll.ScrollToOffset(fyne.NewPos(0, at))
}

// FocusGained is called when the keyboard comes.
func (l *timeline) FocusGained() {
	l.focused = true
	l.repaint()
}

// FocusLost is called when the keyboard goes.
func (l *timeline) FocusLost() {
	l.focused = false
	l.repaint()
}

// TypedRune does nothing: letters are keys here.
func (l *timeline) TypedRune(rune) {}

// TypedKey asks the screen.
func (l *timeline) TypedKey(k *fyne.KeyEvent) { l.do.key(k) }

// CreateRenderer is Fyne's.
func (l *timeline) CreateRenderer() fyne.WidgetRenderer {
	return timelineSkin{widget.NewSimpleRenderer(l.scroll), l}
}

type timelineSkin struct {
	fyne.WidgetRenderer
	line *timeline
}

func (s timelineSkin) Layout(size fyne.Size) {
	s.line.scroll.Resize(size)
	s.line.relist()
}

// linesLayout makes room for every line, and has those in sight placed.
type linesLayout struct{ line *timeline }

func (l linesLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.line.place() }

func (l linesLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if len(l.line.tops) == 0 {
		return fyne.Size{}
	}
	return fyne.NewSize(0, l.line.tops[len(l.line.tops)-1]+look.S16)
}

// naming is a name that is being written.
type naming struct {
	rev   int64
	was   string
	entry *part.Entry
}

// startNaming opens the field in the chosen version's row.
func (l *timeline) startNaming(r model.Revision) {
	n := &naming{rev: r.Rev, was: nameOf(r), entry: part.NewField(say.T("history.name.hint"))}
	n.entry.SetText(n.was)
	n.entry.CursorColumn = len([]rune(n.was))
	n.entry.OnSubmitted = func(string) { l.endNaming(true) }
	n.entry.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyEscape {
			l.endNaming(false)
		}
		return k.Name == fyne.KeyEscape
	}
	l.naming = n
	l.relist()
	l.follow()
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(n.entry)
	}
}

// endNaming closes the field; what was written is kept or left. It reports
// whether a field was open.
func (l *timeline) endNaming(keep bool) bool {
	n := l.naming
	if n == nil {
		return false
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Focused() == n.entry {
		c.Focus(l)
	}
	if keep {
		l.keepName()
	}
	l.naming = nil
	l.relist()
	return true
}

// keepName hands a name on that is being written, where it is another one.
func (l *timeline) keepName() {
	n := l.naming
	l.naming = nil
	if n == nil {
		return
	}
	if name := tidyName(n.entry.Text); name != n.was {
		l.do.named(n.rev, name)
	}
}
