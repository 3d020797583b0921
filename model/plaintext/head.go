package plaintext

import (
	"slices"
	"strings"

	"tinxa/model/viet"
)

// headLines is how many lines may stand above a report at most.
const headLines = 24

// takeHead finds kicker, headline and publication stamp, and drops the banner,
// the menu and the clock of the page above them.
func (p *page) takeHead() {
	top, stamped := topOf(p.lines)
	above := slices.Clone(p.lines[:top])
	p.lines = p.lines[top:]
	if stamped {
		p.takeStamp()
	}
	kicker, title, below := p.partHead(p.withoutBanner(above), stamped)
	p.setKicker(kicker)
	p.head.Title = title
	p.lines = append(slices.Clone(below), p.lines...)
	if title == "" && stamped {
		p.takeLateTitle()
	}
	p.dropRepeatedTitle()
}

// partHead parts the lines above a report. Without a stamp, what stands below
// the headline belongs to the body.
func (p *page) partHead(above []line, stamped bool) (kicker []line, title string, below []line) {
	i := chooseTitle(above, stamped)
	switch {
	case !stamped && p.isLoneKicker(above), stamped && i < 0:
		return above, "", nil
	case i < 0:
		return nil, "", above
	case stamped:
		return slices.Concat(above[:i], above[i+1:]), above[i].text, nil
	}
	return above[:i], above[i].text, above[i+1:]
}

// topOf counts the lines above the report, and tells whether the stamp is the
// line below them. Without a stamp they end where running text begins.
func topOf(lines []line) (top int, stamped bool) {
	end := min(len(lines), headLines)
	for i, l := range lines[:end] {
		if isStamp(l) {
			top, stamped = i, true // the clock of the page may stand above it
			continue
		}
		// A headline may end with "!" or "…": the stamp below it tells.
		headline := countWords(l.text) <= headlineWords && i+1 < end && isStamp(lines[i+1])
		if !headline && (l.isProse() || l.isLead() || marker.MatchString(l.text)) {
			end = i
			break
		}
	}
	if !stamped {
		top = end
	}
	return top, stamped
}

func isStamp(l line) bool {
	_, _, ok := stampOf(l)
	return ok
}

// stampOf parts a line that is a publication stamp from the counters on it.
func stampOf(l line) (stamp, counters string, ok bool) {
	stamp, rest, ok := viet.CutStamp(l.text)
	return stamp, rest, ok && afterStamp.MatchString(strings.ToLower(rest))
}

// isLead reports whether a line begins as a lead does: "Sáng ngày 29/12, …".
func (l line) isLead() bool {
	days := viet.Days(l.text)
	return len(days) > 0 && days[0].At == 0 && countWords(l.text) > proseWords
}

func (p *page) takeStamp() {
	l := p.lines[0]
	stamp, counters, _ := stampOf(l)
	p.head.Stamp = stamp
	if counters != "" {
		p.drop(counters, l.at)
	}
	p.lines = p.lines[1:]
}

// withoutBanner leaves of the lines above a report those that may be its
// kicker and headline.
func (p *page) withoutBanner(above []line) []line {
	var kept []line
	for i, l := range above {
		if isBanner(above, i) {
			p.drop(l.text, l.at)
		} else {
			kept = append(kept, l)
		}
	}
	var out []line
	for i, l := range kept {
		entry := menu[l.bare()] && (i < len(kept)-2 || i > 0 && menu[kept[i-1].bare()])
		again := slices.ContainsFunc(kept[i+1:], func(later line) bool { return later.low == l.low })
		if entry || again {
			p.drop(l.text, l.at)
		} else {
			out = append(out, l)
		}
	}
	return out
}

func isBanner(above []line, i int) bool {
	l := above[i]
	if isStamp(l) || contact.MatchString(l.low) || bareAddress.MatchString(l.low) || breadcrumb.MatchString(l.low) {
		return true
	}
	if banner.MatchString(l.low) && countWords(l.text) <= signWords {
		return true
	}
	return i > 0 && i < len(above)-1 && countWords(l.text) <= kickerWords &&
		ofBanner.MatchString(l.low) && banner.MatchString(above[i-1].low)
}

// chooseTitle tells which line is the headline, -1 for none.
func chooseTitle(above []line, stamped bool) int {
	last := len(above) - 1
	switch {
	case last < 0:
		return -1
	case stamped && last > 0 && above[last].isRubric() && !above[last-1].isRubric():
		return last - 1 // the rubric stands between headline and stamp
	case stamped && last == 0 && above[last].isRubric():
		return -1
	case stamped:
		return last
	}
	for last >= 0 && (sureCaption.MatchString(above[last].low) || section.MatchString(above[last].text)) {
		last--
	}
	for i := last - 1; i >= 0; i-- {
		small := countWords(above[last].text) <= kickerWords || likelyCaption.MatchString(above[last].low)
		if small && countWords(above[i].text) > kickerWords {
			last = i
		}
	}
	return last
}

// isTopic reports whether a short line names a field of work and nothing that
// happened.
func (l line) isTopic() bool {
	return countWords(l.text) <= kickerWords && !event.MatchString(l.low)
}

// isRubric reports whether a line names a part of a portal, as kickers do.
func (l line) isRubric() bool {
	return countWords(l.text) <= kickerWords && (menu[l.bare()] || rubrics.MatchString(l.low))
}

// isLoneKicker reports whether all that stands above a report without a
// headline is its kicker.
func (p *page) isLoneKicker(above []line) bool {
	if len(above) != 1 || len(p.lines) == 0 {
		return false
	}
	return above[0].isRubric() || p.lines[0].isLead() && above[0].isTopic()
}

// kickerDot parts rubrics that stood on lines of their own.
const kickerDot = " · "

func (p *page) setKicker(lines []line) {
	var texts []string
	for _, l := range lines {
		texts = append(texts, l.text)
	}
	if len(texts) > 0 {
		p.head.Kicker = strings.Join(texts, kickerDot)
	}
}

// takeLateTitle takes the headline from below the stamp.
func (p *page) takeLateTitle() {
	if len(p.lines) < 2 {
		return
	}
	l := p.lines[0]
	if l.isProse() || l.isLead() || ends(l.text) || marker.MatchString(l.text) || sureCaption.MatchString(l.low) {
		return
	}
	p.head.Title = l.text
	p.lines = p.lines[1:]
}

// dropRepeatedTitle drops the headline printed once more below the stamp,
// unless it stands for a photo whose caption follows.
func (p *page) dropRepeatedTitle() {
	for len(p.lines) > 1 && p.isTitle(p.lines[0]) && p.lines[1].isProse() {
		p.drop(p.lines[0].text, p.lines[0].at)
		p.lines = p.lines[1:]
	}
}

func (p *page) isTitle(l line) bool {
	return p.head.Title != "" && viet.Fold(l.text) == viet.Fold(p.head.Title)
}
