package sheet

import (
	"strconv"
	"strings"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/look"
	"tinxa/ui/say"
)

// set breaks the text of a place into lines, with what stands before it and what
// it says while it is empty.
func (a *arrangement) set(p *place) {
	setting := p.dress.setting(a.zoom, p.made.width)
	p.text = newWords(a.pen, p.dress.runs(p.box.Text), setting)
	p.hint, p.lead = nil, a.leadOf(p)
	p.Width, p.Height = p.made.width, p.text.Height
	if key := a.hintOf(p); key != "" {
		faint := ink.Look{Cut: ink.Cut{Weight: regular.Weight, Italic: p.dress.cut.Italic}, Ink: look.Color(look.Second)}
		p.hint = newWords(a.pen, []ink.Run{{Text: p.dress.cased(say.T(key)), Look: faint}}, setting)
		p.Height = max(p.Height, p.hint.Height)
	}
}

// hintOf is the key of what a text says while it is empty, "" for nothing.
func (a *arrangement) hintOf(p *place) string {
	switch {
	case len(p.box.Text) > 0:
		return ""
	case a.alone && p.box.Spot.Field == manuscript.Text && p.dress.hint == "":
		return "sheet.hint.body"
	case p.box.Form == manuscript.FormByline && p.box.Item != "":
		return "sheet.hint.byline.item"
	}
	return p.dress.hint
}

// runs is a text in the dress.
func (d *dress) runs(t model.Text) []ink.Run {
	runs := make([]ink.Run, len(t))
	plain := d.look(d.kind.ColorName())
	for i, span := range t {
		l := plain
		if span.Marks&model.Bold != 0 {
			l.Weight = bold.Weight
		}
		l.Italic = l.Italic || span.Marks&model.Italic != 0
		l.Underline = span.Marks&model.Underline != 0 || span.Link != ""
		if span.Link != "" {
			l.Ink = look.Color(look.Accent)
		}
		runs[i] = ink.Run{Text: d.cased(span.Text), Look: l}
	}
	return runs
}

// cased is a text in the dress's capitals, letter by letter, so that positions
// stay what they are.
func (d *dress) cased(text string) string {
	if d.capital {
		return strings.ToUpper(text)
	}
	return text
}

// bullets are the signs of list entries by depth.
var bullets = [model.MaxDepth + 1]string{"•", "–", "·"}

// leadOf is what stands before the text of a place, nil for nothing.
func (a *arrangement) leadOf(p *place) *words {
	switch p.box.Form {
	case manuscript.Dash:
		return a.word(hung, bullets[min(max(p.box.Depth, 0), model.MaxDepth)])
	case manuscript.Numbered:
		return a.word(hung, numeral(p.box.Number, p.box.Depth))
	case manuscript.FormCommune:
		return a.communeLead()
	case manuscript.FormFrom:
		return a.word(p.dress, "—")
	case manuscript.Paragraph:
		if p.box.Heard != "" {
			return a.word(timed, p.box.Heard)
		}
	}
	return nil
}

// numeral numbers the entries of a list: 1. outside, a) within, – beyond.
func numeral(n, depth int) string {
	const letters = "abcdeghiklmnopqrstuvxy" // of the Vietnamese alphabet
	switch {
	case depth == 1 && n >= 1 && n <= len(letters):
		return letters[n-1:n] + ")"
	case depth == 0 || depth == 1:
		return strconv.Itoa(n) + "."
	}
	return bullets[len(bullets)-1]
}

// communeLead is what stands before the name of a round-up item's commune.
func (a *arrangement) communeLead() *words {
	now := made{zoom: a.zoom, era: a.era}
	if a.opening.text == nil || a.opening.made != now {
		a.opening = place{text: a.word(dressOf(manuscript.FormCommune), say.T("sheet.item")), made: now}
	}
	return a.opening.text
}

// word is a text of one line in a dress.
func (a *arrangement) word(d *dress, text string) *words {
	s := d.setting(a.zoom, 0)
	s.Align = ink.Left
	return newWords(a.pen, []ink.Run{{Text: text, Look: d.look(d.kind.ColorName())}}, s)
}

// leadAt is where the lead of a place begins: on the first line's baseline, before
// the text, a time in the page's margin.
func (a *arrangement) leadAt(p *place) (x, y float32) {
	y = p.Y + p.text.Lines[0].Baseline - p.lead.Lines[0].Baseline
	switch p.box.Form {
	case manuscript.Paragraph:
		return max(a.paper.X+look.S4, a.column.X-look.S12*a.zoom-p.lead.Width), y
	case manuscript.FormCommune:
		return a.column.X, y
	case manuscript.FormFrom:
		return p.X - fromDash*a.zoom, y
	}
	return p.X - look.S8*a.zoom - p.lead.Width, y
}
