package webtext

import (
	"strings"
	"unicode"
)

const softHyphen = '\u00ad'

// letters tells what stays of a page's characters.
type letters struct {
	old bool // the page is in an old encoding, in which the soft hyphen is a letter
}

// TCVN3, which older texts in the fonts .VnTime are in, has its letters in
// places of Latin-1: some of them between letters make a text of it, where no
// letter is only Vietnamese.
const (
	tcvn3      = "µ¸¶·¹®©ª«¬¨"
	tcvn3Signs = 3
)

func lettersOf(page string) letters {
	if !strings.ContainsRune(page, softHyphen) || strings.ContainsFunc(page, onlyVietnamese) {
		return letters{}
	}
	signs := 0
	var before rune
	for _, r := range page {
		if strings.ContainsRune(tcvn3, r) && before < unicode.MaxASCII && unicode.IsLetter(before) {
			signs++
		}
		before = r
	}
	return letters{old: signs >= tcvn3Signs}
}

// onlyVietnamese knows the vowels with a tone over a hat or a horn, and the two
// vowels with a horn, by their numbers in Unicode.
func onlyVietnamese(r rune) bool {
	const firstToned, lastToned, hornO, hornU = 0x1ea0, 0x1ef9, 0x01a1, 0x01b0
	return firstToned <= r && r <= lastToned || r == hornO || r == hornU
}

// kept reports whether a character that follows another is one that people
// write: none that is only there for programs.
func (l letters) kept(before, r rune) bool {
	switch {
	case r == joiner:
		return pictorial(before)
	case isVariant(r):
		return before != 0
	case r == softHyphen:
		return l.old
	case unicode.In(r, unicode.Cf, unicode.Co), r == '\ufffc', r&0xfffe == 0xfffe:
		return false
	}
	return !unicode.IsControl(r) || unicode.IsSpace(r)
}

// joiner joins emoji to one; elsewhere it is invisible dirt.
const joiner = '\u200d'

// joined takes joiners out that join nothing.
func joined(s string) string {
	if !strings.ContainsRune(s, joiner) {
		return s
	}
	runes := []rune(s)
	var out []rune
	for i, r := range runes {
		if r == joiner && (i == 0 || i+1 == len(runes) || !pictorial(runes[i-1]) || !pictorial(runes[i+1])) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// pictorial knows what emoji are made of.
func pictorial(r rune) bool {
	return unicode.In(r, unicode.So, unicode.Sk) || isVariant(r) || r > 0xffff
}

// isVariant knows the signs that choose how the character before them looks.
func isVariant(r rune) bool { return '\ufe00' <= r && r <= '\ufe0f' }

// raisedDigits are those of areas and volumes, which are written as letters.
var raisedDigits = strings.NewReplacer("2", "²", "3", "³")

// raise is a text that stands raised: the digits of m² and m³ stay so.
func raise(s string) string {
	if t := strings.TrimSpace(s); t == "2" || t == "3" {
		return raisedDigits.Replace(s)
	}
	return s
}
