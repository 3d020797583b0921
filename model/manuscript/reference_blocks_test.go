package manuscript_test

import (
	"slices"

	"tinxa/model/manuscript"
)

// run is the cells of one block, or of one item with all that is in it.
type cells struct{ from, to int }

// blocks lists the blocks of the body (0) or of an item, in order.
func (f *flat) blocks(item int) []cells {
	var all []cells
	for i := 0; i < len(f.cells); {
		c := f.cells[i]
		same := func(o cell) bool { return o.block == c.block }
		switch {
		case item == 0 && c.item != 0:
			same = func(o cell) bool { return o.item == c.item }
		case c.item != item || !c.ofBlock():
			i++
			continue
		}
		to := i + 1
		for to < len(f.cells) && same(f.cells[to]) {
			to++
		}
		all = append(all, cells{i, to})
		i = to
	}
	return all
}

// where is the list that the block of a cell stands in, and which it is there.
// The heading and the bylines of an item stand for the item.
func (f *flat) where(i int) (item int, list []cells, at int) {
	if item = f.cells[i].item; !f.cells[i].ofBlock() {
		item = 0
	}
	list = f.blocks(item)
	return item, list, slices.IndexFunc(list, func(b cells) bool { return b.from <= i && i < b.to })
}

// gap is where the at-th block of a list begins, or would.
func (f *flat) gap(item, at int) int {
	list := f.blocks(item)
	if at < len(list) {
		return list[at].from
	}
	return slices.IndexFunc(f.cells, func(c cell) bool {
		return c.form == manuscript.FormByline && c.item == item && !c.ofBlock()
	})
}

func (f *flat) insert(i int, c ...cell) point {
	f.cells = slices.Insert(f.cells, i, c...)
	return point{i, 0}
}

func (f *flat) remove(b cells) { f.cells = slices.Delete(f.cells, b.from, b.to) }

// fresh is a new empty block of a form.
func (f *flat) fresh(form manuscript.Form, item int, text []glyph) []cell {
	c := cell{form: form, block: f.number(), item: item, text: text}
	if form == manuscript.Quote {
		return []cell{c, {form: manuscript.FormFrom, block: c.block, item: item}}
	}
	return []cell{c}
}

func (f *flat) paragraph(item int, text []glyph) cell {
	return f.fresh(manuscript.Paragraph, item, text)[0]
}

// textIn is the text that begins at a place of a list, or a new paragraph there.
func (f *flat) textIn(item, at int) point {
	i := f.gap(item, at)
	if at < len(f.blocks(item)) && f.cells[i].running() {
		return point{i, 0}
	}
	return f.insert(i, f.paragraph(item, nil))
}

// entered is Enter over a selection.
func (f *flat) entered(from, to point) point {
	at := f.cut(from, to)
	i, c := at.cell, f.cells[at.cell]
	item, list, k := f.where(i)
	switch {
	case c.entry():
		return f.splitEntry(at)
	case c.running():
		return f.split(at)
	case c.form == manuscript.FormKicker, c.form == manuscript.FormTitle:
		return point{i + 1, 0}
	case c.form == manuscript.FormSapo:
		return f.textIn(0, 0)
	case c.form == manuscript.FormCommune:
		return f.textIn(c.item, 0)
	case c.form == manuscript.FormByline && len(c.text) == 0:
		return at
	case c.form == manuscript.FormByline:
		f.cells[i].text = c.text[:at.pos]
		c.text = c.text[at.pos:]
		return f.insert(i+1, c)
	case c.form == manuscript.FormPicture:
		return f.insert(list[k].to, f.paragraph(item, nil))
	case c.form == manuscript.FormCaption && (i+1 < list[k].to || k+1 < len(list) && f.cells[i+1].form == manuscript.FormPicture):
		return point{i + 2, 0}
	case k+1 < len(list) && len(f.cells[i+1].text) > 0: // no words grow at their beginning
		return f.insert(list[k].to, f.paragraph(item, nil))
	}
	return f.textIn(item, k+1)
}

// splitEntry parts an entry; an empty one comes out.
func (f *flat) splitEntry(at point) point {
	i, c := at.cell, f.cells[at.cell]
	switch {
	case len(c.text) == 0 && c.depth > 0:
		f.cells[i].depth--
		return at
	case len(c.text) == 0:
		f.free(i)
		return at
	}
	f.cells[i].text = c.text[:at.pos]
	c.text = c.text[at.pos:]
	return f.insert(i+1, c)
}

// free makes a paragraph of an entry, and a list of its own of those behind it.
func (f *flat) free(i int) {
	_, list, k := f.where(i)
	f.apart(i+1, list[k].to)
	f.cells[i] = f.paragraph(f.cells[i].item, f.cells[i].text)
}

// apart makes a list of its own of some entries, and brings the first out to
// the edge, those below it along with it.
func (f *flat) apart(from, to int) {
	number := f.number()
	for i := from; i < to; i++ {
		f.cells[i].block = number
	}
	f.outward(from, to)
}

func (f *flat) outward(from, to int) {
	for from < to && f.cells[from].depth > 0 {
		for i := from; i < to && f.cells[i].depth > 0; i++ {
			f.cells[i].depth--
		}
	}
}

// split parts a running text that is no entry.
func (f *flat) split(at point) point {
	i, c := at.cell, f.cells[at.cell]
	quote := c.form == manuscript.Quote
	said := quote && len(f.cells[i+1].text) > 0
	switch {
	case quote && len(c.text) == 0 && !said:
		f.turnOne(i, manuscript.Paragraph)
		return at
	case at.pos == 0 && len(c.text) > 0:
		f.insert(i, f.paragraph(c.item, nil))
		return point{i + 1, 0}
	case quote && (at.pos < len(c.text) || !said):
		second := f.fresh(manuscript.Quote, c.item, c.text[at.pos:])
		second[1].text = f.cells[i+1].text
		f.cells[i].text, f.cells[i+1].text = c.text[:at.pos], nil
		return f.insert(i+2, second...)
	}
	f.cells[i].text = c.text[:at.pos]
	_, list, k := f.where(i)
	return f.insert(list[k].to, f.paragraph(c.item, c.text[at.pos:]))
}

// turnOne changes the form of a block that is no list. The speaker of a
// quotation becomes a paragraph.
func (f *flat) turnOne(i int, form manuscript.Form) {
	c := f.cells[i]
	if c.form == form {
		return
	}
	now := f.fresh(form, c.item, c.text)
	to := i + 1
	if c.form == manuscript.Quote {
		to++
		if len(f.cells[i+1].text) > 0 {
			now = append(now, f.paragraph(c.item, f.cells[i+1].text))
		}
	}
	f.cells = slices.Replace(f.cells, i, to, now...)
}

// removable reports whether a block may go without leaving the page, or the
// item, without a text to write in.
func (f *flat) removable(item int, b cells) bool {
	if item != 0 {
		return len(f.blocks(item)) > 1
	}
	return slices.ContainsFunc(f.cells[:b.from], cell.running) || slices.ContainsFunc(f.cells[b.to:], cell.running)
}

// without takes a block out where it may go.
func (f *flat) without(i int) bool {
	item, list, k := f.where(i)
	ok := f.removable(item, list[k])
	if ok {
		f.remove(list[k])
	}
	return ok
}

// backspaced is Backspace at the beginning of a cell.
func (f *flat) backspaced(i int) {
	c := f.cells[i]
	_, list, k := f.where(i)
	switch {
	case c.entry() && c.depth > 0:
		f.cells[i].depth--
	case c.entry():
		f.free(i)
	case c.form == manuscript.Heading, c.form == manuscript.Quote:
		f.turnOne(i, manuscript.Paragraph)
	case c.form == manuscript.Paragraph:
		f.joinBefore(i, list, k)
	case c.form == manuscript.FormByline && i > 0 && f.cells[i-1].form == manuscript.FormByline && f.cells[i-1].item == c.item:
		f.joinCells(i - 1)
	case c.form == manuscript.FormByline && len(c.text) == 0 && i+1 < len(f.cells) && f.cells[i+1].form == manuscript.FormByline && f.cells[i+1].item == c.item:
		f.joinCells(i)
	case c.form == manuscript.FormCommune && f.blank(list[k]):
		f.without(i)
	}
}

// joinCells joins the text of a cell and the next, which goes.
func (f *flat) joinCells(i int) {
	f.put(i, len(f.cells[i].text), len(f.cells[i].text), f.cells[i+1].text)
	f.remove(cells{i + 1, i + 2})
}

func (f *flat) blank(b cells) bool {
	return !slices.ContainsFunc(f.cells[b.from:b.to], func(c cell) bool {
		return len(c.text) > 0 || c.form == manuscript.FormPicture
	})
}

// joinBefore joins a paragraph to what stands before it.
func (f *flat) joinBefore(i int, list []cells, k int) {
	empty := len(f.cells[i].text) == 0
	if k == 0 {
		if empty {
			f.without(i)
		}
		return
	}
	before := list[k-1]
	last := f.cells[before.to-1]
	said := last.form == manuscript.FormFrom && len(last.text) > 0
	switch first := f.cells[before.from]; {
	case last.form == manuscript.FormCaption, last.form == manuscript.FormByline, said:
		if empty {
			f.without(i)
		}
	case !first.entry() && len(first.text) == 0:
		f.remove(before)
	default:
		text := f.cells[i].text
		f.remove(cells{i, i + 1})
		end := before.to - 1
		if first.form == manuscript.Quote {
			end--
		}
		f.put(end, len(f.cells[end].text), len(f.cells[end].text), text)
	}
}

// deleted is Delete at the end of a cell.
func (f *flat) deleted(i int) {
	c := f.cells[i]
	_, list, k := f.where(i)
	switch {
	case c.entry() && i+1 < list[k].to:
		f.joinCells(i)
	case c.running() && (k+1 == len(list) || c.form == manuscript.Quote && len(f.cells[i+1].text) > 0):
	case c.running() && !c.entry() && len(c.text) == 0:
		f.without(i)
	case c.running():
		f.joinBehind(i, list[k+1])
	case c.form == manuscript.FormByline && i+1 < len(f.cells) && f.cells[i+1].form == manuscript.FormByline && f.cells[i+1].item == c.item:
		f.joinCells(i)
	}
}

// joinBehind joins the first text of a block to the cell before it.
func (f *flat) joinBehind(i int, next cells) {
	first := f.cells[next.from]
	switch {
	case !first.running(), first.form == manuscript.Quote && len(f.cells[next.from+1].text) > 0:
		return
	case first.entry() && next.to-next.from > 1:
		f.remove(cells{next.from, next.from + 1})
		f.outward(next.from, next.to-1)
	default:
		f.remove(next)
	}
	f.put(i, len(f.cells[i].text), len(f.cells[i].text), first.text)
}
