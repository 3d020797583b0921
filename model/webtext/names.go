package webtext

import "golang.org/x/net/html/atom"

// rule tells which elements end where another begins, unless one of within is
// met before.
type rule struct{ ends, within []atom.Atom }

var (
	tables = []atom.Atom{atom.Table}
	scopes = []atom.Atom{atom.Table, atom.Td, atom.Th, atom.Caption, atom.Button, atom.Object}

	afterParagraph = rule{[]atom.Atom{atom.P}, scopes}
	afterEntry     = rule{[]atom.Atom{atom.Li}, append([]atom.Atom{atom.Ul, atom.Ol, atom.Menu, atom.Dir}, scopes...)}
	afterTerm      = rule{[]atom.Atom{atom.Dt, atom.Dd}, append([]atom.Atom{atom.Dl}, scopes...)}
	afterCell      = rule{[]atom.Atom{atom.Td, atom.Th}, append([]atom.Atom{atom.Tr}, tables...)}
	afterRow       = rule{[]atom.Atom{atom.Tr}, tables}
	afterHeading   = rule{[]atom.Atom{atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6}, scopes}
)

// implied are the elements whose ends people and programs leave out.
var implied = map[atom.Atom]rule{
	atom.Li: afterEntry, atom.Dt: afterTerm, atom.Dd: afterTerm, atom.Td: afterCell, atom.Th: afterCell,
	atom.Tr: afterRow, atom.Tbody: afterRow, atom.Thead: afterRow, atom.Tfoot: afterRow,
	atom.H1: afterHeading, atom.H2: afterHeading, atom.H3: afterHeading,
	atom.H4: afterHeading, atom.H5: afterHeading, atom.H6: afterHeading,
}

// blocks are the elements that part paragraphs.
var blocks = set(
	atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre, atom.Listing, atom.Center,
	atom.Ul, atom.Ol, atom.Menu, atom.Dir, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote,
	atom.Figure, atom.Figcaption, atom.Table, atom.Caption, atom.Tr, atom.Td, atom.Th,
	atom.Section, atom.Article, atom.Header, atom.Footer, atom.Aside, atom.Main, atom.Nav, atom.Address, atom.Hgroup,
	atom.Form, atom.Fieldset, atom.Legend, atom.Details, atom.Summary, atom.Dialog,
)

// unread are the elements in which nobody wrote a text, and what was deleted.
var unread = set(
	atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Textarea, atom.Title,
	atom.Select, atom.Button, atom.Object, atom.Svg, atom.Math, atom.Canvas, atom.Audio, atom.Video,
	atom.Noframes, atom.Noembed, atom.Del,
)

// empty are the elements without content.
var empty = set(
	atom.Br, atom.Hr, atom.Img, atom.Input, atom.Wbr, atom.Col, atom.Link, atom.Base,
	atom.Area, atom.Source, atom.Track, atom.Embed, atom.Param,
)

func set(all ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range all {
		m[a] = true
	}
	return m
}
