package manuscript

import (
	"slices"

	"tinxa/model"
)

// Turn changes the kind of every running text that is selected. Entries leave
// their list, other texts form one; a list that is changed to one of the other
// sort is changed as a whole, and lists of one sort that meet become one.
func Turn(f Form) Command {
	return func(m Moment) (Change, error) {
		if !slices.Contains([]Form{Paragraph, Heading, Quote, Dash, Numbered}, f) {
			return Change{}, refused("turning into %q", f)
		}
		w := m.work()
		moved := w.turnAll(m.running(), f)
		return w.change(Selection{moved.follow(m.Selection.Anchor), moved.follow(m.Selection.Head)})
	}
}

// running lists the running texts that are selected, or the one at the caret.
func (m Moment) running() []Box {
	from, to := m.ordered()
	var all []Box
	for _, b := range m.Boxes[max(0, indexOf(m.Boxes, from)) : indexOf(m.Boxes, to)+1] {
		if b.Spot.Field == Text {
			all = append(all, b)
		}
	}
	return all
}

// moves tells where boxes went.
type moves map[Spot]Spot

func (ms moves) follow(at Spot) Spot {
	to, ok := ms[at.Box()]
	if !ok {
		return at
	}
	to.Pos = at.Pos
	return to
}

// turn changes the kind of one block.
func (w *work) turn(at Spot, f Form) { w.turnAll([]Box{{Spot: at.Box(), Item: w.itemOf(at)}}, f) }

func (w *work) itemOf(at Spot) model.BlockID {
	place, _ := w.report.Blocks.Place(at.Block)
	return place.Item
}

func (w *work) turnAll(boxes []Box, f Form) moves {
	chosen := map[Spot]bool{}
	var items []model.BlockID
	for _, b := range boxes {
		chosen[b.Spot] = true
		if !slices.Contains(items, b.Item) {
			items = append(items, b.Item)
		}
	}
	moved := moves{}
	for _, item := range items {
		var parts []part
		for _, b := range w.list(item) {
			parts = append(parts, turned(b, chosen, f)...)
		}
		parts = met(parts)
		list := make(model.Blocks, len(parts))
		for i, p := range parts {
			list[i] = p.block
			for entry, was := range p.were {
				moved[was] = Spot{Field: Text, Block: p.block.BlockID(), Entry: entry}
			}
		}
		w.become(item, list)
	}
	return moved
}

// part is a block after a change, with the boxes that its texts had before.
type part struct {
	block   model.Block
	were    []Spot
	changed bool
}

// turned is what becomes of one block.
func turned(b model.Block, chosen map[Spot]bool, f Form) []part {
	at := Spot{Field: Text, Block: b.BlockID()}
	if list, ok := b.(model.List); ok {
		return turnedList(list, chosen, f)
	}
	if !chosen[at] || len(model.Texts(b)) == 0 || formOf(b) == f {
		return []part{{block: b, were: []Spot{at}}}
	}
	parts := []part{{newBlock(at.Block, f, textOf(b, 0)), []Spot{at}, true}}
	if q, ok := b.(model.Quote); ok && q.From != "" { // words are never lost
		p := empty()
		p.Text = model.Plainly(q.From)
		parts = append(parts, part{block: p, were: []Spot{{Field: From, Block: q.ID}}})
	}
	return parts
}

// turnedList changes a list as a whole, or frees the entries chosen.
func turnedList(b model.List, chosen map[Spot]bool, f Form) []part {
	entries, spots := entriesOf(b), make([]Spot, len(b.Entries))
	some := false
	for i := range entries {
		spots[i] = Spot{Field: Text, Block: b.ID, Entry: i}
		some = some || chosen[spots[i]]
	}
	if !some {
		return []part{{block: b, were: spots}}
	}
	if f == Dash || f == Numbered {
		b.Ordered = f == Numbered
		return []part{{b, spots, true}}
	}
	var parts []part
	id := b.ID // goes to the first part
	for from := 0; from < len(entries); id = model.NewBlockID() {
		to := from
		for to < len(entries) && !chosen[spots[to]] {
			to++
		}
		if to > from {
			rest := withEntries(b, shallower(slices.Clone(entries[from:to])))
			rest.ID = id
			parts = append(parts, part{block: rest, were: spots[from:to]})
		} else {
			to++
			parts = append(parts, part{newBlock(id, f, entries[from].text), spots[from:to], true})
		}
		from = to
	}
	return parts
}

// met makes one list of neighbours of the same sort, where one of them was
// changed.
func met(parts []part) []part {
	var out []part
	for _, p := range parts {
		if len(out) > 0 {
			last := &out[len(out)-1]
			a, isList := last.block.(model.List)
			b, also := p.block.(model.List)
			if isList && also && a.Ordered == b.Ordered && (last.changed || p.changed) {
				last.block = withEntries(a, append(entriesOf(a), entriesOf(b)...))
				last.were, last.changed = slices.Concat(last.were, p.were), true
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

func formOf(b model.Block) Form {
	switch b := b.(type) {
	case model.Heading:
		return Heading
	case model.Quote:
		return Quote
	case model.List:
		if b.Ordered {
			return Numbered
		}
		return Dash
	}
	return Paragraph
}

func newBlock(id model.BlockID, f Form, t model.Text) model.Block {
	switch f {
	case Heading:
		return model.Heading{ID: id, Text: t}
	case Quote:
		return model.Quote{ID: id, Text: t}
	case Dash, Numbered:
		return model.List{ID: id, Ordered: f == Numbered, Entries: []model.Text{t}}
	}
	return model.Paragraph{ID: id, Text: t}
}

// Indent moves the entries selected further in (+1) or out (-1). None stands
// more than one step below the one before it.
func Indent(by int) Command {
	return func(m Moment) (Change, error) {
		w := m.work()
		chosen := map[Spot]bool{}
		var lists []model.BlockID
		for _, b := range m.running() {
			chosen[b.Spot] = true
			if (b.Form == Dash || b.Form == Numbered) && !slices.Contains(lists, b.Spot.Block) {
				lists = append(lists, b.Spot.Block)
			}
		}
		for _, id := range lists {
			b, _ := w.block(id)
			list := b.(model.List)
			if now := indented(list, chosen, by); !slices.Equal(depths(now), depths(list)) {
				w.do(model.SetBlock{Block: now})
			}
		}
		return w.change(m.Selection)
	}
}

func indented(b model.List, chosen map[Spot]bool, by int) model.List {
	entries := entriesOf(b)
	before := -1
	for i := range entries {
		if chosen[Spot{Field: Text, Block: b.ID, Entry: i}] {
			entries[i].depth += by
		}
		entries[i].depth = max(0, min(entries[i].depth, before+1, model.MaxDepth))
		before = entries[i].depth
	}
	return withEntries(b, entries)
}

func depths(b model.List) []int {
	all := make([]int, len(b.Entries))
	for i := range all {
		all[i] = b.Depth(i)
	}
	return all
}
