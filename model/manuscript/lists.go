package manuscript

import (
	"slices"

	"tinxa/model"
)

// entry is one entry of a list, with how far below the outermost it stands.
type entry struct {
	text  model.Text
	depth int
}

func entriesOf(b model.List) []entry {
	all := make([]entry, len(b.Entries))
	for i, t := range b.Entries {
		all[i] = entry{t, b.Depth(i)}
	}
	return all
}

// withEntries is a list with other entries.
func withEntries(b model.List, entries []entry) model.List {
	b.Entries, b.Depths = make([]model.Text, len(entries)), nil
	for i, e := range entries {
		b.Entries[i] = e.text
		if e.depth > 0 {
			b.Depths = append(b.Depths, make([]int, i-len(b.Depths))...)
			b.Depths = append(b.Depths, e.depth)
		}
	}
	return b
}

// newList is a list of its own.
func newList(ordered bool, entries []entry) model.List {
	return withEntries(model.List{ID: model.NewBlockID(), Ordered: ordered}, entries)
}

// freed is a list's blocks after its i-th entry became a block of another kind:
// what stood before keeps the id.
func freed(b model.List, i int, block model.Block) model.Blocks {
	entries := entriesOf(b)
	var out model.Blocks
	if i > 0 {
		out = append(out, withEntries(b, entries[:i]))
	}
	out = append(out, block)
	if rest := slices.Clone(entries[i+1:]); len(rest) > 0 {
		out = append(out, newList(b.Ordered, shallower(rest)))
	}
	return out
}

// shallower brings the first entry of what becomes a list out to the edge, those
// below it along with it.
func shallower(entries []entry) []entry {
	if len(entries) == 0 {
		return nil
	}
	for by := entries[0].depth; by > 0; by-- {
		for i := range entries {
			if entries[i].depth == 0 {
				break
			}
			entries[i].depth--
		}
	}
	return entries
}

// deepened is a list with its i-th entry further in, or further out.
func deepened(b model.List, i, by int) model.List {
	entries := entriesOf(b)
	entries[i].depth = max(0, min(entries[i].depth+by, model.MaxDepth))
	return withEntries(b, entries)
}
