package ink

import "sort"

// Passage is a text that has been set: where its lines break and where every
// letter stands. It does not change. Positions count runes, from 0 before the
// first one to Len behind the last one. A letter may be written with several
// runes (an emoji, a base and its marks); positions inside it stand where it
// begins.
type Passage struct {
	Lines  []Line  // one at least
	Width  float32 // as far as the widest line goes from the left edge
	Height float32 // of all lines

	size, spacing float32
	looks         []dress
	pieces        []piece
	runes         int
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

	first, last int32 // its pieces
}

// dress is a look of the passage with what is asked of it often.
type dress struct {
	Look
	cut   cut
	space float32 // in units, with letter spacing
}

// piece is a word or a part of one, and the spaces behind it.
type piece struct {
	word     *word
	from, to int32   // its letters
	at       int32   // its first rune's position in the passage
	spaces   int32   // behind it
	look     int32   // in looks
	x        float32 // from the line's left end
}

// runes counts those of the letters, spaces left out.
func (pc *piece) runes() int { return int(pc.word.at[pc.to] - pc.word.at[pc.from]) }

func (pc *piece) end() int { return int(pc.at) + pc.runes() + int(pc.spaces) }

// offset is how far a letter stands from the piece's beginning.
func (ps *Passage) offset(pc *piece, letter int32) float32 {
	w := pc.word
	return (w.x[letter]-w.x[pc.from])*ps.size + float32(letter-pc.from)*ps.spacing
}

// Len is the position behind the last letter.
func (ps *Passage) Len() int { return ps.runes }

// LineAt is the line that a position is shown on. The place where a line was
// broken for its width belongs to the next one.
func (ps *Passage) LineAt(pos int) int {
	n := sort.Search(len(ps.Lines), func(i int) bool { return ps.Lines[i].From > pos })
	return max(0, n-1)
}

// LineAtY is the line at a distance from the top, or the nearest one.
func (ps *Passage) LineAtY(y float32) int {
	n := sort.Search(len(ps.Lines), func(i int) bool { return ps.Lines[i].Top > y })
	return max(0, n-1)
}

// X is how far a position on a line is from the passage's left edge. Positions
// that the line does not have are taken for its ends. Behind spaces that hang
// over the edge it may be more than the passage is wide.
func (ps *Passage) X(line, pos int) float32 {
	l := ps.Lines[line]
	pieces := ps.pieces[l.first:l.last]
	i := sort.Search(len(pieces), func(i int) bool { return int(pieces[i].at) > pos }) - 1
	if i < 0 {
		return l.Left
	}
	pc := &pieces[i]
	return l.Left + pc.x + ps.within(pc, min(pos, l.To)-int(pc.at))
}

// within is how far a rune of a piece stands from the piece's beginning.
func (ps *Passage) within(pc *piece, runes int) float32 {
	if n := pc.runes(); runes >= n {
		return ps.offset(pc, pc.to) + float32(runes-n)*ps.looks[pc.look].space
	}
	at := pc.word.at
	start := at[pc.from]
	n := sort.Search(int(pc.to-pc.from), func(i int) bool { return int(at[int(pc.from)+i]-start) > runes })
	return ps.offset(pc, pc.from+int32(n)-1)
}

// PosAt is the position on a line that is nearest to x. LineAt of it is that
// line again: behind the end of a line that was broken for its width, it is the
// position before the space, or the letter, at which the line ends.
func (ps *Passage) PosAt(line int, x float32) int {
	l := ps.Lines[line]
	x -= l.Left
	pieces := ps.pieces[l.first:l.last]
	i := max(0, sort.Search(len(pieces), func(i int) bool { return pieces[i].x > x })-1)
	if len(pieces) == 0 {
		return l.From
	}
	pos := ps.nearest(&pieces[i], x-pieces[i].x)
	if pos == l.To && line+1 < len(ps.Lines) && ps.Lines[line+1].From == l.To {
		return lastStart(&pieces[len(pieces)-1])
	}
	return pos
}

// nearest is the position in a piece, its ends included, that is nearest to x
// from the piece's beginning.
func (ps *Passage) nearest(pc *piece, x float32) int {
	letters := int(pc.to - pc.from)
	middle := func(i int) float32 {
		return (ps.offset(pc, pc.from+int32(i)) + ps.offset(pc, pc.from+int32(i)+1)) / 2
	}
	n := sort.Search(letters, func(i int) bool { return middle(i) > x })
	pos := int(pc.at + pc.word.at[int(pc.from)+n] - pc.word.at[pc.from])
	space := ps.looks[pc.look].space
	if n < letters || pc.spaces == 0 || space <= 0 {
		return pos
	}
	behind := int((x-ps.offset(pc, pc.to))/space + 0.5)
	return pos + min(max(behind, 0), int(pc.spaces))
}

// lastStart is where the last letter or space of a piece begins.
func lastStart(pc *piece) int {
	if pc.spaces > 0 {
		return pc.end() - 1
	}
	return int(pc.at + pc.word.at[pc.to-1] - pc.word.at[pc.from])
}
