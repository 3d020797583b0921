package editor

import (
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/model/viet"
)

// typed takes over what was typed in a box.
func (p *page) typed(b *textBox, text string) {
	if normal := viet.Normal(text); normal != text {
		pos := utf8.RuneCountInString(viet.Normal(string([]rune(text)[:b.caret()])))
		b.show(normal)
		b.setCaret(pos)
		text = normal
	}
	if err := p.state.Type(b.spot, text); err != nil {
		p.failed(err)
		return
	}
	if b.styled != nil {
		b.styled.follow(styledIn(p.state.Report(), b.spot))
	}
	p.reflow()
	p.changed()
}

func (p *page) spotOf(b *textBox) Spot {
	at := b.spot
	at.Pos = b.caret()
	return at
}

func (p *page) enter(b *textBox)    { p.run(p.state.Break(p.spotOf(b))) }
func (p *page) joinBack(b *textBox) { p.run(p.state.JoinBack(p.spotOf(b))) }
func (p *page) joinNext(b *textBox) { p.run(p.state.JoinNext(p.spotOf(b))) }

// leave goes to the box before (-1) or behind (+1): upwards to its last row,
// downwards to its first, as near to the column as it can be.
func (p *page) leave(b *textBox, by, column int) {
	boxes := p.all()
	i := slices.Index(boxes, b) + by
	if i < 0 || i >= len(boxes) {
		return
	}
	to := boxes[i].spot
	to.Pos = column
	if by < 0 {
		to.Pos = boxes[i].lastRow(column)
	}
	p.Reveal(to)
}

// tab goes to the end of the next text, or with Shift of the one before, and
// beyond the page's last text to the bars around it.
func (p *page) tab(b *textBox) {
	by := 1
	if shiftHeld() {
		by = -1
	}
	boxes := p.all()
	i := slices.Index(boxes, b) + by
	switch {
	case i < 0:
		p.canvas().FocusPrevious()
	case i >= len(boxes):
		p.canvas().FocusNext()
	default:
		to := boxes[i].spot
		to.Pos = utf8.RuneCountInString(boxes[i].Text)
		p.Reveal(to)
	}
}

// lastRow is the position of a column in the last row of the box.
func (b *textBox) lastRow(column int) int {
	row, old := b.CursorRow, b.CursorColumn
	b.CursorRow, b.CursorColumn = b.countRows()-1, 0
	start := b.CursorTextOffset()
	b.CursorRow, b.CursorColumn = row, old
	return min(start+column, utf8.RuneCountInString(b.Text))
}

// paste takes text of several lines apart into blocks. Where the clipboard
// holds no text, or the addresses of files, it may hold photos.
func (p *page) paste(b *textBox, text string) bool {
	if strings.TrimSpace(text) == "" || strings.HasPrefix(text, "file://") {
		p.pasted()
		return true
	}
	if b.spot.Field != Text {
		return p.pasteLine(b, text)
	}
	from, to := b.selection()
	at := b.spot
	at.Pos = from
	p.run(p.state.Paste(at, from, to, text))
	return true
}

// pasteLine puts text of several lines into a box that holds one, as one.
func (p *page) pasteLine(b *textBox, text string) bool {
	if b.lines || !strings.ContainsAny(text, "\r\n\t") {
		return false
	}
	from, to := b.selection()
	runes := []rune(b.Text)
	line := oneLine(text)
	at := b.spot
	at.Pos = from + utf8.RuneCountInString(line)
	p.run(at, p.state.Type(b.spot, string(runes[:from])+line+string(runes[to:])))
	return true
}

// shortcut moves through the page; what it does not know goes to the screen.
func (p *page) shortcut(b *textBox, s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return p.events.shortcut(s)
	}
	boxes := p.all()
	view := p.scroll.Size().Height - 2*rowHeight
	switch {
	case custom.KeyName == fyne.KeyPageUp:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, p.scroll.Offset.Y-view)))
	case custom.KeyName == fyne.KeyPageDown:
		most := max(0, p.desk.Size().Height-p.scroll.Size().Height)
		p.scroll.ScrollToOffset(fyne.NewPos(0, min(most, p.scroll.Offset.Y+view)))
	case custom.Modifier == fyne.KeyModifierControl && custom.KeyName == fyne.KeyHome:
		p.Reveal(boxes[0].spot)
	case custom.Modifier == fyne.KeyModifierControl && custom.KeyName == fyne.KeyEnd:
		last := boxes[len(boxes)-1]
		p.leave(last, 0, utf8.RuneCountInString(last.Text))
	default:
		return p.events.shortcut(s)
	}
	return true
}

// rowHeight is what stays in view of the page before when a page is turned.
const rowHeight float32 = 25

func (p *page) focused(b *textBox, on bool) {
	if !on {
		return
	}
	p.last = b
	for _, o := range p.desk.Objects[1:] {
		r := o.(*row)
		if slices.Contains(r.boxes, b) {
			p.hover(r) // head and foot have no handle, and take away that of others
		}
	}
	p.moved(b.spot)
}

func (p *page) caretMoved(b *textBox) {
	if b != p.last {
		return
	}
	if b.held {
		p.scrollTo(b)
	}
	p.stepped()
}

// wheel lies over the page and turns it. Each Entry has a scroll of its own
// that would swallow the mouse wheel; everything else goes through to them.
type wheel struct {
	widget.BaseWidget
	scroll *container.Scroll
}

func newWheel(scroll *container.Scroll) *wheel {
	w := &wheel{scroll: scroll}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) { w.scroll.Scrolled(e) }

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
