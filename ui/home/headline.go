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

// brokenAt parts text into two lines between words. What has no room on the
// second one is cut off there, between words too. A word that is too long by
// itself stays whole: its line cuts it.
func brokenAt(text string, fits func(string) bool) (first, second string) {
	if fits(text) {
		return text, ""
	}
	words := kept(strings.Fields(text))
	if len(words) < 2 {
		return text, ""
	}
	n := most(words, "", fits)
	first, second = strings.Join(words[:n], " "), strings.Join(words[n:], " ")
	if rest := words[n:]; len(rest) > 0 && !fits(second) {
		second = strings.Join(rest[:most(rest, "…", fits)], " ") + "…"
	}
	return first, second
}

// most is how many words fit on a line with end behind them, at least one.
func most(words []string, end string, fits func(string) bool) int {
	low, high := 1, len(words)+1 // low words are taken, high do not fit
	for low+1 < high {
		if mid := (low + high) / 2; fits(strings.Join(words[:mid], " ") + end) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// kept joins what a line does not part: the two years of a term, "2025 - 2030".
func kept(words []string) []string {
	var all []string
	for _, word := range words {
		last := len(all) - 1
		if last >= 0 && (word == "-" || word == "–" || strings.HasSuffix(all[last], " -") || strings.HasSuffix(all[last], " –")) {
			all[last] += " " + word
			continue
		}
		all = append(all, word)
	}
	return all
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
