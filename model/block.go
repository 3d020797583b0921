package model

import (
	"iter"
	"slices"
)

// BlockID names a block within its report: 8 letters and digits.
type BlockID string

// Block is one piece of the body: Paragraph, Heading, List, Quote, Photos or
// Item. The set is closed.
type Block interface {
	BlockID() BlockID
	isBlock()
}

// Paragraph is running text.
type Paragraph struct {
	ID    BlockID `json:"id"`
	Text  Text    `json:"text"`
	Heard string  `json:"heard,omitzero"` // the time of day at which it was said, "10:32"; for the writer alone, never exported but as a record

	Extra Extra `json:"-"`
}

// Heading is a subheading.
type Heading struct {
	ID   BlockID `json:"id"`
	Text Text    `json:"text"`

	Extra Extra `json:"-"`
}

// List is a list, numbered or not.
type List struct {
	ID      BlockID `json:"id"`
	Ordered bool    `json:"ordered,omitzero"`
	Entries []Text  `json:"entries"`
	Depths  []int   `json:"depths,omitzero"` // of each entry below the outermost; what is missing counts as 0

	Extra Extra `json:"-"`
}

// MaxDepth is how far below the outermost an entry of a List may stand.
const MaxDepth = 2

// Depth is how far below the outermost the i-th entry stands, 0 to MaxDepth.
func (b List) Depth(i int) int {
	if i < 0 || i >= len(b.Depths) {
		return 0
	}
	return clamp(b.Depths[i], MaxDepth)
}

// Quote is a passage quoted word for word.
type Quote struct {
	ID   BlockID `json:"id"`
	Text Text    `json:"text"`
	From string  `json:"from,omitzero"` // who said or wrote it

	Extra Extra `json:"-"`
}

// Photos is one photo, or several side by side.
type Photos struct {
	ID       BlockID   `json:"id"`
	Pictures []Picture `json:"pictures"`
	Half     bool      `json:"half,omitzero"` // half as wide as the page; only where one picture stands alone

	Extra Extra `json:"-"`
}

// Picture is a photo as this report shows it.
type Picture struct {
	Photo   PhotoID `json:"photo,omitzero"` // empty: a place kept for a photo still to come
	Caption string  `json:"caption,omitzero"`
	Alt     string  `json:"alt,omitzero"`    // for those who cannot see it; the caption serves where empty
	Credit  string  `json:"credit,omitzero"` // who took it
	Name    string  `json:"name,omitzero"`   // the file's name when it was added

	Extra Extra `json:"-"`
}

// Item is one commune's part of a round-up ("* Tại xã …"), never nested.
type Item struct {
	ID      BlockID  `json:"id"`
	Commune string   `json:"commune,omitzero"` // "xã Suối Mây"
	Blocks  Blocks   `json:"blocks"`
	Bylines []Byline `json:"bylines,omitzero"`

	Extra Extra `json:"-"`
}

// BlockID returns the id.
func (b Paragraph) BlockID() BlockID { return b.ID }

// BlockID returns the id.
func (b Heading) BlockID() BlockID { return b.ID }

// BlockID returns the id.
func (b List) BlockID() BlockID { return b.ID }

// BlockID returns the id.
func (b Quote) BlockID() BlockID { return b.ID }

// BlockID returns the id.
func (b Photos) BlockID() BlockID { return b.ID }

// BlockID returns the id.
func (b Item) BlockID() BlockID { return b.ID }

func (Paragraph) isBlock() {}
func (Heading) isBlock()   {}
func (List) isBlock()      {}
func (Quote) isBlock()     {}
func (Photos) isBlock()    {}
func (Item) isBlock()      {}

// Blocks is a body or the body of an Item, in reading order.
type Blocks []Block

// All yields every block in reading order, an Item before the blocks in it.
func (bs Blocks) All() iter.Seq[Block] {
	return func(yield func(Block) bool) { bs.walk(yield) }
}

func (bs Blocks) walk(yield func(Block) bool) bool {
	for _, b := range bs {
		if !yield(b) {
			return false
		}
		if item, ok := b.(Item); ok && !item.Blocks.walk(yield) {
			return false
		}
	}
	return true
}

// Find returns the block of that id, wherever it stands.
func (bs Blocks) Find(id BlockID) (Block, bool) {
	_, b, ok := bs.locate(id)
	return b, ok
}

// Place is where a block stands: the Index-th in the body, or in an Item.
type Place struct {
	Item  BlockID // empty: the body itself
	Index int
}

// Place returns where the block of that id stands.
func (bs Blocks) Place(id BlockID) (Place, bool) {
	at, _, ok := bs.locate(id)
	return at, ok
}

func (bs Blocks) locate(id BlockID) (Place, Block, bool) {
	for i, b := range bs {
		if b.BlockID() == id {
			return Place{Index: i}, b, true
		}
		item, ok := b.(Item)
		if !ok {
			continue
		}
		if at, found, ok := item.Blocks.locate(id); ok {
			return Place{Item: item.ID, Index: at.Index}, found, true
		}
	}
	return Place{}, nil, false
}

// In returns the list of blocks that a Place counts in.
func (bs Blocks) In(item BlockID) (Blocks, bool) {
	if item == "" {
		return bs, true
	}
	found, _ := bs.Find(item)
	it, ok := found.(Item)
	return it.Blocks, ok
}

// with returns bs after the list named by item was replaced.
func (bs Blocks) with(item BlockID, list Blocks) Blocks {
	if item == "" {
		return list
	}
	out := slices.Clone(bs)
	for i, b := range out {
		if it, ok := b.(Item); ok && it.ID == item {
			it.Blocks = list
			out[i] = it
		}
	}
	return out
}

// replaced returns bs with another block at a place, of those that locate
// gives.
func (bs Blocks) replaced(at Place, b Block) Blocks {
	list, _ := bs.In(at.Item)
	list = slices.Clone(list)
	list[at.Index] = b
	return bs.with(at.Item, list)
}

func (bs Blocks) renamed() Blocks {
	out := slices.Clone(bs)
	for i, b := range out {
		if item, ok := b.(Item); ok {
			item.Blocks = item.Blocks.renamed()
			b = item
		}
		out[i] = withID(b, NewBlockID())
	}
	return out
}

func withID(b Block, id BlockID) Block {
	switch b := b.(type) {
	case Paragraph:
		b.ID = id
		return b
	case Heading:
		b.ID = id
		return b
	case List:
		b.ID = id
		return b
	case Quote:
		b.ID = id
		return b
	case Photos:
		b.ID = id
		return b
	case Item:
		b.ID = id
		return b
	}
	panic("model: unknown block")
}

// Texts lists the running texts of one block: not its captions, and not the
// blocks inside an Item.
func Texts(b Block) []Text {
	if list, ok := b.(List); ok {
		return list.Entries
	}
	if t, ok := textOf(b, 0); ok {
		return []Text{t}
	}
	return nil
}

// textOf is one of the Texts.
func textOf(b Block, i int) (Text, bool) {
	switch b := b.(type) {
	case Paragraph:
		return b.Text, i == 0
	case Heading:
		return b.Text, i == 0
	case Quote:
		return b.Text, i == 0
	case List:
		if i >= 0 && i < len(b.Entries) {
			return b.Entries[i], true
		}
	}
	return nil, false
}
