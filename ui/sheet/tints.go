package sheet

import (
	"fyne.io/fyne/v2/theme"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/look"
)

// marks is what is shown on top of the report: what was searched for, where
// something dragged would go, and the picture that the pointer is on.
type marks struct {
	matches map[manuscript.Spot][]passage // by box
	gap     *manuscript.Gap
	pointed manuscript.Spot
}

// passage is the runes of a text that were found.
type passage struct {
	from, to int
	current  bool // the one that the search stands at
}

// SetMatches tints passages, the current one more than the others; none with -1.
func (s *Sheet) SetMatches(all []manuscript.Match, current int) {
	s.marks.matches = map[manuscript.Spot][]passage{}
	for i, m := range all {
		box := m.At.Box()
		s.marks.matches[box] = append(s.marks.matches[box], passage{m.At.Pos, m.To, i == current})
	}
	s.show()
}

// ShowGap draws the line that shows where something dragged would go; nil for
// none.
func (s *Sheet) ShowGap(gap *manuscript.Gap) {
	if s.marks.gap == nil && gap == nil || s.marks.gap != nil && gap != nil && *s.marks.gap == *gap {
		return
	}
	s.marks.gap = gap
	s.show()
}

// drawTints draws what lies behind the texts: the selection, and passages found.
func (k *skin) drawTints(first, last int) {
	a, found := k.sheet.layout, k.sheet.marks.matches
	var areas []rect
	from, to := k.sheet.env.State.Ordered()
	for _, r := range a.rectsWithin(areas, from, to, first, last) {
		k.shape(r.covering(), theme.ColorNameSelection)
	}
	for i := first; i < last && len(found) > 0; i++ {
		p := &a.places[i]
		for _, m := range found[p.box.Spot] {
			areas = a.rectsOf(areas[:0], p, m.from, m.to, false)
			for _, r := range areas {
				k.tintMatch(r, m.current)
			}
		}
	}
}

// tintMatch draws the ground of a passage that was found. The colours differ
// little in light, so that a frame tells the current one apart as well.
func (k *skin) tintMatch(r rect, current bool) {
	s := k.shape(r, look.WarningGround)
	s.CornerRadius = matchCorner
	s.StrokeWidth, s.StrokeColor = look.Hairline, look.Color(look.Warning)
	if current {
		s.FillColor = look.Color(theme.ColorNameSelection)
		s.StrokeWidth, s.StrokeColor = look.FocusStroke, look.Color(look.Accent)
	}
}

const matchCorner float32 = 3

// covering is the rect with half a unit more below: where a unit is no whole
// number of pixels, a gap might be seen between lines.
func (r rect) covering() rect {
	r.Height += 0.5
	return r
}

// strokesOf is the lines under what a proofreader found in a text.
func (k *skin) strokesOf(p *place) []ink.Stroke {
	found := k.sheet.env.State.Findings(p.box.Spot)
	if len(found) == 0 {
		return nil
	}
	all := make([]ink.Stroke, len(found))
	for i, f := range found {
		all[i] = ink.Stroke{From: f.From, To: f.To, Kind: ink.Dotted, Ink: look.Color(look.Accent)}
		switch f.Kind {
		case model.Misspelt:
			all[i].Kind, all[i].Ink = ink.Wavy, look.Color(look.Fault)
		case model.Unusual:
			all[i].Kind, all[i].Ink = ink.Dashed, look.Color(look.Warning)
		}
	}
	return all
}

// on is the strokes that a line has a part in.
func on(l ink.Line, strokes []ink.Stroke) []ink.Stroke {
	var all []ink.Stroke
	for _, s := range strokes {
		if s.From < l.To && s.To > l.From {
			all = append(all, s)
		}
	}
	return all
}

// drawGap draws where something dragged would go.
func (k *skin) drawGap() {
	if k.sheet.marks.gap == nil {
		return
	}
	line, ok := k.sheet.layout.gapLine(k.sheet.env.State.Report().Blocks, *k.sheet.marks.gap)
	if ok {
		k.shape(line, look.Accent)
	}
}
