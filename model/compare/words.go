package compare

import (
	"strings"
	"unicode"

	"github.com/aymanbagabas/go-udiff/lcs"
)

// word is a syllable with its punctuation, and the white space behind it.
type word struct{ text, gap string }

// split parts a text into its words. The first one has no letters: it bears the
// white space that a text may begin with.
func split(s string) []word {
	var all []word
	for first := true; first || s != ""; first = false {
		end := 0
		if !first {
			end = until(s, unicode.IsSpace)
		}
		gap := until(s[end:], func(r rune) bool { return !unicode.IsSpace(r) })
		all = append(all, word{s[:end], s[end : end+gap]})
		s = s[end+gap:]
	}
	return all
}

// until is where the first rune of a kind stands, or else the end.
func until(s string, kind func(rune) bool) int {
	if i := strings.IndexFunc(s, kind); i >= 0 {
		return i
	}
	return len(s)
}

func texts(words []word) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.text
	}
	return all
}

// stretch is how far two texts go on: what went, what came in its place, and
// then what stayed.
type stretch struct {
	removed, added, same int // bytes
	changed, kept        int // words
}

// script is the way from one text to the other.
type script []stretch

// diff is the way from text a to text b. Words are told apart by their letters
// and punctuation; the white space between them changes by itself.
func diff(a, b string) script {
	was, is := split(a), split(b)
	end := lcs.Diff{Start: len(was), End: len(was), ReplStart: len(is), ReplEnd: len(is)}
	var s script
	i, j := 0, 0
	for _, d := range append(lcs.DiffLines(texts(was), texts(is)), end) {
		for ; i < d.Start; i, j = i+1, j+1 {
			s.keep(was[i], is[j])
		}
		for ; i < d.End; i++ {
			s.change(len(was[i].text)+len(was[i].gap), 0, 1)
		}
		for ; j < d.ReplEnd; j++ {
			s.change(0, len(is[j].text)+len(is[j].gap), 1)
		}
	}
	return s.calm()
}

// change goes on by bytes that went and bytes that came.
func (s *script) change(removed, added, words int) {
	if removed+added == 0 {
		return
	}
	if last := len(*s) - 1; last < 0 || (*s)[last].same > 0 {
		*s = append(*s, stretch{})
	}
	now := &(*s)[len(*s)-1]
	now.removed += removed
	now.added += added
	now.changed += words
}

// keep goes on by a word that is in both texts.
func (s *script) keep(was, is word) {
	s.stay(len(was.text), 1)
	if was.gap == is.gap {
		s.stay(len(is.gap), 0)
		return
	}
	s.change(len(was.gap), len(is.gap), 0)
}

func (s *script) stay(bytes, words int) {
	if bytes == 0 {
		return
	}
	if len(*s) == 0 {
		*s = append(*s, stretch{})
	}
	now := &(*s)[len(*s)-1]
	now.same += bytes
	now.kept += words
}

// How many words must have changed on each side of a single word that stayed,
// and on both together, for it to be read as part of the change.
const (
	restlessSide = 2
	restless     = 8
)

// calm takes single words that stayed by chance amid a rewritten sentence for
// rewritten too: the words of two sentences in turns cannot be read.
func (s script) calm() script {
	var out script
	for _, next := range s {
		last := len(out) - 1
		if last < 0 || !out[last].byChance(next) {
			out = append(out, next)
			continue
		}
		now := &out[last]
		now.removed += now.same + next.removed
		now.added += now.same + next.added
		now.changed += 2*now.kept + next.changed
		now.same, now.kept = next.same, next.kept
	}
	return out
}

// byChance reports whether what stayed between two changes is no more than a
// word in the midst of them.
func (s stretch) byChance(next stretch) bool {
	return s.kept <= 1 && min(s.changed, next.changed) >= restlessSide && s.changed+next.changed >= restless
}
