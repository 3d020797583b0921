package part

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
)

// Lines is long text to be read: a log, a licence. It wraps at words and scrolls,
// and holds widgets for the lines in sight alone, so that a megabyte costs no
// more than a page.
type Lines struct {
	root   *fyne.Container
	scroll *container.Scroll
	page   *fyne.Container
	pool   []*Text // as many as were ever in sight, reused from above

	text   string
	rows   []string
	widths map[rune]float32
	room   float32 // that rows were wrapped to
	atEnd  bool
}

// linesKind is the type that lines are set in.
const linesKind = look.Label

// NewLines is an empty place for text.
func NewLines() *Lines {
	l := &Lines{widths: map[rune]float32{}}
	l.page = container.New(linesPage{l})
	l.scroll = container.NewVScroll(l.page)
	l.scroll.OnScrolled = func(fyne.Position) { l.draw() }
	l.root = container.New(linesLayout{l}, l.scroll)
	return l
}

// Object is what stands on the screen.
func (l *Lines) Object() fyne.CanvasObject { return l.root }

// Set replaces the text and shows its beginning, or its end.
func (l *Lines) Set(text string, atEnd bool) {
	l.text, l.atEnd = strings.TrimRight(text, "\n"), atEnd
	l.wrap()
	l.jump()
}

// Text is the whole text.
func (l *Lines) Text() string { return l.text }

// InSight are the lines that are shown now.
func (l *Lines) InSight() []string {
	var words []string
	for _, t := range l.pool {
		if t.Visible() {
			words = append(words, t.Text())
		}
	}
	return words
}

// Turn scrolls by pages: 1 forwards, -1 back.
func (l *Lines) Turn(pages int) {
	y := l.scroll.Offset.Y + float32(pages)*max(0, l.scroll.Size().Height-lineHeight())
	l.scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, y), max(0, l.page.MinSize().Height-l.scroll.Size().Height))))
	l.draw()
}

// Find brings the first line that begins so into sight.
func (l *Lines) Find(beginning string) {
	for i, row := range l.rows {
		if strings.HasPrefix(row, beginning) {
			l.scroll.ScrollToOffset(fyne.NewPos(0, float32(i)*lineHeight()))
			l.draw()
			return
		}
	}
}

func (l *Lines) jump() {
	l.scroll.Refresh()
	if l.atEnd {
		l.scroll.ScrollToBottom()
	} else {
		l.scroll.ScrollToTop()
	}
	l.draw()
}

func lineHeight() float32 {
	return fyne.MeasureText("x", linesKind.Size(), linesKind.Style()).Height
}

// draw fills the lines in sight.
func (l *Lines) draw() {
	height := lineHeight()
	first := max(0, int(l.scroll.Offset.Y/height))
	count := min(len(l.rows)-first, int(l.scroll.Size().Height/height)+2)
	for len(l.pool) < count {
		l.pool = append(l.pool, NewText(linesKind, "").In(look.Ink))
		l.page.Objects = append(l.page.Objects, l.pool[len(l.pool)-1])
	}
	for i, t := range l.pool {
		t.Hidden = i >= count
		if !t.Hidden {
			t.SetText(l.rows[first+i])
			t.Move(fyne.NewPos(look.S16, look.S12+float32(first+i)*height))
			t.Resize(fyne.NewSize(l.room, height))
		}
	}
	l.page.Refresh()
}

// wrap breaks the text into rows as wide as there is room.
func (l *Lines) wrap() {
	l.rows = l.rows[:0]
	if l.room <= 0 || l.text == "" {
		return
	}
	for line := range strings.SplitSeq(l.text, "\n") {
		l.rows = l.breakLine(l.rows, strings.ReplaceAll(strings.TrimRight(line, "\r "), "\t", "    "))
	}
}

// breakLine adds the rows of a line: broken at its last space that has room, or
// anywhere in a word that has none.
func (l *Lines) breakLine(rows []string, line string) []string {
	width, from, space := float32(0), 0, -1
	for i, r := range line {
		width += l.widthOf(r)
		if r == ' ' {
			space = i // hangs over the edge where it must: nobody sees it
			continue
		}
		if width <= l.room || i == from {
			continue
		}
		at := i
		if space >= from {
			at = space + 1
		}
		rows = append(rows, line[from:at])
		width, from, space = l.widthOfAll(line[at:i])+l.widthOf(r), at, -1
	}
	return append(rows, line[from:])
}

func (l *Lines) widthOfAll(s string) (width float32) {
	for _, r := range s {
		width += l.widthOf(r)
	}
	return width
}

// widthOf is measured once a letter; what letters move together is too little to
// matter here.
func (l *Lines) widthOf(r rune) float32 {
	width, known := l.widths[r]
	if !known {
		width = fyne.MeasureText(string(r), linesKind.Size(), linesKind.Style()).Width
		l.widths[r] = width
	}
	return width
}

// linesPage is as high as all lines would be; draw puts those in sight into
// their places.
type linesPage struct{ lines *Lines }

func (p linesPage) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, 2*look.S12+float32(len(p.lines.rows))*lineHeight())
}

func (linesPage) Layout([]fyne.CanvasObject, fyne.Size) {}

// linesLayout wraps the text anew where the place becomes wider or narrower.
type linesLayout struct{ lines *Lines }

func (y linesLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := y.lines
	first := l.room == 0
	if room := size.Width - 2*look.S16; room != l.room {
		l.room = room
		l.wrap()
	}
	l.scroll.Resize(size)
	if first {
		l.jump()
	}
	l.draw()
}

func (linesLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(240, leastReading) }
