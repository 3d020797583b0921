package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
)

// GapAt is where a photo goes that is dropped at a place in the window; false
// where it is not over the body of the report.
func (s *Sheet) GapAt(window fyne.Position) (manuscript.Gap, bool) {
	gap, _, ok := s.gapAt(window.Subtract(s.origin()))
	return gap, ok
}
