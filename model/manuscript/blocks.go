package manuscript

import (
	"slices"

	"tinxa/model"
)

// chosenBlocks is the item, or the body, and the blocks in it that are selected
// as wholes: of one item where the selection lies between its heading and its
// bylines, else of the body. False where none is selected.
func (m Moment) chosenBlocks() (item model.BlockID, from, to int, ok bool) {
	first, last := m.ordered()
	a, inA := m.Report.Blocks.Place(first.Block)
	b, inB := m.Report.Blocks.Place(last.Block)
	switch {
	case first.Block == "" && last.Block == "" && (first.Field == Byline || last.Field != Byline):
		return "", 0, 0, false // head or bylines alone
	case inA && inB && a.Item == b.Item:
		return a.Item, a.Index, b.Index, true
	}
	from, to = 0, len(m.Report.Blocks)-1
	if inA {
		from = m.outer(a).Index
	}
	if inB {
		to = m.outer(b).Index
	}
	return "", from, to, from <= to
}

// outer is the place in the body of what stands at a place.
func (m Moment) outer(p model.Place) model.Place {
	if p.Item == "" {
		return p
	}
	out, _ := m.Report.Blocks.Place(p.Item)
	return out
}

// behind is the place behind the block of a spot: from the head the beginning of
// the body, from bylines the end of what they sign.
func (m Moment) behind(at Spot) model.Place {
	switch at.Field {
	case Byline:
		list, _ := m.Report.Blocks.In(at.Block)
		return model.Place{Item: at.Block, Index: len(list)}
	case Commune:
		return model.Place{Item: at.Block}
	}
	if place, ok := m.Report.Blocks.Place(at.Block); ok {
		return after(place)
	}
	return model.Place{}
}

// MoveBlocks shifts the blocks selected by one place up (-1) or down (+1). At the
// edge of an item they leave it, and beside an item they enter it; an item goes
// past items and never loses its last block.
func MoveBlocks(by int) Command {
	return func(m Moment) (Change, error) {
		item, from, to, ok := m.chosenBlocks()
		if !ok || by == 0 {
			return m.stay(), nil
		}
		w := m.work()
		list := w.list(item)
		chosen := list[from : to+1]
		if item != "" && len(chosen) == len(list) && (by < 0 && from == 0 || by > 0 && to == len(list)-1) {
			return m.stay(), nil
		}
		enters := !slices.ContainsFunc(chosen, func(b model.Block) bool { _, is := b.(model.Item); return is })
		for _, b := range inOrder(chosen, by) {
			place, fits := w.next(b.BlockID(), by, enters)
			if !fits {
				return m.stay(), nil
			}
			w.do(model.MoveBlock{ID: b.BlockID(), To: place})
		}
		return w.change(m.Selection)
	}
}

// inOrder is the order in which blocks are moved, the foremost first.
func inOrder(list model.Blocks, by int) model.Blocks {
	list = slices.Clone(list)
	if by > 0 {
		slices.Reverse(list)
	}
	return list
}

// next is where a block goes by one place, false at the edge of the body.
func (w *work) next(id model.BlockID, by int, enters bool) (model.Place, bool) {
	place, _ := w.report.Blocks.Place(id)
	list := w.list(place.Item)
	to := place
	to.Index += by
	inside := to.Index >= 0 && to.Index < len(list)
	switch {
	case !inside && place.Item == "":
		return to, false
	case !inside:
		out, _ := w.report.Blocks.Place(place.Item)
		out.Index += max(by, 0)
		return out, true
	}
	item, is := list[to.Index].(model.Item)
	if !is || !enters {
		return to, true
	}
	into := model.Place{Item: item.ID}
	if by < 0 {
		into.Index = len(item.Blocks)
	}
	return into, true
}

// RemoveBlocks takes out the blocks selected. Body and items are never left
// without a text to write in.
func RemoveBlocks() Command {
	return func(m Moment) (Change, error) {
		item, from, to, ok := m.chosenBlocks()
		if !ok {
			return m.stay(), nil
		}
		w := m.work()
		return w.change(At(w.removeBlocks(m, item, from, to)))
	}
}

// removeBlocks takes the blocks from…to of a list out, and says where the caret
// goes: to the beginning of what stood behind, or the end of what stood before.
func (w *work) removeBlocks(m Moment, item model.BlockID, from, to int) Spot {
	list := w.list(item)
	boxes := appendBlock(nil, list[to], item, "")
	rest := slices.Delete(slices.Clone(list), from, to+1)
	first := appendBlock(nil, list[from], item, "")
	if len(rest) == 0 {
		rest = atLeastOne(nil)
		w.become(item, rest)
		return Spot{Field: Text, Block: rest[0].BlockID()}
	}
	w.become(item, rest)
	if from < len(rest) && len(boxes) > 0 {
		return m.startBehind(boxes[len(boxes)-1].Spot)
	}
	if len(first) == 0 {
		return m.Selection.Head
	}
	return m.endBefore(first[0].Spot)
}

// InsertItem puts a new round-up item behind the block at the caret, never
// inside another, and goes to its heading.
func InsertItem() Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		place := m.behind(m.Selection.Head)
		if place.Item != "" {
			place = after(m.outer(place))
		}
		item := model.Item{ID: model.NewBlockID(), Blocks: model.Blocks{empty()}}
		w.do(model.InsertBlock{At: place, Block: item})
		return w.change(At(Spot{Field: Commune, Block: item.ID}))
	}
}

// InsertBlock puts a new empty block behind the one at the caret.
func InsertBlock(f Form) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		b := newBlock(model.NewBlockID(), f, nil)
		w.do(model.InsertBlock{At: m.behind(m.Selection.Head), Block: b})
		return w.change(At(Spot{Field: Text, Block: b.BlockID()}))
	}
}
