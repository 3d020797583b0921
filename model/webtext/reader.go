package webtext

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tinxa/model"
)

// reader goes through a page tag by tag. It builds no tree: what comes over the
// clipboard may be nested so that a tree of it fills all memory.
type reader struct {
	source string
	open   []element
	line   line
	places []place // the page, and the cells that are open, the innermost last
	figure figure
	groups groups
	own    own
	begun  bool // the mark was there behind which what was copied begins
	solid  bool // there were elements that part paragraphs
	images int  // so far
}

// place is what is being read where.
type place struct {
	sink
	role   role
	lists  []bool // that are open, the outermost first: numbered or not
	list   int    // the group of the outermost
	fresh  bool   // an entry begins
	quote  int    // the group of the quotation; 0 outside of one
	office officeEntry
	cells  []sink // of the row that is open
	inRow  bool
}

// role is what the text that is being read will be.
type role int

const (
	running role = iota
	heading
	caption
	from // who is quoted
)

// figure is the outermost one that is open.
type figure struct {
	depth int
	group int    // of its pictures
	words string // a caption that came before its picture
}

// groups numbers what belongs together.
type groups struct {
	given  int
	office map[string]int // the lists of Word, by their names
}

func (g *groups) next() int {
	g.given++
	return g.given
}

// Groups of what has no element around it.
const (
	bareEntries  = -1
	officeQuotes = -2
)

func newReader(source string) *reader {
	return &reader{
		source: source,
		line:   line{letters: lettersOf(source)},
		places: make([]place, 1),
		groups: groups{office: map[string]int{}},
	}
}

// here is the innermost place.
func (in *reader) here() *place { return &in.places[len(in.places)-1] }

// look is how text looks now.
func (in *reader) look() look {
	if len(in.open) == 0 {
		return look{}
	}
	return in.open[len(in.open)-1].look
}

func (in *reader) read() error {
	z := html.NewTokenizer(strings.NewReader(in.source))
	for in.line.size <= maxLetters {
		switch z.Next() {
		case html.ErrorToken:
			return nil // the end: a string has no other
		case html.TextToken:
			in.words(string(z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			in.start(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			in.stop(string(name))
		case html.CommentToken:
			if in.mark(string(z.Text())) {
				return nil
			}
		}
	}
	return fmt.Errorf("more than %d bytes of text: %w", maxLetters, model.ErrFormat)
}

// mark heeds the comments between which stands what was copied. All others go:
// Word hides whole documents in them.
func (in *reader) mark(comment string) (end bool) {
	switch strings.TrimSpace(comment) {
	case "StartFragment":
		if in.begun {
			return false
		}
		in.begun, in.solid = true, false
		in.line.take()
		for i := range in.places {
			in.places[i].sink, in.places[i].cells = sink{}, nil
		}
	case "EndFragment":
		return in.begun
	}
	return false
}

// words are text of the page.
func (in *reader) words(s string) {
	look := in.look()
	switch {
	case look.gone:
	case look.marker && in.here().office.group != 0:
		in.here().office.marker += s
		in.own.hear(s)
	default:
		in.line.write(s, look, in.part)
		in.own.hear(s)
	}
}

// part ends a paragraph at two line breaks, where they can be parted.
func (in *reader) part() {
	p := in.here()
	if p.role == running && len(p.lists) == 0 && p.office.group == 0 {
		in.end()
		in.solid = true
	}
}

// end ends a paragraph: what was read becomes what it is here.
func (in *reader) end() {
	text := in.line.take()
	if len(text) == 0 {
		return
	}
	p := in.here()
	switch {
	case p.role == caption:
		in.caption(text)
	case p.role == heading:
		p.heading(p.office.numbered(text))
	case p.office.group != 0:
		p.entry(p.office.entry(text))
		p.office.marker = ""
	case len(p.lists) > 0:
		p.entry(entry{text, p.list, p.lists[0], len(p.lists) - 1, p.fresh})
		p.fresh = false
	case p.role == from && p.quote != 0:
		p.from(text, p.quote)
	case p.quote != 0:
		p.sink.quote(text, p.quote)
	default:
		p.paragraph(text)
	}
}

// caption gives words to the picture before them, which may stand in the row
// above, or to the one that comes. Words without a picture are a paragraph.
func (in *reader) caption(text model.Text) {
	said := oneLine(text).Plain()
	for i := len(in.places) - 1; i >= 0; i-- {
		p := &in.places[i]
		if p.sink.caption(said) {
			return
		}
		if len(p.blocks) > 0 {
			break
		}
	}
	if in.figure.depth > 0 && in.figure.words == "" {
		in.figure.words = said
		return
	}
	in.here().paragraph(text)
}

// page is what was read.
func (in *reader) page() Page {
	before, behind := in.line.before, in.line.behind()
	in.pop(0)
	in.end()
	all := in.here().sink
	if own, ok := in.own.page(all.sources); ok {
		return own
	}
	p := Page{Blocks: all.blocks, Sources: all.sources}
	if len(p.Blocks) == 1 {
		var paragraph model.Paragraph
		paragraph, p.Inline = p.Blocks[0].(model.Paragraph)
		if p.Inline && !in.solid {
			paragraph.Text = slices.Concat(before, paragraph.Text, behind).Tidy()
			p.Blocks = model.Blocks{paragraph}
		}
	}
	return p
}

// element is one that is open.
type element struct {
	tag    string
	atom   atom.Atom
	change change
	look   look
	block  bool
	leave  func() // what its end brings about; nil for nothing
}

// stop closes an element. A style that ends before what is inside of it takes
// its look from that; other elements take what is inside with them.
func (in *reader) stop(tag string) {
	for i := len(in.open) - 1; i >= 0; i-- {
		e := in.open[i]
		if e.tag != tag {
			continue
		}
		if e.block || e.leave != nil || i == len(in.open)-1 {
			in.pop(i)
			return
		}
		in.open = slices.Delete(in.open, i, i+1)
		in.relook(i)
		return
	}
}

// relook finds again how text looks in the elements from the i-th.
func (in *reader) relook(i int) {
	for ; i < len(in.open); i++ {
		var around look
		if i > 0 {
			around = in.open[i-1].look
		}
		in.open[i].look = around.with(in.open[i].change)
	}
}

// pop closes the elements from the i-th, the innermost first.
func (in *reader) pop(i int) {
	for len(in.open) > i {
		e := in.open[len(in.open)-1]
		if e.block {
			in.end()
		}
		in.open = in.open[:len(in.open)-1]
		if e.leave != nil {
			e.leave()
		}
	}
}
