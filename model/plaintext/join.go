package plaintext

import (
	"slices"
	"strings"
)

// joinCredits puts a photographer's name that stands alone behind the caption
// above it.
func (p *page) joinCredits() {
	for i := len(p.lines) - 1; i > 0; i-- {
		above, l := p.lines[i-1], p.lines[i]
		name, labelled := strings.CutPrefix(l.text, "Ảnh:")
		if labelled && isPerson(strings.TrimSpace(name)) && above.isCaption() && !credit.MatchString(above.text) {
			p.lines[i-1] = joined(above, l)
			p.lines = slices.Delete(p.lines, i, i+1)
		}
	}
}

// quoteLines is how many lines a quotation may have.
const quoteLines = 8

// joinQuotes makes one line of a quotation that goes over several, none of
// them blank, and marks the line below that says whose words they are.
func (p *page) joinQuotes() {
	for i := 0; i < len(p.lines); i++ {
		end := p.quoteEnd(i)
		if end < 0 {
			continue
		}
		if end > i {
			var texts []string
			for _, l := range p.lines[i : end+1] {
				texts = append(texts, l.text)
			}
			p.lines[i] = newLine(strings.Join(texts, "\n"), p.lines[i].gap, p.lines[i].at)
			p.lines = slices.Delete(p.lines, i+1, end+1)
		}
		p.lines[i].kind = quotation
		if next := i + 1; next < len(p.lines) && !p.lines[next].gap && saidBy.MatchString(p.lines[next].text) {
			p.lines[next].kind = attribution
		}
	}
}

// quoteEnd is the last line of the quotation that begins in line i, -1 where
// none does.
func (p *page) quoteEnd(i int) int {
	if !opensQuote.MatchString(p.lines[i].text) {
		return -1
	}
	words := 0
	for j := i; j < min(len(p.lines), i+quoteLines); j++ {
		l := p.lines[j]
		if j > i && (l.gap || opensQuote.MatchString(l.text)) {
			return -1
		}
		words += countWords(l.text)
		if at := closesQuote.FindStringIndex(l.text); at != nil {
			whole := at[1] == len(l.text) && len(closesQuote.FindAllString(l.text, 2)) == 1
			if whole && words >= proseWords {
				return j
			}
			return -1
		}
	}
	return -1
}
