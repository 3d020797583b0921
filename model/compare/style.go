package compare

import (
	"slices"

	"tinxa/model"
)

// reel is styled text of which pieces are taken from the front.
type reel model.Text

// take is the next so many bytes.
func (r *reel) take(bytes int) model.Text {
	var out model.Text
	for bytes > 0 && len(*r) > 0 {
		span := (*r)[0]
		if len(span.Text) <= bytes {
			out = append(out, span)
			bytes -= len(span.Text)
			*r = (*r)[1:]
			continue
		}
		rest := span
		span.Text, rest.Text = span.Text[:bytes], span.Text[bytes:]
		*r = append(reel{rest}, (*r)[1:]...)
		return append(out, span)
	}
	return out
}

// cut is a text as pieces of one kind, a piece a style.
func cut(t model.Text, kind Kind) []Piece {
	var all []Piece
	for _, span := range t {
		all = joined(all, Piece{Text: span.Text, Kind: kind, Marks: span.Marks, Link: span.Link})
	}
	return all
}

// joined puts a piece behind others; what looks alike becomes one.
func joined(all []Piece, p Piece) []Piece {
	last := len(all) - 1
	switch {
	case p.Text == "":
		return all
	case last >= 0 && all[last].Kind == p.Kind && all[last].Marks == p.Marks && all[last].Link == p.Link:
		all[last].Text += p.Text
		return all
	}
	return append(all, p)
}

// sided is one state of the text, cut as the pieces of both are: those of kind
// but are the other state's alone.
func sided(t model.Text, pieces []Piece, but Kind) []Piece {
	var all []Piece
	rest := reel(t)
	for _, p := range pieces {
		if p.Kind == but {
			continue
		}
		for _, own := range cut(rest.take(len(p.Text)), p.Kind) {
			all = joined(all, own)
		}
	}
	return all
}

// alike reports whether the words that stayed look in both states alike.
func alike(older, newer []Piece) bool { return slices.Equal(stayed(older), stayed(newer)) }

func stayed(pieces []Piece) []Piece {
	var all []Piece
	for _, p := range pieces {
		if p.Kind == Same {
			all = joined(all, p)
		}
	}
	return all
}
