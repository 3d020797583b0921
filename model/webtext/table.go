package webtext

import (
	"slices"

	"tinxa/model"
)

// cellJoint stands between the cells of a row.
const cellJoint = " - "

// cellParagraphs is how many paragraphs of a cell still make it one of a row
// that is read as one line. More are a page that is laid out by a table.
const cellParagraphs = 3

// row adds a row of a table: as one paragraph, or, where more than words stands
// in its cells, one cell after the other.
func (s *sink) row(cells []sink) {
	cells = slices.DeleteFunc(cells, func(c sink) bool { return len(c.blocks) == 0 })
	if len(cells) < 2 || slices.ContainsFunc(cells, sink.isPage) {
		for _, c := range cells {
			s.append(c)
		}
		return
	}
	var line model.Text
	for i, c := range cells {
		if i > 0 {
			line = append(line, model.Span{Text: cellJoint})
		}
		line = append(line, c.words()...)
	}
	s.paragraph(line.Tidy())
}

// isPage reports whether more than a few words stand in a cell.
func (s sink) isPage() bool {
	return len(s.blocks) > cellParagraphs || slices.ContainsFunc(s.blocks, func(b model.Block) bool {
		_, plain := b.(model.Paragraph)
		return !plain
	})
}

// words are the paragraphs of a cell in one line.
func (s sink) words() model.Text {
	var line model.Text
	for i, b := range s.blocks {
		if i > 0 {
			line = append(line, model.Span{Text: " "})
		}
		for _, t := range model.Texts(b) {
			line = append(line, t...)
		}
	}
	return oneLine(line)
}

// oneLine is a text with spaces for its line breaks.
func oneLine(t model.Text) model.Text {
	out := slices.Clone(t)
	for i, s := range out {
		runes := []rune(s.Text)
		for j, r := range runes {
			if r == '\n' {
				runes[j] = ' '
			}
		}
		out[i].Text = string(runes)
	}
	return out
}
