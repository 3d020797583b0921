package strokes

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Form is how a tool writes letters with marks.
type Form uint8

// The forms.
const (
	Composed   Form = iota // one character a letter (NFC), which nearly everybody uses
	Compound               // the tone is a character of its own behind its letter ("Unicode tổ hợp")
	Decomposed             // every mark is one (NFD)
)

func (f Form) of(text string) string {
	switch f {
	case Decomposed:
		return norm.NFD.String(text)
	case Compound:
		var out []rune
		for _, r := range text {
			parts := []rune(norm.NFD.String(string(r)))
			if last := len(parts) - 1; last > 0 && isTone(parts[1]) {
				parts[1], parts[last] = parts[last], parts[1] // a tone below stands before the hat
			}
			if last := len(parts) - 1; last > 0 && isTone(parts[last]) {
				out = append(out, []rune(norm.NFC.String(string(parts[:last])))...)
				out = append(out, parts[last])
				continue
			}
			out = append(out, r)
		}
		return string(out)
	}
	return text
}

// Tool is a person at a keyboard with a typing tool. The zero Tool is UniKey as
// it is installed, with Telex.
type Tool struct {
	Method Method
	Way    Way
	Form   Form
	Habit  Habit
}

// Type is the strokes of a text, one for each key that the person presses. A
// line break is Enter, a tab Tab; what no key has (“ ” – …) comes from the
// tool's short forms as a letter that is sent.
func (t Tool) Type(text string) []Stroke {
	var all []Stroke
	runes := []rune(norm.NFC.String(text))
	for from := 0; from < len(runes); {
		to := from
		for to < len(runes) && unicode.IsLetter(runes[to]) {
			to++
		}
		if to > from {
			all = append(all, t.word(string(runes[from:to]))...)
			from = to
			continue
		}
		all = append(all, apart(runes[from]))
		from++
	}
	return all
}

// apart is what parts words; typing tools let it pass.
func apart(r rune) Stroke {
	switch r {
	case '\n':
		return pressed(Enter)
	case '\t':
		return pressed(Tab)
	}
	if key, shifted, ok := KeyOf(r); ok {
		return held(shifted, pressed(key))
	}
	return packets(string(r))
}

func held(shifted bool, s Stroke) Stroke {
	if shifted {
		return with(Shift, s)
	}
	return s
}

// word is the strokes of one word. One in capitals alone is typed under Caps
// Lock by those who set marks late, with Shift by others.
func (t Tool) word(text string) []Stroke {
	w := t.wordOf(text)
	if w.raw && strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 }) {
		return foreign(text)
	}
	locked := t.Habit == Late && capitals(text)
	var all []Stroke
	if locked {
		all = append(all, pressed(CapsLock))
	}
	before, keys := "", []rune(w.keys)
	for i, r := range keys {
		after := t.Method.shown(string(keys[:i+1]), w.modern)
		all = append(all, t.key(r, before, after, locked))
		before = after
	}
	if locked {
		all = append(all, pressed(CapsLock))
	}
	if w.raw && before != text {
		all = append(all, t.corrected(before, text, false))
	}
	return all
}

// foreign is a word with letters that no key has: it is inserted from elsewhere.
func foreign(text string) []Stroke {
	var all []Stroke
	for _, r := range text {
		all = append(all, apart(r))
	}
	return all
}

func capitals(text string) bool {
	n := 0
	for _, r := range text {
		if !unicode.IsUpper(r) {
			return false
		}
		n++
	}
	return n > 1
}

// key is one key of a word: it passes where it adds its letter, and is kept by
// the tool, all but its release, where it changes what is there.
func (t Tool) key(r rune, before, after string, locked bool) Stroke {
	key, shifted, _ := KeyOf(r)
	if after == before+string(r) {
		return held(shifted && !locked, pressed(key))
	}
	s := append(t.corrected(before, after, shifted || locked), Input{Kind: Up, Key: key})
	return held(shifted && !locked, s)
}

// corrected is what the tool sends to bring what is shown to what is meant: it
// takes away from the first letter that differs, and writes from there; large
// is whether letter keys make capitals at that moment.
func (t Tool) corrected(before, after string, large bool) Stroke {
	was, is := []rune(before), []rune(after)
	same := 0
	for same < len(was) && same < len(is) && was[same] == is[same] {
		same++
	}
	gone := len(was) - same
	if t.Way != EVKeySelecting {
		gone = len([]rune(t.Form.of(string(was[same:]))))
	}
	return ways[t.Way].correct(gone, t.Form.of(string(is[same:])), large)
}
