package manuscript

import (
	"slices"

	"tinxa/model/viet"
)

// Query is what to look for.
type Query struct {
	Words string
	Exact bool // accents and capitals count
}

// Match is a passage that was found: the runes At.Pos (included) to To
// (excluded) of the box of At.
type Match struct {
	At Spot
	To int
}

// Selection is the passage as a selection, the caret behind it.
func (m Match) Selection() Selection {
	to := m.At
	to.Pos = m.To
	return Selection{m.At, to}
}

// Find lists where the words stand, in reading order, in the texts of all
// boxes. Without Exact "dang uy" finds "Đảng ủy"; white space of any kind and
// length is one space either way. A passage lies within one box, begins and ends
// between letters, and no two overlap. No words are found nowhere.
func Find(boxes []Box, q Query) []Match {
	take := (*viet.Trace).Fold
	if q.Exact {
		take = (*viet.Trace).Normal
	}
	var words, text viet.Trace
	take(&words, q.Words)
	if len(words.Runes) == 0 {
		return nil
	}
	var all []Match
	for _, b := range boxes {
		if len(b.Text) == 0 {
			continue
		}
		take(&text, b.Text.Plain())
		all = within(all, b.Spot, &text, words.Runes)
	}
	return all
}

// within adds the passages of one box.
func within(all []Match, box Spot, text *viet.Trace, words []rune) []Match {
	for from := 0; from+len(words) <= len(text.Runes); {
		next := slices.Index(text.Runes[from:len(text.Runes)-len(words)+1], words[0])
		if next < 0 {
			break
		}
		from += next
		to := from + len(words)
		if !slices.Equal(text.Runes[from:to], words) || !text.Whole(from, to) {
			from++
			continue
		}
		at := box
		at.Pos = text.From[from]
		all = append(all, Match{at, text.To[to-1]})
		from = to
	}
	return all
}
