package plaintext

import (
	"slices"
	"strconv"
	"strings"

	"tinxa/model"
)

// classify marks every line of the body with its kind and takes the sapo out.
func (p *page) classify() {
	p.joinCredits()
	p.joinQuotes()
	p.markItems()
	for i := range p.lines {
		if p.lines[i].kind == prose {
			p.lines[i].kind = p.lines[i].kindAlone()
		}
	}
	p.markAlts()
	p.markNumbers()
	p.markHeadings()
	p.markSignatures()
	p.takeSapo()
}

// kindAlone is what a line is where its neighbours do not matter.
func (l line) kindAlone() kind {
	switch {
	case bulletMarker.MatchString(l.text):
		return bullet
	case numberMarker.MatchString(l.text):
		return numbered
	case fileName.MatchString(l.low):
		return altText
	case l.isCaption():
		return caption
	}
	return prose
}

// sureCaptionWords is how long a caption of a sure kind may be that ends with
// a full stop.
const sureCaptionWords = 15

func (l line) isCaption() bool {
	if label := strings.TrimSpace(signLabel.FindString(l.low)); label != "" && label != "ảnh:" {
		return false
	}
	if credit.MatchString(l.text) {
		return countWords(l.text) <= creditedWords
	}
	n := countWords(l.text)
	if n > captionWords {
		return false
	}
	if sureCaption.MatchString(l.low) {
		return !ends(l.text) || n <= sureCaptionWords
	}
	return likelyCaption.MatchString(l.low) && !ends(l.text) && !strings.HasSuffix(l.text, ",")
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

// leadWords is how long a lead is at least that has no full stop.
const leadWords = 12

// takeSapo takes the first paragraph, which only photos may stand above.
func (p *page) takeSapo() {
	i := slices.IndexFunc(p.lines, func(l line) bool { return l.kind != caption && l.kind != altText })
	if i < 0 {
		return
	}
	l := p.lines[i]
	unstopped := countWords(l.text) >= leadWords && !section.MatchString(l.text)
	if l.kind == prose && (l.isProse() || unstopped) || l.kind == heading && unstopped {
		p.head.Sapo = model.Plainly(l.text)
		p.lines = slices.Delete(p.lines, i, i+1)
	}
}
