package plaintext

import (
	"slices"
	"strconv"
	"strings"

	"tinxa/model"
)

// classify marks every line of the body with its kind and takes the sapo out.
func (p *page) classify() {
	p.markItems()
	for i := range p.lines {
		if p.lines[i].kind == prose {
			p.lines[i].kind = p.kindOf(i)
		}
	}
	p.markAlts()
	p.markNumbers()
	p.markHeadings()
	p.markSignatures()
	p.takeSapo()
}

// kindOf looks at one line alone.
func (p *page) kindOf(i int) kind {
	l := p.lines[i]
	switch {
	case bulletMarker.MatchString(l.text):
		return bullet
	case numberMarker.MatchString(l.text):
		return numbered
	case fileName.MatchString(l.low):
		return altText
	case quoted.MatchString(l.text) && countWords(l.text) >= proseWords:
		return quotation
	case l.isCaption():
		return caption
	}
	return prose
}

// sureCaptionWords is how long a caption of a sure kind may be that ends with
// a full stop.
const sureCaptionWords = 15

func (l line) isCaption() bool {
	n := countWords(l.text)
	if n > captionWords {
		return false
	}
	if sureCaption.MatchString(l.low) {
		return !ends(l.text) || n <= sureCaptionWords
	}
	return likelyCaption.MatchString(l.low) && !ends(l.text) && !strings.HasSuffix(l.text, ",")
}

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

// markAlts finds what stands for a photo itself: the headline once more, or
// its caption printed twice. The short line below it is the caption.
func (p *page) markAlts() {
	for i, l := range p.lines {
		if l.kind == item {
			continue
		}
		next := line{}
		if i+1 < len(p.lines) {
			next = p.lines[i+1]
		}
		if p.isTitle(l) || l.kind == caption && l.low == next.low {
			p.lines[i].kind = altText
		}
		short := next.text != "" && countWords(next.text) <= captionWords
		if p.lines[i].kind == altText && next.kind == prose && short && !ends(next.text) && !p.isTitle(next) {
			p.lines[i+1].kind = caption
		}
	}
}

// markNumbers keeps as lists what counts 1, 2, … line by line. Any other
// number stays in its text.
func (p *page) markNumbers() {
	for i := 0; i < len(p.lines); i++ {
		if p.lines[i].kind != numbered {
			continue
		}
		end := i
		for end < len(p.lines) && p.lines[end].kind == numbered && p.lines[end].number() == end-i+1 {
			end++
		}
		if end-i < 2 {
			p.lines[i].kind = prose
		} else {
			i = end - 1
		}
	}
}

func (l line) number() int {
	digits, _, _ := strings.Cut(l.text, ".")
	n, _ := strconv.Atoi(digits) // two digits at most, by the pattern
	return n
}

// markHeadings takes short lines without a full stop that have text below.
func (p *page) markHeadings() {
	for i, l := range p.lines {
		if l.kind != prose || i+1 == len(p.lines) || countWords(l.text) > headingWords {
			continue
		}
		below := p.lines[i+1]
		text := below.kind == bullet || below.kind == numbered || below.kind == caption ||
			below.kind == prose && (below.isProse() || section.MatchString(below.text))
		if text && !ends(l.text) && !strings.HasSuffix(l.text, ",") && startsHeading(l.text) {
			p.lines[i].kind = heading
		}
	}
}

func startsHeading(s string) bool { return startsCapital(s) || section.MatchString(s) }

// markSignatures finds who signs an item: the line above the next one, or
// above the closing paragraph.
func (p *page) markSignatures() {
	first := slices.IndexFunc(p.lines, func(l line) bool { return l.kind == item })
	if first < 0 {
		return
	}
	end := p.closingAt()
	for i := first + 1; i < len(p.lines)-1; i++ {
		l := p.lines[i]
		if l.kind != prose && l.kind != heading || p.lines[i+1].kind != item && i+1 != end {
			continue
		}
		if _, ok := bylines(l.text); ok {
			p.lines[i].kind = signature
		}
	}
}

// closingLines is how many paragraphs a round-up may close with.
const closingLines = 2

// closingAt is where the closing of a round-up begins, len(p.lines) where it
// has none: among the last paragraphs, one that speaks of all items.
func (p *page) closingAt() int {
	items, last := 0, 0
	for i, l := range p.lines {
		if l.kind == item {
			items++
			last = i
		}
	}
	at := len(p.lines)
	for i := len(p.lines) - 1; items > 1 && i > last && i >= len(p.lines)-closingLines; i-- {
		if l := p.lines[i]; l.kind == prose && closing.MatchString(l.low) {
			at = i
		}
	}
	return at
}

// leadWords is how long a lead is at least that has no full stop.
const leadWords = 12

// takeSapo takes the first paragraph, which only photos may stand above.
func (p *page) takeSapo() {
	i := slices.IndexFunc(p.lines, func(l line) bool { return l.kind != caption && l.kind != altText })
	if i < 0 {
		return
	}
	if l := p.lines[i]; l.kind == prose && (l.isProse() || countWords(l.text) >= leadWords) {
		p.head.Sapo = model.Plainly(l.text)
		p.lines = slices.Delete(p.lines, i, i+1)
	}
}
