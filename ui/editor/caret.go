package editor

import (
	"encoding/json"
	"slices"
)

// words is a spot as a journal keeps it; "" where the caret stands nowhere.
func (s Spot) words() string {
	if s == (Spot{}) {
		return ""
	}
	data, _ := json.Marshal(s) // of texts and numbers
	return string(data)
}

// begin is where the caret stood by its words, and else where writing begins: in
// the headline of a new report, at the end of one that is going on.
func (s *State) begin(caret string) Spot {
	r := s.Report()
	all := spots(r)
	var at Spot
	if json.Unmarshal([]byte(caret), &at) == nil && slices.Contains(all, at.box()) {
		at.Pos = max(0, min(at.Pos, atEnd(r, at).Pos))
		return at
	}
	to := Spot{Field: Title}
	if r.Head.Title != "" {
		for _, at := range all {
			if at.Field == Text {
				to = at
			}
		}
	}
	return atEnd(r, to)
}
