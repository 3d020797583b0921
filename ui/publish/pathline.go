package publish

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// pathLine is a path on one line. Where it does not fit its middle is left out:
// the drive tells where, the end tells what.
type pathLine struct {
	widget.BaseWidget

	kind look.Kind
	path string
}

func newPathLine(kind look.Kind, path string) *pathLine {
	p := &pathLine{kind: kind, path: path}
	p.ExtendBaseWidget(p)
	return p
}

func (p *pathLine) set(path string) {
	p.path = path
	p.Refresh()
}

// CreateRenderer is Fyne's.
func (p *pathLine) CreateRenderer() fyne.WidgetRenderer {
	s := &pathSkin{line: p, text: canvas.NewText("", nil)}
	s.paint()
	return s
}

type pathSkin struct {
	line *pathLine
	text *canvas.Text
}

func (s *pathSkin) paint() {
	kind := s.line.kind
	s.text.Color = look.Color(kind.ColorName())
	s.text.TextSize, s.text.TextStyle = kind.Size(), kind.Style()
	s.text.Text = cutMiddle(s.line.path, func(part string) bool {
		return s.measure(part).Width <= s.line.Size().Width
	})
}

func (s *pathSkin) measure(words string) fyne.Size {
	return fyne.MeasureText(words, s.line.kind.Size(), s.line.kind.Style())
}

func (s *pathSkin) Layout(size fyne.Size) {
	s.text.Resize(size)
	s.Refresh()
}

func (s *pathSkin) Refresh() {
	s.paint()
	canvas.Refresh(s.text)
}

func (s *pathSkin) MinSize() fyne.Size           { return s.measure("…") }
func (s *pathSkin) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{s.text} }
func (s *pathSkin) Destroy()                     {}

// cutMiddle is the longest form of s that fits, with "…" for what is left out
// in the middle. The end keeps twice what the beginning keeps.
func cutMiddle(s string, fits func(string) bool) string {
	runes := []rune(s)
	cut := func(keep int) string {
		front := keep / 3
		return string(runes[:front]) + "…" + string(runes[len(runes)-(keep-front):])
	}
	if fits(s) {
		return s
	}
	low, high := 0, len(runes) // low runes fit, high do not
	for low+1 < high {
		if mid := (low + high) / 2; fits(cut(mid)) {
			low = mid
		} else {
			high = mid
		}
	}
	return cut(low)
}
