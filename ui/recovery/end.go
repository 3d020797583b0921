package recovery

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"tinxa/model/rescue"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// mostShown is how many losses stand on the page; all of them can be copied.
const mostShown = 30

// newEnd is the last page: what was rescued, what was not, where the damaged
// data lie. left is how many reports the user did not want.
func (s *Screen) newEnd(o Outcome, left int) fyne.CanvasObject {
	const width = look.PageWidth - look.IconSide - look.S12
	rows := []fyne.CanvasObject{part.Inset(0, 0, look.S8, look.S4, part.HStack(look.S8,
		newGlyph(look.IconCheck, look.Good), part.NewText(look.Title, rescued(o))))}
	if left > 0 {
		rows = append(rows, pointed(newGlyph(look.IconInfo, look.Second), part.NewProseIn(look.Control, say.T("recovery.left", say.Count(left)), width)))
	}
	if o.NoPhotos > 0 {
		rows = append(rows, pointed(newGlyph(look.IconWarning, look.Warning), part.NewProseIn(look.Control, say.T("recovery.nophotos", say.Count(o.NoPhotos)), width)))
	}
	if o.Kept != "" {
		rows = append(rows, s.newKept(o.Kept))
	}
	if len(o.Lost) > 0 {
		rows = append(rows, s.newLost(o.Lost))
	}
	main := part.NewPrimary(say.T("recovery.enter"), "", func() { s.env.Finished(o) })
	page := part.NewReading()
	page.Set(look.S12, rows...)
	return part.Frame(nil, part.NewBar(part.Above, nil, nil, part.HStack(0, main)), nil, nil, page.Object())
}

// newKept tells where the damaged data are.
func (s *Screen) newKept(folder string) fyne.CanvasObject {
	const width = look.PageWidth - 2*look.S16
	head := part.Frame(nil, nil, nil, part.HStack(0, part.NewButton(say.T("recovery.kept.open"), "", s.env.ShowFolder)),
		part.VStack(0, layout.NewSpacer(), part.Inset(0, 0, 0, look.S4, part.NewText(look.Strong, say.T("recovery.kept"))), layout.NewSpacer()))
	words := part.NewProseIn(look.Control, say.T("recovery.kept.what"), width)
	return part.NewSurface(part.Pad(look.S16, part.VStack(look.S4, head, words, part.NewProseIn(look.Label, folder, width))))
}

// newLost names what was not rescued.
func (s *Screen) newLost(lost []rescue.Loss) fyne.CanvasObject {
	now := s.env.Now()
	copied := part.NewButton(say.T("recovery.lost.copy"), "", func() { s.copyText(lossText(lost, now)) })
	head := part.Frame(nil, nil, nil, part.HStack(0, copied),
		part.VStack(0, layout.NewSpacer(), part.NewText(look.Strong, say.T("recovery.lost", say.Count(len(lost)))), layout.NewSpacer()))
	rows := []fyne.CanvasObject{head}
	for _, l := range lost[:min(len(lost), mostShown)] {
		row := newPickRow()
		kind := lineOlder
		if l.Best.IsZero() {
			kind = lineLost
		}
		row.show(line{kind: kind, head: titleOf(l.Name), facts: lossFacts(l, now)})
		rows = append(rows, part.Inset(0, 0, 0, -look.S12, row))
	}
	if more := len(lost) - mostShown; more > 0 {
		rows = append(rows, part.NewText(look.Label, say.T("recovery.lost.more", say.Count(more))))
	}
	return part.NewSurface(part.Pad(look.S16, part.VStack(look.S4, rows...)))
}
