package manuscript

import (
	"strconv"
	"strings"
	"unicode"
)

// What typing does by itself is little, and each a step of its own: one undo
// takes the automatism back and leaves what was typed.
//
// Quotation marks and lists help. What other programs do besides is left out on
// purpose: "--" does not become "–", because reports part words by " - " as
// Nghị định 30/2020/NĐ-CP prints it; "..." does not become "…", because that
// decree writes three full stops; no capital is set, because names and
// abbreviations come after full stops as well; and "* " makes no list, because
// round-ups begin the part of a commune with it ("* Tại xã …").

// SetAutomatic switches on or off what typing does by itself. It is on at first.
func (s *State) SetAutomatic(on bool) { s.plain = !on }

// automatism is what follows by itself when a text was typed; nil for nothing.
// What is pasted is left as it is.
func (m Moment) automatism(typed string) Command {
	if m.Plain {
		return nil
	}
	switch typed {
	case `"`:
		return curlQuote
	case " ":
		return beginList
	}
	return nil
}

// curlQuote makes “ or ” of the straight mark before the caret.
func curlQuote(m Moment) (Change, error) {
	at, w := m.Selection.Head, m.work()
	text := m.box(at).Text
	straight := text.Slice(at.Pos-1, at.Pos)
	if straight.Plain() != `"` {
		return m.stay(), nil
	}
	straight[0].Text = "”"
	if opens(window(text, at.Pos-2, at.Pos-1)) {
		straight[0].Text = "“"
	}
	w.splice(at, at.Pos-1, at.Pos, straight)
	return w.change(m.Selection)
}

// opens reports whether a quotation begins behind a rune, or at the beginning
// where there is none.
func opens(before []rune) bool {
	return len(before) == 0 || unicode.IsSpace(before[0]) || strings.ContainsRune("([{“‘«-–—/", before[0])
}

// beginList makes an entry of a paragraph in which nothing was typed but the mark
// of one. In an entry the marks of State documents lead from depth to depth:
// "-" to the outermost, "+" to the one below.
func beginList(m Moment) (Change, error) {
	at := m.Selection.Head
	box := m.box(at)
	if text := box.Text.Plain(); at.Pos == runeCount(text) {
		switch mark := strings.TrimSuffix(text, " "); {
		case box.Form == Dash && (mark == "-" || mark == "+"):
			return m.inTurn(emptied, indentTo(mark, box.Depth))
		case box.Form != Paragraph || box.Heard != "":
		case mark == "-":
			return m.inTurn(emptied, Turn(Dash))
		case mark == "+":
			return m.inTurn(emptied, Turn(Dash), indentTo(mark, 0))
		case mark == m.nextNumber(box)+"." || mark == m.nextNumber(box)+")":
			return m.inTurn(emptied, Turn(Numbered))
		}
	}
	return m.stay(), nil
}

// indentTo brings the entry at the caret from a depth to that of its mark.
func indentTo(mark string, from int) Command {
	if mark == "+" {
		return Indent(1 - from)
	}
	return Indent(-from)
}

// emptied takes all text at the caret out.
func emptied(m Moment) (Change, error) {
	w, at := m.work(), m.Selection.Head
	w.splice(at, 0, m.box(at).Text.Len(), nil)
	return w.change(At(at.Box()))
}

// nextNumber is the number that a paragraph would get as an entry: one more than
// that of the list right before it.
func (m Moment) nextNumber(box Box) string {
	for i := indexOf(m.Boxes, box.Spot) - 1; i >= 0; i-- {
		before := m.Boxes[i]
		if before.Form != Numbered || before.Item != box.Item {
			break
		}
		if before.Depth == 0 {
			return strconv.Itoa(before.Number + 1)
		}
	}
	return "1"
}

// inTurn is what several commands make of a moment, one upon the other.
func (m Moment) inTurn(commands ...Command) (Change, error) {
	whole := m.stay()
	for _, c := range commands {
		change, err := c(m)
		if err != nil {
			return Change{}, err
		}
		after, _, err := change.Edits.Apply(m.Report)
		if err != nil {
			return Change{}, err
		}
		m.Report, m.Boxes, m.Selection = after, Boxes(after), change.Selection
		whole.Edits, whole.Selection = append(whole.Edits, change.Edits...), change.Selection
	}
	return whole, nil
}
