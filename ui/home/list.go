package home

import (
	"image/color"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
)

// columnWidth is the most that list and bars take of a wide window.
const columnWidth float32 = 1160

// listEvents is what the list asks of the screen.
type listEvents struct {
	rowEvents
	bind func(*row, *entry) // shows a report in a row
	key  func(fyne.KeyName) // a key that is not about moving
	keys func(fyne.Shortcut)
}

// reportList is the list: it holds rows for what can be seen and no more, so that
// ten thousand reports are as quick as ten. It is one stop of the Tab key; the
// arrows move within it.
type reportList struct {
	widget.BaseWidget

	state   *state
	do      listEvents
	scroll  *container.Scroll
	content *fyne.Container
	sheet   *canvas.Rectangle // the page behind the rows
	rows    map[int]*row      // by place in the list
	spare   []*row
	focused bool
}

var (
	_ fyne.Focusable    = (*reportList)(nil)
	_ fyne.Shortcutable = (*reportList)(nil)
)

func newReportList(s *state, do listEvents) *reportList {
	l := &reportList{state: s, do: do, rows: map[int]*row{}}
	l.sheet = rounded(look.Corner)
	l.sheet.StrokeWidth = look.Hairline
	l.content = container.New(rowsLayout{l}, l.sheet)
	l.scroll = container.NewVScroll(l.content)
	l.scroll.OnScrolled = func(fyne.Position) { l.place() }
	l.ExtendBaseWidget(l)
	return l
}

// update shows the state anew, with the current row in sight.
func (l *reportList) update() {
	for i, r := range l.rows {
		l.fill(i, r)
	}
	l.scroll.Refresh() // its content, every row, too
	l.place()
}

// top scrolls back to the first row.
func (l *reportList) top() { l.scroll.ScrollToOffset(fyne.Position{}) }

// follow scrolls as little as brings the current row into sight.
func (l *reportList) follow() {
	if l.state.current < 0 {
		return
	}
	above, view := rowTop(l.state.current), l.scroll.Size().Height
	at := l.scroll.Offset.Y
	at = min(at, above-listTop)
	at = max(at, above+rowHeight+look.S8-view)
	l.scroll.ScrollToOffset(fyne.NewPos(0, at))
}

// pageRows is how many rows a page key moves by.
func (l *reportList) pageRows() int { return max(1, int(l.scroll.Size().Height/rowHeight)-1) }

// sees reports whether a row in sight shows the photo.
func (l *reportList) sees(id model.PhotoID) bool {
	for _, r := range l.rows {
		if r.entry.Cover == id {
			return true
		}
	}
	return false
}

// fill makes a row show what stands at place i.
func (l *reportList) fill(i int, r *row) {
	e := l.state.at(i)
	if e == nil {
		return
	}
	l.do.bind(r, e)
	r.is.current, r.is.focused, r.is.last = i == l.state.current, l.focused, i == len(l.state.shown)-1
}

// place puts rows where something is to be seen, and lays the sheet behind
// them. The sheet is no longer than the window: Fyne paints all of it.
func (l *reportList) place() {
	view, from := l.scroll.Size().Height, l.scroll.Offset.Y
	n := len(l.state.shown)
	first := max(0, int((from-listTop)/rowHeight))
	last := min(n, int(math.Ceil(float64((from+view-listTop)/rowHeight))))
	l.free(first, last)

	column := min(columnWidth, l.content.Size().Width-2*look.S16)
	x := (l.content.Size().Width - column) / 2
	for i := first; i < last; i++ {
		r := l.rows[i]
		if r == nil {
			r = l.take()
			l.rows[i] = r
			l.fill(i, r)
			r.Refresh()
		}
		put(r, x, rowTop(i), column, rowHeight)
	}
	l.inOrder()
	start := max(rowTop(0), from-look.S48)
	put(l.sheet, x, start, column, min(rowTop(n), from+view+look.S48)-start)
}

// listTop is the air above the first row.
const listTop = look.S4

// rowTop is where row i begins in the list.
func rowTop(i int) float32 { return listTop + float32(i)*rowHeight }

// free puts the rows outside first to last away for later.
func (l *reportList) free(first, last int) {
	for i, r := range l.rows {
		if i < first || i >= last {
			r.Hide()
			r.is = rowState{}
			l.spare = append(l.spare, r)
			delete(l.rows, i)
		}
	}
}

// take is a row to be filled.
func (l *reportList) take() *row {
	if n := len(l.spare); n > 0 {
		r := l.spare[n-1]
		l.spare = l.spare[:n-1]
		r.Show()
		return r
	}
	r := newRow(l.do.rowEvents)
	l.content.Objects = append(l.content.Objects, r)
	return r
}

// inOrder keeps the rows in the order of the eye, which is that of Tab.
func (l *reportList) inOrder() {
	slices.SortStableFunc(l.content.Objects[1:], func(a, b fyne.CanvasObject) int {
		return int(a.Position().Y - b.Position().Y)
	})
}

// FocusGained is called when the keyboard comes: it points at a row.
func (l *reportList) FocusGained() {
	l.focused = true
	if l.state.current < 0 {
		l.state.step(1)
	}
	l.update()
}

// FocusLost is called when the keyboard goes.
func (l *reportList) FocusLost() {
	l.focused = false
	l.update()
}

// TypedRune does nothing: searching has its own box.
func (l *reportList) TypedRune(rune) {}

// TypedKey moves along the list, and asks the screen for the rest.
func (l *reportList) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyPageUp:
		l.move(-l.pageRows())
	case fyne.KeyPageDown:
		l.move(l.pageRows())
	case fyne.KeyHome:
		l.move(-len(l.state.shown))
	case fyne.KeyEnd:
		l.move(len(l.state.shown))
	default:
		l.do.key(k.Name)
	}
}

// TypedShortcut hands keys with Ctrl to the screen.
func (l *reportList) TypedShortcut(s fyne.Shortcut) { l.do.keys(s) }

func (l *reportList) move(by int) {
	l.state.step(by)
	l.follow()
	l.update()
}

// currentAt is where a menu for the current row belongs in the window.
func (l *reportList) currentAt() fyne.Position {
	r := l.rows[l.state.current]
	if r == nil {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	}
	more := r.offers.more
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(more).AddXY(0, more.Size().Height)
}

// CreateRenderer is Fyne's.
func (l *reportList) CreateRenderer() fyne.WidgetRenderer {
	s := listSkin{widget.NewSimpleRenderer(l.scroll), l}
	s.paint()
	return s
}

type listSkin struct {
	fyne.WidgetRenderer
	list *reportList
}

func (s listSkin) Layout(size fyne.Size) {
	s.list.scroll.Resize(size)
	s.list.place()
}

func (s listSkin) paint() {
	s.list.sheet.FillColor = look.Color(look.Page)
	s.list.sheet.StrokeColor = look.Color(look.Line)
	if len(s.list.state.shown) == 0 {
		s.list.sheet.FillColor, s.list.sheet.StrokeColor = color.Transparent, color.Transparent
	}
}

func (s listSkin) Refresh() {
	s.paint()
	s.list.update()
}

// rowsLayout makes room for every row, and has those in sight placed.
type rowsLayout struct{ list *reportList }

func (l rowsLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.list.place() }

func (l rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, rowTop(len(l.list.state.shown))+look.S48)
}
