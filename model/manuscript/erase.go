package manuscript

import (
	"slices"

	"tinxa/model"
)

// Erase takes out what is selected, or one unit before (-1, Backspace) or behind
// (+1, Delete) the caret. At the end of a text it joins the one beside it: what
// is special becomes a paragraph first, a photo is selected before it goes. Of a
// letter that was just typed in several characters Backspace takes the last.
func Erase(u Unit, by int) Command {
	return func(m Moment) (Change, error) {
		if !m.Selection.Empty() {
			w := m.work()
			at := w.cut(m)
			return w.change(At(at))
		}
		at := m.Selection.Head
		box := m.box(at)
		if less, ok := lessened(m.Letter, window(box.Text, at.Pos-1, at.Pos)); ok && u == Letter && by < 0 {
			return toneless(m, box, less), nil
		}
		switch to := stepErasing(box.Text, at.Pos, u, by); {
		case box.Form == FormPicture:
			return withoutPicture(m, at, by)
		case to != at.Pos:
			return erased(m, box, min(at.Pos, to), max(at.Pos, to)), nil
		case by < 0:
			return joinBack(m, box)
		}
		return joinNext(m, box)
	}
}

func stepErasing(t model.Text, pos int, u Unit, by int) int {
	switch {
	case u == Letter || u == Word:
		return stepWithin(t, pos, u, by)
	case by < 0:
		return 0
	}
	return t.Len()
}

// erased takes the runes from…to of a box out. What is typed then bears the
// style of what went, as in Word: it is often the same letter with its accent.
func erased(m Moment, box Box, from, to int) Change {
	gone := styleBefore(box.Text, m.Selection.Head.Pos).Marks
	lo, hi, with := seamless(box.Text, from, to, nil)
	at := box.Spot
	at.Pos = lo + with.Len()
	c := Change{Edits: model.All{spliced(m.Report, box, lo, hi, with)}, Selection: At(at), Group: Erasing}
	left := styleBefore(box.Text, from)
	if from == 0 {
		left = styleBefore(box.Text, to+1)
	}
	if styled(box) && m.Selection.Head.Pos == to && left.Marks != gone {
		c.Marks = &gone
	}
	return c
}

// toneless puts what is left of a letter in its place.
func toneless(m Moment, box Box, less string) Change {
	pos := m.Selection.Head.Pos
	style := m.styleFor(box, pos-1, pos)
	style.Text = less
	return Change{Edits: model.All{spliced(m.Report, box, pos-1, pos, model.Text{style})}, Selection: m.Selection, Group: Erasing}
}

// joinBack is Backspace at the beginning of a text.
func joinBack(m Moment, box Box) (Change, error) {
	w, at := m.work(), box.Spot
	switch at.Field {
	case Text:
		to := w.back(m, at)
		return w.change(At(to))
	case Caption:
		at.Field = Picture
		return Change{Selection: At(at)}, nil
	case Byline:
		if at.Entry > 0 || len(box.Text) == 0 && len(bylinesOf(m.Report, at.Block)) > 1 {
			to := w.joinNames(at.Block, max(at.Entry-1, 0))
			return w.change(At(to))
		}
	case Commune:
		if b, _ := w.block(at.Block); blank(b) {
			to := w.without(m, b, -1)
			return w.change(At(to))
		}
	}
	if len(box.Text) > 0 {
		return m.stay(), nil
	}
	return Change{Selection: At(m.endBefore(at))}, nil
}

// endBefore is the end of the box before that of a spot.
func (m Moment) endBefore(at Spot) Spot {
	i := indexOf(m.Boxes, at)
	if i <= 0 {
		return at
	}
	return endOf(m.Boxes[i-1])
}

// startBehind is the beginning of the box behind that of a spot.
func (m Moment) startBehind(at Spot) Spot {
	if i := indexOf(m.Boxes, at); i+1 < len(m.Boxes) {
		return m.Boxes[i+1].Spot
	}
	return at
}

// joinNames makes one of a byline and the one behind it.
func (w *work) joinNames(item model.BlockID, i int) Spot {
	names := slices.Clone(bylinesOf(w.report, item))
	at := Spot{Field: Byline, Block: item, Entry: i, Pos: runeCount(names[i].Name)}
	both := sewn(model.Plainly(names[i].Name), at.Pos, at.Pos, model.Plainly(names[i+1].Name)).Plain()
	w.do(signed(w.report, item, withName(slices.Delete(names, i+1, i+2), i, both)))
	return at
}

// blank reports whether a block has nothing in it that anybody wrote.
func blank(b model.Block) bool {
	for _, box := range appendBlock(nil, b, "", "") {
		if len(box.Text) > 0 || box.Form == FormPicture {
			return false
		}
	}
	return true
}

// back is Backspace at the beginning of a running text.
func (w *work) back(m Moment, at Spot) Spot {
	b, place := w.block(at.Block)
	switch b := b.(type) {
	case model.List:
		if b.Depth(at.Entry) > 0 {
			w.do(model.SetBlock{Block: deepened(b, at.Entry, -1)})
			return at
		}
		return w.free(b, place, at.Entry)
	case model.Heading, model.Quote:
		w.turn(at, Paragraph)
		return at
	}
	list := w.list(place.Item)
	if place.Index == 0 {
		if textOf(b, 0).Len() == 0 {
			return w.without(m, b, -1)
		}
		return at
	}
	return w.joinBefore(m, list[place.Index-1], b)
}

// free makes an entry a paragraph.
func (w *work) free(b model.List, place model.Place, i int) Spot {
	p := empty()
	p.Text = b.Entries[i]
	list := w.list(place.Item)
	w.become(place.Item, slices.Concat(list[:place.Index], freed(b, i, p), list[place.Index+1:]))
	return Spot{Field: Text, Block: p.ID}
}

// joinBefore joins a paragraph to the block before it.
func (w *work) joinBefore(m Moment, first, b model.Block) Spot {
	at := Spot{Field: Text, Block: b.BlockID()}
	text := textOf(b, 0)
	switch f := first.(type) {
	case model.Photos:
		return w.joinPhoto(m, f, b)
	case model.Item:
		if len(text) == 0 {
			return w.without(m, b, -1)
		}
		return at
	case model.Quote:
		if f.From != "" {
			if len(text) == 0 {
				return w.without(m, b, -1)
			}
			return at
		}
	}
	last := len(model.Texts(first)) - 1
	if _, list := first.(model.List); last < 0 || !list && textOf(first, 0).Len() == 0 {
		w.do(model.RemoveBlock{ID: first.BlockID()})
		return at
	}
	w.do(model.RemoveBlock{ID: b.BlockID()})
	to := Spot{Field: Text, Block: first.BlockID(), Entry: last, Pos: textOf(first, last).Len()}
	w.put(to, text)
	return to
}

// joinPhoto selects the photo that a paragraph stands behind; an empty paragraph
// goes.
func (w *work) joinPhoto(m Moment, f model.Photos, b model.Block) Spot {
	last := len(f.Pictures) - 1
	if last < 0 {
		w.do(model.RemoveBlock{ID: f.ID})
		return Spot{Field: Text, Block: b.BlockID()}
	}
	if textOf(b, 0).Len() == 0 {
		w.without(m, b, -1)
	}
	return Spot{Field: Picture, Block: f.ID, Entry: last}
}

// without takes a block out unless it is the only text of the body, and says
// where the caret goes: to what stood before (-1) or behind it (+1).
func (w *work) without(m Moment, b model.Block, by int) Spot {
	boxes := appendBlock(nil, b, "", "")
	rest := slices.DeleteFunc(slices.Clone(m.Report.Blocks), func(o model.Block) bool { return o.BlockID() == b.BlockID() })
	place, _ := w.report.Blocks.Place(b.BlockID())
	if place.Item == "" && !writable(rest) || place.Item != "" && len(w.list(place.Item)) == 1 {
		return boxes[0].Spot
	}
	w.do(model.RemoveBlock{ID: b.BlockID()})
	if by < 0 {
		return m.endBefore(boxes[0].Spot)
	}
	return m.startBehind(boxes[len(boxes)-1].Spot)
}

// writable reports whether there is a running text among blocks.
func writable(list model.Blocks) bool {
	for b := range list.All() {
		if len(model.Texts(b)) > 0 {
			return true
		}
	}
	return false
}

// textOf is the i-th running text of a block.
func textOf(b model.Block, i int) model.Text {
	if texts := model.Texts(b); i < len(texts) {
		return texts[i]
	}
	return nil
}

// joinNext is Delete at the end of a text.
func joinNext(m Moment, box Box) (Change, error) {
	w, at := m.work(), endOf(box)
	switch {
	case at.Field == Text:
		to := w.on(m, at)
		return w.change(At(to))
	case at.Field == Byline && at.Entry+1 < len(bylinesOf(m.Report, at.Block)):
		to := w.joinNames(at.Block, at.Entry)
		return w.change(At(to))
	}
	return m.stay(), nil
}

// on is Delete at the end of a running text.
func (w *work) on(m Moment, at Spot) Spot {
	b, place := w.block(at.Block)
	list := w.list(place.Item)
	l, isList := b.(model.List)
	switch q, quote := b.(model.Quote); {
	case isList && at.Entry+1 < len(l.Entries):
		entries := entriesOf(l)
		entries[at.Entry].text = sewn(entries[at.Entry].text, at.Pos, at.Pos, entries[at.Entry+1].text)
		w.do(model.SetBlock{Block: withEntries(l, slices.Delete(entries, at.Entry+1, at.Entry+2))})
		return at
	case quote && q.From != "", place.Index+1 >= len(list):
		return at
	case !isList && at.Pos == 0:
		return w.without(m, b, 1) // an empty text gives way, and what follows keeps its kind
	}
	return w.joinBehind(at, list[place.Index+1])
}

// joinBehind joins the first text of a block to what stands before it.
func (w *work) joinBehind(at Spot, next model.Block) Spot {
	text := textOf(next, 0)
	switch n := next.(type) {
	case model.Photos:
		if len(n.Pictures) > 0 {
			return Spot{Field: Picture, Block: n.ID}
		}
	case model.Item:
		return at
	case model.Quote:
		if n.From != "" {
			return at
		}
	case model.List:
		if len(n.Entries) > 1 {
			w.do(model.SetBlock{Block: withEntries(n, shallower(entriesOf(n)[1:]))})
			w.put(at, text)
			return at
		}
	}
	w.do(model.RemoveBlock{ID: next.BlockID()})
	w.put(at, text)
	return at
}
