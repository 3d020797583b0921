package model

import (
	"bytes"
	"fmt"
	"slices"
)

// Edit is one change. Apply leaves its argument as it was and returns the
// report after the change with the edit that undoes it; applying that gives
// the report from before. ErrEdit when it does not fit.
type Edit interface {
	Apply(r Report) (after Report, inverse Edit, err error)
}

// SetHead replaces kicker, headline, stamp and sapo.
type SetHead struct{ Head Head }

// Apply implements Edit.
func (e SetHead) Apply(r Report) (Report, Edit, error) {
	if e.Head.Sapo.badLink() {
		return r, nil, fmt.Errorf("model: %w: %w", errBadLink, ErrEdit)
	}
	inverse := SetHead{r.Head}
	r.Head = e.Head
	return r, inverse, nil
}

// SetMeeting replaces what is known of the meeting.
type SetMeeting struct{ Meeting Meeting }

// Apply implements Edit.
func (e SetMeeting) Apply(r Report) (Report, Edit, error) {
	if d := e.Meeting.Date; !d.IsZero() && !d.Valid() {
		return r, nil, fmt.Errorf("model: date %v: %w", d, ErrEdit)
	}
	inverse := SetMeeting{r.Meeting}
	r.Meeting = e.Meeting
	return r, inverse, nil
}

// SetCredits replaces bylines, source, tags and category.
type SetCredits struct{ Credits Credits }

// Apply implements Edit.
func (e SetCredits) Apply(r Report) (Report, Edit, error) {
	inverse := SetCredits{r.Credits}
	r.Credits = e.Credits
	return r, inverse, nil
}

// SetStatus moves the report on its way.
type SetStatus struct{ Status Status }

// Apply implements Edit.
func (e SetStatus) Apply(r Report) (Report, Edit, error) {
	if !slices.Contains(Statuses(), e.Status) {
		return r, nil, fmt.Errorf("model: status %q: %w", e.Status, ErrEdit)
	}
	inverse := SetStatus{r.Status}
	r.Status = e.Status
	return r, inverse, nil
}

// SetCover chooses the cover photo; empty leaves it to the first picture.
type SetCover struct{ Photo PhotoID }

// Apply implements Edit.
func (e SetCover) Apply(r Report) (Report, Edit, error) {
	if e.Photo != "" && !e.Photo.Valid() {
		return r, nil, fmt.Errorf("model: photo id %q: %w", e.Photo, ErrEdit)
	}
	inverse := SetCover{r.Cover}
	r.Cover = e.Photo
	return r, inverse, nil
}

// InsertBlock puts a new block at a place.
type InsertBlock struct {
	At    Place
	Block Block
}

// Apply implements Edit.
func (e InsertBlock) Apply(r Report) (Report, Edit, error) {
	list, ok := r.Blocks.In(e.At.Item)
	switch {
	case !ok, e.At.Index < 0, e.At.Index > len(list):
		return r, nil, fmt.Errorf("model: no place %v: %w", e.At, ErrEdit)
	case e.At.Item != "" && isItem(e.Block):
		return r, nil, fmt.Errorf("model: %w: %w", errItemInItem, ErrEdit)
	}
	if err := (Blocks{e.Block}).sound(); err != nil {
		return r, nil, fmt.Errorf("model: %w: %w", err, ErrEdit)
	}
	for b := range (Blocks{e.Block}).All() {
		if _, taken := r.Blocks.Find(b.BlockID()); taken {
			return r, nil, fmt.Errorf("model: block id %q is used already: %w", b.BlockID(), ErrEdit)
		}
	}
	r.Blocks = r.Blocks.with(e.At.Item, slices.Insert(slices.Clone(list), e.At.Index, e.Block))
	return r, RemoveBlock{e.Block.BlockID()}, nil
}

// RemoveBlock takes a block out, an Item with all that is in it.
type RemoveBlock struct{ ID BlockID }

// Apply implements Edit.
func (e RemoveBlock) Apply(r Report) (Report, Edit, error) {
	at, ok := r.Blocks.Place(e.ID)
	if !ok {
		return r, nil, fmt.Errorf("model: no block %q: %w", e.ID, ErrEdit)
	}
	list, _ := r.Blocks.In(at.Item)
	inverse := InsertBlock{At: at, Block: list[at.Index]}
	r.Blocks = r.Blocks.with(at.Item, slices.Delete(slices.Clone(list), at.Index, at.Index+1))
	return r, inverse, nil
}

// SetBlock replaces the block that has the same id; the kind may change.
type SetBlock struct{ Block Block }

// Apply implements Edit.
func (e SetBlock) Apply(r Report) (Report, Edit, error) {
	if e.Block == nil {
		return r, nil, fmt.Errorf("model: no block: %w", ErrEdit)
	}
	at, was, ok := r.Blocks.locate(e.Block.BlockID())
	if !ok {
		return r, nil, fmt.Errorf("model: no block %q: %w", e.Block.BlockID(), ErrEdit)
	}
	if err := r.Blocks.fits(e.Block, at, was); err != nil {
		return r, nil, fmt.Errorf("model: %w: %w", err, ErrEdit)
	}
	r.Blocks = r.Blocks.replaced(at, e.Block)
	return r, SetBlock{was}, nil
}

// fits reports what keeps b from taking the place of another block.
func (bs Blocks) fits(b Block, at Place, was Block) error {
	item, is := b.(Item)
	switch {
	case b.BlockID() == "":
		return errNoID
	case !is:
		return soundBlock(b)
	case at.Item != "":
		return errItemInItem
	}
	if err := (Blocks{b}).sound(); err != nil {
		return err
	}
	before, _ := was.(Item)
	for _, inner := range item.Blocks {
		_, stays := before.Blocks.Find(inner.BlockID())
		if _, taken := bs.Find(inner.BlockID()); taken && !stays {
			return fmt.Errorf("block id %q is used already", inner.BlockID())
		}
	}
	return nil
}

// MoveBlock moves a block to a place, counted as if it were not there.
type MoveBlock struct {
	ID BlockID
	To Place
}

// Apply implements Edit.
func (e MoveBlock) Apply(r Report) (Report, Edit, error) {
	without, removed, err := RemoveBlock{e.ID}.Apply(r)
	if err != nil {
		return r, nil, err
	}
	was := removed.(InsertBlock)
	after, _, err := InsertBlock{At: e.To, Block: was.Block}.Apply(without)
	if err != nil {
		return r, nil, err
	}
	return after, MoveBlock{ID: e.ID, To: was.At}, nil
}

// Type replaces the runes From…To of one running text of a block, the
// Entry-th of a List, by With.
type Type struct {
	Block    BlockID
	Entry    int
	From, To int
	With     Text
}

// Apply implements Edit.
func (e Type) Apply(r Report) (Report, Edit, error) {
	at, b, ok := r.Blocks.locate(e.Block)
	if !ok {
		return r, nil, fmt.Errorf("model: no block %q: %w", e.Block, ErrEdit)
	}
	t, ok := textOf(b, e.Entry)
	start, before := t.seek(cut{}, e.From)
	end, within := t.seek(start, e.To-e.From)
	if !ok || e.From < 0 || e.To < e.From || before+within > 0 {
		return r, nil, fmt.Errorf("model: no text %d:%d-%d in block %q: %w", e.Entry, e.From, e.To, e.Block, ErrEdit)
	}
	typed := withText(b, e.Entry, t.spliced(start, end, e.With))
	if err := soundBlock(typed); err != nil {
		return r, nil, fmt.Errorf("model: %w: %w", err, ErrEdit)
	}
	r.Blocks = r.Blocks.replaced(at, typed)
	// The block as it was, and not the runes taken out: only so the spans come
	// back as they were cut before.
	return r, SetBlock{b}, nil
}

func withText(b Block, entry int, t Text) Block {
	switch b := b.(type) {
	case Paragraph:
		b.Text = t
		return b
	case Heading:
		b.Text = t
		return b
	case Quote:
		b.Text = t
		return b
	case List:
		b.Entries = slices.Clone(b.Entries)
		b.Entries[entry] = t
		return b
	}
	panic("model: a block without text") // Type has looked before
}

// Become takes over the content of another revision: everything but id,
// revision and times.
type Become struct{ Content Report }

// Apply implements Edit.
func (e Become) Apply(r Report) (Report, Edit, error) {
	if err := e.Content.sound(); err != nil {
		return r, nil, fmt.Errorf("model: %w: %w", err, ErrEdit)
	}
	return e.Content.identifiedAs(r), Become{r}, nil
}

// identifiedAs is r with the id, revision and times of another report.
func (r Report) identifiedAs(other Report) Report {
	r.ID, r.Rev, r.Created, r.Updated = other.ID, other.Rev, other.Created, other.Updated
	return r
}

// SameContent reports whether two reports differ in nothing but id, revision
// and times: whether they are written alike.
func SameContent(a, b Report) bool {
	first, err := Encode(a.identifiedAs(b))
	if err != nil {
		return false
	}
	second, err := Encode(b)
	return err == nil && bytes.Equal(first, second)
}

// All is several edits as one, applied in order or not at all.
type All []Edit

// Apply implements Edit.
func (e All) Apply(r Report) (Report, Edit, error) {
	after := r
	inverse := make(All, len(e))
	for i, edit := range e {
		next, undo, err := edit.Apply(after)
		if err != nil {
			return r, nil, err
		}
		after = next
		inverse[len(e)-1-i] = undo
	}
	return after, inverse, nil
}

// Waive settles findings of this report: it replaces the list of those settled.
type Waive struct{ Waived []Waiver }

// Apply implements Edit.
func (e Waive) Apply(r Report) (Report, Edit, error) {
	inverse := Waive{r.Waived}
	r.Waived = e.Waived
	return r, inverse, nil
}
