package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
)

// marks is what is shown on top of the report: what was searched for, and where
// something dragged would go.
type marks struct {
	matches []manuscript.Match
	current int
	gap     *manuscript.Gap
}

// SetMatches tints passages, the current one more than the others; none with -1.
func (s *Sheet) SetMatches(all []manuscript.Match, current int) {
	s.marks.matches, s.marks.current = all, current
	s.show()
}

// ShowGap draws the line that shows where something dragged would go; nil for
// none.
func (s *Sheet) ShowGap(gap *manuscript.Gap) {
	s.marks.gap = gap
	s.show()
}

// skin draws the part of a sheet that its window shows.
type skin struct {
	sheet   *Sheet
	objects []fyne.CanvasObject
}

func newSkin(s *Sheet) *skin { return &skin{sheet: s} }

// show draws what the window shows now. It is called whenever the selection, the
// offset of the scroll or what is hovered has changed; Sync, SetZoom and the
// others above call it themselves.
func (s *Sheet) show() {}

// fit gives the page the height of its report.
func (s *Sheet) fit() {}

// arrange lays everything out anew.
func (s *Sheet) arrange() {}

func (k *skin) Layout(size fyne.Size)        {}
func (k *skin) MinSize() fyne.Size           { return fyne.Size{} }
func (k *skin) Objects() []fyne.CanvasObject { return k.objects }
func (k *skin) Refresh()                     {}
func (k *skin) Destroy()                     {}
