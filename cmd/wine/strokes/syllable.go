package strokes

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The marks of Vietnamese letters, as Unicode writes them behind their letter.
const (
	grave  rune = 0x0300
	acute  rune = 0x0301
	hat    rune = 0x0302
	tilde  rune = 0x0303
	breve  rune = 0x0306
	above  rune = 0x0309
	horn   rune = 0x031B
	below  rune = 0x0323
	stroke rune = 0x0335 // here of d alone, which Unicode does not take apart
)

// The letter d with its stroke.
const (
	strokedSmall   rune = 0x0111
	strokedCapital rune = 0x0110
)

func isTone(mark rune) bool {
	return mark == grave || mark == acute || mark == tilde || mark == above || mark == below
}

// letter is one of a word: what is typed for it first, and the mark that makes
// another letter of it; 0 for none.
type letter struct {
	base rune
	mark rune
}

func (l letter) lower() rune { return unicode.ToLower(l.base) }

func (l letter) vowel() bool { return strings.ContainsRune("aeiouy", l.lower()) }

// syllable is a word as a typing tool sees it: its letters, and the one tone
// that it bears.
type syllable struct {
	letters []letter
	tone    rune
	modern  bool // the tone stands on the second vowel of "oa", "oe" and "uy"
}

// taken is a word taken apart.
func taken(word string) syllable {
	var s syllable
	for _, r := range norm.NFD.String(word) {
		last := len(s.letters) - 1
		switch {
		case r == strokedSmall:
			s.letters = append(s.letters, letter{'d', stroke})
		case r == strokedCapital:
			s.letters = append(s.letters, letter{'D', stroke})
		case isTone(r):
			s.tone = r
		case unicode.IsMark(r) && last >= 0:
			s.letters[last].mark = r
		default:
			s.letters = append(s.letters, letter{r, 0})
		}
	}
	return s
}

// String writes the word, each letter in as few characters as it has.
func (s syllable) String() string {
	var text strings.Builder
	bearer := s.bearer()
	for i, l := range s.letters {
		switch {
		case l.mark == stroke && l.base == 'd':
			text.WriteRune(strokedSmall)
		case l.mark == stroke:
			text.WriteRune(strokedCapital)
		default:
			text.WriteRune(l.base)
			if l.mark != 0 {
				text.WriteRune(l.mark)
			}
		}
		if i == bearer && s.tone != 0 {
			text.WriteRune(s.tone)
		}
	}
	return norm.NFC.String(text.String())
}

// vowels is where the last group of vowels begins and ends. The u of "qu" and
// the i of "gi" belong to the consonant where a vowel follows.
func (s syllable) vowels() (from, to int) {
	for to = len(s.letters); to > 0 && !s.letters[to-1].vowel(); to-- {
	}
	for from = to; from > 0 && s.letters[from-1].vowel(); from-- {
	}
	if from > 0 && to-from > 1 {
		before, first := s.letters[from-1].lower(), s.letters[from]
		if before == 'q' && first.lower() == 'u' || before == 'g' && first.lower() == 'i' && first.mark == 0 {
			from++
		}
	}
	return from, to
}

// bearer is the letter that the tone stands on: the last that has a mark, or
// the second of two where a consonant follows, or the middle one of three.
func (s syllable) bearer() int {
	from, to := s.vowels()
	for i := to - 1; i >= from; i-- {
		if s.letters[i].mark != 0 {
			return i
		}
	}
	switch n := to - from; {
	case n <= 1:
		return from
	case n == 2 && to == len(s.letters) && !(s.modern && s.rounded(from)):
		return from
	}
	return from + 1
}

// rounded is whether two vowels are one of those whose tone is disputed.
func (s syllable) rounded(at int) bool {
	pair := string([]rune{s.letters[at].lower(), s.letters[at+1].lower()})
	return pair == "oa" || pair == "oe" || pair == "uy"
}
