package manuscript_test

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// The reference is a page as flat as can be: cells in reading order, each a text
// or a picture, a text a slice of glyphs. It shares no code with the manuscript
// and knows no ids, no edits and no inverses; what it says of a command is what
// a person would expect to read afterwards.

// glyph is one rune and how it looks.
type glyph struct {
	r     rune
	marks model.Mark
	link  string
}

// cell is one text or picture.
type cell struct {
	form  manuscript.Form
	text  []glyph
	block int // cells of one block have one number; 0 in the head and in the report's bylines
	item  int // number of the item; 0 for none
	depth int
	heard string
	photo model.PhotoID
	half  bool

	chosen bool // while the forms of those selected are changed
}

// place is a place for the caret.
type point struct{ cell, pos int }

// flat is the page.
type flat struct {
	cells []cell
	last  int // the highest number given to a block
}

// flatten takes the page over from boxes; blocks are numbered in reading order.
func flatten(boxes []manuscript.Box) flat {
	numbers := map[model.BlockID]int{"": 0}
	var f flat
	for _, b := range boxes {
		for _, id := range []model.BlockID{b.Item, b.Spot.Block} {
			if _, known := numbers[id]; !known {
				f.last++
				numbers[id] = f.last
			}
		}
		c := cell{form: b.Form, text: glyphs(b.Text), block: numbers[b.Spot.Block], item: numbers[b.Item], depth: b.Depth, heard: b.Heard}
		if b.Form == manuscript.FormPicture {
			c.photo, c.half = awaited(b.Shown.Picture), b.Shown.Half
		}
		f.cells = append(f.cells, c)
	}
	return f
}

// awaited is the photo of a picture, or the name of the one it waits for.
func awaited(p model.Picture) model.PhotoID {
	if p.Photo == "" && p.Name != "" {
		return model.PhotoID("?" + p.Name)
	}
	return p.Photo
}

func glyphs(t model.Text) []glyph {
	all := make([]glyph, 0, t.Len())
	for _, s := range t {
		for _, r := range s.Text {
			all = append(all, glyph{r, s.Marks, s.Link})
		}
	}
	return all
}

func spelt(gs []glyph) string {
	var b strings.Builder
	for _, g := range gs {
		b.WriteRune(g.r)
	}
	return b.String()
}

// copied is f with cells of its own; texts are never written to in place.
func (f flat) copied() flat {
	f.cells = slices.Clone(f.cells)
	return f
}

func (f *flat) number() int { f.last++; return f.last }

func (c cell) running() bool {
	switch c.form {
	case manuscript.Paragraph, manuscript.Heading, manuscript.Quote, manuscript.Dash, manuscript.Numbered:
		return true
	}
	return false
}

func (c cell) entry() bool { return c.form == manuscript.Dash || c.form == manuscript.Numbered }

func (c cell) styled() bool { return c.running() || c.form == manuscript.FormSapo }

// ofBlock reports whether a cell belongs to a block other than an item.
func (c cell) ofBlock() bool { return c.block != 0 && c.block != c.item }

// put replaces the glyphs from…to of a cell and says where they end now.
func (f *flat) put(i, from, to int, with []glyph) point {
	c := &f.cells[i]
	if !c.styled() {
		with = plainly(with)
	}
	text, end := composed(slices.Concat(c.text[:from], with, c.text[to:]), from+len(with))
	c.text = text
	return point{i, end}
}

func plainly(gs []glyph) []glyph {
	out := slices.Clone(gs)
	for i := range out {
		out[i].marks, out[i].link = 0, ""
	}
	return out
}

// composed brings letters and the marks behind them into one form, each in the
// style of its first rune; end is a place in the text, which comes along.
func composed(gs []glyph, end int) ([]glyph, int) {
	if norm.NFC.IsNormalString(spelt(gs)) {
		return gs, end
	}
	var out []glyph
	moved := -1
	for from := 0; from < len(gs); {
		to := from + 1
		for to < len(gs) && unicode.IsMark(gs[to].r) {
			to++
		}
		if letter := []rune(norm.NFC.String(spelt(gs[from:to]))); len(letter) != to-from || string(letter) != spelt(gs[from:to]) {
			for _, r := range letter {
				out = append(out, glyph{r, gs[from].marks, gs[from].link})
			}
			if from < end && end <= to {
				moved = len(out)
			}
		} else {
			out = append(out, gs[from:to]...)
		}
		if moved < 0 && end <= to {
			moved = len(out) - (to - end)
		}
		from = to
	}
	return out, moved
}

// style is that of what is typed in place of the glyphs from…to: with marks in
// force, or those of the first glyph replaced; a link goes on within itself.
func (f *flat) style(i, from, to int, inForce model.Mark) glyph {
	text := f.cells[i].text
	g := glyph{marks: inForce}
	if from < to {
		g.marks = 0
		if from < len(text) {
			g.marks = text[from].marks
		}
	}
	if from > 0 && to < len(text) && text[from-1].link == text[to].link {
		g.link = text[to].link
	}
	return g
}

func (g glyph) times(text string) []glyph {
	var all []glyph
	for _, r := range text {
		g.r = r
		all = append(all, g)
	}
	return all
}

// typed is typing a text over a selection.
func (f *flat) typed(from, to point, text string, inForce model.Mark) point {
	if from.cell == to.cell {
		if f.cells[from.cell].form == manuscript.FormPicture {
			from = f.captionEnd(from)
			to = from
		}
		return f.put(from.cell, from.pos, to.pos, f.style(from.cell, from.pos, to.pos, inForce).times(text))
	}
	g := f.style(from.cell, from.pos, from.pos+1, inForce)
	at := f.captionEnd(f.cut(from, to))
	return f.put(at.cell, at.pos, at.pos, g.times(text))
}

// captionEnd is the place itself, or the end of the caption where it is a picture.
func (f *flat) captionEnd(at point) point {
	if f.cells[at.cell].form == manuscript.FormPicture {
		return point{at.cell + 1, len(f.cells[at.cell+1].text)}
	}
	return at
}

// common is the marks that all that is selected bears.
func (f *flat) common(from, to point) model.Mark {
	marks, any := model.Bold|model.Italic|model.Underline, false
	f.each(from, to, func(_ int, g *glyph) { marks, any = marks&g.marks, true })
	if !any {
		return 0
	}
	return marks
}

// each goes through the glyphs selected that can bear a style, which become what
// change makes of them.
func (f *flat) each(from, to point, change func(i int, g *glyph)) {
	for i := from.cell; i <= to.cell; i++ {
		c := &f.cells[i]
		lo, hi := 0, len(c.text)
		if i == from.cell {
			lo = from.pos
		}
		if i == to.cell {
			hi = to.pos
		}
		if !c.styled() {
			continue
		}
		c.text = slices.Clone(c.text)
		for k := lo; k < hi; k++ {
			change(i, &c.text[k])
		}
	}
}

// toggled sets a style or takes it off.
func (f *flat) toggled(from, to point, mark model.Mark) {
	on := f.common(from, to)&mark != mark
	f.each(from, to, func(_ int, g *glyph) {
		if g.marks &^= mark; on {
			g.marks |= mark
		}
	})
}

// linked sets a link on what is selected, or on the link around the caret: the
// one of the glyph before, or else of the one behind.
func (f *flat) linked(from, to point, link string) {
	if text := f.cells[from.cell].text; from == to {
		around := ""
		if from.pos > 0 {
			around = text[from.pos-1].link
		}
		if around == "" && from.pos < len(text) {
			around = text[from.pos].link
		}
		for around != "" && from.pos > 0 && text[from.pos-1].link == around {
			from.pos--
		}
		for around != "" && to.pos < len(text) && text[to.pos].link == around {
			to.pos++
		}
	}
	f.each(from, to, func(_ int, g *glyph) { g.link = link })
}

// lineBroken begins a new line in the same text.
func (f *flat) lineBroken(from, to point, inForce model.Mark) point {
	at := f.cut(from, to)
	if f.cells[at.cell].styled() {
		return f.put(at.cell, at.pos, at.pos, []glyph{{'\n', inForce, ""}})
	}
	return at
}

// replaced puts words in place of what is found, the last first.
func (f *flat) replaced(found []manuscript.Match, cells []int, with string) {
	for k, m := range slices.Backward(found) {
		g := f.cells[cells[k]].text[m.At.Pos]
		f.put(cells[k], m.At.Pos, m.To, g.times(with))
	}
}

// automatic is what typing a text does by itself, false for nothing.
func (f *flat) automatic(at point, typed string) bool {
	c := f.cells[at.cell]
	before := spelt(c.text[:at.pos])
	switch {
	case typed == `"`:
		mark := '”'
		if rest := []rune(strings.TrimSuffix(before, `"`)); len(rest) == 0 || strings.ContainsRune(" \n([{“‘«-–—/", rest[len(rest)-1]) {
			mark = '“'
		}
		f.cells[at.cell].text = slices.Clone(c.text)
		f.cells[at.cell].text[at.pos-1].r = mark
		return true
	case typed != " " || at.pos != len(c.text):
	case c.form == manuscript.Dash && before == "- ":
		f.cells[at.cell].text, f.cells[at.cell].depth = nil, 0
		return f.tidyList(at.cell)
	case c.form == manuscript.Dash && before == "+ ":
		f.cells[at.cell].text, f.cells[at.cell].depth = nil, 1
		return f.tidyList(at.cell)
	case c.form != manuscript.Paragraph || c.heard != "":
	case before == "- ":
		return f.listed(at, manuscript.Dash, 0)
	case before == "+ ":
		return f.listed(at, manuscript.Dash, 1)
	case before == fmt.Sprintf("%d. ", f.numberAt(at.cell)):
		return f.listed(at, manuscript.Numbered, 0)
	}
	return false
}

// numberAt is the number that an entry would have in the place of a paragraph.
func (f *flat) numberAt(i int) int {
	before := func(i int) bool {
		return f.cells[i-1].form == manuscript.Numbered && f.cells[i-1].item == f.cells[i].item
	}
	for before(i) && f.cells[i-1].depth > 0 {
		i--
	}
	n := 1
	for block := f.cells[i-1].block; before(i) && f.cells[i-1].block == block; i-- {
		if f.cells[i-1].depth == 0 {
			n++
		}
	}
	return n
}

// listed makes an empty entry of a paragraph.
func (f *flat) listed(at point, form manuscript.Form, depth int) bool {
	f.cells[at.cell].text = nil
	f.turned(point{at.cell, 0}, point{at.cell, 0}, form)
	f.cells[at.cell].depth = depth
	return depth == 0 || f.tidyList(at.cell)
}

// tidyList keeps every entry of a list within one step of the one before.
func (f *flat) tidyList(i int) bool {
	f.indented(point{i, 0}, point{i, 0}, 0)
	return true
}
