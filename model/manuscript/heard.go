package manuscript

import (
	"slices"
	"strings"

	"tinxa/model"
)

// Hear stamps the paragraph at the caret with the time of day at which it was
// said, such as "10:32"; "" takes the time off. Outside of paragraphs there is
// nothing to do.
func Hear(heard string) Command {
	return func(m Moment) (Change, error) {
		p, ok := m.paragraph()
		if !ok || p.Heard == heard {
			return m.stay(), nil
		}
		p.Heard = heard
		return Change{Edits: model.All{model.SetBlock{Block: p}}, Selection: m.Selection}, nil
	}
}

// Speak begins the paragraph at the caret with a speaker's name in bold and a
// colon, and puts the caret behind them. Outside of paragraphs there is nothing
// to do.
func Speak(speaker string) Command {
	return func(m Moment) (Change, error) {
		p, ok := m.paragraph()
		speaker := strings.Join(strings.Fields(cleanLine(speaker)), " ")
		if !ok || speaker == "" {
			return m.stay(), nil
		}
		said := model.Text{{Text: speaker + ":", Marks: model.Bold}, {Text: " "}}
		p.Text = p.Text.Splice(0, 0, said)
		to := m.Selection.Head
		to.Pos = said.Len()
		return Change{
			Edits: model.All{model.SetBlock{Block: p}}, Selection: At(to),
			Marks: new(model.Mark), // what is said is not bold
		}, nil
	}
}

// Speakers lists with whose names stamped paragraphs begin, who spoke last
// first.
func Speakers(boxes []Box) []string {
	var all []string
	for _, b := range slices.Backward(boxes) {
		if b.Heard == "" || len(b.Text) == 0 || b.Text[0].Marks&model.Bold == 0 {
			continue
		}
		name, _, found := strings.Cut(b.Text[0].Text, ":")
		if found && name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}

// paragraph is the paragraph that the caret stands in.
func (m Moment) paragraph() (model.Paragraph, bool) {
	b, _ := m.Report.Blocks.Find(m.Selection.Head.Block)
	p, ok := b.(model.Paragraph)
	return p, ok && m.Selection.Head.Field == Text
}
