package viet

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Trace is a text as it is compared with what somebody looks for, and where in
// the text each rune of it came from: the runes From[i] (included) to To[i]
// (excluded) became Runes[i]. Runes that belong to one letter or picture, as an
// emoji of several, have the same From and To. White space of any length is one
// space. The zero value is ready; it can be used again for text after text.
type Trace struct {
	Runes    []rune
	From, To []int
}

// Fold takes up a text as Fold writes it, but that white space at its ends
// counts.
func (t *Trace) Fold(s string) { t.each(s, foldRune) }

// Normal takes up a text in NFC, with its accents and capitals.
func (t *Trace) Normal(s string) {
	if norm.NFC.IsNormalString(s) {
		t.each(s, func(r rune) rune { return r })
		return
	}
	t.clear()
	var segments norm.Iter
	segments.InitString(norm.NFC, s)
	for at, before := 0, 0; !segments.Done(); {
		written := []rune(string(segments.Next()))
		runes := len([]rune(s[before:segments.Pos()]))
		for i, r := range written {
			t.add(r, at, at+runes, i > 0)
		}
		at, before = at+runes, segments.Pos()
	}
}

// Whole reports whether a passage of Runes begins and ends between letters.
func (t *Trace) Whole(from, to int) bool {
	return (from == 0 || t.To[from-1] <= t.From[from]) && (to == len(t.Runes) || t.To[to-1] <= t.From[to])
}

func (t *Trace) clear() { t.Runes, t.From, t.To = t.Runes[:0], t.From[:0], t.To[:0] }

// each takes the runes of s up one by one; those that become 0 belong to the
// one before.
func (t *Trace) each(s string, become func(rune) rune) {
	t.clear()
	at := 0
	for _, r := range s {
		if now := become(r); now != 0 {
			t.add(now, at, at+1, false)
		} else if last := len(t.To) - 1; last >= 0 {
			t.widen(last, at+1)
		}
		at++
	}
}

func (t *Trace) add(r rune, from, to int, joined bool) {
	last := len(t.Runes) - 1
	space := unicode.IsSpace(r)
	if space {
		r = ' '
	}
	switch {
	case last < 0:
	case space && t.Runes[last] == ' ':
		t.To[last] = to
		return
	case joined || r >= 0x300 && (joins(r) || t.Runes[last] == zeroWidthJoiner):
		from = t.From[last]
		t.widen(last, to)
	}
	t.Runes, t.From, t.To = append(t.Runes, r), append(t.From, from), append(t.To, to)
}

// widen lets the letter that ends with rune last reach to a place behind it.
func (t *Trace) widen(last, to int) {
	for i, from := last, t.From[last]; i >= 0 && t.From[i] == from; i-- {
		t.To[i] = to
	}
}

const zeroWidthJoiner = '\u200d'

// joins reports whether a rune belongs to the letter or picture before it.
func joins(r rune) bool {
	return r == zeroWidthJoiner || r >= 0x1F3FB && r <= 0x1F3FF || unicode.Is(unicode.M, r)
}
