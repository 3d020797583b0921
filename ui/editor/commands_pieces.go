package editor

import (
	"tinxa/ui/say"
)

// Find opens the bar that finds words.
func (s *Screen) Find() { s.finder.find() }

// Replace opens the bar that replaces words.
func (s *Screen) Replace() { s.finder.change() }

// OfferFixes opens the menu of the finding at the caret.
func (s *Screen) OfferFixes() {
	if !s.proof.offer() {
		s.hint(say.T("proof.nothing"))
	}
}

// NextFinding selects the next finding (+1) or the one before (-1).
func (s *Screen) NextFinding(by int) { s.proof.step(by) }

// showFindings says how many places are to be looked at.
func (s *Screen) showFindings() { s.bars.foot.tell(s.proof.words(), s.minutes.words()) }

// Stamp notes the time at which something is said, and asks who says it.
func (s *Screen) Stamp() {
	s.minutes.stamp()
	s.showFindings()
}

// Unstamp takes the time off the paragraph at the caret.
func (s *Screen) Unstamp() { s.minutes.unstamp() }

// Zoom shows the page a step larger (+1) or smaller (-1), or as the portal shows
// it (0).
func (s *Screen) Zoom(by int) {
	if by == 0 {
		s.bars.foot.zoom.set(100)
	} else {
		s.bars.foot.zoom.step(by)
	}
}
