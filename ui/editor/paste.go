package editor

import (
	"slices"

	"tinxa/model"
	"tinxa/model/viet"
)

// Paste puts text of several paragraphs in at the caret: the first joins the
// text before it, the last the text behind it, those between become blocks.
func (s *State) Paste(at Spot, from, to int, text string) (Spot, error) {
	lines := splitLines(viet.Normal(text))
	if len(lines) == 0 || at.Field != Text {
		return at, nil
	}
	b, place, err := s.here(at)
	if err != nil {
		return at, err
	}
	if list, ok := b.(model.List); ok {
		return s.pasteEntries(list, at, from, to, lines)
	}
	t := styledAt(s.Report(), at)
	behind := t.Slice(to, t.Len())
	edits := []model.Edit{model.Type{Block: at.Block, From: from, To: t.Len(), With: model.Plainly(lines[0])}}
	if len(lines) == 1 {
		edits[0] = model.Type{Block: at.Block, From: from, To: to, With: model.Plainly(lines[0])}
		at.Pos = from + model.Plainly(lines[0]).Len()
		return s.do(at, edits...)
	}
	last := Spot{Field: Text}
	for i, line := range lines[1:] {
		p := model.Paragraph{ID: model.NewBlockID(), Text: model.Plainly(line)}
		last.Block, last.Pos = p.ID, p.Text.Len()
		if i == len(lines)-2 {
			p.Text = p.Text.Splice(last.Pos, last.Pos, behind)
		}
		place = after(place)
		edits = append(edits, model.InsertBlock{At: place, Block: p})
	}
	return s.do(last, edits...)
}

func (s *State) pasteEntries(list model.List, at Spot, from, to int, lines []string) (Spot, error) {
	t := list.Entries[at.Entry]
	entries := make([]model.Text, len(lines))
	for i, line := range lines {
		entries[i] = model.Plainly(line)
	}
	last := len(entries) - 1
	entries[0] = t.Slice(0, from).Splice(from, from, entries[0])
	end := entries[last].Len()
	entries[last] = entries[last].Splice(end, end, t.Slice(to, t.Len()))
	list.Entries = slices.Concat(list.Entries[:at.Entry], entries, list.Entries[at.Entry+1:])
	return s.do(Spot{Field: Text, Block: list.ID, Entry: at.Entry + last, Pos: end}, model.SetBlock{Block: list})
}
