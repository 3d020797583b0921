package editor

import (
	"fmt"
	"slices"

	"tinxa/model"
)

// Kind is what a text block can be turned into.
type Kind string

// The kinds of text blocks.
const (
	AsParagraph Kind = "paragraph"
	AsHeading   Kind = "heading"
	AsQuote     Kind = "quote"
	AsList      Kind = "list"
	AsNumbered  Kind = "numbered"
)

// here is the block a spot stands in, with its place.
func (s *State) here(at Spot) (model.Block, model.Place, error) {
	place, ok := s.Report().Blocks.Place(at.Block)
	if !ok {
		return nil, place, fmt.Errorf("editor: no block %q: %w", at.Block, model.ErrEdit)
	}
	b, _ := s.Report().Blocks.Find(at.Block)
	return b, place, nil
}

func after(p model.Place) model.Place { p.Index++; return p }

// Break is the Enter key. It splits a paragraph or a list's entry at the
// caret, ends a list at an empty entry, and anywhere else goes on to the next
// text, with a new paragraph where none follows.
func (s *State) Break(at Spot) (Spot, error) {
	if at.Field != Text {
		return s.breakField(at)
	}
	b, place, err := s.here(at)
	if err != nil {
		return at, err
	}
	if list, ok := b.(model.List); ok {
		return s.breakList(list, place, at)
	}
	t := styledAt(s.Report(), at)
	rest := model.Paragraph{ID: model.NewBlockID(), Text: t.Slice(at.Pos, t.Len())}
	return s.do(Spot{Field: Text, Block: rest.ID},
		model.Type{Block: at.Block, From: at.Pos, To: t.Len()},
		model.InsertBlock{At: after(place), Block: rest})
}

// goesOn reports whether Enter in a field goes to the one behind it. Bylines
// stand apart, and a caption is followed by that of the next photo where no
// text stands between them.
func goesOn(from, next Field) bool {
	if from == Caption {
		return next == Caption
	}
	return next != Byline
}

// breakField leaves a head field, a caption or a byline for the text behind it.
func (s *State) breakField(at Spot) (Spot, error) {
	all := spots(s.Report())
	i := slices.Index(all, at.box())
	if i >= 0 && i+1 < len(all) && goesOn(at.Field, all[i+1].Field) {
		return all[i+1], nil
	}
	if at.Block == "" {
		return s.Insert(model.Place{Index: len(s.Report().Blocks)}, AsParagraph)
	}
	_, place, err := s.here(at)
	if err != nil {
		return at, err
	}
	if next, ok := s.paragraphAt(after(place)); ok {
		return next, nil
	}
	return s.Insert(after(place), AsParagraph)
}

func (s *State) paragraphAt(p model.Place) (Spot, bool) {
	list, _ := s.Report().Blocks.In(p.Item)
	if p.Index >= len(list) {
		return Spot{}, false
	}
	paragraph, ok := list[p.Index].(model.Paragraph)
	return Spot{Field: Text, Block: paragraph.ID}, ok
}

func (s *State) breakList(list model.List, place model.Place, at Spot) (Spot, error) {
	t := list.Entries[at.Entry]
	if t.Blank() {
		return s.leaveList(list, place, at)
	}
	list.Entries = slices.Clone(list.Entries)
	list.Entries[at.Entry] = t.Slice(0, at.Pos)
	list.Entries = slices.Insert(list.Entries, at.Entry+1, t.Slice(at.Pos, t.Len()))
	return s.do(Spot{Field: Text, Block: list.ID, Entry: at.Entry + 1}, model.SetBlock{Block: list})
}

// leaveList turns an entry into a paragraph; what stood behind it in the list
// becomes a list of its own.
func (s *State) leaveList(list model.List, place model.Place, at Spot) (Spot, error) {
	p := model.Paragraph{ID: model.NewBlockID(), Text: list.Entries[at.Entry]}
	before, behind := list.Entries[:at.Entry], list.Entries[at.Entry+1:]
	edits := []model.Edit{model.InsertBlock{At: after(place), Block: p}}
	if len(behind) > 0 {
		rest := model.List{ID: model.NewBlockID(), Ordered: list.Ordered, Entries: slices.Clone(behind)}
		edits = append(edits, model.InsertBlock{At: after(after(place)), Block: rest})
	}
	if len(before) == 0 {
		edits = append(edits, model.RemoveBlock{ID: list.ID})
	} else {
		list.Entries = slices.Clone(before)
		edits = append(edits, model.SetBlock{Block: list})
	}
	return s.do(Spot{Field: Text, Block: p.ID}, edits...)
}

// JoinBack is Backspace at the beginning of a text: special blocks become
// paragraphs first, a paragraph joins the text before it.
func (s *State) JoinBack(at Spot) (Spot, error) {
	b, place, err := s.here(at)
	if err != nil || at.Field != Text {
		return at, nil
	}
	switch b := b.(type) {
	case model.List:
		if at.Entry > 0 {
			return s.joinEntries(b, at.Entry-1)
		}
		return s.leaveList(b, place, at)
	case model.Heading, model.Quote:
		return s.Turn(at, AsParagraph)
	}
	return s.joinBlocks(at, place)
}

func (s *State) joinEntries(list model.List, first int) (Spot, error) {
	pos := list.Entries[first].Len()
	list.Entries = slices.Clone(list.Entries)
	list.Entries[first] = list.Entries[first].Splice(pos, pos, list.Entries[first+1])
	list.Entries = slices.Delete(list.Entries, first+1, first+2)
	return s.do(Spot{Field: Text, Block: list.ID, Entry: first, Pos: pos}, model.SetBlock{Block: list})
}

// joinBlocks joins the paragraph at a place to the text in front of it. Where
// a photo or an item is in front, an empty paragraph goes and a full one stays.
func (s *State) joinBlocks(at Spot, place model.Place) (Spot, error) {
	list, _ := s.Report().Blocks.In(place.Item)
	if place.Index == 0 {
		return at, nil
	}
	text := styledAt(s.Report(), at)
	before := list[place.Index-1]
	texts := model.Texts(before)
	if len(texts) == 0 {
		if !text.Blank() {
			return at, nil
		}
		return s.do(lastSpot(before), model.RemoveBlock{ID: at.Block})
	}
	last := len(texts) - 1
	pos := texts[last].Len()
	return s.do(Spot{Field: Text, Block: before.BlockID(), Entry: last, Pos: pos},
		model.RemoveBlock{ID: at.Block},
		model.Type{Block: before.BlockID(), Entry: last, From: pos, To: pos, With: text})
}

func lastSpot(b model.Block) Spot {
	all := blockSpots(b)
	return all[len(all)-1]
}

// JoinNext is Delete at the end of a text: the text behind joins it.
func (s *State) JoinNext(at Spot) (Spot, error) {
	b, place, err := s.here(at)
	if err != nil || at.Field != Text {
		return at, nil
	}
	if list, ok := b.(model.List); ok && at.Entry+1 < len(list.Entries) {
		return s.joinEntries(list, at.Entry)
	}
	next, ok := s.paragraphAt(after(place))
	if !ok {
		return at, nil
	}
	if _, list := b.(model.List); !list && styledAt(s.Report(), at).Blank() {
		return s.do(next, model.RemoveBlock{ID: at.Block})
	}
	return s.joinBlocks(next, after(place))
}

// Turn changes the kind of the text block at a spot.
func (s *State) Turn(at Spot, kind Kind) (Spot, error) {
	b, _, err := s.here(at)
	if err != nil {
		return at, err
	}
	texts := model.Texts(b)
	if len(texts) == 0 {
		return at, nil
	}
	if list, ok := b.(model.List); ok {
		return s.turnList(list, at, kind)
	}
	return s.do(at, model.SetBlock{Block: newBlock(b.BlockID(), kind, texts[0])})
}

// turnList changes a list as a whole to a list of the other sort, or frees the
// one entry that is to be something else.
func (s *State) turnList(list model.List, at Spot, kind Kind) (Spot, error) {
	if kind == AsList || kind == AsNumbered {
		list.Ordered = kind == AsNumbered
		return s.do(at, model.SetBlock{Block: list})
	}
	_, place, err := s.here(at)
	if err != nil {
		return at, err
	}
	to, err := s.leaveList(list, place, at)
	if err != nil || kind == AsParagraph {
		return to, err
	}
	return s.do(to, model.SetBlock{Block: newBlock(to.Block, kind, styledAt(s.Report(), to))})
}

func newBlock(id model.BlockID, kind Kind, t model.Text) model.Block {
	switch kind {
	case AsHeading:
		return model.Heading{ID: id, Text: t}
	case AsQuote:
		return model.Quote{ID: id, Text: t}
	case AsList, AsNumbered:
		return model.List{ID: id, Ordered: kind == AsNumbered, Entries: []model.Text{t}}
	}
	return model.Paragraph{ID: id, Text: t}
}

// Insert puts a new empty block of a kind at a place.
func (s *State) Insert(at model.Place, kind Kind) (Spot, error) {
	b := newBlock(model.NewBlockID(), kind, nil)
	return s.do(Spot{Field: Text, Block: b.BlockID()}, model.InsertBlock{At: at, Block: b})
}

// InsertItem puts a new round-up item behind the block of a spot, or at the
// end; never inside another item.
func (s *State) InsertItem(at Spot) (Spot, error) {
	place := s.placeBehind(at)
	if place.Item != "" {
		place, _ = s.Report().Blocks.Place(place.Item)
		place.Index++
	}
	item := model.Item{
		ID:     model.NewBlockID(),
		Blocks: model.Blocks{model.Paragraph{ID: model.NewBlockID()}},
	}
	return s.do(Spot{Field: Commune, Block: item.ID}, model.InsertBlock{At: place, Block: item})
}

// placeBehind is the place behind the block that a spot stands in; from the
// head it is the beginning of the body, from the bylines its end.
func (s *State) placeBehind(at Spot) model.Place {
	if at.Field == Byline {
		list, _ := s.Report().Blocks.In(at.Block)
		return model.Place{Item: at.Block, Index: len(list)}
	}
	if at.Field == Commune {
		return model.Place{Item: at.Block}
	}
	if place, ok := s.Report().Blocks.Place(at.Block); ok {
		return after(place)
	}
	if at.Field == "" {
		return model.Place{Index: len(s.Report().Blocks)}
	}
	return model.Place{}
}

// Remove takes the block at a spot out. The body is never left without a text
// to write in.
func (s *State) Remove(at Spot) (Spot, error) {
	_, place, err := s.here(at)
	if err != nil {
		return at, err
	}
	edits := []model.Edit{model.RemoveBlock{ID: at.Block}}
	list, _ := s.Report().Blocks.In(place.Item)
	if len(list) == 1 {
		fresh := model.Paragraph{ID: model.NewBlockID()}
		edits = append(edits, model.InsertBlock{At: place, Block: fresh})
		return s.do(Spot{Field: Text, Block: fresh.ID}, edits...)
	}
	neighbour := list[max(place.Index-1, 0)]
	if place.Index == 0 {
		neighbour = list[1]
	}
	return s.do(lastSpot(neighbour), edits...)
}

// Move shifts the block at a spot by one place up (-1) or down (+1). At the
// edge of an item it leaves the item, and a block beside an item enters it.
func (s *State) Move(at Spot, by int) (Spot, error) {
	b, place, err := s.here(at)
	if err != nil {
		return at, err
	}
	to, ok := s.moved(b, place, by)
	if !ok {
		return at, nil
	}
	return s.do(at, model.MoveBlock{ID: at.Block, To: to})
}

func (s *State) moved(b model.Block, place model.Place, by int) (model.Place, bool) {
	list, _ := s.Report().Blocks.In(place.Item)
	to := place
	to.Index += by
	inside := to.Index >= 0 && to.Index < len(list)
	switch _, isItem := b.(model.Item); {
	case !inside && place.Item == "":
		return to, false
	case !inside:
		out, _ := s.Report().Blocks.Place(place.Item)
		out.Index += max(by, 0)
		return out, len(list) > 1
	case isItem:
		return to, true
	}
	if item, ok := list[to.Index].(model.Item); ok {
		into := model.Place{Item: item.ID}
		if by < 0 {
			into.Index = len(item.Blocks)
		}
		return into, true
	}
	return to, true
}

// Mark sets or takes off a style on the runes from…to of a spot's text.
func (s *State) Mark(at Spot, from, to int, mark model.Mark) (Spot, error) {
	t := styledAt(s.Report(), at)
	if from >= to || t == nil {
		return at, nil
	}
	return s.restyle(at, t.Styled(from, to, mark, !t.Has(from, to, mark)))
}

// Link sets a link (empty: none) on the runes from…to of a spot's text.
// ErrEdit for a kind of link that is not allowed.
func (s *State) Link(at Spot, from, to int, link string) (Spot, error) {
	if link != "" && !model.GoodLink(link) {
		return at, fmt.Errorf("editor: link %q: %w", link, model.ErrEdit)
	}
	t := styledAt(s.Report(), at)
	if from >= to || t == nil {
		return at, nil
	}
	return s.restyle(at, t.Linked(from, to, link))
}

func (s *State) restyle(at Spot, t model.Text) (Spot, error) {
	if at.Field == Sapo {
		head := s.Report().Head
		head.Sapo = t
		return s.do(at, model.SetHead{Head: head})
	}
	return s.do(at, model.Type{Block: at.Block, Entry: at.Entry, To: t.Len(), With: t})
}
