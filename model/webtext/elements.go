package webtext

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tinxa/model"
)

// start opens an element, or does what one without content does.
func (in *reader) start(t html.Token) {
	switch {
	case t.DataAtom == atom.Meta:
		in.own.learn(t)
	case empty[t.DataAtom]:
		if !in.look().gone {
			in.bare(t)
		}
	case t.Type == html.SelfClosingTagToken && strings.Contains(t.Data, ":"): // XML of Office
	default:
		in.imply(t.DataAtom)
		in.enter(t)
	}
}

// bare is an element without content.
func (in *reader) bare(t html.Token) {
	switch t.DataAtom {
	case atom.Br:
		in.line.brk(in.look())
	case atom.Hr:
		in.end()
		in.solid = true
	case atom.Img:
		in.image(t)
	}
}

// imply closes what ends by itself where another element begins.
func (in *reader) imply(next atom.Atom) {
	rule, ok := implied[next]
	if !ok && blocks[next] {
		rule, ok = afterParagraph, true
	}
	for i := len(in.open) - 1; ok && i >= 0; i-- {
		switch is := in.open[i].atom; {
		case slices.Contains(rule.ends, is):
			in.pop(i)
			return
		case slices.Contains(rule.within, is):
			return
		}
	}
}

// enter opens an element. Where they are too deep in one another they part
// paragraphs and say nothing else.
func (in *reader) enter(t html.Token) {
	e := element{tag: t.Data, atom: t.DataAtom, change: changeOf(t)}
	e.look = in.look().with(e.change)
	opens := in.openerOf(t)
	e.block = opens != nil || (blocks[t.DataAtom] || e.change.block) && !e.change.flow
	if e.block && !e.look.gone {
		in.end()
		in.solid = true
	}
	if len(in.open) >= maxDepth {
		return
	}
	if opens != nil && !e.look.gone {
		e.leave = opens(in, t)
	}
	if name, level := officeList(t); name != "" && e.block && !e.look.gone {
		e.leave = both(in.office(name, level), e.leave)
	}
	in.open = append(in.open, e)
}

func both(first, then func()) func() {
	return func() {
		first()
		if then != nil {
			then()
		}
	}
}

// opener begins what an element is, and returns what its end brings about.
type opener func(in *reader, t html.Token) (leave func())

func (in *reader) openerOf(t html.Token) opener {
	class := strings.ToLower(attribute(t, "class"))
	switch t.DataAtom {
	case atom.Cite, atom.Footer:
		if in.here().quote == 0 {
			return nil
		}
	case atom.P, atom.Div, atom.Span:
		for _, known := range classes {
			if slices.ContainsFunc(strings.Fields(class), known.is) {
				return known.opens
			}
		}
	}
	return openers[t.DataAtom]
}

// classes are those by which programs tell what a paragraph is.
var classes = []struct {
	is    func(class string) bool
	opens opener
}{
	{func(class string) bool { return strings.Contains(class, "caption") }, (*reader).openCaption},
	{func(class string) bool { return class == "msotitle" || class == "msosubtitle" }, (*reader).openHeading},
	{func(class string) bool { return class == "msoquote" || class == "msointensequote" }, (*reader).openOfficeQuote},
}

var openers = map[atom.Atom]opener{
	atom.H1: (*reader).openHeading, atom.H2: (*reader).openHeading, atom.H3: (*reader).openHeading,
	atom.H4: (*reader).openHeading, atom.H5: (*reader).openHeading, atom.H6: (*reader).openHeading,
	atom.Ul: (*reader).openList, atom.Ol: (*reader).openList, atom.Menu: (*reader).openList, atom.Dir: (*reader).openList,
	atom.Li: (*reader).openEntry, atom.Blockquote: (*reader).openQuote,
	atom.Cite: (*reader).openFrom, atom.Footer: (*reader).openFrom,
	atom.Figure: (*reader).openFigure, atom.Figcaption: (*reader).openCaption,
	atom.Tr: (*reader).openRow, atom.Td: (*reader).openCell, atom.Th: (*reader).openCell,
}

// openRole lets text be something until the element ends.
func (in *reader) openRole(r role) func() {
	before := in.here().role
	in.here().role = r
	return func() { in.here().role = before }
}

func (in *reader) openHeading(html.Token) func() { return in.openRole(heading) }
func (in *reader) openCaption(html.Token) func() { return in.openRole(caption) }
func (in *reader) openFrom(html.Token) func()    { return in.openRole(from) }

func (in *reader) openList(t html.Token) func() {
	p := in.here()
	if len(p.lists) == 0 {
		p.list = in.groups.next()
	}
	p.lists = append(p.lists, t.DataAtom == atom.Ol)
	return func() {
		p := in.here()
		p.lists, p.fresh = p.lists[:len(p.lists)-1], true
	}
}

// openEntry begins an entry. Browsers copy entries without the list around them
// too.
func (in *reader) openEntry(html.Token) func() {
	p := in.here()
	p.fresh = true
	if len(p.lists) > 0 {
		return nil
	}
	p.lists, p.list = []bool{false}, bareEntries
	return func() { in.here().lists = nil }
}

// openQuote begins a quotation, unless browsers only indent by it.
func (in *reader) openQuote(t html.Token) func() {
	indents := false
	declarations(attribute(t, "style"), func(name, value string) {
		indents = indents || name == "border" && (strings.HasPrefix(value, "none") || strings.HasPrefix(value, "medium"))
	})
	if indents {
		return nil
	}
	return in.openQuotation(in.groups.next())
}

func (in *reader) openOfficeQuote(html.Token) func() { return in.openQuotation(officeQuotes) }

func (in *reader) openQuotation(group int) func() {
	before := in.here().quote
	if before == 0 {
		in.here().quote = group
	}
	return func() { in.here().quote = before }
}

// openFigure begins a figure. Pictures of figures in one another stand side by
// side, and so do several in one.
func (in *reader) openFigure(html.Token) func() {
	if in.figure.depth == 0 {
		in.figure.group = in.groups.next()
	}
	in.figure.depth++
	return func() {
		in.figure.depth--
		words := in.figure.words
		if in.figure.depth > 0 {
			return
		}
		in.figure = figure{}
		if words != "" {
			in.here().paragraph(model.Plainly(words))
		}
	}
}

func (in *reader) openRow(html.Token) func() {
	p := in.here()
	p.inRow, p.cells = true, nil
	return func() {
		p := in.here()
		p.row(p.cells)
		p.inRow, p.cells = false, nil
	}
}

func (in *reader) openCell(t html.Token) func() {
	if !in.here().inRow {
		return nil
	}
	in.places = append(in.places, place{})
	if strings.Contains(strings.ToLower(attribute(t, "class")), "caption") {
		in.here().role = caption
	}
	return func() {
		cell := in.here().sink
		in.places = in.places[:len(in.places)-1]
		in.here().cells = append(in.here().cells, cell)
	}
}

// changeOf is how an element changes the look of its text: by its name, by its
// style, by its address.
func changeOf(t html.Token) change {
	c := styled(attribute(t, "style"))
	c.gone = c.gone || unread[t.DataAtom] || isOffice(t)
	c.block = c.block || c.gone && blocks[t.DataAtom]
	base := looks[t.DataAtom]
	c.on |= base.on &^ c.off
	c.off |= base.off &^ c.on
	c.raised = c.raised || base.raised
	c.lines = (c.lines || base.lines) && !c.wrapped
	if href := strings.TrimSpace(attribute(t, "href")); t.DataAtom == atom.A && model.GoodLink(href) {
		c.link = href
	}
	return c
}

// looks are what elements make of the look by themselves. Headings and heads of
// columns are bold without saying so.
var looks = map[atom.Atom]change{
	atom.B: {on: model.Bold}, atom.Strong: {on: model.Bold},
	atom.I: {on: model.Italic}, atom.Em: {on: model.Italic}, atom.Dfn: {on: model.Italic}, atom.Var: {on: model.Italic},
	atom.U: {on: model.Underline}, atom.Sup: {raised: true},
	atom.Pre: {lines: true}, atom.Listing: {lines: true},
}
