package strokes

import (
	"strings"
	"unicode"
)

// Habit is when a person types the marks of a word.
type Habit uint8

// The habits.
const (
	Usual Habit = iota // marks with their letter, the tone behind the word: "dduwowngf"
	Early              // the tone with its vowel, too: "dduwowfng"
	Late               // everything behind the word: "duongwdf"
)

// word is a word as a person types it.
type word struct {
	keys   string
	modern bool // the tool sets tones in the modern way
	raw    bool // no Vietnamese word: its letters are the keys, and the tool restores them
}

// wordOf finds the keys for a word; a word that no keys make is typed letter by
// letter.
func (t Tool) wordOf(text string) word {
	for _, modern := range []bool{false, true} {
		s := taken(text)
		s.modern = modern
		if keys := t.keys(s); t.Method.shown(keys, modern) == text {
			return word{keys: keys, modern: modern}
		}
	}
	return word{keys: text, raw: true}
}

// keys are those of a word by method and habit, capitals where its letters are.
func (t Tool) keys(s syllable) string {
	var keys, later strings.Builder
	bearer := s.bearer()
	for i, l := range s.letters {
		keys.WriteRune(l.base)
		switch key := t.markKey(l); {
		case key == 0, t.Habit == Late && s.twin(i):
		case t.Habit == Late && (l.mark != stroke || i == 0):
			later.WriteRune(key)
		default:
			keys.WriteRune(key)
		}
		if i == bearer && s.tone != 0 && t.Habit == Early {
			keys.WriteRune(t.toneKey(s))
		}
	}
	keys.WriteString(later.String())
	if s.tone != 0 && t.Habit != Early {
		keys.WriteRune(t.toneKey(s))
	}
	return keys.String()
}

// twin is whether a letter gets its mark with that of the one behind it: the u
// before an o.
func (s syllable) twin(i int) bool {
	return i+1 < len(s.letters) && s.letters[i].mark == horn && s.letters[i+1].mark == horn
}

// markKey is the key of a letter's mark, as large as the letter; 0 for none.
func (t Tool) markKey(l letter) rune {
	if l.mark == 0 {
		return 0
	}
	if t.Method == Telex && l.mark != horn && l.mark != breve {
		return l.base // aa, ee, oo, dd
	}
	if t.Method == Telex {
		return sized('w', l.base)
	}
	for key, mark := range marks[VNI] {
		if mark == l.mark {
			return key
		}
	}
	return 0
}

func (t Tool) toneKey(s syllable) rune {
	for key, tone := range tones[t.Method] {
		if tone == s.tone {
			return sized(key, s.letters[len(s.letters)-1].base)
		}
	}
	return 0
}

func sized(key, like rune) rune {
	if unicode.IsUpper(like) {
		return unicode.ToUpper(key)
	}
	return key
}
