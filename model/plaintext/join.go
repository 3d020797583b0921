package plaintext

import "strings"

// joinCredits puts a photographer's name that stands alone behind the caption
// above it.
func (p *page) joinCredits() {
	var out []line
	for _, l := range p.lines {
		last := len(out) - 1
		name, labelled := strings.CutPrefix(l.text, "Ảnh:")
		if labelled && last >= 0 && isPerson(strings.TrimSpace(name)) && out[last].isCaption() && !credit.MatchString(out[last].text) {
			out[last] = joined([]line{out[last], l}, " ")
		} else {
			out = append(out, l)
		}
	}
	p.lines = out
}

// quoteLines is how many lines a quotation may have.
const quoteLines = 8

// joinQuotes makes one line of a quotation that goes over several, none of
// them blank, and marks the line below that says whose words they are.
func (p *page) joinQuotes() {
	var out []line
	for i := 0; i < len(p.lines); i++ {
		end := p.quoteEnd(i)
		if end < 0 {
			out = append(out, p.lines[i])
			continue
		}
		quote := joined(p.lines[i:end+1], "\n")
		quote.kind = quotation
		out = append(out, quote)
		i = end
		if next := i + 1; next < len(p.lines) && !p.lines[next].gap && saidBy.MatchString(p.lines[next].text) {
			said := p.lines[next]
			said.kind = attribution
			out = append(out, said)
			i = next
		}
	}
	p.lines = out
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
