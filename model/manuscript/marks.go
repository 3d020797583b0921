package manuscript

import "tinxa/model"

// Styles is the styles in force: those that a letter typed now would bear, or
// those that all of what is selected bears.
func (s *State) Styles() model.Mark {
	switch {
	case s.pending != nil:
		return *s.pending
	case s.sel.Empty():
		b, _ := s.Box(s.sel.Head)
		return styleBefore(b.Text, s.sel.Head.Pos).Marks
	}
	common, any := model.Bold|model.Italic|model.Underline, false
	for _, p := range passages(s.Boxes(), s.sel) {
		if !styled(p.box) {
			continue // a caption in between never bears one
		}
		for _, span := range p.box.Text.Slice(p.from, p.to) {
			common, any = common&span.Marks, true
		}
	}
	if !any {
		return 0
	}
	return common
}

// Form is the form of the text or picture at the caret.
func (s *State) Form() Form {
	b, _ := s.Box(s.sel.Head)
	return b.Form
}

// LinkAt is the link at the caret, or the first one selected; empty for none.
func (s *State) LinkAt() string {
	if s.sel.Empty() {
		b, _ := s.Box(s.sel.Head)
		from, to, link := linkAround(b.Text, s.sel.Head.Pos)
		if from == to {
			return ""
		}
		return link
	}
	for _, p := range passages(s.Boxes(), s.sel) {
		for _, span := range p.box.Text.Slice(p.from, p.to) {
			if span.Link != "" {
				return span.Link
			}
		}
	}
	return ""
}

// linkAround is where the link at a position begins and ends: that of the rune
// before it, or else of the one behind. It is empty where there is none.
func linkAround(t model.Text, pos int) (from, to int, link string) {
	at := 0
	for _, s := range t {
		end := at + runeCount(s.Text)
		if s.Link == "" || s.Link != link || to != at {
			if link != "" && from <= pos && pos <= to {
				break
			}
			from, link = at, s.Link
		}
		at, to = end, end
	}
	if link == "" || pos < from || to < pos {
		return pos, pos, ""
	}
	return from, to, link
}

// passage is the part of a box that is selected.
type passage struct {
	box      Box
	from, to int
}

// passages lists what is selected, box by box, pictures left out.
func passages(boxes []Box, sel Selection) []passage {
	from, to := ordered(boxes, sel)
	i, j := indexOf(boxes, from), indexOf(boxes, to)
	if i < 0 || j < 0 {
		return nil
	}
	var all []passage
	for k, b := range boxes[i : j+1] {
		if b.Form == FormPicture {
			continue
		}
		p := passage{b, 0, b.Text.Len()}
		if k == 0 {
			p.from = min(from.Pos, p.to)
		}
		if k == j-i {
			p.to = min(to.Pos, p.to)
		}
		all = append(all, p)
	}
	return all
}

// styled reports whether the text of a box can bear styles.
func styled(b Box) bool { return b.Spot.Field == Text || b.Spot.Field == Sapo }

// Toggle sets a style on what is selected, or takes it off where all of it bears
// it; with nothing selected it is for what is typed next.
func Toggle(mark model.Mark) Command {
	return func(m Moment) (Change, error) {
		if m.Selection.Empty() {
			if !styled(m.box(m.Selection.Head)) {
				return m.stay(), nil
			}
			chosen := m.Marks ^ mark
			return Change{Selection: m.Selection, Marks: &chosen}, nil
		}
		on := m.Marks&mark != mark
		return restyled(m, func(t model.Text, from, to int) model.Text { return t.Styled(from, to, mark, on) })
	}
}

// Link sets a link on what is selected, or on the link at the caret; an empty
// address takes it off. ErrEdit for a kind of link that is not allowed.
func Link(address string) Command {
	return func(m Moment) (Change, error) {
		if address != "" && !model.GoodLink(address) {
			return Change{}, refused("link %q", address)
		}
		sel := m.Selection
		if sel.Empty() {
			from, to, _ := linkAround(m.box(sel.Head).Text, sel.Head.Pos)
			m.Selection.Anchor.Pos, m.Selection.Head.Pos = from, to
		}
		change, err := restyled(m, func(t model.Text, from, to int) model.Text { return t.Linked(from, to, address) })
		change.Selection = sel
		return change, err
	}
}

// restyled changes the styles of what is selected.
func restyled(m Moment, change func(t model.Text, from, to int) model.Text) (Change, error) {
	w := m.work()
	for _, p := range passages(m.Boxes, m.Selection) {
		if styled(p.box) && p.from < p.to {
			w.splice(p.box.Spot, 0, p.box.Text.Len(), change(p.box.Text, p.from, p.to))
		}
	}
	return w.change(m.Selection)
}
