package model

import (
	"math/bits"
	"slices"
	"strings"
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
	if len(t) == 1 {
		return t[0].Text
	}
	size := 0
	for _, s := range t {
		size += len(s.Text)
	}
	var b strings.Builder
	b.Grow(size)
	for _, s := range t {
		b.WriteString(s.Text)
	}
	return b.String()
}

// Len is the length in runes.
func (t Text) Len() int {
	n := 0
	for _, s := range t {
		_, runes := skip(s.Text, len(s.Text))
		n += runes
	}
	return n
}

// Blank reports whether nothing but white space is in t.
func (t Text) Blank() bool {
	return !slices.ContainsFunc(t, func(s Span) bool { return strings.TrimSpace(s.Text) != "" })
}

// Slice returns the runes from (included) to to (excluded); positions beyond
// the ends are taken as the ends.
func (t Text) Slice(from, to int) Text {
	start, _ := t.seek(cut{}, from)
	end, _ := t.seek(start, max(0, to)-max(0, from))
	return t.between(nil, start, end)
}

// Splice replaces the runes from…to by with; where to lies before from, none.
func (t Text) Splice(from, to int, with Text) Text {
	start, _ := t.seek(cut{}, from)
	end, _ := t.seek(start, max(0, to)-max(0, from))
	return t.spliced(start, end, with)
}

func (t Text) spliced(start, end cut, with Text) Text {
	out := make(Text, 0, len(t)+len(with)+1) // a span may be cut in two
	out = t.between(out, cut{}, start)
	out = append(out, with...)
	return t.between(out, end, cut{span: len(t)}).tidied()
}

// cut is where a text is parted: within a span, before one of its bytes.
type cut struct{ span, at int }

// seek goes so many runes on; missing is how many the text has too few.
func (t Text) seek(c cut, runes int) (to cut, missing int) {
	missing = max(0, runes)
	for missing > 0 && c.span < len(t) {
		bytes, passed := skip(t[c.span].Text[c.at:], missing)
		c.at += bytes
		if missing -= passed; missing > 0 {
			c = cut{span: c.span + 1}
		}
	}
	return c, missing
}

// between puts what stands between two cuts behind out.
func (t Text) between(out Text, start, end cut) Text {
	for i := start.span; i < len(t) && i <= end.span; i++ {
		s := t[i]
		if i == end.span {
			s.Text = s.Text[:end.at]
		}
		if i == start.span {
			s.Text = s.Text[start.at:]
		}
		if s.Text != "" {
			out = append(out, s)
		}
	}
	return out
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
func (t Text) Tidy() Text { return slices.Clone(t).tidied() }

// tidied is Tidy in the memory of t, which nobody else holds.
func (t Text) tidied() Text {
	t = slices.DeleteFunc(t, func(s Span) bool { return s.Text == "" })
	out := t[:0]
	for i := 0; i < len(t); {
		from, s := i, t[i]
		for i++; i < len(t) && s.sameStyle(t[i]); i++ {
		}
		s.Text = t[from:i].Plain()
		out = append(out, s)
	}
	if len(out) == 0 {
		return nil
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

// skip is how many bytes the first n runes of s have, and how many runes those
// are where s is shorter. It looks at eight bytes at once: each key pressed goes
// through what stands before it. A byte that belongs to no rune counts with the
// one before.
func skip(s string, n int) (bytes, runes int) {
	if n <= 0 {
		return 0, 0
	}
	for len(s)-bytes >= 8 {
		next := starts(s[bytes : bytes+8])
		if runes+next > n {
			break
		}
		runes += next
		bytes += 8
	}
	for ; bytes < len(s); bytes++ {
		begins := s[bytes]&0xC0 != 0x80
		if begins && runes == n {
			break
		}
		if begins {
			runes++
		}
	}
	return bytes, runes
}

// starts counts the runes that begin in eight bytes: those of them that are not
// of the form 10xxxxxx.
func starts(s string) int {
	_ = s[7]
	word := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	return 8 - bits.OnesCount64(word&^(word<<1)&0x8080808080808080)
}

func clamp(n, most int) int { return max(0, min(n, most)) }
