package model

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Mark is a set of character styles.
type Mark uint8

// The styles that every portal keeps.
const (
	Bold Mark = 1 << iota
	Italic
	Underline
)

// Span is a run of text of one style.
type Span struct {
	Text  string `json:"text"`
	Marks Mark   `json:"marks,omitzero"`
	Link  string `json:"link,omitzero"` // http, https, mailto or tel; empty for none

	Extra Extra `json:"-"`
}

// Text is styled text. Positions in it are counted in runes of Plain.
type Text []Span

// Plainly returns s as unstyled Text.
func Plainly(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// Plain is the text without its styles.
func (t Text) Plain() string {
	var b strings.Builder
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Len is the length in runes.
func (t Text) Len() int {
	n := 0
	for _, s := range t {
		n += utf8.RuneCountInString(s.Text)
	}
	return n
}

// Blank reports whether nothing but white space is in t.
func (t Text) Blank() bool { return strings.TrimSpace(t.Plain()) == "" }

// Slice returns the runes from (included) to to (excluded); positions beyond
// the ends are taken as the ends.
func (t Text) Slice(from, to int) Text {
	var out Text
	at := 0
	for _, s := range t {
		runes := []rune(s.Text)
		lo, hi := clamp(from-at, len(runes)), clamp(to-at, len(runes))
		if lo < hi {
			part := s
			part.Text = string(runes[lo:hi])
			out = append(out, part)
		}
		at += len(runes)
	}
	return out
}

// Splice replaces the runes from…to by with; where to lies before from, none.
func (t Text) Splice(from, to int, with Text) Text {
	return slices.Concat(t.Slice(0, from), with, t.Slice(max(from, to), t.Len())).Tidy()
}

// Styled returns t with mark set (or taken off) on the runes from…to.
func (t Text) Styled(from, to int, mark Mark, on bool) Text {
	return t.mapped(from, to, func(s Span) Span {
		if on {
			s.Marks |= mark
		} else {
			s.Marks &^= mark
		}
		return s
	})
}

// Linked returns t with a link (empty: none) on the runes from…to.
func (t Text) Linked(from, to int, link string) Text {
	return t.mapped(from, to, func(s Span) Span { s.Link = link; return s })
}

func (t Text) mapped(from, to int, change func(Span) Span) Text {
	middle := t.Slice(from, to)
	for i := range middle {
		middle[i] = change(middle[i])
	}
	return t.Splice(from, to, middle)
}

// Has reports whether every rune of from…to bears mark.
func (t Text) Has(from, to int, mark Mark) bool {
	part := t.Slice(from, to)
	return len(part) > 0 && !slices.ContainsFunc(part, func(s Span) bool { return s.Marks&mark == 0 })
}

// Tidy joins neighbours of one style and drops empty spans.
func (t Text) Tidy() Text {
	var out Text
	for _, s := range t {
		last := len(out) - 1
		switch {
		case s.Text == "":
		case last >= 0 && out[last].sameStyle(s):
			out[last].Text += s.Text
		default:
			out = append(out, s)
		}
	}
	return out
}

// Retyped returns t after its plain text became now: what stayed in front and
// behind keeps its styles, and what is new takes the style of the rune before.
// It is how an unstyled text box edits styled text.
func (t Text) Retyped(now string) Text {
	was, is := []rune(t.Plain()), []rune(now)
	front := commonPrefix(was, is)
	back := commonSuffix(was[front:], is[front:])
	var added Text
	if fresh := string(is[front : len(is)-back]); fresh != "" {
		style := Span{}
		if before := t.Slice(front-1, front); len(before) > 0 {
			style = before[0]
		}
		style.Text, style.Extra = fresh, nil // what a newer program knows of the rune before is not said of these
		added = Text{style}
	}
	return t.Splice(front, len(was)-back, added)
}

func (s Span) sameStyle(o Span) bool {
	return s.Marks == o.Marks && s.Link == o.Link && len(s.Extra) == 0 && len(o.Extra) == 0
}

func commonPrefix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

func commonSuffix(a, b []rune) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
}

func clamp(n, most int) int { return max(0, min(n, most)) }
