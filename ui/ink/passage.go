package ink

import "sort"

// Passage is a text that has been set: where its lines break and where every
// letter stands. It does not change. Positions count runes, from 0 before the
// first one to Len behind the last one; those inside a letter that is written
// with several runes stand where the letter begins.
type Passage struct {
	Lines  []Line  // one at least
	Width  float32 // as far as the widest line goes from the left edge
	Height float32 // of all lines

	runes   []rune
	setting Setting
}

// Line is one line of a passage. Lengths are in Fyne's units.
type Line struct {
	// From and To are the positions before its first letter and behind its last
	// one. A line break of the text itself stands between To and the next From;
	// where a line was broken for its width, both are the same.
	From, To int
	Left     float32 // distance from the passage's left edge
	Top      float32 // distance from the passage's top
	Width    float32 // without the spaces at its end, which hang over the edge
	Height   float32
	Baseline float32 // distance from the line's own top
}

// Len is the position behind the last letter.
func (ps *Passage) Len() int { return len(ps.runes) }

// LineAt is the line that a position is shown on: the place where a line was
// broken for its width belongs to the next one.
func (ps *Passage) LineAt(pos int) int {
	n := sort.Search(len(ps.Lines), func(i int) bool { return ps.Lines[i].From > pos })
	return max(0, n-1)
}

// X is how far a position on a line is from the passage's left edge. Positions
// that the line has not are taken for its ends.
func (ps *Passage) X(line, pos int) float32 {
	l := ps.Lines[line]
	return l.Left + float32(min(max(pos, l.From), l.To)-l.From)*ps.setting.Size/2
}

// PosAt is the position on a line that is nearest to x. LineAt of it is that
// line again.
func (ps *Passage) PosAt(line int, x float32) int {
	l := ps.Lines[line]
	n := int((x-l.Left)/(ps.setting.Size/2) + 0.5)
	last := l.To
	if line+1 < len(ps.Lines) && ps.Lines[line+1].From == l.To {
		last--
	}
	return min(max(l.From, l.From+n), last)
}

// LineAtY is the line at a distance from the top, or the nearest one.
func (ps *Passage) LineAtY(y float32) int {
	n := sort.Search(len(ps.Lines), func(i int) bool { return ps.Lines[i].Top > y })
	return max(0, n-1)
}
