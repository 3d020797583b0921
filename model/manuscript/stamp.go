package manuscript

import "tinxa/model"

// Stamp begins a paragraph for what is said now, heard at a time of day such as
// "10:32", with the speaker's name in bold and a colon. An empty paragraph at the
// caret is taken; from the head and the bylines writing goes on at the end.
func Stamp(heard, speaker string) Command {
	return func(m Moment) (Change, error) {
		w, at := m.work(), m.Selection.Head
		p, place, fresh := w.lineFor(m, at)
		p.Heard, p.Text = heard, nil
		if speaker = cleanLine(speaker); speaker != "" {
			p.Text = model.Text{{Text: speaker + ":", Marks: model.Bold}, {Text: " "}}
		}
		if fresh {
			w.do(model.InsertBlock{At: place, Block: p})
		} else {
			w.do(model.SetBlock{Block: p})
		}
		c, err := w.change(At(Spot{Field: Text, Block: p.ID, Pos: p.Text.Len()}))
		c.Marks = new(model.Mark) // what is said is not bold
		return c, err
	}
}

// lineFor is the empty paragraph at the caret, or a fresh one and its place.
func (w *work) lineFor(m Moment, at Spot) (p model.Paragraph, place model.Place, fresh bool) {
	place = m.behind(at)
	if at.Block == "" {
		place.Index = len(m.Report.Blocks)
	}
	list, _ := m.Report.Blocks.In(place.Item)
	if place.Index > 0 {
		if p, ok := list[place.Index-1].(model.Paragraph); ok && p.Text.Len() == 0 && p.Heard == "" {
			return p, before(place), false
		}
	}
	return empty(), place, true
}
