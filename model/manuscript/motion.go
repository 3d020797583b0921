package manuscript

import "tinxa/model"

// Unit is how far a motion or an erasure goes.
type Unit int

// The units.
const (
	Letter Unit = iota // a grapheme: what people take for one letter
	Word               // or punctuation, with the white space behind it
	Para               // a text of the page
	Page               // the whole report
)

// Step is where the caret goes from a spot, one unit back (-1) or on (+1), as
// with the arrows of Windows: Ctrl+Left stops before words, Ctrl+Down at the
// beginning of the next text. It stays where nothing is further on.
func (s *State) Step(from Spot, u Unit, by int) Spot {
	boxes := s.Boxes()
	i := indexOf(boxes, from)
	if i < 0 {
		return clamped(boxes, from)
	}
	switch u {
	case Para:
		return stepText(boxes, i, from, by)
	case Page:
		if by < 0 {
			return boxes[0].Spot
		}
		return endOf(boxes[len(boxes)-1])
	}
	if pos := stepWithin(boxes[i].Text, from.Pos, u, by); pos != from.Pos {
		from.Pos = pos
		return from
	}
	return beside(boxes, i, from, by)
}

// beside is the nearer end of the box before or behind the i-th.
func beside(boxes []Box, i int, from Spot, by int) Spot {
	switch {
	case by < 0 && i > 0:
		return endOf(boxes[i-1])
	case by > 0 && i+1 < len(boxes):
		return boxes[i+1].Spot
	}
	return from
}

// stepText goes to beginnings of texts.
func stepText(boxes []Box, i int, from Spot, by int) Spot {
	switch {
	case by < 0 && (from.Pos > 0 || i == 0):
		return boxes[i].Spot
	case by < 0:
		return boxes[i-1].Spot
	case i+1 < len(boxes):
		return boxes[i+1].Spot
	}
	return endOf(boxes[i])
}

func endOf(b Box) Spot {
	b.Spot.Pos = b.Text.Len()
	return b.Spot
}

// stepWithin is the place one unit from a position of a text.
func stepWithin(t model.Text, pos int, u Unit, by int) int {
	if u == Letter {
		return letterFrom(t, pos, by)
	}
	if by < 0 {
		return wordBefore(t, pos)
	}
	return wordBehind(t, pos)
}

// wordBehind is the beginning of the next word, or the end.
func wordBehind(t model.Text, pos int) int {
	runes := []rune(t.Plain())
	to := pos
	if to < len(runes) && classOf(runes[to]) != space {
		to = runOf(runes, to)
	}
	for to < len(runes) && classOf(runes[to]) == space {
		to++
	}
	return outward(t, to)
}

// wordBefore is the beginning of the word before, or of the text.
func wordBefore(t model.Text, pos int) int {
	runes := []rune(t.Plain())
	to := min(pos, len(runes))
	for to > 0 && classOf(runes[to-1]) == space {
		to--
	}
	return boundary(t, runBefore(runes, to))
}

// runOf is the end of the run of one class that begins at a rune. Marks go with
// what they stand on.
func runOf(runes []rune, from int) int {
	to := from + 1
	for to < len(runes) && (classOf(runes[to]) == classOf(runes[from]) || clings(runes[to])) {
		to++
	}
	return to
}

// runBefore is the beginning of the run of one class that ends before a rune.
func runBefore(runes []rune, to int) int {
	from := to
	for from > 0 && clings(runes[from-1]) {
		from--
	}
	if from == 0 {
		return 0
	}
	kind := classOf(runes[from-1])
	for from > 0 && (classOf(runes[from-1]) == kind || clings(runes[from-1])) {
		from--
	}
	return from
}

// outward is pos, or the next place behind it where the caret can stand.
func outward(t model.Text, pos int) int {
	if divides(t, pos) {
		return pos
	}
	return letterFrom(t, pos, 1)
}

// WordAt is the word at a spot, as a double click selects it: without the space
// behind it. Between words it is the white space or the punctuation.
func (s *State) WordAt(at Spot) Selection {
	b, i := s.Box(at)
	runes := []rune(b.Text.Plain())
	if i < 0 || len(runes) == 0 {
		return At(clamped(s.Boxes(), at))
	}
	pos := max(0, min(at.Pos, len(runes)-1))
	if pos > 0 && at.Pos > 0 && classOf(runes[pos]) != word && classOf(runes[at.Pos-1]) == word {
		pos = at.Pos - 1 // a click on the right half of the last letter
	}
	from, to := at, at
	from.Pos = boundary(b.Text, runBefore(runes, pos+1))
	to.Pos = outward(b.Text, runOf(runes, from.Pos))
	return Selection{from, to}
}

// ParagraphAt is the whole text at a spot, as a triple click selects it.
func (s *State) ParagraphAt(at Spot) Selection {
	b, i := s.Box(at)
	if i < 0 {
		return At(clamped(s.Boxes(), at))
	}
	return Selection{b.Spot, endOf(b)}
}

// All is everything on the page, from kicker to bylines.
func (s *State) All() Selection {
	boxes := s.Boxes()
	return Selection{boxes[0].Spot, endOf(boxes[len(boxes)-1])}
}
