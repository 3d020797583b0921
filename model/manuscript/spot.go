package manuscript

import "tinxa/model"

// Field names a text of the page that the caret can stand in.
type Field string

// The fields. Text is the running text of a block; the others stand in the
// head, below the body, or in a block beside its text.
const (
	Text    Field = "text"
	Kicker  Field = "kicker"
	Title   Field = "title"
	Sapo    Field = "sapo"
	Byline  Field = "byline"  // the Entry-th of the report, or of the item that Block names
	Picture Field = "picture" // the Entry-th picture of a Photos block itself: it has no text, and Pos is 0
	Caption Field = "caption" // of the Entry-th picture of a Photos block
	From    Field = "from"    // of a quotation
	Commune Field = "commune" // of an item
)

// Spot is a place for the caret.
type Spot struct {
	Field Field         `json:"field"`
	Block model.BlockID `json:"block,omitzero"` // empty for the head and the report's bylines
	Entry int           `json:"entry,omitzero"` // which entry of a list, picture of a photos block, byline
	Pos   int           `json:"pos,omitzero"`   // runes before the caret
}

// Box is the spot's text as a whole, whatever the caret's position in it.
func (s Spot) Box() Spot {
	s.Pos = 0
	return s
}

// Selection is what is selected, or where the caret stands when it is empty.
type Selection struct {
	Anchor Spot // where it began
	Head   Spot // where the caret is
}

// At is the empty selection at a spot.
func At(s Spot) Selection { return Selection{s, s} }

// Empty reports whether nothing is selected.
func (s Selection) Empty() bool { return s.Anchor == s.Head }
