package handover

import (
	"slices"
	"strconv"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tinxa/export/markup"
)

// body is the body of a report in its three forms.
type body struct {
	code, html, text string
	captions         []caption
}

// caption is what stands under a photo.
type caption struct {
	photo int
	text  string
}

// newBody makes the other forms of a body that shows its photos by their file
// names. Portals' editors throw pictures without an address away, and some take
// figures apart: in their places stand words, with the caption below.
//
// The mark goes, too: nobody will look for the article.
func newBody(code string, photos []Photo, place func(int) string) (body, error) {
	code = strings.Replace(code, " "+markup.MarkAttr+`=""`, "", 1)
	b := body{code: code}
	nodes, err := xhtml.ParseFragment(strings.NewReader(code), &xhtml.Node{Type: xhtml.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return b, err
	}
	root := &xhtml.Node{Type: xhtml.ElementNode, Data: "body", DataAtom: atom.Body}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	for _, figure := range figures(root) {
		f := readFigure(figure, photos)
		if f.caption != "" && len(f.numbers) > 0 {
			b.captions = append(b.captions, caption{f.numbers[0], f.caption})
		}
		figure.Parent.InsertBefore(f.placed(place), figure)
		figure.Parent.RemoveChild(figure)
	}
	for n := range root.Descendants() {
		if n.DataAtom == atom.Div {
			n.Attr = nil // lays out photos side by side, not words
		}
	}
	b.text = plain(root)
	b.html, err = inner(root)
	return b, err
}

// figures lists the figures that hold no other figure.
func figures(root *xhtml.Node) []*xhtml.Node {
	var all []*xhtml.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Figure && !slices.ContainsFunc(slices.Collect(n.Descendants()), isFigure) {
			all = append(all, n)
		}
	}
	return all
}

func isFigure(n *xhtml.Node) bool { return n.DataAtom == atom.Figure }

// figure is photos with the words below them.
type figure struct {
	numbers []int
	caption string
}

func readFigure(n *xhtml.Node, photos []Photo) figure {
	var f figure
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Img:
			file := attribute(d, "src")
			if slices.ContainsFunc(photos, func(p Photo) bool { return p.File == file }) {
				f.numbers = append(f.numbers, numberOf(file))
			}
		case atom.Figcaption:
			f.caption = oneLine(words(d))
		}
	}
	return f
}

func attribute(n *xhtml.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// placed is a paragraph that keeps the place of the photos.
func (f figure) placed(place func(int) string) *xhtml.Node {
	p := element(atom.P, xhtml.Attribute{Key: "style", Val: "text-align:center"})
	for i, number := range f.numbers {
		if i > 0 {
			p.AppendChild(text(" "))
		}
		strong := element(atom.Strong)
		strong.AppendChild(text(place(number)))
		p.AppendChild(strong)
	}
	if f.caption != "" {
		if len(f.numbers) > 0 {
			p.AppendChild(element(atom.Br))
		}
		em := element(atom.Em)
		em.AppendChild(text(f.caption))
		p.AppendChild(em)
	}
	return p
}

func element(a atom.Atom, attributes ...xhtml.Attribute) *xhtml.Node {
	return &xhtml.Node{Type: xhtml.ElementNode, Data: a.String(), DataAtom: a, Attr: attributes}
}

func text(s string) *xhtml.Node { return &xhtml.Node{Type: xhtml.TextNode, Data: s} }

// inner is the HTML within an element.
func inner(n *xhtml.Node) (string, error) {
	var b strings.Builder
	for c := range n.ChildNodes() {
		if err := xhtml.Render(&b, c); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// words is the text of a node, with its line breaks.
func words(n *xhtml.Node) string {
	switch {
	case n.Type == xhtml.TextNode:
		return n.Data
	case n.DataAtom == atom.Br:
		return "\n"
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(words(c))
	}
	return b.String()
}

// plain is a body as text: a blank line between paragraphs, a line an entry of
// a list.
func plain(root *xhtml.Node) string {
	var blocks []string
	for n := range root.ChildNodes() {
		switch n.DataAtom {
		case atom.Ul, atom.Ol:
			blocks = append(blocks, strings.Join(entries(n, ""), "\n"))
		case atom.Div, atom.Blockquote, atom.Figure:
			blocks = append(blocks, plain(n))
		default:
			blocks = append(blocks, lines(words(n)))
		}
	}
	blocks = slices.DeleteFunc(blocks, func(b string) bool { return b == "" })
	return strings.Join(blocks, "\n\n")
}

// entries are the lines of a list; what an entry goes on with is indented as far
// as its words.
func entries(list *xhtml.Node, indent string) []string {
	var all []string
	number := 0
	for n := range list.ChildNodes() {
		if n.DataAtom != atom.Li {
			continue
		}
		number++
		lead := "- "
		if list.DataAtom == atom.Ol {
			lead = strconv.Itoa(number) + ". "
		}
		deeper := indent + strings.Repeat(" ", len(lead))
		own, below := entry(n, deeper)
		own = strings.ReplaceAll(own, "\n", "\n"+deeper)
		all = append(append(all, indent+lead+own), below...)
	}
	return all
}

// entry is what an entry says itself, and the lines of the lists below it.
func entry(li *xhtml.Node, indent string) (own string, below []string) {
	var b strings.Builder
	for c := range li.ChildNodes() {
		if c.DataAtom == atom.Ul || c.DataAtom == atom.Ol {
			below = append(below, entries(c, indent)...)
		} else {
			b.WriteString(words(c))
		}
	}
	return lines(b.String()), below
}

// lines takes the white space off each line.
func lines(s string) string {
	var all []string
	for l := range strings.Lines(s) {
		if l = oneLine(l); l != "" {
			all = append(all, l)
		}
	}
	return strings.Join(all, "\n")
}
