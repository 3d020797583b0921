package webtext

import (
	"strconv"
	"strings"

	"tinxa/model"
)

// look is how text looks at a place of the page.
type look struct {
	marks  model.Mark
	link   string
	gone   bool // not shown, or no text
	lines  bool // a line feed is a line break, as in <pre>
	raised bool // as in m<sup>2</sup>
	marker bool // the bullet or number that Word draws before an entry
}

// change is what an element makes of the look around it.
type change struct {
	on, off             model.Mark
	link                string
	gone, raised        bool
	lines, wrapped      bool // a line feed is a line break, or is white space again
	marker, block, flow bool // flow: no block, whatever the tag says
}

func (l look) with(c change) look {
	l.marks = l.marks&^c.off | c.on
	if c.link != "" {
		l.link = c.link
	}
	l.gone = l.gone || c.gone
	l.raised = l.raised || c.raised
	l.marker = l.marker || c.marker
	l.lines = (l.lines || c.lines) && !c.wrapped
	return l
}

// span is text of that look. A link is underlined by whoever shows it.
func (l look) span(text string) model.Span {
	s := model.Span{Text: text, Marks: l.marks, Link: l.link}
	if s.Link != "" {
		s.Marks &^= model.Underline
	}
	return s
}

// declarations calls f for each property of a style attribute, in small
// letters.
func declarations(style string, f func(name, value string)) {
	for one := range strings.SplitSeq(style, ";") {
		name, value, found := strings.Cut(one, ":")
		if found {
			f(strings.ToLower(strings.TrimSpace(name)), strings.ToLower(strings.TrimSpace(value)))
		}
	}
}

// styled is the change that a style attribute makes.
func styled(style string) change {
	var c change
	declarations(style, func(name, value string) { c.declare(name, value) })
	return c
}

func (c *change) declare(name, value string) {
	switch name {
	case "font-weight":
		c.turn(model.Bold, weight(value))
	case "font-style":
		c.turn(model.Italic, slant(value))
	case "font":
		for word := range strings.FieldsSeq(value) {
			c.turn(model.Bold, weight(word))
			c.turn(model.Italic, slant(word))
		}
	case "text-decoration", "text-decoration-line":
		c.turn(model.Underline, underlining(value))
	case "display":
		c.display(value)
	case "visibility":
		c.gone = c.gone || value == "hidden"
	case "mso-hide":
		c.gone = c.gone || value == "all"
	case "mso-element":
		c.gone = c.gone || strings.HasPrefix(value, "comment")
	case "mso-list":
		c.marker = value == "ignore"
	case "white-space":
		c.lines = strings.HasPrefix(value, "pre") || value == "break-spaces"
		c.wrapped = value == "normal" || value == "nowrap"
	case "vertical-align":
		c.raised = value == "super"
	}
}

func (c *change) display(value string) {
	switch value {
	case "none":
		c.gone = true
	case "block", "flex", "grid", "list-item", "table", "table-row", "flow-root":
		c.block = true
	case "inline", "inline-block", "contents":
		c.flow = true
	}
}

// turned is what a property says of a mark.
type turned int

const (
	unsaid turned = iota
	turnedOn
	turnedOff
)

func (c *change) turn(mark model.Mark, how turned) {
	switch how {
	case turnedOn:
		c.on, c.off = c.on|mark, c.off&^mark
	case turnedOff:
		c.on, c.off = c.on&^mark, c.off|mark
	}
}

// boldFrom is the weight that looks bold.
const boldFrom = 600

func weight(value string) turned {
	switch value {
	case "bold", "bolder":
		return turnedOn
	case "normal", "lighter":
		return turnedOff
	}
	n, err := strconv.Atoi(value)
	switch {
	case err != nil || n < 1 || n > 1000:
		return unsaid
	case n >= boldFrom:
		return turnedOn
	}
	return turnedOff
}

func slant(value string) turned {
	switch {
	case value == "italic", strings.HasPrefix(value, "oblique"):
		return turnedOn
	case value == "normal":
		return turnedOff
	}
	return unsaid
}

func underlining(value string) turned {
	switch {
	case strings.Contains(value, "underline"):
		return turnedOn
	case strings.HasPrefix(value, "none"):
		return turnedOff
	}
	return unsaid
}
