package part

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// Select is Fyne's choice of one among a few, framed like a field.
type Select struct{ widget.Select }

// NewSelect offers options; placeholder stands there until one is chosen.
func NewSelect(placeholder string, options []string, chosen func(string)) *Select {
	s := &Select{}
	s.Options, s.OnChanged, s.PlaceHolder = options, chosen, placeholder
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey is Fyne's; Esc belongs to the screen.
func (s *Select) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		toScreen(k, func(f fyne.Focusable) bool { return f == fyne.Focusable(s) })
		return
	}
	s.Select.TypedKey(k)
}

// CreateRenderer is Fyne's with a frame above.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	frame := box()
	return framedSelect{s.Select.CreateRenderer(), newSkin(frame, func() {
		outline(frame, look.FieldLine)
	})}
}

type framedSelect struct {
	fyne.WidgetRenderer
	frame *skin
}

func (f framedSelect) Layout(size fyne.Size) {
	f.WidgetRenderer.Layout(size)
	f.frame.Layout(size)
}

func (f framedSelect) Refresh() {
	f.WidgetRenderer.Refresh()
	f.frame.Refresh()
}

func (f framedSelect) Objects() []fyne.CanvasObject {
	return slices.Concat(f.WidgetRenderer.Objects(), f.frame.Objects())
}
