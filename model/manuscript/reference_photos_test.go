package manuscript_test

import (
	"slices"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// spaceFor is a place for a picture: before the index-th block of the body or of
// an item, or in the row that begins at a cell, before its entry-th picture.
type spaceFor struct {
	item, index int
	row, entry  int // row is -1 for none
}

func (f *flat) pictured(item int, photo model.PhotoID, caption []glyph) []cell {
	c := cell{form: manuscript.FormPicture, block: f.number(), item: item, photo: photo}
	return []cell{c, {form: manuscript.FormCaption, block: c.block, item: item, text: caption}}
}

// add puts pictures, of two cells each, in a space: into the row while it has
// room for three, a block each behind it.
func (f *flat) add(to spaceFor, pictures [][]cell) {
	item, at := to.item, to.index
	if to.row >= 0 {
		var list []cells
		var k int
		item, list, k = f.where(to.row)
		row := list[k]
		at = k + 1
		have := (row.to - row.from) / 2
		if room := min(3-have, len(pictures)); room > 0 {
			i := row.from + 2*min(to.entry, have)
			for _, p := range pictures[:room] {
				p[0].block, p[1].block = f.cells[row.from].block, f.cells[row.from].block
				p[0].item, p[1].item, p[0].half = item, item, false
				f.cells[row.from].half = false
				f.insert(i, p...)
				i += 2
			}
			pictures = pictures[room:]
		}
	}
	for _, p := range slices.Backward(pictures) {
		p[0].item, p[1].item = item, item
		f.insert(f.gap(item, at), p...)
	}
}

// taken takes the picture at a cell out of the page.
func (f *flat) taken(i int) []cell {
	p := slices.Clone(f.cells[i : i+2])
	f.remove(cells{i, i + 2})
	return p
}

// movedPicture takes a picture to a space.
func (f *flat) movedPicture(i int, to spaceFor) {
	item, list, k := f.where(i)
	alone := list[k].to-list[k].from == 2
	switch {
	case to.row == list[k].from:
		entry := (i - list[k].from) / 2
		if to.entry > entry {
			to.entry--
		}
		most := (list[k].to-list[k].from)/2 - 1
		p := f.taken(i)
		f.insert(list[k].from+2*min(to.entry, most), p...)
		return
	case alone && to.item == item && to.index > k:
		to.index--
	}
	p := f.taken(i)
	if to.row > i {
		to.row -= 2
	}
	if !alone {
		p[0].half = false
	}
	if !alone || to.row >= 0 {
		p[0].block = f.number()
		p[1].block = p[0].block
	}
	if to.row >= 0 {
		p[0].half = false
	}
	f.add(to, [][]cell{p})
}

// removedPicture takes a picture out.
func (f *flat) removedPicture(i int) {
	item, list, _ := f.where(i)
	alone := f.cells[i].block
	f.taken(i)
	left := slices.ContainsFunc(f.cells, func(c cell) bool { return c.block == alone })
	if len(list) == 1 && !left {
		f.insert(f.gap(item, 0), f.paragraph(item, nil))
	}
}

func (f *flat) halved(i int, half bool) {
	_, list, k := f.where(i)
	f.cells[i].half = half && list[k].to-list[k].from == 2
}

// joinedPictures sets a row beside the one before it.
func (f *flat) joinedPictures(i int) {
	_, list, k := f.where(i)
	if k == 0 || f.cells[list[k-1].from].form != manuscript.FormPicture || list[k].to-list[k-1].from > 6 {
		return
	}
	for c := list[k-1].from; c < list[k].to; c++ {
		f.cells[c].block, f.cells[c].half = f.cells[list[k-1].from].block, false
	}
}

// partedPictures gives each picture of a row a block.
func (f *flat) partedPictures(i int) {
	_, list, k := f.where(i)
	for c := list[k].from; c < list[k].to; c += 2 {
		number := f.number()
		f.cells[c].block, f.cells[c+1].block = number, number
	}
}

// chosen is the blocks that are selected as wholes: those of one item where both
// ends lie in them, or else of the body.
func (f *flat) chosen(from, to point) (item, first, last int, ok bool) {
	a, b := f.cells[from.cell], f.cells[to.cell]
	head := func(c cell) bool {
		return c.item == 0 && !c.ofBlock() && c.form != manuscript.FormByline
	}
	names := func(c cell) bool { return c.item == 0 && !c.ofBlock() && c.form == manuscript.FormByline }
	if head(b) || names(a) {
		return 0, 0, 0, false
	}
	if item = a.item; a.item != b.item || !a.ofBlock() || !b.ofBlock() {
		item = 0
	}
	list := f.blocks(item)
	find := func(i, otherwise int) int {
		if k := slices.IndexFunc(list, func(c cells) bool { return c.from <= i && i < c.to }); k >= 0 {
			return k
		}
		return otherwise
	}
	first, last = find(from.cell, 0), find(to.cell, len(list)-1)
	return item, first, last, first <= last
}

// removedBlocks takes the blocks selected out.
func (f *flat) removedBlocks(from, to point) {
	item, first, last, ok := f.chosen(from, to)
	if !ok {
		return
	}
	list := f.blocks(item)
	f.remove(cells{list[first].from, list[last].to})
	if last-first+1 == len(list) {
		f.insert(f.gap(item, 0), f.paragraph(item, nil))
	}
}

// movedBlocks shifts the blocks selected by one place.
func (f *flat) movedBlocks(from, to point, by int) {
	item, first, last, ok := f.chosen(from, to)
	list := f.blocks(item)
	if !ok || item != 0 && last-first+1 == len(list) {
		return
	}
	enters := true
	var numbers []int
	for _, b := range list[first : last+1] {
		c := f.cells[b.from]
		enters = enters && c.form != manuscript.FormCommune
		numbers = append(numbers, c.block)
	}
	if by > 0 {
		slices.Reverse(numbers)
	}
	was := f.copied()
	for _, n := range numbers {
		if !f.shifted(n, by, enters) {
			*f = was
			return
		}
	}
}

// shifted moves one block by one place: out of its item at the edge, into an
// item beside it, past anything else.
func (f *flat) shifted(number, by int, enters bool) bool {
	i := slices.IndexFunc(f.cells, func(c cell) bool { return c.block == number })
	item, list, k := f.where(i)
	moved := slices.Clone(f.cells[list[k].from:list[k].to])
	next := k + by
	inside := next >= 0 && next < len(list)
	if !inside && item == 0 {
		return false
	}
	into, index := item, next
	if inside {
		if c := f.cells[list[next].from]; c.form == manuscript.FormCommune && enters {
			into, index = c.item, 0
			if by < 0 {
				index = len(f.blocks(into))
			}
		}
	}
	f.remove(list[k])
	if !inside {
		outer, _, at := f.where(slices.IndexFunc(f.cells, func(c cell) bool { return c.item == item }))
		into, index = outer, at+max(by, 0)
	}
	for c := range moved {
		if into != item {
			moved[c].item = into
		}
	}
	f.insert(f.gap(into, index), moved...)
	return true
}

// behind is where a new block goes from a cell.
func (f *flat) behind(i int) (item, index int) {
	c := f.cells[i]
	switch {
	case c.form == manuscript.FormByline:
		return c.item, len(f.blocks(c.item))
	case c.form == manuscript.FormCommune:
		return c.item, 0
	case !c.ofBlock():
		return 0, 0
	}
	item, _, k := f.where(i)
	return item, k + 1
}

// inserted puts a new empty block behind a cell's.
func (f *flat) inserted(i int, form manuscript.Form) point {
	item, index := f.behind(i)
	return f.insert(f.gap(item, index), f.fresh(form, item, nil)...)
}

// insertedItem puts a new item behind a cell's block, never into another.
func (f *flat) insertedItem(i int) point {
	item, index := f.behind(i)
	if item != 0 {
		_, _, k := f.where(slices.IndexFunc(f.cells, func(c cell) bool { return c.item == item }))
		index = k + 1
	}
	n := f.number()
	return f.insert(
		f.gap(0, index),
		cell{form: manuscript.FormCommune, block: n, item: n},
		f.paragraph(n, nil),
		cell{form: manuscript.FormByline, block: n, item: n},
	)
}

// stamped begins a paragraph for what is said now.
func (f *flat) stamped(i int, heard, speaker string) point {
	item, index := f.behind(i)
	if f.cells[i].item == 0 && !f.cells[i].ofBlock() {
		index = len(f.blocks(0))
	}
	var text []glyph
	if speaker != "" {
		text = append(glyph{marks: model.Bold}.times(speaker+":"), glyph{r: ' '})
	}
	p := f.paragraph(item, text)
	p.heard = heard
	if list := f.blocks(item); index > 0 {
		at := list[index-1].from
		if c := f.cells[at]; c.form == manuscript.Paragraph && len(c.text) == 0 && c.heard == "" {
			f.cells[at] = p
			return point{at, len(text)}
		}
	}
	at := f.insert(f.gap(item, index), p)
	at.pos = len(text)
	return at
}
