package manuscript

import (
	"slices"
	"strings"
	"unicode"

	"tinxa/model"
	"tinxa/model/viet"
)

// Type replaces the selection by a text, as from the keyboard: in one Unicode
// form, without paragraphs and tabs. It bears the styles that are in force at
// the caret. On a picture it goes on with the caption.
func Type(text string) Command {
	return func(m Moment) (Change, error) {
		change, err := letters(text)(m)
		if change.Group == Typing {
			change.Then = m.automatism(text)
		}
		return change, err
	}
}

// letters is Type without what typing does by itself.
func letters(text string) Command {
	came := strings.ReplaceAll(cleared(text), "\n", " ")
	return func(m Moment) (Change, error) {
		if came == "" {
			return m.stay(), nil
		}
		change, err := typedInto(m, viet.Normal(came))
		change.Group, change.Typed = Typing, came
		return change, err
	}
}

// typedInto puts a text in place of the selection.
func typedInto(m Moment, text string) (Change, error) {
	from, to := m.ordered()
	if from.Box() != to.Box() {
		return typedOver(m, text)
	}
	box := m.box(from)
	if box.Form == FormPicture {
		box.Spot.Field, box.Text = Caption, model.Plainly(box.Shown.Picture.Caption)
		from.Pos, to.Pos = box.Text.Len(), box.Text.Len()
	}
	return typed(m, box, from.Pos, to.Pos, text), nil
}

// typed puts a text in place of the runes from…to of a box.
func typed(m Moment, box Box, from, to int, text string) Change {
	style := m.styleFor(box, from, to)
	style.Text = text
	from, to, with := seamless(box.Text, from, to, model.Text{style})
	at := box.Spot
	at.Pos = from + with.Len()
	edit := spliced(m.Report, box, from, to, with)
	return Change{Edits: model.All{edit}, Selection: At(at)}
}

// typedOver puts a text in place of a selection across boxes.
func typedOver(m Moment, text string) (Change, error) {
	w, first := m.work(), m.first()
	style := m.styleFor(m.box(first), first.Pos, first.Pos+1)
	style.Text = text
	at := w.put(w.cut(m), model.Text{style})
	return w.change(At(at))
}

func (m Moment) first() Spot { from, _ := m.ordered(); return from }

// styleFor is the style of what is typed in place of the runes from…to: the one
// in force at the caret, or else that of the first rune replaced. A link goes on
// only within itself.
func (m Moment) styleFor(box Box, from, to int) model.Span {
	style := model.Span{Marks: m.Marks}
	if from < to {
		style.Marks = styleBefore(box.Text, from+1).Marks
	}
	if before, behind := styleBefore(box.Text, from), styleBefore(box.Text, to+1); from > 0 && before.Link == behind.Link {
		style.Link = before.Link
	}
	return style
}

// styleBefore is the style of the rune before pos; at the beginning that of the
// first rune, and no style where there is no such rune.
func styleBefore(t model.Text, pos int) model.Span {
	end := 0
	for _, s := range t {
		if end += runeCount(s.Text); pos <= end {
			return model.Span{Marks: s.Marks, Link: s.Link}
		}
	}
	return model.Span{}
}

// seamless widens a replacement of the runes from…to so that what is put in and
// what stands beside it are in one Unicode form: a tone typed behind a vowel
// becomes one rune with it, in the style of the first.
func seamless(t model.Text, from, to int, with model.Text) (int, int, model.Text) {
	around := window(t, from-1, from)
	if n := len(with); n > 0 {
		first, last := []rune(with[0].Text), []rune(with[n-1].Text)
		around = append(around, first[0], last[len(last)-1])
	}
	around = append(around, window(t, to, to+1)...)
	if len(around) == 0 || !slices.ContainsFunc(around[1:], joins) {
		return from, to, with
	}
	lo, hi := from, to
	for lo > 0 && (lo == from || joins(window(t, lo, lo+1)[0])) {
		lo--
	}
	for hi < t.Len() && joins(window(t, hi, hi+1)[0]) {
		hi++
	}
	whole := slices.Concat(t.Slice(lo, from), with, t.Slice(to, hi))
	if plain := whole.Plain(); viet.Normal(plain) != plain {
		return lo, hi, composed(whole)
	}
	return from, to, with
}

// composed is t in one Unicode form, each letter in the style of its first rune.
func composed(t model.Text) model.Text {
	runes := []rune(t.Plain())
	var out model.Text
	for from, to := 0, 0; from < len(runes); from = to {
		for to++; to < len(runes) && joins(runes[to]); {
			to++
		}
		letter := t.Slice(from, to)
		if plain := letter.Plain(); viet.Normal(plain) != plain {
			letter = model.Text{{Text: viet.Normal(plain), Marks: letter[0].Marks, Link: letter[0].Link}}
		}
		out = append(out, letter...)
	}
	return out.Tidy()
}

// sewn is t with the runes from…to replaced, in one Unicode form.
func sewn(t model.Text, from, to int, with model.Text) model.Text {
	from, to, with = seamless(t, from, to, with)
	return t.Splice(from, to, with)
}

// joins reports whether a rune may become one with the rune before it.
func joins(r rune) bool {
	return !simple(r) && (unicode.IsMark(r) || 0x1100 <= r && r < 0x1200)
}

// inward is a text as it comes in: in one Unicode form, with plain spaces for
// tabs and no-break spaces, lines parted by "\n", without control characters.
func inward(text string) string { return viet.Normal(cleared(text)) }

// cleared is inward in the characters in which it came.
func cleared(text string) string {
	return strings.Map(inwardRune, strings.ReplaceAll(strings.ToValidUTF8(text, ""), "\r\n", "\n"))
}

func inwardRune(r rune) rune {
	switch {
	case r == '\n', r == '\r', r == '\u2028', r == '\u2029', r == '\v', r == '\f':
		return '\n'
	case r == '\t', r == '\u00A0', r == '\u202F':
		return ' '
	case unicode.IsControl(r), r == '\uFEFF':
		return -1
	}
	return r
}
