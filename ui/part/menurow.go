package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// menuRow is a row of a Menu: its key, its words, a tick, a note. The keyboard
// stays with the menu.
type menuRow struct {
	widget.BaseWidget

	menu   *Menu
	choice Choice
	marked bool
}

func newMenuRow(m *Menu, c Choice) *menuRow {
	r := &menuRow{menu: m, choice: c}
	r.ExtendBaseWidget(r)
	return r
}

func (r *menuRow) setMarked(on bool) {
	if r.marked != on {
		r.marked = on
		r.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (r *menuRow) Tapped(*fyne.PointEvent) { r.menu.choose(r.choice) }

// Cursor implements desktop.Cursorable.
func (r *menuRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn implements desktop.Hoverable: the pointer marks what it is on.
func (r *menuRow) MouseIn(*desktop.MouseEvent) {
	for i, other := range r.menu.rows {
		if other == r {
			r.menu.mark(i)
		}
	}
}

// MouseMoved implements desktop.Hoverable.
func (r *menuRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *menuRow) MouseOut() {}

// CreateRenderer is Fyne's.
func (r *menuRow) CreateRenderer() fyne.WidgetRenderer {
	ground := box()
	row := HStack(look.S8)
	if r.choice.Key != 0 {
		row.Add(Sized(look.S12, 0, NewText(look.Label, string(r.choice.Key))))
	}
	row.Add(NewText(look.Control, r.choice.Text))
	row.Add(layout.NewSpacer())
	if r.choice.Note != "" {
		row.Add(Inset(0, 0, 0, look.S16, NewText(look.Label, r.choice.Note)))
	}
	if r.choice.On {
		row.Add(icon(look.IconIn(look.IconCheck, look.Accent)))
	}
	body := Sized(0, look.TargetSize, Inset(0, look.S8, 0, look.S8, row))
	return newSkin(container.NewStack(ground, body), func() {
		showChosen(ground, r.marked, color.Transparent)
	})
}
