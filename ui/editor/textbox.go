package editor

import (
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// textBox is one text of the page: an Entry without a frame that is as high as
// its text and hands on the keys that lead out of it.
type textBox struct {
	widget.Entry
	spot  Spot
	page  *page
	kind  look.Kind
	lines bool // Enter makes a line here and does not leave the box
	quiet bool // SetText by the page, not typing
	held  bool // the keyboard is here, and something was typed or clicked since
	rows  int  // as laid out; 0 when it must be counted

	drawn  []fyne.CanvasObject // by Entry's renderer
	styled *styled             // shows styles over the box; nil where there are none
}

func newTextBox(page *page, spot Spot, kind look.Kind, placeholder string) *textBox {
	b := &textBox{spot: spot, page: page, kind: kind}
	b.MultiLine = true
	b.Wrapping = fyne.TextWrapWord
	b.TextStyle = kind.Style()
	b.PlaceHolder = placeholder
	b.ExtendBaseWidget(b)
	b.OnChanged = b.changed
	b.OnCursorChanged = func() { page.caretMoved(b) }
	b.dress()
	return b
}

// CreateRenderer implements fyne.Widget. Entry's ground and frame go: the frame
// would be drawn around the text while the caret is in it.
func (b *textBox) CreateRenderer() fyne.WidgetRenderer {
	r := b.Entry.CreateRenderer()
	b.drawn = r.Objects()
	for _, o := range r.Objects() {
		if frame, ok := o.(*canvas.Rectangle); ok {
			frame.Hide()
		}
	}
	return r
}

// dress gives the box the theme of its kind of text. Fyne reads the fonts anew,
// ten megabytes at a time, for every theme override and again at every refresh
// of one, and never lets them go. So the override is made once, stays out of
// the window, and what it marked in the box to be drawn with its own fonts is
// put aside for text that is drawn with everybody's.
func (b *textBox) dress() {
	container.NewThemeOverride(b, look.Text(b.kind))
	for _, o := range b.drawn {
		scroll, ok := o.(*container.Scroll)
		if !ok {
			continue
		}
		for _, inner := range scroll.Content.(fyne.Widget).CreateRenderer().Objects() {
			if text, ok := inner.(*widget.RichText); ok {
				unmark(text)
			}
		}
	}
}

// unmark makes a rich text draw its segment with a new object.
func unmark(text *widget.RichText) {
	for i, segment := range text.Segments {
		if s, ok := segment.(*widget.TextSegment); ok {
			fresh := *s
			text.Segments[i] = &fresh
		}
	}
	text.Refresh()
}

// hold takes note whether the writer works in the box's plain text.
func (b *textBox) hold(on bool) {
	b.held = on
	if b.styled != nil {
		b.styled.lift(on)
	}
}

// show puts text in without telling the page; the caret stays where it can.
func (b *textBox) show(text string) {
	if text == b.Text {
		return
	}
	b.quiet = true
	b.SetText(text)
	b.quiet = false
	b.rows = 0
}

func (b *textBox) changed(text string) {
	b.rows = 0
	if !b.quiet {
		b.page.typed(b, text)
	}
}

// Resize implements fyne.CanvasObject; a new width means a new count of rows.
func (b *textBox) Resize(size fyne.Size) {
	if size.Width != b.Size().Width {
		b.rows = 0
	}
	b.Entry.Resize(size)
}

// MinSize is as high as the text at the width that the box has now.
func (b *textBox) MinSize() fyne.Size {
	if b.rows == 0 {
		b.rows = b.countRows()
	}
	th := b.Theme()
	row := fyne.MeasureText("M", th.Size(theme.SizeNameText), b.TextStyle).Height
	around := 2*th.Size(theme.SizeNameInnerPadding) + 2*th.Size(theme.SizeNameInputBorder)
	return fyne.NewSize(4*row, float32(b.rows)*row+around)
}

// countRows counts the rows of the wrapped text. Entry keeps that count to
// itself but tells the offset of any row's beginning: one beyond the last
// counts as 0.
func (b *textBox) countRows() int {
	row, column := b.CursorRow, b.CursorColumn
	defer func() { b.CursorRow, b.CursorColumn = row, column }()
	n := 1
	for b.CursorColumn = 0; ; n++ {
		b.CursorRow = n
		if b.CursorTextOffset() == 0 {
			return n
		}
	}
}

// setCaret puts the caret behind pos runes.
func (b *textBox) setCaret(pos int) {
	pos = min(pos, utf8.RuneCountInString(b.Text))
	rows := b.countRows()
	b.CursorColumn = 0
	for b.CursorRow = rows - 1; b.CursorRow > 0 && b.CursorTextOffset() > pos; b.CursorRow-- {
	}
	b.CursorColumn = pos - b.CursorTextOffset()
	b.Refresh()
}

// caret is how many runes stand before the caret.
func (b *textBox) caret() int { return b.CursorTextOffset() }

// selection is the range of runes that is selected, empty at the caret where
// nothing is. Entry tells what is selected and where the caret is, and the
// caret is at one end of the selection.
func (b *textBox) selection() (from, to int) {
	pos := b.caret()
	selected := b.SelectedText()
	n := utf8.RuneCountInString(selected)
	runes := []rune(b.Text)
	if n > 0 && pos >= n && string(runes[pos-n:pos]) == selected {
		return pos - n, pos
	}
	return pos, pos + n
}

// FocusGained implements fyne.Focusable.
func (b *textBox) FocusGained() {
	b.Entry.FocusGained()
	b.hold(true)
	b.page.focused(b, true)
}

// FocusLost implements fyne.Focusable.
func (b *textBox) FocusLost() {
	b.Entry.FocusLost()
	b.hold(false)
	b.page.focused(b, false)
}

// TypedRune implements fyne.Focusable.
func (b *textBox) TypedRune(r rune) {
	b.hold(true)
	b.Entry.TypedRune(r)
}

// MouseDown implements desktop.Mouseable.
func (b *textBox) MouseDown(e *desktop.MouseEvent) {
	b.hold(true)
	b.Entry.MouseDown(e)
}

// AcceptsTab implements fyne.Tabbable: Tab goes on to the next text, not to
// the tools between them.
func (b *textBox) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (b *textBox) TypedKey(key *fyne.KeyEvent) {
	b.hold(true)
	if b.leaves(key.Name) {
		return
	}
	b.rows = 0
	b.Entry.TypedKey(key)
}

// leaves handles the keys that lead out of the box and reports whether key was
// one of them.
func (b *textBox) leaves(key fyne.KeyName) bool {
	end := utf8.RuneCountInString(b.Text)
	pos, alone := b.caret(), b.SelectedText() == ""
	switch key {
	case fyne.KeyReturn, fyne.KeyEnter:
		if b.lines || shiftHeld() && b.spot.Field == Sapo {
			return false
		}
		b.page.enter(b)
	case fyne.KeyBackspace:
		if pos != 0 || !alone {
			return false
		}
		b.page.joinBack(b)
	case fyne.KeyDelete:
		if pos != end || !alone {
			return false
		}
		b.page.joinNext(b)
	case fyne.KeyTab:
		b.page.tab(b)
	case fyne.KeyEscape:
		b.page.escaped()
	case fyne.KeyPageUp, fyne.KeyPageDown:
		return b.page.shortcut(b, &desktop.CustomShortcut{KeyName: key})
	default:
		return b.steps(key, pos, end)
	}
	return true
}

// steps hands the arrow keys on at the first and last row. With Shift they
// select, and a selection ends at the edge of its box.
func (b *textBox) steps(key fyne.KeyName, pos, end int) bool {
	if shiftHeld() {
		return false
	}
	switch {
	case key == fyne.KeyUp && b.CursorRow == 0:
		b.page.leave(b, -1, b.CursorColumn)
	case key == fyne.KeyDown && b.CursorRow == b.countRows()-1:
		b.page.leave(b, 1, b.CursorColumn)
	case key == fyne.KeyLeft && pos == 0:
		b.page.leave(b, -1, end+1)
	case key == fyne.KeyRight && pos == end:
		b.page.leave(b, 1, 0)
	default:
		return false
	}
	return true
}

// TypedShortcut implements fyne.Shortcutable: undo belongs to the report, and
// text of several lines to the page.
func (b *textBox) TypedShortcut(s fyne.Shortcut) {
	if paste, ok := s.(*fyne.ShortcutPaste); ok {
		if b.page.paste(b, paste.Clipboard.Content()) {
			return
		}
	} else if b.page.shortcut(b, s) {
		return
	}
	b.rows = 0
	b.Entry.TypedShortcut(s)
}

func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// oneLine is text for a box that holds no line breaks.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
