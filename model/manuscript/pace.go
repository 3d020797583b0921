package manuscript

import (
	"unicode"

	"tinxa/model/viet"
)

// pace tells which commands belong to one step of undo, as a person thinks: a
// word with the space behind it, whatever backspaces a typing tool sent in it;
// what is taken out at one go; and everything else by itself.
type pace struct {
	group Group
	caret Spot   // where the newest command left it
	typed []rune // in this step, and not taken out again
}

// goesOn reports whether a change belongs to the newest step.
func (p *pace) goesOn(sel Selection, c Change) bool {
	switch {
	case c.Group == Alone || p.group == Alone:
		return false
	case !sel.Empty():
		return c.Group == Typing && p.chooses(sel)
	case sel.Head != p.caret:
		return false
	case p.group == Erasing:
		return c.Group == Erasing
	case c.Group == Typing:
		return !p.gap() || unicode.IsSpace([]rune(c.Typed)[0])
	}
	return p.within(c)
}

// gap reports whether white space was typed last, which ends a word.
func (p *pace) gap() bool { return len(p.typed) > 0 && unicode.IsSpace(p.typed[len(p.typed)-1]) }

// within reports whether what a change takes out was typed in this step.
func (p *pace) within(c Change) bool {
	to := c.Selection.Head
	return to.Box() == p.caret.Box() && to.Pos <= p.caret.Pos && p.caret.Pos-to.Pos <= len(p.typed)
}

// chooses reports whether what is selected are letters typed in this step, back
// from where the caret was.
func (p *pace) chooses(sel Selection) bool {
	back := p.caret.Pos - sel.Head.Pos
	return p.group == Typing && sel.Anchor == p.caret && sel.Head.Box() == p.caret.Box() && 0 < back && back <= len(p.typed)
}

// took takes note of a change that was made to what was selected.
func (p *pace) took(c Change, sel Selection, goesOn bool) {
	to := c.Selection.Head
	switch {
	case c.Group == Alone:
		*p = pace{}
	case goesOn && c.Group == Typing:
		kept := p.typed[:len(p.typed)-(p.caret.Pos-sel.Head.Pos)]
		p.typed = []rune(viet.Normal(string(kept) + c.Typed))
	case goesOn && p.group == Typing:
		p.typed = p.typed[:len(p.typed)-(p.caret.Pos-to.Pos)]
	case !goesOn:
		*p = pace{group: c.Group, typed: []rune(viet.Normal(c.Typed))}
	}
	p.caret = to
}
