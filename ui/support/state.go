package support

import (
	"slices"
	"strings"
)

// Piece is a file of what is sent, to be read first.
type Piece struct {
	Name  string // of the file: "tinxa.log"
	Title string // in the user's words
	Text  string
	AtEnd bool // its end is what matters: a log
}

// state is what the screen knows.
type state struct {
	pieces []Piece
	left   map[string]bool // names of the pieces that are not to be sent
	shown  int             // the piece that is read
	saved  string          // where the file was saved; empty before
}

// set takes what was gathered. What was left out stays so, and what was read is
// read on.
func (s *state) set(pieces []Piece) {
	name := ""
	if s.shown < len(s.pieces) {
		name = s.pieces[s.shown].Name
	}
	s.pieces = pieces
	s.shown = max(0, slices.IndexFunc(pieces, func(p Piece) bool { return p.Name == name }))
}

// include sends a piece, or leaves it out.
func (s *state) include(i int, on bool) {
	if s.left == nil {
		s.left = map[string]bool{}
	}
	s.left[s.pieces[i].Name] = !on
}

// included are the pieces that are sent.
func (s *state) included() []Piece {
	var all []Piece
	for _, p := range s.pieces {
		if !s.left[p.Name] {
			all = append(all, p)
		}
	}
	return all
}

// sendable reports whether there is anything to save.
func (s *state) sendable(words string) bool {
	return len(s.included()) > 0 || strings.TrimSpace(words) != ""
}
