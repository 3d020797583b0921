package manuscript

import "tinxa/model"

// cover is what a selection across boxes covers, and what becomes of the blocks
// when it is taken out. Texts that every report has lose the covered part and
// stay; blocks, entries, pictures and names that are covered wholly go.
type cover struct {
	cut  map[Spot]passage // by box
	keep Spot             // stays though all of it is covered
	gone Spot             // goes, its rest joins keep
	tail model.Text       // that rest
}

// cut takes out what is selected, and says where the caret stands then.
func (w *work) cut(m Moment) Spot {
	from, to := m.ordered()
	if from.Box() == to.Box() {
		return w.splice(from, from.Pos, to.Pos, nil)
	}
	if to.Field == Picture { // as a whole, with its caption
		to.Field = Caption
		to.Pos = m.box(to).Text.Len()
	}
	first, last := m.box(from), m.box(to)
	c, caret := coverOf(m.Boxes, Selection{from, to}, first, last)
	w.takeOut(c)
	second := last.Spot
	if second.Block != from.Block {
		second.Entry = 0 // what stood before it was covered
	} else {
		second.Entry = from.Entry
	}
	before := m.Boxes[max(0, indexOf(m.Boxes, from)-1)]
	for _, at := range []Spot{caret, second, endOf(before)} {
		if indexOf(Boxes(w.report), at) >= 0 {
			return at
		}
	}
	return Spot{Field: Title}
}

// coverOf decides what stays. Two running texts of one container are joined; as
// in Word, the kind of the first wins unless nothing of it is left.
func coverOf(boxes []Box, sel Selection, first, last Box) (cover, Spot) {
	from, to := sel.Anchor, sel.Head
	c := cover{cut: map[Spot]passage{}, keep: first.Spot}
	for k, i, j := 0, indexOf(boxes, from), indexOf(boxes, to); i+k <= j; k++ {
		b := boxes[i+k]
		p := passage{b, 0, b.Text.Len()}
		if k == 0 {
			p.from = from.Pos
		}
		if i+k == j {
			p.to = to.Pos
		}
		c.cut[b.Spot] = p
	}
	joined := first.Spot.Field == Text && last.Spot.Field == Text && first.Item == last.Item
	switch {
	case joined && from.Pos == 0 && to.Pos < last.Text.Len():
		c.keep = last.Spot
		caret := last.Spot
		if caret.Entry = 0; caret.Block == from.Block {
			caret.Entry = from.Entry
		}
		return c, caret
	case joined && !(last.Form == Quote && hasFrom(boxes, last)):
		c.gone, c.tail = last.Spot, last.Text.Slice(to.Pos, last.Text.Len())
	case !joined && first.Spot.Field != Text && first.Spot.Field != Byline:
		c.keep = Spot{}
	}
	return c, from
}

// hasFrom reports whether a quotation says whose it is.
func hasFrom(boxes []Box, quote Box) bool {
	at := quote.Spot
	at.Field = From
	i := indexOf(boxes, at)
	return i >= 0 && boxes[i].Text.Len() > 0
}

// rest is what stays of a text, and whether it goes as a whole.
func (c cover) rest(at Spot, t model.Text) (model.Text, bool) {
	p, covered := c.cut[at]
	if !covered {
		return t, false
	}
	whole := at == c.gone || p.from == 0 && p.to == t.Len() && at != c.keep
	if at == c.keep {
		return sewn(t, p.from, p.to, c.tail), false
	}
	return sewn(t, p.from, p.to, nil), whole
}

// words is what stays of a text without styles.
func (c cover) words(at Spot, s string) (string, bool) {
	t, whole := c.rest(at, model.Plainly(s))
	return t.Plain(), whole
}

// takeOut changes the whole report.
func (w *work) takeOut(c cover) {
	head := w.report.Head
	head.Kicker, _ = c.words(Spot{Field: Kicker}, head.Kicker)
	head.Title, _ = c.words(Spot{Field: Title}, head.Title)
	head.Sapo, _ = c.rest(Spot{Field: Sapo}, head.Sapo)
	if len(c.cut) > 0 && c.touchesHead() {
		w.do(model.SetHead{Head: head})
	}
	w.become("", atLeastOne(c.blocks(w.report.Blocks)))
	if bylines := c.bylines("", w.report.Credits.Bylines); len(bylines) != len(w.report.Credits.Bylines) || c.touches(Byline) {
		w.do(signed(w.report, "", bylines))
	}
}

func (c cover) touchesHead() bool { return c.touches(Kicker) || c.touches(Title) || c.touches(Sapo) }

// touches reports whether a text beside the body is covered.
func (c cover) touches(f Field) bool {
	for at := range c.cut {
		if at.Field == f && at.Block == "" {
			return true
		}
	}
	return false
}

// atLeastOne gives an empty list of blocks a paragraph to write in.
func atLeastOne(list model.Blocks) model.Blocks {
	if len(list) == 0 {
		return model.Blocks{empty()}
	}
	return list
}

func (c cover) blocks(list model.Blocks) model.Blocks {
	var out model.Blocks
	for _, b := range list {
		if b, goes := c.block(b); !goes {
			out = append(out, b)
		}
	}
	return out
}

// block is what stays of a block, and whether it goes as a whole.
func (c cover) block(b model.Block) (model.Block, bool) {
	at := Spot{Field: Text, Block: b.BlockID()}
	var goes bool
	switch b := b.(type) {
	case model.Paragraph:
		b.Text, goes = c.rest(at, b.Text)
		return b, goes
	case model.Heading:
		b.Text, goes = c.rest(at, b.Text)
		return b, goes
	case model.Quote:
		return c.quote(b, at)
	case model.List:
		return c.list(b, at)
	case model.Photos:
		return c.photos(b, at)
	case model.Item:
		return c.item(b, at)
	}
	return b, false
}

func (c cover) quote(b model.Quote, at Spot) (model.Block, bool) {
	var text, from bool
	b.Text, text = c.rest(at, b.Text)
	at.Field = From
	b.From, from = c.words(at, b.From)
	return b, text && (from || b.From == "")
}

func (c cover) list(b model.List, at Spot) (model.Block, bool) {
	var kept []entry
	for i, e := range entriesOf(b) {
		at.Entry = i
		var goes bool
		if e.text, goes = c.rest(at, e.text); !goes {
			kept = append(kept, e)
		}
	}
	return withEntries(b, shallower(kept)), len(kept) == 0 && len(b.Entries) > 0
}

func (c cover) photos(b model.Photos, at Spot) (model.Block, bool) {
	pictures := b.Pictures
	b.Pictures = nil
	for i, p := range pictures {
		at.Entry, at.Field = i, Caption
		caption, whole := c.words(at, p.Caption)
		at.Field = Picture
		if _, covered := c.cut[at]; covered && whole {
			continue
		}
		p.Caption = caption
		b.Pictures = append(b.Pictures, p)
	}
	return b, len(b.Pictures) == 0 && len(pictures) > 0
}

// item goes only where all its boxes are covered; else a paragraph stays to
// write in.
func (c cover) item(b model.Item, at Spot) (model.Block, bool) {
	at.Field = Commune
	commune, goes := c.words(at, b.Commune)
	blocks := c.blocks(b.Blocks)
	bylines := c.bylines(b.ID, b.Bylines)
	last := Spot{Field: Byline, Block: b.ID, Entry: max(0, len(b.Bylines)-1)}
	if _, covered := c.cut[last]; goes && covered && len(blocks) == 0 && len(bylines) == 0 {
		return b, true
	}
	if len(b.Blocks) > 0 {
		blocks = atLeastOne(blocks)
	}
	b.Commune, b.Blocks, b.Bylines = commune, blocks, bylines
	return b, false
}

func (c cover) bylines(item model.BlockID, bylines []model.Byline) []model.Byline {
	var out []model.Byline
	at := Spot{Field: Byline, Block: item}
	for i, signer := range bylines {
		at.Entry = i
		name, goes := c.words(at, signer.Name)
		if name != signer.Name {
			signer = withName([]model.Byline{signer, {}}, 0, name)[0]
		}
		if !goes {
			out = append(out, signer)
		}
	}
	return out
}
