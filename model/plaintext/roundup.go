package plaintext

import (
	"slices"
	"strings"
)

// markItems finds the beginnings of round-up items: "* Tại xã …", and where
// there is one also other lines with an asterisk that are in no list. Other
// bullets begin items only where none of them is next to another.
func (p *page) markItems() {
	stars, others := 0, 0
	for i, l := range p.lines {
		if !itemPlace.MatchString(l.text) {
			continue
		}
		if l.text[0] == '*' {
			stars++
			p.lines[i].kind = item
		} else if p.isAlone(i) {
			others++
		}
	}
	for i, l := range p.lines {
		other := stars == 0 && others > 1 && itemPlace.MatchString(l.text)
		if (other || stars > 0 && strings.HasPrefix(l.text, "*")) && p.isAlone(i) {
			p.lines[i].kind = item
		}
	}
}

// isAlone reports whether a bullet has no bullet above or below it.
func (p *page) isAlone(i int) bool {
	isBullet := func(i int) bool {
		return i >= 0 && i < len(p.lines) && bulletMarker.MatchString(p.lines[i].text)
	}
	return isBullet(i) && !isBullet(i-1) && !isBullet(i+1)
}

// markSignatures finds who signs an item: the lines above the next one, or
// above the closing paragraph.
func (p *page) markSignatures() {
	first := slices.IndexFunc(p.lines, func(l line) bool { return l.kind == item })
	if first < 0 {
		return
	}
	end := p.closingAt()
	for i := len(p.lines) - 2; i > first; i-- {
		below := p.lines[i+1].kind
		if below != item && below != signature && i+1 != end {
			continue
		}
		if l := p.lines[i]; l.signs() && (below != signature || i+1 != end) {
			p.lines[i].kind = signature
		}
	}
}

// signs reports whether a line of the body can be that of those who sign.
func (l line) signs() bool {
	_, ok := bylines(l.text)
	return ok && (l.kind == prose || l.kind == heading || l.kind == signature)
}

// closingLines is how many paragraphs a round-up may close with.
const closingLines = 2

// closingAt is where the closing of a round-up begins, len(p.lines) where it
// has none: among the last paragraphs, one that speaks of all items or that
// follows those who sign the last item.
func (p *page) closingAt() int {
	items, last := 0, 0
	for i, l := range p.lines {
		if l.kind == item {
			items++
			last = i
		}
	}
	at := len(p.lines)
	for i := len(p.lines) - 1; items > 0 && i > last+1 && i >= len(p.lines)-closingLines; i-- {
		l := p.lines[i]
		speaksOfAll := items > 1 && (closing.MatchString(l.low) || i == len(p.lines)-1 && ofAll.MatchString(l.low))
		if l.kind == prose && l.isProse() && (speaksOfAll || p.lines[i-1].signs()) {
			at = i
		}
	}
	return at
}
