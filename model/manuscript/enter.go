package manuscript

import (
	"slices"

	"tinxa/model"
)

// Enter takes out what is selected and parts the text at the caret. A heading
// and a photo are followed by a paragraph, an entry by an entry; an empty entry
// comes out of the list. Texts of which there is one lead on to the next.
func Enter() Command {
	return func(m Moment) (Change, error) {
		w, at := m.work(), m.Selection.Head
		if !m.Selection.Empty() {
			at = w.cut(m)
		}
		to := w.enter(at)
		return w.change(At(to))
	}
}

// LineBreak takes out what is selected and begins a new line in the same text,
// where a text can have lines.
func LineBreak() Command {
	return func(m Moment) (Change, error) {
		w, at := m.work(), m.Selection.Head
		if !m.Selection.Empty() {
			at = w.cut(m)
		}
		if at.Field == Text || at.Field == Sapo {
			at = w.put(at, model.Text{{Text: "\n", Marks: m.Marks}})
		}
		return w.change(At(at))
	}
}

func (w *work) enter(at Spot) Spot {
	switch at.Field {
	case Text:
		return w.split(at)
	case Byline:
		return w.splitName(at)
	case Kicker:
		return Spot{Field: Title}
	case Title:
		return Spot{Field: Sapo}
	case Sapo:
		return w.textIn(model.Place{}, false)
	case Commune:
		return w.textIn(model.Place{Item: at.Block}, false)
	case Caption:
		return w.enterCaption(at)
	}
	_, place := w.block(at.Block)
	if at.Field == Picture {
		return w.textIn(after(place), true)
	}
	return w.emptyBehind(place)
}

// textIn is the beginning of the text that stands at a place; a new paragraph
// where there is none, or where it has to be fresh.
func (w *work) textIn(at model.Place, fresh bool) Spot {
	if list := w.list(at.Item); !fresh && at.Index < len(list) && len(model.Texts(list[at.Index])) > 0 {
		return Spot{Field: Text, Block: list[at.Index].BlockID()}
	}
	p := empty()
	w.do(model.InsertBlock{At: at, Block: p})
	return Spot{Field: Text, Block: p.ID}
}

// emptyBehind is the empty text behind a block, a new paragraph where there is
// none: never words that stand there already, which would grow at their beginning.
func (w *work) emptyBehind(at model.Place) Spot {
	list, at := w.list(at.Item), after(at)
	return w.textIn(at, at.Index < len(list) && textOf(list[at.Index], 0).Len() > 0)
}

// enterCaption goes to the next picture's caption where no text stands between.
func (w *work) enterCaption(at Spot) Spot {
	b, place := w.block(at.Block)
	at.Pos = 0
	if p, _ := b.(model.Photos); at.Entry+1 < len(p.Pictures) {
		at.Entry++
		return at
	}
	if list := w.list(place.Item); place.Index+1 < len(list) {
		if next, ok := list[place.Index+1].(model.Photos); ok && len(next.Pictures) > 0 {
			return Spot{Field: Caption, Block: next.ID}
		}
	}
	return w.emptyBehind(place)
}

func (w *work) splitName(at Spot) Spot {
	bylines := bylinesOf(w.report, at.Block)
	if at.Entry >= len(bylines) || bylines[at.Entry].Name == "" {
		return at // there is an empty one to write in
	}
	name := []rune(bylines[at.Entry].Name)
	pos := min(at.Pos, len(name))
	split := withName(bylines, at.Entry, string(name[:pos]))
	if split == nil {
		split = []model.Byline{{}}
	}
	w.do(signed(w.report, at.Block, slices.Insert(split, at.Entry+1, byline(string(name[pos:])))))
	return Spot{Field: Byline, Block: at.Block, Entry: at.Entry + 1}
}

// split parts a running text.
func (w *work) split(at Spot) Spot {
	b, place := w.block(at.Block)
	if b, ok := b.(model.List); ok {
		return w.splitEntry(b, place, at)
	}
	t := textOf(b, 0)
	quote, isQuote := b.(model.Quote)
	switch {
	case isQuote && t.Len() == 0 && quote.From == "":
		w.turn(at, Paragraph) // the second Enter at its end leaves the quotation
		return at
	case at.Pos == 0 && t.Len() > 0:
		w.do(model.InsertBlock{At: place, Block: empty()})
		return at
	case isQuote && (at.Pos < t.Len() || quote.From == ""):
		return w.splitQuote(quote, place, at.Pos)
	}
	rest := empty()
	rest.Text = t.Slice(at.Pos, t.Len())
	if len(rest.Text) > 0 {
		w.do(model.Type{Block: at.Block, From: at.Pos, To: t.Len()})
	}
	w.do(model.InsertBlock{At: after(place), Block: rest})
	return Spot{Field: Text, Block: rest.ID}
}

// splitQuote parts a quotation into two, of which the second says whose they are.
func (w *work) splitQuote(b model.Quote, place model.Place, pos int) Spot {
	rest := model.Quote{ID: model.NewBlockID(), Text: b.Text.Slice(pos, b.Text.Len()), From: b.From}
	b.Text, b.From = b.Text.Slice(0, pos), ""
	w.do(model.SetBlock{Block: b})
	w.do(model.InsertBlock{At: after(place), Block: rest})
	return Spot{Field: Text, Block: rest.ID}
}

// splitEntry parts an entry; an empty one comes out one step.
func (w *work) splitEntry(b model.List, place model.Place, at Spot) Spot {
	entries := entriesOf(b)
	e := entries[at.Entry]
	switch {
	case e.text.Len() == 0 && e.depth > 0:
		w.do(model.SetBlock{Block: deepened(b, at.Entry, -1)})
		return at
	case e.text.Len() == 0:
		return w.free(b, place, at.Entry)
	}
	first, rest := e, e
	first.text, rest.text = e.text.Slice(0, at.Pos), e.text.Slice(at.Pos, e.text.Len())
	entries[at.Entry] = first
	w.do(model.SetBlock{Block: withEntries(b, slices.Insert(entries, at.Entry+1, rest))})
	return Spot{Field: Text, Block: b.ID, Entry: at.Entry + 1}
}
