package manuscript

import (
	"reflect"
	"strings"
	"unicode"

	"tinxa/model"
)

// ReplaceMatch puts other words in place of a passage that was found and the
// caret behind them. They bear the styles of its first letter. ErrEdit where
// there is no such passage any more.
func ReplaceMatch(found Match, with string) Command {
	return func(m Moment) (Change, error) {
		change, err := ReplaceAll([]Match{found}, with)(m)
		behind := found.At
		behind.Pos += runeCount(substitute(with))
		change.Selection = At(behind)
		return change, err
	}
}

// ReplaceAll does so with all passages, as Find has listed them, in one step of
// undo. The caret stays in its text.
func ReplaceAll(found []Match, with string) Command {
	return func(m Moment) (Change, error) {
		with := substitute(with)
		w := m.work()
		for rest := found; len(rest) > 0; {
			n := inOneBox(rest)
			box := m.box(rest[0].At)
			if !apart(rest[:n], box.Text.Len()) {
				return Change{}, refused("replace %v", rest[:n])
			}
			if now := replaced(box.Text, rest[:n], with); !reflect.DeepEqual(now, box.Text) {
				w.splice(box.Spot, 0, box.Text.Len(), now)
			}
			rest = rest[n:]
		}
		size := runeCount(with)
		return w.change(Selection{pushed(m.Selection.Anchor, found, size), pushed(m.Selection.Head, found, size)})
	}
}

// substitute is words as they come into a text: on one line, and with nothing
// that would join the letter before.
func substitute(with string) string {
	return strings.TrimLeftFunc(strings.ReplaceAll(inward(with), "\n", " "), unicode.IsMark)
}

// inOneBox counts the matches that stand in the box of the first.
func inOneBox(ms []Match) int {
	n := 1
	for n < len(ms) && ms[n].At.Box() == ms[0].At.Box() {
		n++
	}
	return n
}

// apart reports whether matches follow one another in a text of that length.
func apart(ms []Match, length int) bool {
	at := 0
	for _, m := range ms {
		if m.At.Pos < at || m.To <= m.At.Pos {
			return false
		}
		at = m.To
	}
	return at <= length
}

// replaced is a text with other words in place of the matches in it.
func replaced(t model.Text, ms []Match, with string) model.Text {
	var out model.Text
	at := 0
	for _, m := range ms {
		style := styleBefore(t, m.At.Pos+1)
		style.Text = with
		out = append(append(out, t.Slice(at, m.At.Pos)...), style)
		at = m.To
	}
	return append(out, t.Slice(at, t.Len())...).Tidy()
}

// pushed is where a spot goes when the matches are replaced by words of that
// length: with the text behind them, and out of those it stood in.
func pushed(at Spot, ms []Match, length int) Spot {
	by := 0
	for _, m := range ms {
		switch {
		case m.At.Box() != at.Box() || m.At.Pos >= at.Pos:
		case m.To <= at.Pos:
			by += length - (m.To - m.At.Pos)
		default:
			by += m.At.Pos + length - at.Pos
		}
	}
	at.Pos += by
	return at
}
