package manuscript

import (
	"unicode"

	"tinxa/model/viet"
)

// parts is what was typed last before a spot, in the characters in which it came.
// The page keeps each letter as one; where a tone came as a character of its own,
// Backspace takes the tone first, as everywhere on Windows: typing tools that
// write so count on it.
type parts struct {
	runes []rune
	end   Spot
}

// remembered is how many characters are kept: more than any tool goes back.
const remembered = 200

// letter is the letter before a spot in its characters; nil where it came as one
// or nobody typed it.
func (p *parts) letter(at Spot) []rune {
	from := p.start()
	if at != p.end || len(p.runes)-from < 2 {
		return nil
	}
	return p.runes[from:]
}

// start is where the last letter begins.
func (p *parts) start() int {
	from := max(len(p.runes)-1, 0)
	for from > 0 && unicode.IsMark(p.runes[from]) {
		from--
	}
	return from
}

// took takes note of a change that was made to what was selected.
func (p *parts) took(c Change, sel Selection) {
	from, to := p.end, c.Selection.Head
	goesOn := sel.Head == from && to.Box() == from.Box()
	p.end = to
	switch {
	case c.Group == Typing && goesOn && sel.Empty():
		p.runes = append(p.runes, []rune(c.Typed)...)
		p.runes = p.runes[max(len(p.runes)-remembered, 0):]
	case c.Group == Typing:
		p.runes = []rune(c.Typed)
	case c.Group == Erasing && goesOn && to == from:
		p.runes = p.runes[:max(len(p.runes)-1, 0)]
	case c.Group == Erasing && goesOn:
		for range from.Pos - to.Pos {
			p.runes = p.runes[:p.start()]
		}
	default:
		*p = parts{}
	}
}

// lessened is a letter without the last of its characters; not ok where it is not
// the letter that stands there.
func lessened(letter, standing []rune) (less string, ok bool) {
	if len(letter) < 2 || viet.Normal(string(letter)) != string(standing) {
		return "", false
	}
	less = viet.Normal(string(letter[:len(letter)-1]))
	return less, runeCount(less) == 1
}
