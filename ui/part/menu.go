package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// Choice is a row of a Menu.
type Choice struct {
	Text  string
	Note  string // at the right in second ink: the keys, a post; "" for none
	Key   rune   // the letter or digit that presses the row, shown in front; 0 for none
	On    bool   // it is what holds now
	Apart bool   // a hairline stands above
	Do    func()
}

// MenuForm is what a Menu offers, and how.
type MenuForm struct {
	Head fyne.CanvasObject // stands above the rows; nil for nothing
	// Offer lists the rows for the words typed so far.
	Offer func(words string) []Choice
	// Filter is the placeholder of a field whose words narrow the rows down; ""
	// for a menu without a field.
	Filter string
	// Closed hears that the menu is gone, before the row that was chosen does its
	// work; may be nil.
	Closed func()
}

// Menu is a short list above the screen, steered by keys: arrows, Enter, the
// rows' own keys, Esc. What had the keyboard has it again once the menu is gone.
// It closes when something is chosen, and by a click beside it.
type Menu struct {
	widget.BaseWidget

	form   MenuForm
	canvas fyne.Canvas
	rows   []*menuRow
	marked int // the row that Enter chooses, -1 for none
	field  *Entry
	list   *fyne.Container
	scroll *container.Scroll
	panel  fyne.CanvasObject
	root   *fyne.Container // holds the panel
	by     menuPlace
}

// menuPlace is what a menu was opened for: a caret, a button.
type menuPlace struct {
	at   fyne.Position
	size fyne.Size
}

// The measures of a menu, in Fyne's units.
const (
	menuWidth  float32 = 200 // at least
	menuHeight float32 = 320 // of the rows, at most
)

// OpenMenu shows a menu under the box of a canvas at that place and of that
// size, or above it where the window ends.
func OpenMenu(c fyne.Canvas, form MenuForm, at fyne.Position, size fyne.Size) *Menu {
	m := &Menu{form: form, canvas: c, by: menuPlace{at, size}, list: VStack(0)}
	m.scroll = container.NewVScroll(m.list)
	m.panel = NewFloating(Inset(look.S8, look.S4, look.S8, look.S4, Sized(menuWidth, 0, m.content())))
	m.root = container.New(menuLayout{m}, m.panel)
	m.ExtendBaseWidget(m)
	m.fill("")
	c.Overlays().Add(m)
	m.Resize(c.Size())
	if m.field != nil {
		c.Focus(m.field)
	} else {
		c.Focus(m)
	}
	return m
}

// content is head, field and rows.
func (m *Menu) content() fyne.CanvasObject {
	column := VStack(look.S8)
	if m.form.Head != nil {
		column.Add(Inset(0, look.S8, 0, look.S8, m.form.Head))
	}
	if m.form.Filter != "" {
		m.field = NewField(m.form.Filter)
		m.field.OnChanged = m.fill
		m.field.OnKey = m.steer
		column.Add(Inset(0, look.S4, 0, look.S4, m.field))
	}
	column.Add(container.New(&menuRows{m}, m.scroll))
	return column
}

// fill shows the rows for the words typed.
func (m *Menu) fill(words string) {
	m.rows, m.list.Objects = nil, nil
	for i, c := range m.form.Offer(words) {
		if c.Apart && i > 0 {
			m.list.Add(Inset(look.S4, 0, look.S4, 0, widget.NewSeparator()))
		}
		row := newMenuRow(m, c)
		m.rows = append(m.rows, row)
		m.list.Add(row)
	}
	m.list.Refresh()
	m.root.Refresh()
	m.mark(m.first())
}

// first is the row that Enter chooses at first: the one that holds now, or else
// the first one.
func (m *Menu) first() int {
	for i, r := range m.rows {
		if r.choice.On {
			return i
		}
	}
	return min(0, len(m.rows)-1)
}

// mark makes a row the one that Enter chooses, and brings it into sight.
func (m *Menu) mark(i int) {
	m.marked = i
	for at, r := range m.rows {
		r.setMarked(at == i)
	}
	if i < 0 || i >= len(m.rows) {
		return
	}
	row := m.rows[i]
	top, height := row.Position().Y, m.scroll.Size().Height
	lowest := top + row.Size().Height - height
	if height > 0 {
		m.scroll.ScrollToOffset(fyne.NewPos(0, max(lowest, min(m.scroll.Offset.Y, top))))
	}
}

// Close takes the menu away and gives the keyboard back.
func (m *Menu) Close() {
	m.canvas.Unfocus() // or the field's caret would blink on, unseen, and have the window painted for ever
	m.canvas.Overlays().Remove(m)
	if m.form.Closed != nil {
		m.form.Closed()
	}
}

func (m *Menu) choose(c Choice) {
	m.Close()
	c.Do()
}

// steer handles the keys of the menu and reports whether it knew one. Space is
// none of them: it would go on into the text as the character that follows the
// key.
func (m *Menu) steer(k *fyne.KeyEvent) bool {
	n := max(1, len(m.rows))
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyTab:
		m.Close()
	case fyne.KeyDown:
		m.mark((m.marked + 1) % n)
	case fyne.KeyUp:
		m.mark((m.marked + n - 1) % n)
	case fyne.KeyReturn, fyne.KeyEnter:
		if m.marked >= 0 && m.marked < len(m.rows) {
			m.choose(m.rows[m.marked].choice)
		}
	default:
		return false
	}
	return true
}

// FocusGained implements fyne.Focusable.
func (m *Menu) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (m *Menu) FocusLost() {}

// AcceptsTab implements fyne.Tabbable: Tab closes the menu.
func (m *Menu) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (m *Menu) TypedKey(k *fyne.KeyEvent) { m.steer(k) }

// TypedRune presses the row with that key. It is done here and not when the key
// goes down, or the character would reach the text below the menu.
func (m *Menu) TypedRune(r rune) {
	for _, row := range m.rows {
		if row.choice.Key == r {
			m.choose(row.choice)
			return
		}
	}
}

// Tapped implements fyne.Tappable: a click beside the panel closes.
func (m *Menu) Tapped(e *fyne.PointEvent) { m.tapped(e.Position) }

// TappedSecondary implements fyne.SecondaryTappable.
func (m *Menu) TappedSecondary(e *fyne.PointEvent) { m.tapped(e.Position) }

func (m *Menu) tapped(at fyne.Position) {
	from, size := m.panel.Position(), m.panel.Size()
	if at.X < from.X || at.Y < from.Y || at.X > from.X+size.Width || at.Y > from.Y+size.Height {
		m.Close()
	}
}

// Rows are the words of the rows that are offered, for tests of screens.
func (m *Menu) Rows() []string {
	words := make([]string, len(m.rows))
	for i, r := range m.rows {
		words[i] = r.choice.Text
	}
	return words
}

// CreateRenderer is Fyne's.
func (m *Menu) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(m.root)
}

// menuLayout puts the panel near what the menu was opened for, inside the window.
type menuLayout struct{ menu *Menu }

func (l menuLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	panel, by := l.menu.panel, l.menu.by
	want := panel.MinSize().Min(size)
	x := max(look.S8, min(by.at.X-look.S12, size.Width-want.Width-look.S8))
	y := by.at.Y + by.size.Height + look.S4
	if y+want.Height > size.Height-look.S8 {
		y = max(look.S8, by.at.Y-want.Height-look.S4)
	}
	panel.Resize(want)
	panel.Move(fyne.NewPos(x, y))
}

func (l menuLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// menuRows gives the scroll of the rows as much room as they need, up to
// menuHeight.
type menuRows struct{ menu *Menu }

func (l *menuRows) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (l *menuRows) MinSize([]fyne.CanvasObject) fyne.Size {
	want := l.menu.list.MinSize()
	return fyne.NewSize(want.Width, min(want.Height, menuHeight))
}
