package manuscript

import "encoding/json"

// GapBehind is the place for a new block behind the one that a spot stands in:
// from the head it is the beginning of the body, from the bylines its end, and
// within an item the item's own.
func (s *State) GapBehind(at Spot) Gap {
	blocks := s.Report().Blocks
	place, found := blocks.Place(at.Block)
	switch {
	case found && at.Field == Commune:
		place.Item, place.Index = at.Block, 0
	case found && at.Field == Byline:
		inner, _ := blocks.In(at.Block)
		place.Item, place.Index = at.Block, len(inner)
	case found:
		place.Index++
	case at.Field == Byline:
		place.Index = len(blocks)
	}
	return Gap{Place: place}
}

// Words is a spot as a journal keeps it; "" where the caret stands nowhere.
// Begin reads it.
func (s Spot) Words() string {
	if s == (Spot{}) {
		return ""
	}
	data, _ := json.Marshal(s) // of texts and numbers
	return string(data)
}
