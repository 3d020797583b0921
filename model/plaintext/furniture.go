package plaintext

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// dropFurniture takes out what stands below the report and between its lines.
// What stands above it is told by takeHead, which knows the headline.
func (p *page) dropFurniture() {
	p.cutFrom(endOf(p.lines))
	p.dropButtons()
	p.cutFrom(linksFrom(p.lines))
}

func (p *page) cutFrom(i int) {
	for _, l := range p.lines[i:] {
		p.drop(l.text, l.at)
	}
	p.lines = p.lines[:i]
}

// allDropped lists what was dropped in the order of the text.
func (p *page) allDropped() []string {
	slices.SortStableFunc(p.dropped, func(a, b scrap) int { return cmp.Compare(a.at, b.at) })
	var texts []string
	for _, s := range p.dropped {
		texts = append(texts, s.text)
	}
	return texts
}

// endOf is the first line below the report: one that only stands there, or one
// that may be a subheading but has no running text behind it. Above the first
// running text nothing ends, since menus of portals use the same words.
func endOf(lines []line) int {
	first := slices.IndexFunc(lines, line.isProse)
	if first < 0 {
		return len(lines)
	}
	end := len(lines)
	if i := slices.IndexFunc(lines[first:], line.isEnding); i >= 0 {
		end = first + i
	}
	soft := end
	for i := end - 1; i > first && !lines[i].isProse() && !marker.MatchString(lines[i].text); i-- {
		if softEndings[lines[i].bare()] {
			soft = i
		}
	}
	return soft
}

func (l line) isEnding() bool {
	return endings[l.bare()] || ending.MatchString(l.low) || gluedEnding.MatchString(l.text)
}

// count is how many comments or entries there are, or since when, behind a word of the page.
var count = regexp.MustCompile(`\s*\(?[\d/]*\)?[\s:.»>…]*$`)

// bare is a line without what portals put behind their words.
func (l line) bare() string { return count.ReplaceAllString(l.low, "") }

func (p *page) dropButtons() {
	p.lines = slices.DeleteFunc(p.lines, func(l line) bool {
		button := countWords(l.text) <= menuWords && (buttons[l.low] || counter.MatchString(l.low))
		if button {
			p.drop(l.text, l.at)
		}
		return button
	})
}

// linksFrom is where the list of links and contact lines at the end begins:
// at a line known to be one, behind which at least every second line is.
func linksFrom(lines []line) int {
	from, known := len(lines), 0
	for i := len(lines) - 1; i > 0; i-- {
		l := lines[i]
		switch {
		case l.isMenu():
			known++
			if known*2 >= len(lines)-i {
				from = i
			}
		case !l.mayBeLink():
			return from
		}
	}
	return from
}

// isMenu reports whether a line is known to belong to a portal and not to a
// report.
func (l line) isMenu() bool {
	switch {
	case contact.MatchString(l.low), bareAddress.MatchString(l.low), breadcrumb.MatchString(l.low):
		return true
	case countWords(l.text) > signWords || ends(l.text):
		return false
	}
	return menu[l.bare()] || banner.MatchString(l.low) || countWords(l.text) <= menuWords && menuEntry.MatchString(l.low)
}

// mayBeLink reports whether a line looks like an entry of a link list.
func (l line) mayBeLink() bool {
	_, signed := bylines(l.text)
	return countWords(l.text) <= menuWords && !ends(l.text) && !strings.Contains(l.text, ": ") && !signed &&
		!marker.MatchString(l.text) && !sureCaption.MatchString(l.low) && !likelyCaption.MatchString(l.low)
}
