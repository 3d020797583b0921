package editor

import (
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
	Field Field
	Block model.BlockID // empty for the head and the report's bylines
	Entry int           // which entry of a list, which picture of a photos block
	Pos   int           // runes before the caret
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

// firstChange is the first spot of after whose text is not that of before,
// with the caret behind what differs; the headline where no text does.
func firstChange(before, after model.Report) Spot {
	known := spots(before)
	for _, s := range spots(after) {
		was, is := textAt(before, s), textAt(after, s)
		if was == is && (s.Block == "" || slices.Contains(known, s)) {
			continue
		}
		s.Pos = utf8.RuneCountInString(is) - commonEnd(was, is)
		return s
	}
	return Spot{Field: Title}
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
