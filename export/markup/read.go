package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Content is what readers see of a body, in reading order.
type Content struct {
	Paragraphs []string // also headings, entries of lists, quotes; in one line each
	Captions   []string
	Photos     []string // addresses, as they stand there
}

// Read reads a body, however a portal rewrote it. Nothing that it is given is an
// error: what makes no sense is read as far as it does.
func Read(body string) Content {
	var c Content
	for _, p := range pieces(body) {
		switch p.kind {
		case photo:
			c.Photos = append(c.Photos, p.text)
		case captionText:
			c.Captions = append(c.Captions, p.text)
		default:
			c.Paragraphs = append(c.Paragraphs, p.text)
		}
	}
	return c
}

// piece is one thing that a reader sees.
type piece struct {
	kind kind
	text string // in one line; of a photo its address
}

type kind int

const (
	paragraph kind = iota
	captionText
	photo
)

// reader collects pieces from tags and texts. It keeps no tree: bodies come
// from portals, and may be nested without end.
type reader struct {
	found   []piece
	line    strings.Builder
	caption within // what it reads is a caption
	unread  within // what it reads is not shown
}

// pieces lists what readers see, in reading order.
func pieces(body string) []piece {
	z := html.NewTokenizer(strings.NewReader(body))
	r := &reader{}
	for {
		switch z.Next() {
		case html.ErrorToken:
			r.flush()
			return r.found
		case html.TextToken:
			if !r.unread.is() {
				r.line.Write(z.Text())
			}
		case html.StartTagToken, html.SelfClosingTagToken: // browsers take both for the same
			r.open(z.Token())
		case html.EndTagToken:
			r.shut(z.Token())
		}
	}
}

func (r *reader) open(t html.Token) {
	if src := embedded(t); src != "" && !r.unread.is() {
		r.flush()
		r.found = append(r.found, piece{paragraph, src})
	}
	r.unread.open(t, unread[t.DataAtom])
	if r.unread.is() {
		return
	}
	if blocks[t.DataAtom] {
		r.flush()
	}
	r.caption.open(t, isCaption(t))
	switch t.DataAtom {
	case atom.Br:
		r.line.WriteByte('\n')
	case atom.Img:
		r.flush()
		if src := source(t); src != "" {
			r.found = append(r.found, piece{photo, src})
		}
	}
}

func (r *reader) shut(t html.Token) {
	if r.unread.is() {
		r.unread.shut(t)
		return
	}
	if blocks[t.DataAtom] || r.caption.ends(t) {
		r.flush()
	}
	r.caption.shut(t)
}

// flush ends a paragraph or a caption.
func (r *reader) flush() {
	s := oneLine(r.line.String())
	r.line.Reset()
	switch {
	case s == "":
	case r.caption.is():
		r.found = append(r.found, piece{captionText, s})
	default:
		r.found = append(r.found, piece{paragraph, s})
	}
}

// within knows whether reading is inside an element.
type within struct {
	tag   string
	depth int // of elements of that name, 0 outside
}

func (w *within) is() bool { return w.depth > 0 }

func (w *within) open(t html.Token, enters bool) {
	switch {
	case w.depth == 0 && enters:
		w.tag, w.depth = t.Data, 1
	case w.depth > 0 && t.Data == w.tag && t.DataAtom == atom.P:
		w.depth = 0 // a paragraph ends where the next begins
		w.open(t, enters)
	case w.depth > 0 && t.Data == w.tag:
		w.depth++
	}
}

func (w *within) ends(t html.Token) bool { return w.depth == 1 && t.Data == w.tag }

func (w *within) shut(t html.Token) {
	if w.depth > 0 && t.Data == w.tag {
		w.depth--
	}
}

// isCaption knows figcaption, and the classes that editors give to other
// elements.
func isCaption(t html.Token) bool {
	switch t.DataAtom {
	case atom.Figcaption:
		return true
	case atom.P, atom.Div, atom.Span:
		return strings.Contains(strings.ToLower(attribute(t, "class")), "caption")
	}
	return false
}

// source is the address of a photo, also where it is loaded late.
func source(t html.Token) string {
	src := attribute(t, "src")
	if src == "" || strings.HasPrefix(src, "data:") {
		return attribute(t, "data-src")
	}
	return src
}

var unread = set(
	atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea,
	atom.Title, atom.Select, atom.Object, atom.Svg,
)

func embedded(t html.Token) string {
	if name := embeds[t.DataAtom]; name != "" {
		return oneLine(attribute(t, name))
	}
	return ""
}

// embeds are the elements that bring in something else, a film or a map, with
// the attribute that names it. None is ours: somebody put it there, and it
// counts as the words of its address.
var embeds = map[atom.Atom]string{
	atom.Iframe: "src", atom.Embed: "src", atom.Video: "src", atom.Audio: "src", atom.Source: "src", atom.Object: "data",
}

var blocks = set(
	atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6,
	atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Cite, atom.Pre,
	atom.Figure, atom.Figcaption, atom.Table, atom.Caption, atom.Tr, atom.Td, atom.Th, atom.Hr,
	atom.Section, atom.Article, atom.Header, atom.Footer, atom.Aside, atom.Main, atom.Address,
)

func set(all ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range all {
		m[a] = true
	}
	return m
}
