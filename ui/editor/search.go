package editor

import (
	"slices"

	"tinxa/model/manuscript"
)

// search is what is looked for in a report and where it stands. Looking again
// after a change searches the texts that changed, and no others.
type search struct {
	query manuscript.Query
	boxes []manuscript.Box
	in    [][]manuscript.Match // of each box
	all   []manuscript.Match
}

// look brings the matches up to date.
func (s *search) look(boxes []manuscript.Box, q manuscript.Query) {
	front, back := 0, 0
	if q == s.query {
		least := min(len(boxes), len(s.boxes))
		for front < least && unchanged(boxes[front], s.boxes[front]) {
			front++
		}
		for back < least-front && unchanged(boxes[len(boxes)-1-back], s.boxes[len(s.boxes)-1-back]) {
			back++
		}
	}
	fresh := matchesIn(boxes[front:len(boxes)-back], q)
	s.in = slices.Concat(s.in[:front], fresh, s.in[len(s.in)-back:])
	s.query, s.boxes, s.all = q, boxes, slices.Concat(s.in...)
}

// matchesIn lists the matches of each box.
func matchesIn(boxes []manuscript.Box, q manuscript.Query) [][]manuscript.Match {
	found := manuscript.Find(boxes, q)
	in := make([][]manuscript.Match, len(boxes))
	for i, b := range boxes {
		n := 0
		for n < len(found) && found[n].At.Box() == b.Spot {
			n++
		}
		in[i], found = found[:n:n], found[n:]
	}
	return in
}

// unchanged reports whether two boxes are one and say the same.
func unchanged(a, b manuscript.Box) bool {
	if a.Spot != b.Spot || len(a.Text) != len(b.Text) {
		return false
	}
	for i := range a.Text {
		if a.Text[i].Text != b.Text[i].Text {
			return false
		}
	}
	return true
}

// at is the number of the match that is selected, -1 for none.
func (s *search) at(from, to manuscript.Spot) int {
	before, in := s.before(from)
	for i, m := range in {
		if sel := m.Selection(); sel.Anchor == from && sel.Head == to {
			return before + i
		}
	}
	return -1
}

// after is the number of the first match at or behind a spot, beginning anew
// behind the last one; -1 where nothing was found.
func (s *search) after(at manuscript.Spot) int {
	before, in := s.before(at)
	n := before + len(in)
	if i := slices.IndexFunc(in, func(m manuscript.Match) bool { return m.At.Pos >= at.Pos }); i >= 0 {
		n = before + i
	}
	if len(s.all) == 0 {
		return -1
	}
	return n % len(s.all)
}

// ahead is the number of the last match that ends at or before a spot, beginning
// anew before the first one; -1 where nothing was found.
func (s *search) ahead(of manuscript.Spot) int {
	n, in := s.before(of)
	for _, m := range in {
		if m.To <= of.Pos {
			n++
		}
	}
	if len(s.all) == 0 {
		return -1
	}
	return (n - 1 + len(s.all)) % len(s.all)
}

// before counts the matches in front of a spot's box, and lists those in it.
func (s *search) before(at manuscript.Spot) (int, []manuscript.Match) {
	n := 0
	for i, b := range s.boxes {
		if b.Spot == at.Box() {
			return n, s.in[i]
		}
		n += len(s.in[i])
	}
	return 0, nil
}
