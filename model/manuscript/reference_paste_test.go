package manuscript_test

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tinxa/model"
	"tinxa/model/manuscript"
)

// group is the cells of one block that comes in.
type group []cell

// taken in is blocks as they come in, without items where they go into one.
func (f *flat) groups(blocks model.Blocks, item int, nested bool) []group {
	var all []group
	one := func(form manuscript.Form, text []glyph) {
		if strings.TrimSpace(spelt(text)) != "" {
			all = append(all, f.fresh(form, item, text))
		}
	}
	for _, b := range blocks {
		in, is := b.(model.Item)
		switch {
		case !is:
			all = append(all, f.group(b, item))
		case nested:
			one(manuscript.Heading, line(in.Commune))
			all = append(all, f.groups(in.Blocks, item, true)...)
			for _, signer := range in.Bylines {
				one(manuscript.Paragraph, line(signer.Name))
			}
		default:
			all = append(all, f.itemGroup(in))
		}
	}
	if len(all) == 0 {
		all = append(all, group{f.paragraph(item, nil)})
	}
	return all
}

func line(s string) []glyph { return glyph{}.times(strings.ReplaceAll(inside(s), "\n", " ")) }

func came(t model.Text) []glyph {
	var all []glyph
	for _, s := range t {
		all = append(all, glyph{0, s.Marks, s.Link}.times(inside(s.Text))...)
	}
	all, _ = composed(all, 0)
	return all
}

func (f *flat) group(b model.Block, item int) group {
	switch b := b.(type) {
	case model.Paragraph:
		c := f.paragraph(item, came(b.Text))
		c.heard = b.Heard
		return group{c}
	case model.Heading:
		return f.fresh(manuscript.Heading, item, came(b.Text))
	case model.Quote:
		g := f.fresh(manuscript.Quote, item, came(b.Text))
		g[1].text = line(b.From)
		return g
	case model.List:
		form, number := manuscript.Dash, f.number()
		if b.Ordered {
			form = manuscript.Numbered
		}
		var g group
		for i, t := range b.Entries {
			g = append(g, cell{form: form, block: number, item: item, text: came(t), depth: b.Depth(i)})
		}
		return g
	}
	row, number := b.(model.Photos), f.number()
	var g group
	for _, p := range row.Pictures {
		two := f.pictured(item, awaited(p), line(p.Caption))
		two[0].block, two[1].block, two[0].half = number, number, row.Half && len(row.Pictures) == 1
		g = append(g, two...)
	}
	return g
}

func (f *flat) itemGroup(in model.Item) group {
	n := f.number()
	g := group{{form: manuscript.FormCommune, block: n, item: n, text: line(in.Commune)}}
	for _, inner := range f.groups(in.Blocks, n, true) {
		g = append(g, inner...)
	}
	for _, signer := range in.Bylines {
		g = append(g, cell{form: manuscript.FormByline, block: n, item: n, text: line(signer.Name)})
	}
	if len(in.Bylines) == 0 {
		g = append(g, cell{form: manuscript.FormByline, block: n, item: n})
	}
	return g
}

// pasted puts a clip in place of a selection.
func (f *flat) pasted(from, to point, clip manuscript.Clip) {
	if len(clip.Blocks) == 0 {
		return
	}
	at := f.cut(from, to)
	if clip.Inline {
		at = f.captionEnd(at)
		words := came(model.Texts(clip.Blocks[0])[0])
		if !f.cells[at.cell].styled() {
			words = line(spelt(words))
		}
		f.put(at.cell, at.pos, at.pos, words)
		return
	}
	c := f.cells[at.cell]
	switch groups := f.groups(clip.Blocks, c.item, c.item != 0 && (c.running() || c.form == manuscript.FormPicture)); {
	case c.entry():
		f.pastedInList(at, groups)
	case c.running():
		f.pastedInText(at, groups)
	case c.form == manuscript.FormPicture:
		_, list, k := f.where(at.cell)
		f.insert(list[k].to, slices.Concat(groups...)...)
	case c.form == manuscript.FormByline:
		f.pastedNames(at, groups)
	default:
		f.pastedWords(at, groups)
	}
}

// pastedWords puts the running texts of a clip into a text of which there is
// one, and its photos behind.
func (f *flat) pastedWords(at point, groups []group) {
	c := f.cells[at.cell]
	parting := glyph{r: ' '}
	if c.form == manuscript.FormSapo {
		parting.r = '\n'
	}
	var words []glyph
	var rows []cell
	for _, in := range slices.Concat(groups...) {
		switch {
		case in.form == manuscript.FormPicture || in.form == manuscript.FormCaption:
			rows = append(rows, in)
		case strings.TrimSpace(spelt(in.text)) != "":
			if len(words) > 0 {
				words = append(words, parting)
			}
			words = append(words, in.text...)
		}
	}
	if c.form != manuscript.FormSapo {
		words = line(spelt(words))
	}
	f.put(at.cell, at.pos, at.pos, words)
	f.pastedPhotos(at.cell, rows)
}

// pastedPhotos puts photos where a new block would stand.
func (f *flat) pastedPhotos(i int, rows []cell) {
	item, index := f.behind(i)
	for k := range rows {
		rows[k].item = item
	}
	f.insert(f.gap(item, index), rows...)
}

// pastedNames makes a name of each running text.
func (f *flat) pastedNames(at point, groups []group) {
	first := true
	var rows []cell
	for _, in := range slices.Concat(groups...) {
		if in.form == manuscript.FormPicture || in.form == manuscript.FormCaption {
			rows = append(rows, in)
			continue
		}
		if strings.TrimSpace(spelt(in.text)) == "" {
			continue
		}
		if c := f.cells[at.cell]; !first && len(c.text) > 0 {
			f.cells[at.cell].text = c.text[:at.pos]
			c.text = c.text[at.pos:]
			at = f.insert(at.cell+1, c)
		}
		at, first = f.put(at.cell, at.pos, at.pos, line(spelt(in.text))), false
	}
	f.pastedPhotos(at.cell, rows)
}

// pastedInText parts a text that is no entry and puts blocks between. Paragraphs
// join at both ends; who said a quotation stays behind the words at its end.
func (f *flat) pastedInText(at point, groups []group) {
	_, list, k := f.where(at.cell)
	b, c := list[k], f.cells[at.cell]
	head, rest := slices.Clone(f.cells[b.from:b.to]), c.text[at.pos:]
	head[0].text = c.text[:at.pos]
	tail := group{f.paragraph(c.item, rest)}
	signed := c.form == manuscript.Quote && len(head[1].text) > 0 && (len(rest) > 0 || at.pos == 0)
	if signed {
		tail = f.fresh(manuscript.Quote, c.item, rest)
		tail[1].text = head[1].text
		head[1].text = nil
	}
	var out []group
	switch first := groups[0][0]; {
	case first.form == manuscript.Paragraph && (at.pos > 0 || c.form != manuscript.Paragraph || c.heard != ""):
		head[0].text, _ = composed(slices.Concat(head[0].text, first.text), 0)
		out, groups = append(out, head), groups[1:]
	case at.pos > 0:
		out = append(out, head)
	}
	out = append(out, groups...)
	last := &out[len(out)-1][0]
	switch {
	case signed, len(rest) > 0 && last.form != manuscript.Paragraph && len(groups) > 0:
		out = append(out, tail)
	case len(rest) > 0:
		last.text, _ = composed(slices.Concat(last.text, rest), 0)
	}
	f.cells = slices.Replace(f.cells, b.from, b.to, slices.Concat(out...)...)
}

// pastedInList makes entries of paragraphs and lists; anything else parts the
// list.
func (f *flat) pastedInList(at point, groups []group) {
	_, list, k := f.where(at.cell)
	b, c := list[k], f.cells[at.cell]
	in := slices.Concat(groups...)
	head, tail := c, c
	head.text, tail.text = c.text[:at.pos], c.text[at.pos:]
	if !slices.ContainsFunc(in, func(o cell) bool { return o.form != manuscript.Paragraph && !o.entry() }) {
		for i := range in {
			in[i] = cell{form: c.form, block: c.block, item: c.item, text: in[i].text, depth: min(in[i].depth+c.depth, 2)}
		}
		if in[0].text, _ = composed(slices.Concat(head.text, in[0].text), 0); len(head.text) > 0 {
			in[0].depth = c.depth
		}
		last := &in[len(in)-1]
		last.text, _ = composed(slices.Concat(last.text, tail.text), 0)
		f.cells = slices.Replace(f.cells, at.cell, at.cell+1, in...)
		return
	}
	var before, behind []cell
	before = append(before, f.cells[b.from:at.cell]...)
	if len(head.text) > 0 {
		before = append(before, head)
	}
	if len(tail.text) > 0 {
		behind = append(behind, tail)
	}
	behind = append(behind, f.cells[at.cell+1:b.to]...)
	from := b.from + len(before) + len(in)
	f.cells = slices.Replace(f.cells, b.from, b.to, slices.Concat(before, in, behind)...)
	f.apart(from, from+len(behind))
}

// clips is what is pasted.
var clips = []model.Blocks{
	{model.Paragraph{Text: model.Plainly("một")}, model.Paragraph{Text: model.Text{{Text: "hai ", Marks: model.Bold}, {Text: "ba\u0300\nba"}}}},
	{model.Heading{Text: model.Plainly("đề\tmục")}, model.Paragraph{}, model.Quote{Text: model.Plainly("lời"), From: "Lò Thị\nƯơm"}},
	{model.List{Entries: []model.Text{model.Plainly("a"), nil, model.Plainly("\u0301b")}, Depths: []int{0, 1, 2}}, model.Paragraph{Text: model.Plainly("c")}},
	{model.List{Ordered: true, Entries: []model.Text{model.Plainly("đầu")}}},
	{model.Photos{Pictures: []model.Picture{{Photo: photo(7), Caption: "chú\nthích"}, {Photo: photo(8)}}}},
	{model.Paragraph{Text: model.Plainly("x")}, model.Photos{Half: true, Pictures: []model.Picture{{Photo: photo(9)}}}, model.Paragraph{Text: model.Text{{Text: "y", Link: "https://benlua.example.vn"}}}},
	{model.Item{Commune: "xã Đồng Trăng", Blocks: model.Blocks{model.Paragraph{Text: model.Plainly("tin")}, model.Photos{Pictures: []model.Picture{{Photo: photo(6)}}}}, Bylines: []model.Byline{{Name: "Lan"}, {Name: " "}}}, model.Item{}},
	{model.Quote{Text: model.Plainly("cuối")}},
}

// named gives the blocks of a clip ids, as Paste asks for none.
func named(blocks model.Blocks) model.Blocks { return model.Report{Blocks: blocks}.Copy().Blocks }

func pasting(b *bench, a act) error {
	clip := manuscript.Clip{Blocks: named(clips[a.n[0]%len(clips)])}
	if a.n[1]%3 == 0 {
		clip = manuscript.Clip{Blocks: named(clips[0][1:]), Inline: true}
	}
	from, to := b.selection()
	return b.run(manuscript.Paste(clip), func(f *flat) point { f.pasted(from, to, clip); return nowhere })
}

func pastingText(b *bench, a act) error {
	text := strings.Join([]string{a.text, words[a.n[1]%len(words)], words[a.n[2]%len(words)]}[:1+a.n[0]%3], []string{"\n", "\r\n", "\n\n"}[a.n[3]%3])
	var clip manuscript.Clip
	lines := strings.FieldsFunc(inside(text), func(r rune) bool { return r == '\n' })
	for _, l := range lines {
		if trimmed := strings.TrimSpace(l); trimmed != "" {
			clip.Blocks = append(clip.Blocks, model.Paragraph{Text: model.Plainly(trimmed)})
		}
	}
	if clip.Inline = len(clip.Blocks) == 1; !strings.Contains(inside(text), "\n") {
		clip = manuscript.Clip{Blocks: model.Blocks{model.Paragraph{Text: model.Plainly(inside(text))}}, Inline: true}
	}
	from, to := b.selection()
	if inner := inside(text); len([]rune(inner)) <= 12 && !strings.ContainsFunc(inner, unicode.IsSpace) {
		marks := b.state.Styles()
		b.lettering()
		return b.run(manuscript.PasteText(text), func(f *flat) point { return f.lettered(from, to, inner, marks) })
	}
	return b.run(manuscript.PasteText(text), func(f *flat) point { f.pasted(from, to, clip); return nowhere })
}

// pastingCopy copies what is selected and pastes it somewhere else.
func pastingCopy(b *bench, a act) error {
	clip := b.state.Copy()
	at := b.any(a.n[0], a.n[1])
	b.state.Select(manuscript.At(b.spotOf(at)))
	from, to := b.selection()
	return b.run(manuscript.Paste(clip), func(f *flat) point { f.pasted(from, to, clip); return nowhere })
}

// dragging takes what is selected elsewhere. Of one text the reference knows what
// comes of it; else no word and no photo may be lost or made.
func dragging(b *bench, a act) error {
	to := b.any(a.n[0], a.n[1])
	from, end := b.selection()
	if a.n[3]%3 > 0 { // most drags are short ones
		to = b.any([]int{from.cell, end.cell}[a.n[3]%3-1], a.n[1])
	}
	copied := a.n[2]%4 == 0
	to = b.placeOf(b.state.Step(b.state.Step(b.spotOf(to), manuscript.Letter, 1), manuscript.Letter, -1)) // between letters
	c := manuscript.MoveText(b.spotOf(to), copied)
	if from.cell == end.cell {
		return b.run(c, func(f *flat) point { f.dragged(from, end, to, copied); return nowhere })
	}
	version, was := b.state.Version(), b.page
	if err := b.state.Run(c); err != nil {
		return err
	}
	b.page = flatten(b.state.Boxes())
	if a, c := was.inventory(), b.page.inventory(); !copied && a != c {
		return mismatch(true, "dragged, the page has\n%s, before\n%s", c, a)
	}
	return b.record(version)
}

// dragged takes a passage of one text elsewhere.
func (f *flat) dragged(from, end, to point, copied bool) {
	c := f.cells[from.cell]
	words := c.text[from.pos:end.pos]
	behind := len(f.cells[to.cell].text) - to.pos
	switch {
	case from == end, to.cell == from.cell && from.pos <= to.pos && to.pos <= end.pos:
		return
	case !copied:
		f.put(from.cell, from.pos, end.pos, nil)
		if to.cell == from.cell && to.pos > end.pos {
			to.pos = len(f.cells[to.cell].text) - behind
		}
	}
	at := f.captionEnd(to)
	if !f.cells[at.cell].styled() {
		words = line(spelt(words))
	}
	f.put(at.cell, at.pos, at.pos, words)
}

// inventory is all letters and photos of a page, in order of the alphabet, but
// for white space.
func (f flat) inventory() string {
	var letters []rune
	var photos []string
	for _, c := range f.cells {
		letters = append(letters, []rune(norm.NFD.String(strings.Join(strings.Fields(spelt(c.text)), "")))...)
		photos = append(photos, string(c.photo))
	}
	slices.Sort(letters)
	slices.Sort(photos)
	return string(letters) + " " + strings.Join(photos, "")
}
