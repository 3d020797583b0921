package editor

import (
	"reflect"
	"slices"
	"unicode/utf8"

	"tinxa/model"
)

// Field names a text of the page that the caret can stand in.
type Field string

// The fields. Text is the running text of a block; the others stand in the
// head, below the body, or in a block beside its text.
const (
	Text    Field = "text"
	Kicker  Field = "kicker"
	Title   Field = "title"
	Sapo    Field = "sapo"
	Byline  Field = "byline"  // of the report, or of the item that Block names
	Caption Field = "caption" // of the Entry-th picture of a Photos block
	From    Field = "from"    // of a quotation
	Commune Field = "commune" // of an item
)

// Spot is a place for the caret.
type Spot struct {
	Field Field         `json:"field"`
	Block model.BlockID `json:"block,omitzero"` // empty for the head and the report's bylines
	Entry int           `json:"entry,omitzero"` // which entry of a list, which picture of a photos block
	Pos   int           `json:"pos,omitzero"`   // runes before the caret
}

// box is the spot's text box, whatever the caret's position in it.
func (s Spot) box() Spot {
	s.Pos = 0
	return s
}

// spots lists every text box of a report in reading order.
func spots(r model.Report) []Spot {
	all := []Spot{{Field: Kicker}, {Field: Title}, {Field: Sapo}}
	for _, b := range r.Blocks {
		all = append(all, blockSpots(b)...)
	}
	return append(all, Spot{Field: Byline})
}

func blockSpots(b model.Block) []Spot {
	id := b.BlockID()
	var all []Spot
	switch b := b.(type) {
	case model.Photos:
		for i := range b.Pictures {
			all = append(all, Spot{Field: Caption, Block: id, Entry: i})
		}
	case model.Item:
		all = append(all, Spot{Field: Commune, Block: id})
		for _, inner := range b.Blocks {
			all = append(all, blockSpots(inner)...)
		}
		all = append(all, Spot{Field: Byline, Block: id})
	default:
		for i := range model.Texts(b) {
			all = append(all, Spot{Field: Text, Block: id, Entry: i})
		}
		if _, quote := b.(model.Quote); quote {
			all = append(all, Spot{Field: From, Block: id})
		}
	}
	return all
}

// textAt is the text in a spot's box.
func textAt(r model.Report, s Spot) string {
	switch s.Field {
	case Kicker:
		return r.Head.Kicker
	case Title:
		return r.Head.Title
	case Sapo:
		return r.Head.Sapo.Plain()
	case Byline:
		return joinBylines(bylinesAt(r, s.Block))
	}
	b, _ := r.Blocks.Find(s.Block)
	switch b := b.(type) {
	case model.Photos:
		if s.Field == Caption && s.Entry < len(b.Pictures) {
			return b.Pictures[s.Entry].Caption
		}
	case model.Item:
		return b.Commune
	case model.Quote:
		if s.Field == From {
			return b.From
		}
	}
	return styledAt(r, s).Plain()
}

// styledAt is the styled text in a spot's box, nil where there is none.
func styledAt(r model.Report, s Spot) model.Text {
	if s.Field == Sapo {
		return r.Head.Sapo
	}
	b, ok := r.Blocks.Find(s.Block)
	if !ok || s.Field != Text {
		return nil
	}
	if texts := model.Texts(b); s.Entry < len(texts) {
		return texts[s.Entry]
	}
	return nil
}

// styledIn is what a spot's box shows: styled where it can be.
func styledIn(r model.Report, s Spot) model.Text {
	if t := styledAt(r, s); t != nil {
		return t
	}
	return model.Plainly(textAt(r, s))
}

func bylinesAt(r model.Report, item model.BlockID) []model.Byline {
	if b, ok := r.Blocks.Find(item); ok {
		return b.(model.Item).Bylines
	}
	return r.Credits.Bylines
}

// firstChange is the first spot of after that is not as it was before, with the
// caret behind what differs: another text, or else other styles or another kind
// of block, or else the end of what stood in front of a text that is gone. It
// is false where all texts are as they were.
func firstChange(before, after model.Report) (Spot, bool) {
	was, is := spots(before), spots(after)
	for _, s := range is {
		old, now := textAt(before, s), textAt(after, s)
		if old != now || s.Block != "" && !slices.Contains(was, s) {
			s.Pos = utf8.RuneCountInString(now) - commonEnd(old, now)
			return s, true
		}
	}
	for _, s := range is {
		if !alike(before, after, s) {
			return atEnd(after, s), true
		}
	}
	for i, s := range was {
		if i > 0 && !slices.Contains(is, s) {
			return atEnd(after, was[i-1]), true
		}
	}
	return Spot{}, false
}

// alike reports whether a spot has the same styles and stands in the same kind
// of block in two reports.
func alike(before, after model.Report, s Spot) bool {
	if !reflect.DeepEqual(styledAt(before, s), styledAt(after, s)) {
		return false
	}
	a, _ := before.Blocks.Find(s.Block)
	b, _ := after.Blocks.Find(s.Block)
	return formOf(a) == formOf(b)
}

// atEnd is the spot with the caret behind its text.
func atEnd(r model.Report, s Spot) Spot {
	s.Pos = utf8.RuneCountInString(textAt(r, s))
	return s
}

// commonEnd counts the runes that two texts share at their ends.
func commonEnd(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[len(x)-1-n] == y[len(y)-1-n] {
		n++
	}
	return n
}
