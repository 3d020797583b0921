package part

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// Text is one line in a step of the type scale, without any padding. It follows
// light and dark.
type Text struct {
	widget.BaseWidget

	text   string
	kind   look.Kind
	colour fyne.ThemeColorName
	cut    bool
	align  fyne.TextAlign
}

// NewText is a line as wide as its words.
func NewText(kind look.Kind, text string) *Text {
	t := &Text{text: text, kind: kind, colour: kind.ColorName()}
	t.ExtendBaseWidget(t)
	return t
}

// NewCutText is a line that ends in "…" where there is no room for all of it.
func NewCutText(kind look.Kind, text string) *Text {
	t := NewText(kind, text)
	t.cut = true
	return t
}

// In gives the line another ink and returns it.
func (t *Text) In(colour fyne.ThemeColorName) *Text {
	t.colour = colour
	t.Refresh()
	return t
}

// Aligned sets where the line stands in a wider place and returns it.
func (t *Text) Aligned(a fyne.TextAlign) *Text {
	t.align = a
	t.Refresh()
	return t
}

// SetText replaces the words.
func (t *Text) SetText(text string) {
	if t.text != text {
		t.text = text
		t.Refresh()
	}
}

// Text is the whole line, also where less of it is shown.
func (t *Text) Text() string { return t.text }

// CreateRenderer is Fyne's.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	line := canvas.NewText(t.text, nil)
	r := &textSkin{text: t, line: line}
	r.paint()
	return r
}

type textSkin struct {
	text *Text
	line *canvas.Text
}

func (r *textSkin) paint() {
	r.line.Color = look.Color(r.text.colour)
	r.line.TextSize = r.text.kind.Size()
	r.line.TextStyle = r.text.kind.Style()
	r.line.Alignment = r.text.align
	r.fit(r.text.Size().Width)
}

// fit shortens the line to width, where it may be shortened.
func (r *textSkin) fit(width float32) {
	r.line.Text = r.text.text
	if !r.text.cut || r.width(r.text.text) <= width {
		return
	}
	runes := []rune(r.text.text)
	low, high := 0, len(runes) // low runes and "…" fit, high do not
	for low+1 < high {
		if mid := (low + high) / 2; r.width(string(runes[:mid])+"…") <= width {
			low = mid
		} else {
			high = mid
		}
	}
	r.line.Text = string(runes[:low]) + "…"
}

func (r *textSkin) width(s string) float32 {
	return fyne.MeasureText(s, r.text.kind.Size(), r.text.kind.Style()).Width
}

func (r *textSkin) Layout(size fyne.Size) {
	r.fit(size.Width)
	r.line.Resize(size)
}

func (r *textSkin) MinSize() fyne.Size {
	words := r.text.text
	if r.text.cut {
		words = "…"
	}
	return fyne.MeasureText(words, r.text.kind.Size(), r.text.kind.Style())
}

func (r *textSkin) Refresh() {
	r.paint()
	canvas.Refresh(r.line)
}

func (r *textSkin) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }
func (r *textSkin) Destroy()                     {}
