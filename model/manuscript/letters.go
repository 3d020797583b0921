package manuscript

import (
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"tinxa/model"
)

// window is the runes from…to of a text; positions beyond its ends are taken as
// the ends. It reads no more of the text than it must.
func window(t model.Text, from, to int) []rune {
	out := make([]rune, 0, max(0, min(to-max(from, 0), 64)))
	at := 0
	for _, s := range t {
		for _, r := range s.Text {
			if at >= to {
				return out
			}
			if at >= from {
				out = append(out, r)
			}
			at++
		}
	}
	return out
}

// simple reports whether a rune is always a letter of its own: below the first
// combining mark, or among the precomposed letters of Latin and Greek, or among
// dashes and quotation marks.
func simple(r rune) bool {
	return r < 0x300 && r != '\r' || 0x1E00 <= r && r < 0x2000 || 0x2010 <= r && r < 0x2028
}

// divides reports whether the caret can stand between the runes before and
// behind pos: not within a grapheme as UAX 29 has it.
func divides(t model.Text, pos int) bool {
	pair := window(t, pos-1, pos+1)
	if pos <= 0 || len(pair) < 2 || simple(pair[1]) && (simple(pair[0]) || unicode.IsLetter(pair[0])) {
		return true
	}
	bounds := graphemes(t)
	return bounds[pos]
}

// graphemes tells of each position of a text whether a letter begins there.
func graphemes(t model.Text) map[int]bool {
	var s segmenter.Segmenter
	runes := []rune(t.Plain())
	s.Init(runes)
	bounds := map[int]bool{len(runes): true}
	for iter := s.GraphemeIterator(); iter.Next(); {
		bounds[iter.Grapheme().Offset] = true
	}
	return bounds
}

// boundary is pos where the caret can stand there, or else the place before.
func boundary(t model.Text, pos int) int {
	pos = max(0, pos)
	if n := t.Len(); pos >= n {
		return n
	}
	for !divides(t, pos) {
		pos--
	}
	return pos
}

// letterFrom is the place one letter before (-1) or behind (+1) a position; the
// position itself at the end of the text.
func letterFrom(t model.Text, pos, by int) int {
	n := t.Len()
	for next := pos + by; next >= 0 && next <= n; next += by {
		if divides(t, next) {
			return next
		}
	}
	return pos
}

// class parts text into words, white space, and the rest, as Ctrl and the arrows
// do on Windows.
type class int

const (
	space class = iota
	word
	mark // punctuation and symbols
)

func classOf(r rune) class {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '_':
		return word
	}
	return mark
}

func runeCount(s string) int { return utf8.RuneCountInString(s) }

// clings reports whether a rune goes with the one before it, whatever that is.
func clings(r rune) bool {
	return unicode.IsMark(r) || r == '\u200D' || 0x1F3FB <= r && r <= 0x1F3FF
}
