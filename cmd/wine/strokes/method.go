package strokes

import (
	"strings"
	"unicode"
)

// Method is which keys stand for the marks.
type Method uint8

// The methods.
const (
	Telex Method = iota // letters: aa, aw, s, f …
	VNI                 // figures: a6, a8, 1, 2 …
)

// tones and marks are by their keys; "w" has its own way.
var (
	tones = [...]map[rune]rune{
		Telex: {'s': acute, 'f': grave, 'r': above, 'x': tilde, 'j': below, 'z': 0},
		VNI:   {'1': acute, '2': grave, '3': above, '4': tilde, '5': below, '0': 0},
	}
	marks = [...]map[rune]rune{
		Telex: {'a': hat, 'e': hat, 'o': hat, 'd': stroke, 'w': horn},
		VNI:   {'6': hat, '7': horn, '8': breve, '9': stroke},
	}
	bearers = map[rune]string{hat: "aeo", horn: "uo", breve: "a", stroke: "d"}
)

// typed is a word while it is typed: what is shown, and whether the person took
// a mark back by pressing its key twice, after which keys are letters alone.
type typed struct {
	syllable
	plain bool
}

// shown is what stands there after the keys of one word.
func (m Method) shown(keys string, modern bool) string {
	w := typed{syllable: syllable{modern: modern}}
	for _, key := range keys {
		if w.plain || !m.marked(&w, key) {
			w.letters = append(w.letters, letter{key, 0})
		}
	}
	return w.String()
}

// marked sets the mark or the tone of a key and reports whether there was a
// letter for it.
func (m Method) marked(w *typed, key rune) bool {
	lower := unicode.ToLower(key)
	if tone, is := tones[m][lower]; is {
		return w.toned(key, tone)
	}
	mark, is := marks[m][lower]
	switch {
	case !is:
		return false
	case m == Telex && lower == 'w':
		return w.hooked(key)
	case m == Telex && mark == hat:
		return w.mark(key, hat, string(lower))
	}
	return w.mark(key, mark, bearers[mark])
}

// toned sets a tone on a word that has a vowel; the same again takes it off and
// is a letter.
func (w *typed) toned(key, tone rune) bool {
	from, to := w.vowels()
	switch {
	case from == to, tone == 0 && w.tone == 0:
		return false
	case tone == w.tone:
		w.tone, w.plain = 0, true
		w.letters = append(w.letters, letter{key, 0})
	default:
		w.tone = tone
	}
	return true
}

// mark sets a mark on the last letter of the last vowels, or on a d, that is one
// of some; the same again takes it off and is a letter.
func (w *typed) mark(key, mark rune, on string) bool {
	at := w.last(on)
	if mark == horn {
		at = w.horned(at)
	}
	if at < 0 {
		return false
	}
	if w.letters[at].mark == mark {
		w.letters[at].mark, w.plain = 0, true
		w.letters = append(w.letters, letter{key, 0})
		return true
	}
	w.letters[at].mark = mark
	if mark == horn && w.letters[at].lower() == 'o' && w.is(at-1, 'u') && !w.is(at-2, 'q') {
		w.letters[at-1].mark = horn
	}
	return true
}

// last is the last letter of the last vowels that is one of some; -1 for none. A
// d is the newest letter or the first.
func (w *typed) last(on string) int {
	if on == bearers[stroke] {
		switch newest := len(w.letters) - 1; {
		case w.is(newest, 'd'):
			return newest
		case w.is(0, 'd'):
			return 0
		}
		return -1
	}
	from, to := w.vowels()
	for i := to - 1; i >= from; i-- {
		if strings.ContainsRune(on, w.letters[i].lower()) {
			return i
		}
	}
	return -1
}

// horned is where a horn goes that was meant for the vowels up to at: before a u
// it is the o, or the other u, that takes it.
func (w *typed) horned(at int) int {
	if w.is(at, 'u') && (w.is(at-1, 'o') || w.is(at-1, 'u')) {
		return at - 1
	}
	return at
}

func (w *typed) is(at int, lower rune) bool {
	return at >= 0 && at < len(w.letters) && w.letters[at].lower() == lower
}

// hooked is Telex's w: a horn on u and o, a breve on a, and alone a u with its
// horn.
func (w *typed) hooked(key rune) bool {
	at := w.last("aou")
	from, to := w.vowels()
	switch {
	case at < 0 && from < to:
		return false
	case at < 0:
		u := 'u'
		if unicode.IsUpper(key) {
			u = 'U'
		}
		w.letters = append(w.letters, letter{u, horn})
		return true
	case !w.is(at, 'a'):
		return w.mark(key, horn, bearers[horn])
	case w.is(at-1, 'u') && !w.is(at-2, 'q'):
		return w.mark(key, horn, "u")
	}
	return w.mark(key, breve, bearers[breve])
}
