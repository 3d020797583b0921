package manuscript

import (
	"fmt"
	"strings"

	"tinxa/model"
)

// Clip is a piece of a report on its way through the clipboard. Its ids are of
// no account: Paste gives new ones.
type Clip model.Clip

// Plain is the words of a clip, a paragraph a line, entries of lists with their
// dashes and numbers.
func (c Clip) Plain() string {
	var lines []string
	for _, b := range c.Blocks {
		for _, box := range appendBlock(nil, b, "", "") {
			switch {
			case box.Form == Dash:
				lines = append(lines, "- "+box.Text.Plain())
			case box.Form == Numbered:
				lines = append(lines, fmt.Sprintf("%d. %s", box.Number, box.Text.Plain()))
			case box.Spot.Field == Text || len(box.Text) > 0:
				lines = append(lines, box.Text.Plain())
			}
		}
	}
	return strings.Join(lines, "\n")
}

// Empty reports whether nothing is in it.
func (c Clip) Empty() bool { return len(c.Blocks) == 0 }

// Copy is what is selected: the photo that the caret is on, where nothing else.
func (s *State) Copy() Clip { return s.Moment().copy() }

func (m Moment) copy() Clip {
	from, to := m.ordered()
	if from.Box() != to.Box() {
		return m.copyAcross(from, to)
	}
	box := m.box(from)
	switch {
	case box.Form == FormPicture:
		return Clip{Blocks: model.Blocks{model.Photos{ID: model.NewBlockID(), Pictures: []model.Picture{box.Shown.Picture}}}}
	case from.Pos == to.Pos:
		return Clip{}
	}
	p := empty()
	p.Text = box.Text.Slice(from.Pos, to.Pos)
	return Clip{Blocks: model.Blocks{p}, Inline: true}
}

func (m Moment) copyAcross(from, to Spot) Clip {
	if to.Field == Picture {
		to.Field = Caption
		to.Pos = m.box(to).Text.Len()
	}
	c, _ := coverOf(m.Boxes, Selection{from, to}, m.box(from), m.box(to))
	var out model.Blocks
	for _, f := range []Field{Kicker, Title, Sapo} {
		if p, ok := c.cut[Spot{Field: f}]; ok {
			out = append(out, headBlocks(f, p.text())...)
		}
	}
	for _, b := range m.Report.Blocks {
		out = append(out, c.taken(b)...)
	}
	return Clip{Blocks: append(out, c.names("", m.Report.Credits.Bylines)...)}
}

func (p passage) text() model.Text { return p.box.Text.Slice(p.from, p.to) }

// headBlocks is a text of the head as it is in a body.
func headBlocks(f Field, t model.Text) model.Blocks {
	switch {
	case t.Blank():
		return nil
	case f == Title:
		return model.Blocks{model.Heading{ID: model.NewBlockID(), Text: t}}
	}
	var out model.Blocks
	for _, line := range lines(t) {
		out = append(out, model.Paragraph{ID: model.NewBlockID(), Text: line})
	}
	return out
}

// lines parts a text at its line breaks.
func lines(t model.Text) []model.Text {
	var all []model.Text
	from := 0
	for i, r := range []rune(t.Plain()) {
		if r == '\n' {
			all, from = append(all, t.Slice(from, i)), i+1
		}
	}
	return append(all, t.Slice(from, t.Len()))
}

// taken is what a cover takes of a block, as blocks.
func (c cover) taken(b model.Block) model.Blocks {
	at := Spot{Field: Text, Block: b.BlockID()}
	p, covered := c.cut[at]
	switch b := b.(type) {
	case model.Paragraph:
		b.Text = p.text()
		return when(covered, b)
	case model.Heading:
		b.Text = p.text()
		return when(covered, b)
	case model.Quote:
		return c.takenQuote(b, at)
	case model.List:
		return c.takenEntries(b, at)
	case model.Photos:
		return c.takenPictures(b, at)
	case model.Item:
		return c.takenItem(b, at)
	}
	return nil
}

func when(covered bool, b model.Block) model.Blocks {
	if !covered {
		return nil
	}
	return model.Blocks{b}
}

func (c cover) takenQuote(b model.Quote, at Spot) model.Blocks {
	text, covered := c.cut[at]
	at.Field = From
	from := c.cut[at].text()
	if !covered {
		return headBlocks(From, from)
	}
	b.Text, b.From = text.text(), from.Plain()
	return model.Blocks{b}
}

func (c cover) takenEntries(b model.List, at Spot) model.Blocks {
	var taken []entry
	for i, e := range entriesOf(b) {
		at.Entry = i
		if p, covered := c.cut[at]; covered {
			taken = append(taken, entry{p.text(), e.depth})
		}
	}
	return when(len(taken) > 0, withEntries(b, shallower(taken)))
}

// takenPictures takes the pictures that are covered with their whole captions:
// those that would go. Words of a caption alone are a paragraph.
func (c cover) takenPictures(b model.Photos, at Spot) model.Blocks {
	var out model.Blocks
	pictures := b.Pictures
	b.Pictures = nil
	for i, p := range pictures {
		at.Entry, at.Field = i, Caption
		caption := c.cut[at]
		at.Field = Picture
		if _, covered := c.cut[at]; covered && caption.from == 0 && caption.to == caption.box.Text.Len() {
			b.Pictures = append(b.Pictures, p)
		} else {
			out = append(out, headBlocks(Caption, caption.text())...)
		}
	}
	return append(out, when(len(b.Pictures) > 0, b)...)
}

// takenItem takes an item where all its boxes are covered, or else the covered
// part of what is in it.
func (c cover) takenItem(b model.Item, at Spot) model.Blocks {
	at.Field = Commune
	first := c.cut[at]
	at = Spot{Field: Byline, Block: b.ID, Entry: max(0, len(b.Bylines)-1)}
	last, covered := c.cut[at]
	if first.box.Form == FormCommune && first.from == 0 && covered && last.to == last.box.Text.Len() {
		return model.Blocks{b}
	}
	out := headBlocks(Title, first.text())
	for _, inner := range b.Blocks {
		out = append(out, c.taken(inner)...)
	}
	return append(out, c.names(b.ID, b.Bylines)...)
}

// names is the covered bylines as paragraphs.
func (c cover) names(item model.BlockID, bylines []model.Byline) model.Blocks {
	var out model.Blocks
	for i := range bylines {
		out = append(out, headBlocks(Byline, c.cut[Spot{Field: Byline, Block: item, Entry: i}].text())...)
	}
	return out
}

// Cut takes out what is selected, or the photo that the caret is on. Copy has
// taken it before.
func Cut() Command {
	return func(m Moment) (Change, error) {
		if !m.Selection.Empty() {
			w := m.work()
			at := w.cut(m)
			return w.change(At(at))
		}
		if at := m.Selection.Head; at.Field == Picture {
			return withoutPicture(m, at, -1)
		}
		return m.stay(), nil
	}
}
