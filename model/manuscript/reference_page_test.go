package manuscript_test

import (
	"slices"

	"tinxa/model/manuscript"
)

// cut takes out what lies between two places, and says where the caret stands
// then. Texts that every page has stay, empty; whatever else is covered whole
// goes; running texts of one list of blocks are joined.
func (f *flat) cut(from, to point) point {
	if from.cell == to.cell {
		return f.put(from.cell, from.pos, to.pos, nil)
	}
	if f.cells[to.cell].form == manuscript.FormPicture {
		to = f.captionEnd(to)
	}
	first, last := f.cells[from.cell], f.cells[to.cell]
	said := last.form == manuscript.Quote && len(f.cells[to.cell+1].text) > 0
	joined := first.running() && last.running() && first.item == last.item
	keep, goes := from.cell, make([]bool, len(f.cells))
	var tail []glyph
	switch {
	case joined && from.pos == 0 && to.pos < len(last.text):
		keep = to.cell
	case joined && !said:
		tail, goes[to.cell] = last.text[to.pos:], true
	case !joined && !first.running() && first.form != manuscript.FormByline:
		keep = -1
	}
	for i := from.cell; i <= to.cell; i++ {
		lo, hi, with := 0, len(f.cells[i].text), []glyph(nil)
		if i == from.cell {
			lo = from.pos
		}
		if i == to.cell {
			hi = to.pos
		}
		goes[i] = goes[i] || i != keep && lo == 0 && hi == len(f.cells[i].text)
		if i == from.cell {
			with = tail
		}
		f.put(i, lo, hi, with)
	}
	f.settle(from.cell, to.cell, goes)
	return f.swept(from, to, keep, goes)
}

// settle decides of the cells that are covered which go: a picture with its
// caption, a quotation with its speaker, an item with all that is in it.
func (f *flat) settle(from, to int, goes []bool) {
	bare := func(i int) bool { return len(f.cells[i].text) == 0 }
	for i, c := range f.cells {
		covered := from <= i && i <= to
		switch c.form {
		case manuscript.FormKicker, manuscript.FormTitle, manuscript.FormSapo:
			goes[i] = false
		case manuscript.FormFrom:
			goes[i] = goes[i-1]
		case manuscript.Quote:
			goes[i] = goes[i] && bare(i+1)
		case manuscript.FormPicture:
			goes[i] = covered && goes[i+1]
		case manuscript.FormCaption:
			goes[i] = goes[i-1]
		}
	}
	for i, c := range f.cells {
		if c.form == manuscript.FormCommune {
			to := i
			for to+1 < len(f.cells) && f.cells[to+1].item == c.item {
				to++
			}
			all := !slices.Contains(goes[i:to+1], false)
			goes[i] = all
		}
	}
}

// swept removes what goes, leaves every list of blocks a text and every list of
// names a place for one, and finds the caret.
func (f *flat) swept(from, to point, keep int, goes []bool) point {
	stays := func(i int) bool { return !goes[i] }
	caret, names := from, -1 // the list of names that the caret goes to
	switch {
	case keep == to.cell:
		caret = point{to.cell, 0}
	case stays(from.cell):
	case f.next(from.cell, goes) >= 0:
		caret = point{f.next(from.cell, goes), 0}
	case stays(to.cell):
		caret = point{to.cell, 0}
	case f.next(to.cell, goes) >= 0:
		caret = point{f.next(to.cell, goes), 0}
	case f.cells[to.cell].form == manuscript.FormByline && f.stays(f.cells[to.cell].item, goes):
		names = f.cells[to.cell].item
	case from.cell > 0:
		caret = point{from.cell - 1, len(f.cells[from.cell-1].text)}
	}
	had := map[int]bool{0: true}
	for _, c := range f.cells {
		had[c.item] = had[c.item] || c.ofBlock()
	}
	for i := len(f.cells) - 1; i >= 0; i-- {
		if goes[i] {
			f.remove(cells{i, i + 1})
			if i < caret.cell {
				caret.cell--
			}
		}
	}
	for i, c := range f.cells {
		if c.entry() && f.cells[i-1].block != c.block {
			f.outward(i, f.blockEnd(i))
		}
	}
	caret = f.complete(caret, had)
	if names >= 0 {
		return point{slices.IndexFunc(f.cells, func(c cell) bool { return c.form == manuscript.FormByline && c.item == names }), 0}
	}
	return caret
}

// blockEnd is the end of the block that begins at a cell.
func (f *flat) blockEnd(i int) int {
	to := i
	for to < len(f.cells) && f.cells[to].block == f.cells[i].block {
		to++
	}
	return to
}

// stays reports whether the heading of an item stays, or it is the body.
func (f *flat) stays(item int, goes []bool) bool {
	return item == 0 || !goes[slices.IndexFunc(f.cells, func(c cell) bool { return c.item == item })]
}

// complete gives every list of names a place for one, and every list of blocks
// that had a text one to write in.
func (f *flat) complete(caret point, had map[int]bool) point {
	add := func(i int, c cell) {
		f.insert(i, c)
		if i <= caret.cell {
			caret.cell++
		}
	}
	items := []int{0}
	for _, c := range f.cells {
		if c.form == manuscript.FormCommune {
			items = append(items, c.item)
		}
	}
	for _, item := range items {
		end := len(f.cells)
		for item != 0 && f.cells[end-1].item != item {
			end--
		}
		if last := f.cells[end-1]; last.form != manuscript.FormByline || last.item != item {
			add(end, cell{form: manuscript.FormByline, block: item, item: item})
		}
		if had[item] && len(f.blocks(item)) == 0 {
			add(f.gap(item, 0), f.paragraph(item, nil))
		}
	}
	return caret
}

// next is the next cell of the same kind in the same block that stays, -1 for
// none: it has the name that the one before had.
func (f *flat) next(i int, goes []bool) int {
	for k := i + 1; k < len(f.cells); k++ {
		if f.cells[k].block != f.cells[i].block || f.cells[k].item != f.cells[i].item {
			break
		}
		if !goes[k] && f.cells[k].form == f.cells[i].form {
			return k
		}
	}
	return -1
}

// turned changes the form of the running texts selected.
func (f *flat) turned(from, to point, form manuscript.Form) {
	items := map[int]bool{}
	for i := from.cell; i <= to.cell; i++ {
		if c := &f.cells[i]; c.running() {
			c.chosen, items[c.item] = true, true
		}
	}
	for item := range items {
		f.turnedIn(item, form)
	}
	for i := range f.cells {
		f.cells[i].chosen = false
	}
}

// shape is what a block becomes.
type shape struct {
	cells   []cell
	changed bool
}

func (f *flat) turnedIn(item int, form manuscript.Form) {
	list := f.blocks(item)
	from, to := list[0].from, list[len(list)-1].to
	var out []cell
	var before shape
	for _, b := range list {
		for _, s := range f.reshaped(b, form) {
			if c := s.cells[0]; len(before.cells) > 0 && c.entry() && before.cells[0].form == c.form && (before.changed || s.changed) {
				for i := range s.cells {
					s.cells[i].block = out[len(out)-1].block
				}
				s.changed = true
			}
			out = append(out, s.cells...)
			before = s
		}
	}
	f.cells = slices.Replace(f.cells, from, to, out...)
}

func (f *flat) reshaped(b cells, form manuscript.Form) []shape {
	is := slices.Clone(f.cells[b.from:b.to])
	turning := flat{cells: is, last: f.last}
	defer func() { f.last = turning.last }()
	switch lists := form == manuscript.Dash || form == manuscript.Numbered; {
	case !is[0].running(), !slices.ContainsFunc(is, func(c cell) bool { return c.chosen }):
		return []shape{{is, false}}
	case is[0].entry() && lists:
		for i := range is {
			is[i].form = form
		}
		return []shape{{is, true}}
	case is[0].entry():
		return turning.freed(form)
	}
	same := is[0].form == form
	turning.turnOne(0, form)
	if n := len(turning.cells); !same && n > 1 && turning.cells[n-1].form == manuscript.Paragraph {
		return []shape{{turning.cells[:n-1], true}, {turning.cells[n-1:], true}}
	}
	return []shape{{turning.cells, !same}}
}

// freed parts the entries of a list: each that is chosen becomes a block.
func (f *flat) freed(form manuscript.Form) []shape {
	var out []shape
	for from := 0; from < len(f.cells); {
		to := from
		for to < len(f.cells) && !f.cells[to].chosen {
			to++
		}
		if to == from {
			out = append(out, shape{f.fresh(form, f.cells[from].item, f.cells[from].text), true})
			from++
			continue
		}
		f.apart(from, to)
		out = append(out, shape{f.cells[from:to], false})
		from = to
	}
	return out
}

// indented moves entries in or out, none further than one below the one before.
func (f *flat) indented(from, to point, by int) {
	lists := map[int]bool{}
	for i := from.cell; i <= to.cell; i++ {
		if c := &f.cells[i]; c.entry() {
			c.depth += by
			lists[c.block] = true
		}
	}
	for i := range f.cells {
		c := &f.cells[i]
		if !lists[c.block] || !c.entry() {
			continue
		}
		most := 0
		if f.cells[i-1].block == c.block {
			most = f.cells[i-1].depth + 1
		}
		c.depth = max(0, min(c.depth, most, 2))
	}
}
