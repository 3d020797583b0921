package manuscript

import "encoding/json"

// GapBehind is the place for a new block behind the one that a spot stands in:
// from the head it is the beginning of the body, from the bylines its end, and
// within an item the item's own.
func (s *State) GapBehind(at Spot) Gap { return Gap{Place: Moment{Report: s.Report()}.behind(at)} }

// Words is a spot as a journal keeps it; "" where the caret stands nowhere.
// Begin reads it.
func (s Spot) Words() string {
	if s == (Spot{}) {
		return ""
	}
	data, _ := json.Marshal(s) // of texts and numbers
	return string(data)
}
