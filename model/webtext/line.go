package webtext

import (
	"strings"
	"unicode"

	"tinxa/model"
	"tinxa/model/viet"
)

// line collects the text of one paragraph. White space is one space, none at
// the ends and beside a line break, as browsers show it.
type line struct {
	letters
	text   model.Text
	run    strings.Builder // of one look, not yet in text
	look   look
	last   rune       // that was written, 0 at the beginning
	space  look       // of the space or break that is due
	due    bool       // a space is
	hangs  bool       // and it is one of a text, not of its source
	breaks int        // that are due
	before model.Text // the space before the first letter, where one was written
	size   int        // of what all lines together have got, in bytes
}

// write adds text. Where two line breaks part it, twice is called, which may
// take what is there.
func (l *line) write(s string, look look, twice func()) {
	for _, r := range s {
		switch {
		case r == '\n' && look.lines, r == '\u2028', r == '\u2029':
			l.brk(look)
		case unicode.IsSpace(r):
			l.white(r, look)
		case l.kept(l.last, r):
			if l.breaks > 1 && l.begun() {
				twice()
			}
			l.letter(r, look)
		}
	}
}

func (l *line) white(r rune, look look) {
	if !l.due {
		l.due, l.space, l.hangs = true, look, false
	}
	l.hangs = l.hangs || r == ' ' || r == '\u00a0'
}

// brk is a line break.
func (l *line) brk(look look) {
	l.due, l.space = false, look
	l.breaks++
}

func (l *line) letter(r rune, look look) {
	switch begun := l.begun(); {
	case begun && l.breaks > 0:
		l.put('\n', l.space)
	case begun && l.due:
		l.put(' ', l.space)
	case !begun:
		l.before = l.behind()
	}
	l.due, l.breaks = false, 0
	l.put(r, look)
}

func (l *line) begun() bool { return len(l.text) > 0 || l.run.Len() > 0 }

func (l *line) put(r rune, look look) {
	if look != l.look {
		l.close()
		l.look = look
	}
	l.last = r
	n, _ := l.run.WriteRune(r)
	l.size += n
}

// close ends a run of one look.
func (l *line) close() {
	if l.run.Len() == 0 {
		return
	}
	s := l.run.String()
	l.run.Reset()
	if l.look.raised {
		s = raise(s)
	}
	if s = joined(viet.Normal(s)); s != "" {
		l.text = append(l.text, l.look.span(s))
	}
}

// take is the text, which is new again afterwards.
func (l *line) take() model.Text {
	l.close()
	text := l.text.Tidy()
	l.text, l.due, l.breaks, l.look, l.last = nil, false, 0, look{}, 0
	return text
}

// behind is the space behind the last letter, where one was written.
func (l *line) behind() model.Text {
	if !l.due || !l.hangs {
		return nil
	}
	return model.Text{l.space.span(" ")}
}
