// Package compare tells what was changed between two states of a report: which
// words came and went, which photos, which paragraphs stand elsewhere. Here may
// live what pairs and compares reports; how it is shown belongs to screens.
package compare

import (
	"strings"

	"tinxa/model"
	"tinxa/model/viet"
)

// Kind is what became of a word or of a whole part.
type Kind int

// The kinds of words and parts.
const (
	Same    Kind = iota // in both states
	Added               // in the newer state alone
	Removed             // in the older state alone
)

// Piece is a run of words of one style that came, went or stayed.
type Piece struct {
	Text  string
	Kind  Kind
	Marks model.Mark
	Link  string
}

// Row is a part of the report in both states, or in the one that has it.
type Row struct {
	Kind     Kind    // Added and Removed: the other state has no such part
	Before   Part    // zero when Added
	After    Part    // zero when Removed
	Pieces   []Piece // both texts as one; what went stands before what came in its place
	Moved    bool    // it stands elsewhere among the other parts than before
	Restyled bool    // words that stayed look otherwise: bold, italic, underlined, a link

	added, removed int // words
}

// Part is the part as it is to be introduced: the newer one, where there is one.
func (r Row) Part() Part {
	if r.Kind == Removed {
		return r.Before
	}
	return r.After
}

// Older is the text before, in the style it had: what stayed and what went.
func (r Row) Older() []Piece { return sided(r.Before.Text, r.Pieces, Added) }

// Newer is the text after: what stayed and what came.
func (r Row) Newer() []Piece { return sided(r.After.Text, r.Pieces, Removed) }

// Changed reports whether anything of the part is not as it was.
func (r Row) Changed() bool {
	return r.Kind != Same || r.Moved || r.Restyled || r.Before.Photo != r.After.Photo ||
		r.Before.Role != r.After.Role || r.Before.Depth != r.After.Depth || r.Before.Text.Plain() != r.After.Text.Plain()
}

// Comparison is what was changed. It holds the whole report, part by part in
// reading order; where the states are alike, no row is Changed and nothing is
// counted.
type Comparison struct {
	Rows []Row

	WordsAdded, WordsRemoved   int // as model.Report.Words counts, captions and facts too
	PhotosAdded, PhotosRemoved int
}

// Changes counts the rows that are Changed.
func (c Comparison) Changes() int {
	n := 0
	for _, r := range c.Rows {
		if r.Changed() {
			n++
		}
	}
	return n
}

// Reports compares two states of a report. Texts are compared in NFC and given
// in it, so that one letter in two Unicode forms is no change. Facts of the
// meeting, source, tags, category, status and cover are listed only where they
// differ, as they stand in the report: who shows a key puts it into words
// before.
func Reports(before, after model.Report) Comparison {
	was, is := reading(before.Retext(viet.Normal)), reading(after.Retext(viet.Normal))
	var c Comparison
	for _, r := range lay(was, is, match(was, is)) {
		if r.Part().Role != Fact || r.Changed() {
			c.count(r)
			c.Rows = append(c.Rows, r)
		}
	}
	return c
}

func (c *Comparison) count(r Row) {
	c.WordsAdded += r.added
	c.WordsRemoved += r.removed
	if r.Part().Role != Photo || r.Before.Photo == r.After.Photo {
		return
	}
	if r.Before.Photo != "" {
		c.PhotosRemoved++
	}
	if r.After.Photo != "" {
		c.PhotosAdded++
	}
}

// single is the row of a part that is in one of the states.
func single(p Part, kind Kind) Row {
	r := Row{Kind: kind, Pieces: cut(p.Text, kind)}
	words := len(strings.Fields(p.Text.Plain()))
	if kind == Added {
		r.After, r.added = p, words
	} else {
		r.Before, r.removed = p, words
	}
	return r
}

// both is the row of a part that is in both states.
func both(before, after Part, moved bool) Row {
	r := Row{Before: before, After: after, Moved: moved}
	was, is := reel(before.Text), reel(after.Text)
	for _, s := range diff(before.Text.Plain(), after.Text.Plain()) {
		went, came := was.take(s.removed), is.take(s.added)
		r.removed += wordsIn(went)
		r.added += wordsIn(came)
		was.take(s.same)
		r.Pieces = append(r.Pieces, cut(went, Removed)...)
		r.Pieces = append(r.Pieces, cut(came, Added)...)
		r.Pieces = append(r.Pieces, cut(is.take(s.same), Same)...)
	}
	r.Restyled = !alike(r.Older(), r.Newer())
	return r
}

func wordsIn(t model.Text) int { return len(strings.Fields(t.Plain())) }
