package manuscript

import "encoding/json"

// Begin puts the caret where it stood by its words, or else where writing begins:
// in the headline of a new report, at the end of one that is going on.
func (s *State) Begin(words string) Spot {
	s.Select(At(s.beginning(words)))
	return s.sel.Head
}

func (s *State) beginning(words string) Spot {
	boxes := s.Boxes()
	var at Spot
	if json.Unmarshal([]byte(words), &at) == nil && indexOf(boxes, at) >= 0 {
		return at
	}
	to := Spot{Field: Title}
	if s.Report().Head.Title != "" {
		for _, b := range boxes {
			if b.Spot.Field == Text {
				to = b.Spot
			}
		}
	}
	b, _ := s.Box(to)
	return endOf(b)
}
