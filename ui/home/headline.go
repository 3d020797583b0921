package home

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/part"
)

// headline is a report's name on two lines at most; what has no room there is
// replaced by "…".
type headline struct {
	widget.BaseWidget

	text          string
	first, second *part.Text
	lineHeight    float32
}

func newHeadline() *headline {
	h := &headline{first: part.NewCutText(look.Strong, ""), second: part.NewCutText(look.Strong, "")}
	h.lineHeight = h.first.MinSize().Height
	h.ExtendBaseWidget(h)
	return h
}

// set replaces the text; quiet ink is for what stands in for a headline.
func (h *headline) set(text string, ink fyne.ThemeColorName) {
	h.text = text
	h.first.In(ink)
	h.second.In(ink)
	h.spread(h.Size().Width)
}

// spread puts the text on one or two lines of the given width.
func (h *headline) spread(width float32) {
	first, second := brokenAt(h.text, func(s string) bool {
		return fyne.MeasureText(s, look.Strong.Size(), look.Strong.Style()).Width <= width
	})
	h.first.SetText(first)
	h.second.SetText(second)
	h.second.Hidden = second == ""
}

// height is that of the lines in use.
func (h *headline) height() float32 {
	if h.second.Hidden {
		return h.lineHeight
	}
	return 2 * h.lineHeight
}

// brokenAt parts text behind the last word with which the first line fits. A
// first word that is too long by itself stays whole.
func brokenAt(text string, fits func(string) bool) (first, second string) {
	if fits(text) {
		return text, ""
	}
	words := strings.Fields(text)
	low, high := 1, len(words) // low words are taken, high do not fit
	for low+1 < high {
		if mid := (low + high) / 2; fits(strings.Join(words[:mid], " ")) {
			low = mid
		} else {
			high = mid
		}
	}
	if low >= len(words) {
		return text, ""
	}
	return strings.Join(words[:low], " "), strings.Join(words[low:], " ")
}

// CreateRenderer is Fyne's.
func (h *headline) CreateRenderer() fyne.WidgetRenderer { return headlineSkin{h} }

type headlineSkin struct{ *headline }

func (s headlineSkin) Layout(size fyne.Size) {
	s.spread(size.Width)
	line := fyne.NewSize(size.Width, s.lineHeight)
	s.first.Resize(line)
	s.second.Resize(line)
	s.second.Move(fyne.NewPos(0, s.lineHeight))
}

func (s headlineSkin) MinSize() fyne.Size {
	return fyne.NewSize(look.S48, s.height())
}

func (s headlineSkin) Refresh() {
	s.first.Refresh()
	s.second.Refresh()
}

func (s headlineSkin) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{s.first, s.second}
}

func (s headlineSkin) Destroy() {}
