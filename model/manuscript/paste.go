package manuscript

import (
	"slices"
	"strings"
	"unicode"

	"tinxa/model"
	"tinxa/model/viet"
)

// PasteText puts plain text in place of the selection: a paragraph a line, a
// single line within the text. Letters of one syllable are typed: so write typing
// tools that go through the clipboard.
func PasteText(plain string) Command {
	text := inward(plain)
	if !strings.ContainsFunc(text, unicode.IsSpace) && runeCount(text) <= syllable {
		return letters(plain)
	}
	if !strings.Contains(text, "\n") {
		return Paste(Clip{Blocks: model.Blocks{model.Paragraph{Text: model.Plainly(text)}}, Inline: true})
	}
	var blocks model.Blocks
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			blocks = append(blocks, model.Paragraph{Text: model.Plainly(line)})
		}
	}
	return Paste(Clip{Blocks: blocks, Inline: len(blocks) == 1})
}

// syllable is the most letters that a typing tool writes at once: those of
// "nghiêng", and some for a word that it restores.
const syllable = 12

// Paste puts a clip in place of the selection. In running text paragraphs join
// at both ends and everything else stands between; an item within an item
// becomes a heading with what it had. Texts of which there is one take the
// words, and photos then stand behind.
func Paste(c Clip) Command {
	return func(m Moment) (Change, error) {
		blocks := named(cleaned(c.Blocks), m.Report.Blocks)
		if len(blocks) == 0 {
			return m.stay(), nil
		}
		w, at := m.work(), m.Selection.Head
		if !m.Selection.Empty() {
			at = w.cut(m)
		}
		return w.change(At(w.paste(at, Clip{blocks, c.Inline})))
	}
}

// paste puts a clip at a spot, and says where it ends.
func (w *work) paste(at Spot, c Clip) Spot {
	switch {
	case c.Inline && (at.Field == Text || at.Field == Sapo):
		return w.put(at, textOf(c.Blocks[0], 0))
	case c.Inline:
		return w.put(at, oneLine(textOf(c.Blocks[0], 0)))
	case at.Field == Text:
		return w.pasteBlocks(at, c.Blocks)
	case at.Field == Picture:
		return w.pasteBehind(at, c.Blocks)
	}
	var end Spot
	if at.Field == Byline {
		end = w.pasteNames(at, c.Blocks)
	} else {
		end = w.put(at, wordsOf(c.Blocks, at.Field))
	}
	w.pastePhotos(at, c.Blocks)
	return end
}

// wordsOf is the texts of a clip as one text, its lines parted by a space, in the
// lead by line breaks.
func wordsOf(blocks model.Blocks, f Field) model.Text {
	parting := " "
	if f == Sapo {
		parting = "\n"
	}
	var all model.Text
	for _, t := range texts(blocks) {
		if len(all) > 0 {
			all = append(all, model.Span{Text: parting})
		}
		all = append(all, t...)
	}
	if f == Sapo {
		return all.Tidy()
	}
	return oneLine(all)
}

func oneLine(t model.Text) model.Text { return model.Plainly(cleanLine(t.Plain())) }

// texts lists the texts of blocks that have words; captions go with their photos.
func texts(blocks model.Blocks) []model.Text {
	var all []model.Text
	for _, box := range Boxes(model.Report{Blocks: blocks}) {
		if box.Form != FormCaption && !box.Text.Blank() {
			all = append(all, box.Text)
		}
	}
	return all
}

// pasteNames makes a byline of each line.
func (w *work) pasteNames(at Spot, blocks model.Blocks) Spot {
	for i, t := range texts(blocks) {
		if i > 0 {
			at = w.splitName(at)
		}
		at = w.put(at, oneLine(t))
	}
	return at
}

// pastePhotos puts the photos of a clip where a new block would stand.
func (w *work) pastePhotos(at Spot, blocks model.Blocks) {
	var photos model.Blocks
	for b := range blocks.All() {
		if row, ok := b.(model.Photos); ok {
			photos = append(photos, row)
		}
	}
	w.insert(Moment{Report: w.report}.behind(at), photos)
}

// insert puts blocks at a place.
func (w *work) insert(at model.Place, blocks model.Blocks) {
	list := w.list(at.Item)
	if index := min(at.Index, len(list)); w.err == nil && len(blocks) > 0 {
		w.become(at.Item, slices.Concat(list[:index], blocks, list[index:]))
	}
}

// pasteBehind puts blocks behind the block of a picture.
func (w *work) pasteBehind(at Spot, blocks model.Blocks) Spot {
	_, place := w.block(at.Block)
	if place.Item != "" {
		blocks = flat(blocks)
	}
	w.insert(after(place), blocks)
	return endOfBlock(blocks[len(blocks)-1])
}

// endOfBlock is behind the last text of a block.
func endOfBlock(b model.Block) Spot {
	boxes := appendBlock(nil, b, "", "")
	if len(boxes) == 0 {
		return Spot{Field: Title}
	}
	last := boxes[len(boxes)-1]
	if last.Form == FormFrom && len(last.Text) == 0 {
		last = boxes[len(boxes)-2]
	}
	return endOf(last)
}

// pasteBlocks parts a running text at a spot and puts blocks between.
func (w *work) pasteBlocks(at Spot, blocks model.Blocks) Spot {
	b, place := w.block(at.Block)
	if place.Item != "" {
		blocks = flat(blocks)
	}
	var middle model.Blocks
	var end Spot
	if list, ok := b.(model.List); ok {
		middle, end = pastedInList(list, at, blocks)
	} else {
		middle, end = pastedInText(b, at.Pos, blocks)
	}
	list := w.list(place.Item)
	w.become(place.Item, slices.Concat(list[:place.Index], middle, list[place.Index+1:]))
	return end
}

// pastedInText is what becomes of a text block with blocks put in at a position.
// The first half keeps its kind, unless nothing of it is left; who said a
// quotation stays at its end.
func pastedInText(b model.Block, pos int, blocks model.Blocks) (model.Blocks, Spot) {
	t := textOf(b, 0)
	first, last := t.Slice(0, pos), t.Slice(pos, t.Len())
	head, tail := halved(b, first, last)
	_, joins := blocks[0].(model.Paragraph)
	p, plain := b.(model.Paragraph)
	var out model.Blocks
	switch {
	case joins && (pos > 0 || !plain || p.Heard != ""):
		out = model.Blocks{withText(head, sewn(first, pos, pos, textOf(blocks[0], 0)))}
		blocks = blocks[1:]
	case pos > 0:
		out = model.Blocks{head}
	}
	out = append(out, blocks...)
	n := len(out) - 1
	end := endOfBlock(out[n])
	_, open := out[n].(model.Paragraph)
	if _, plain := tail.(model.Paragraph); plain && len(last) > 0 && (open || len(blocks) == 0) {
		out[n] = withText(out[n], sewn(textOf(out[n], 0), end.Pos, end.Pos, last))
		return out, end
	}
	if q, signed := tail.(model.Quote); len(last) > 0 || signed && q.From != "" {
		out = append(out, tail)
	}
	return out, end
}

// halved is a text block in two. What is behind is a paragraph, but for the words
// of somebody who is named behind them.
func halved(b model.Block, first, last model.Text) (head, tail model.Block) {
	p := empty()
	p.Text = last
	q, quote := b.(model.Quote)
	switch {
	case !quote || q.From == "" || len(last) == 0 && len(first) > 0:
		return withText(b, first), p
	}
	signed := model.Quote{ID: model.NewBlockID(), Text: last, From: q.From}
	q.From = ""
	return withText(q, first), signed
}

// withText is a text block with another text.
func withText(b model.Block, t model.Text) model.Block {
	switch b := b.(type) {
	case model.Heading:
		b.Text = t
		return b
	case model.Quote:
		b.Text = t
		return b
	case model.Paragraph:
		b.Text = t
		return b
	}
	return b
}

// pastedInList is what becomes of a list with blocks put in at a spot: paragraphs
// and lists become entries, anything else parts the list.
func pastedInList(b model.List, at Spot, blocks model.Blocks) (model.Blocks, Spot) {
	entries := entriesOf(b)
	e := entries[at.Entry]
	head, tail := e, e
	head.text, tail.text = e.text.Slice(0, at.Pos), e.text.Slice(at.Pos, e.text.Len())
	if pasted, ok := asEntries(blocks, e.depth); ok {
		pasted[0].text = sewn(head.text, at.Pos, at.Pos, pasted[0].text)
		if len(head.text) > 0 {
			pasted[0].depth = e.depth
		}
		last := &pasted[len(pasted)-1]
		end := Spot{Field: Text, Block: b.ID, Entry: at.Entry + len(pasted) - 1, Pos: last.text.Len()}
		last.text = sewn(last.text, end.Pos, end.Pos, tail.text)
		return model.Blocks{withEntries(b, slices.Concat(entries[:at.Entry], pasted, entries[at.Entry+1:]))}, end
	}
	before, behind := slices.Clone(entries[:at.Entry]), slices.Clone(entries[at.Entry+1:])
	if len(head.text) > 0 {
		before = append(before, head)
	}
	if len(tail.text) > 0 {
		behind = slices.Insert(behind, 0, tail)
	}
	var out model.Blocks
	if len(before) > 0 {
		out = append(out, withEntries(b, before))
	}
	out = append(out, blocks...)
	if len(behind) > 0 {
		out = append(out, newList(b.Ordered, shallower(behind)))
	}
	return out, endOfBlock(blocks[len(blocks)-1])
}

// asEntries is paragraphs and lists as entries of a list at a depth; false where
// anything else is among them.
func asEntries(blocks model.Blocks, depth int) ([]entry, bool) {
	var all []entry
	for _, b := range blocks {
		switch b := b.(type) {
		case model.Paragraph:
			all = append(all, entry{b.Text, depth})
		case model.List:
			for _, e := range entriesOf(b) {
				all = append(all, entry{e.text, min(e.depth+depth, model.MaxDepth)})
			}
		default:
			return nil, false
		}
	}
	return all, len(all) > 0
}

// flat is blocks without items: their headings, what is in them, their bylines.
func flat(blocks model.Blocks) model.Blocks {
	var out model.Blocks
	for _, b := range blocks {
		item, ok := b.(model.Item)
		if !ok {
			out = append(out, b)
			continue
		}
		out = append(out, headBlocks(Title, model.Plainly(item.Commune))...)
		out = append(out, flat(item.Blocks)...)
		for _, signer := range item.Bylines {
			out = append(out, headBlocks(Byline, model.Plainly(signer.Name))...)
		}
	}
	if len(out) == 0 {
		return model.Blocks{empty()}
	}
	return out
}

// cleaned is blocks as they come in: one Unicode form, no items within
// items, no photos and links that a report cannot have.
func cleaned(blocks model.Blocks) model.Blocks {
	var out model.Blocks
	for _, b := range blocks {
		if item, ok := b.(model.Item); ok {
			item.Blocks = cleaned(flat(item.Blocks))
			b = item
		}
		out = append(out, cleanBlock(b))
	}
	return out
}

// named gives blocks ids that are free in a report. They keep their own where all
// of them can: pictures that came with a page are filled in by them.
func named(blocks, there model.Blocks) model.Blocks {
	seen := map[model.BlockID]bool{"": true}
	for b := range there.All() {
		seen[b.BlockID()] = true
	}
	for b := range blocks.All() {
		if seen[b.BlockID()] {
			return model.Report{Blocks: blocks}.Copy().Blocks
		}
		seen[b.BlockID()] = true
	}
	return blocks
}

func cleanBlock(b model.Block) model.Block {
	switch b := b.(type) {
	case model.Paragraph:
		b.Text = cleanText(b.Text)
		return b
	case model.Heading:
		b.Text = cleanText(b.Text)
		return b
	case model.Quote:
		b.Text, b.From = cleanText(b.Text), cleanLine(b.From)
		return b
	case model.List:
		entries := entriesOf(b)
		for i := range entries {
			entries[i].text = cleanText(entries[i].text)
		}
		return withEntries(b, entries)
	case model.Photos:
		b.Pictures = slices.Clone(b.Pictures)
		for i := range b.Pictures {
			p := &b.Pictures[i]
			if p.Caption = cleanLine(p.Caption); !p.Photo.Valid() {
				p.Photo = ""
			}
		}
		return b
	case model.Item:
		b.Commune, b.Bylines = cleanLine(b.Commune), slices.Clone(b.Bylines)
		for i := range b.Bylines {
			b.Bylines[i].Name = cleanLine(b.Bylines[i].Name)
		}
		return b
	}
	return b
}

func cleanLine(s string) string { return strings.ReplaceAll(inward(s), "\n", " ") }

func cleanText(t model.Text) model.Text {
	out := slices.Clone(t)
	for i := range out {
		out[i].Text = inward(out[i].Text)
		if out[i].Link != "" && !model.GoodLink(out[i].Link) {
			out[i].Link = ""
		}
	}
	out = out.Tidy()
	if plain := out.Plain(); viet.Normal(plain) != plain { // a letter and its tone came in two styles
		return composed(out)
	}
	return out
}
