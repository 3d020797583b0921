// Package viet holds what is known of Vietnamese writing: Unicode forms,
// folding for search, names for files, dates as reports print them. Any room
// may use it; it knows no report.
package viet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Normal returns s in NFC, the one form that the program keeps text in.
func Normal(s string) string { return norm.NFC.String(s) }

// Fold returns s as it is searched: without accents, in small letters, đ as d,
// runs of white space as one space. "Đảng ủy xã" and "dang uy xa" fold alike.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		r = foldRune(r)
		switch {
		case r == 0:
		case unicode.IsSpace(r):
			space = b.Len() > 0
		default:
			if space {
				b.WriteByte(' ')
				space = false
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// foldRune is the base letter in small, or 0 for a combining mark.
func foldRune(r rune) rune {
	if r < 0x80 {
		return unicode.ToLower(r)
	}
	if base, known := folded[r]; known {
		return base
	}
	if unicode.Is(unicode.Mn, r) {
		return 0
	}
	small := unicode.ToLower(r)
	if base, known := folded[small]; known { // the Angstrom sign becomes å only here
		return base
	}
	return small
}

// folded maps every accented Latin letter that has a canonical decomposition
// to its base, and đ to d, which has none: a table is 14 times as fast as
// decomposing each text.
var folded = foldTable()

func foldTable() map[rune]rune {
	table := map[rune]rune{'đ': 'd', 'Đ': 'd'}
	for r := rune(0xC0); r <= 0x1EF9; r++ {
		if !unicode.Is(unicode.Latin, r) {
			continue
		}
		base := []rune(norm.NFD.String(string(r)))[0]
		if base != r {
			table[r] = unicode.ToLower(base)
		}
	}
	return table
}

// Matches reports whether every word of the query stands somewhere in the text.
// Both are to be folded first. An empty query matches everything.
func Matches(foldedText, foldedQuery string) bool {
	for word := range strings.FieldsSeq(foldedQuery) {
		if !strings.Contains(foldedText, word) {
			return false
		}
	}
	return true
}

// Slug makes a file name of s: ASCII small letters and digits in words joined
// by hyphens, at most maxLen bytes, cut between words where it can be. Empty
// when s has no letter or digit, or maxLen is not positive.
func Slug(s string, maxLen int) string {
	words := strings.FieldsFunc(Fold(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	maxLen = max(maxLen, 0)
	var out string
	for _, w := range words {
		next := strings.TrimPrefix(out+"-"+w, "-")
		if len(next) > maxLen {
			break
		}
		out = next
	}
	if out == "" && len(words) > 0 {
		out = words[0][:min(maxLen, len(words[0]))]
	}
	return out
}
