package publish

import (
	"fyne.io/fyne/v2"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sending"
)

// newAsking tells what the portal answered, with the one thing that helps on as
// the main button, and what else can be done.
func (p *portal) newAsking(item sending.Item) []fyne.CanvasObject {
	s, d := p.screen, item.Dispatch
	e, next := say.ExplainDispatch(d), sending.NextOf(d)
	icon, ink := look.IconWarning, look.Warning
	if next == sending.NextAccount && d.Trouble.Code == export.Code(export.ErrPinChanged) {
		icon, ink = look.IconFault, look.Fault
	}
	below := []fyne.CanvasObject{noteProse(look.Label, e.Kept), noteProse(look.Control, e.Do)}
	if e.Note != "" {
		below = append(below, noteProse(look.Label, e.Note))
	}
	rows := append(s.newFault(item), newNote(icon, ink, e.What, part.VStack(0, below...)))
	if next == sending.NextTopics {
		rows = append(rows, p.newChoices()...)
	}
	p.main = part.NewPrimary(nextWords(next), "", func() { s.take(next) })
	able(p.main, !item.Busy)
	p.pinned = []fyne.CanvasObject{p.main, p.newOthers(item, next)}
	return rows
}

// nextWords names a next step on its button; the choice of a category stands
// right above it, and what is left to do is to send.
func nextWords(n sending.Next) string {
	if n == sending.NextTopics {
		n = sending.NextGoOn
	}
	return say.T("next." + string(n))
}

// newOthers are the quiet ways beside the main one.
func (p *portal) newOthers(item sending.Item, next sending.Next) fyne.CanvasObject {
	s := p.screen
	add := func(all []*part.Button, key string, do func()) []*part.Button {
		return append(all, part.NewPlain(say.T(key), "", do))
	}
	var all []*part.Button
	switch next {
	case sending.NextAccount, sending.NextReport, sending.NextMend:
		all = add(all, "next.now", func() { s.decide(export.GoOn) })
	case sending.NextTrust, sending.NextHostKey:
		all = add(all, "next.account", func() { s.take(sending.NextAccount) })
	case sending.NextAgain:
		all = add(all, "publish.arrived", func() { s.decide(export.Cancel) })
	case sending.NextCompare:
		all = add(all, "publish.keep.there", func() { s.decide(export.Cancel) })
	}
	if s.env.HandOver != nil && offersHandOver(item.Dispatch) {
		all = add(all, "publish.do.handover", func() { s.env.HandOver(s.state.report, s.state.account.ID) })
	}
	if next != sending.NextAgain && next != sending.NextCompare {
		all = add(all, "publish.cancel", func() { s.decide(export.Cancel) })
	}
	for _, b := range all {
		able(b, !item.Busy)
	}
	return part.Inset(0, 0, 0, -look.S12, wrapped(inFoot+look.S12, all...))
}

// offersHandOver reports whether copying by hand gets around what stopped d.
func offersHandOver(d model.Dispatch) bool {
	switch export.Coded(d.Trouble.Code) {
	case export.ErrFirewall, export.ErrRejected, export.ErrNotPortal, export.ErrStrangeAnswer, export.ErrRole:
		return true
	}
	return false
}

// wrapped puts buttons side by side, in as many rows as they need.
func wrapped(width float32, buttons ...*part.Button) fyne.CanvasObject {
	rows := part.VStack(0)
	row, x := part.HStack(0), float32(0)
	for _, b := range buttons {
		w := b.MinSize().Width
		if x > 0 && x+w > width {
			rows.Objects = append(rows.Objects, row)
			row, x = part.HStack(0), 0
		}
		row.Objects = append(row.Objects, b)
		x += w
	}
	rows.Objects = append(rows.Objects, row)
	return rows
}

// newFault tells what this computer could not do about the dispatch.
func (s *Screen) newFault(item sending.Item) []fyne.CanvasObject {
	if item.Fault == nil {
		return nil
	}
	e := say.Explain(item.Fault)
	return []fyne.CanvasObject{newNote(look.IconFault, look.Fault, e.What,
		part.VStack(0, noteProse(look.Label, e.Kept), noteProse(look.Control, e.Do)))}
}

// noteProse is a text in a note, flush with what has no air around it.
func noteProse(kind look.Kind, words string) fyne.CanvasObject {
	return part.Inset(0, 0, 0, -look.S4, part.NewProseIn(kind, words, inNote))
}
