package backups

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// inner is the width of what stands in a card with an icon.
const inner = look.PageWidth - 2*look.S16 - look.IconSide - look.S12

// newLast tells when the last backup was made, with the screen's main button.
func (s *Screen) newLast() fyne.CanvasObject {
	icon, ink := look.IconCheck, look.Good
	if _, ok := s.state.last(); !ok {
		icon, ink = look.IconInfo, look.Second
	}
	now := part.NewPrimary(say.T("backups.now"), "", s.backUp)
	words := part.VStack(0, layout.NewSpacer(), part.Inset(0, 0, 0, look.S4, part.NewText(look.Strong, s.state.lastWords(s.env.Now()))), layout.NewSpacer())
	head := part.Frame(nil, nil, nil, part.HStack(0, now), words)
	return newCard(icon, ink, head, part.NewProseIn(look.Label, say.T("backups.how"), inner))
}

// newDay lists the backups of a day.
func (s *Screen) newDay(d day) fyne.CanvasObject {
	rows := []fyne.CanvasObject{}
	for i, b := range d.backups {
		if i > 0 {
			rows = append(rows, part.Inset(0, look.S12, 0, look.S12, widget.NewSeparator()))
		}
		rows = append(rows, s.newBackup(b))
		if s.state.open == keyOf(b) {
			s.rows.unfolded = part.Inset(look.S4, look.S12, look.S12, look.S12, s.newUnfolded(b))
			rows = append(rows, s.rows.unfolded)
		}
	}
	head := part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Label, d.head))
	return part.VStack(look.S8, head, part.NewSurface(part.Pad(look.S4, part.VStack(0, rows...))))
}

// newBackup is the row of a backup; pressing it unfolds what can be done.
func (s *Screen) newBackup(b model.Backup) fyne.CanvasObject {
	at := part.Sized(72, 0, part.NewText(look.Strong, s.state.clock(b, s.env.Now().Location())))
	glyph := newGlyph(look.IconExpand, look.Second)
	line := part.Frame(nil, nil, part.HStack(0, at), part.HStack(0, glyph), part.Middle(part.NewCutText(look.Control, backupFacts(b)).In(look.Second)))
	row := part.NewRow(part.Inset(0, look.S12, 0, look.S12, line), func() {
		again := s.keyboardOn(keyOf(b))
		s.state.unfold(b)
		s.opening = ""
		s.updateOpen()
		again()
	})
	row.OnKey = s.Key
	row.SetSelected(s.state.open == keyOf(b))
	s.rows.cards[keyOf(b)] = row
	return row
}

// keyboardOn returns what brings the keyboard back to a row after the page was
// made anew, if it is there now.
func (s *Screen) keyboardOn(key string) (again func()) {
	c := fyne.CurrentApp().Driver().CanvasForObject(s.rows.cards[key])
	if c == nil || c.Focused() != fyne.Focusable(s.rows.cards[key]) {
		return func() {}
	}
	return func() { c.Focus(s.rows.cards[key]) }
}

// newUnfolded offers what can be done with a backup.
func (s *Screen) newUnfolded(b model.Backup) fyne.CanvasObject {
	if s.state.confirm {
		return s.newConfirm(b)
	}
	one := part.NewButton(say.T("backups.one"), "", func() { s.look(b, s.opening.normal()) })
	all := part.NewPlain(say.T("backups.all"), "", func() {
		s.state.confirm = true
		s.updateOpen()
	})
	buttons := part.HStack(look.S8, one, all)
	if !b.Sealed {
		return buttons
	}
	able := func() { part.Enable(s.opening != "", one, all) }
	field := part.NewSecret(func(text string) { s.opening = secret(text); able() }, func() {
		if s.opening != "" {
			s.look(b, s.opening.normal())
		}
	})
	field.Text = string(s.opening)
	able()
	return part.VStack(look.S8, newLabelled(say.T("backups.passphrase.open"), field), buttons)
}

// newConfirm explains what restoring everything means, and asks once more.
func (s *Screen) newConfirm(b model.Backup) fyne.CanvasObject {
	when := say.When(b.Made, s.env.Now())
	words := part.NewProseIn(look.Control, say.T("backups.all.what", when, say.Count(b.Reports)), look.PageWidth-2*look.S24)
	passphrase := s.opening.normal()
	yes := part.NewButton(say.T("backups.all.yes", when), "", func() { s.env.RestoreAll(b, passphrase) })
	no := part.NewPlain(say.T("backups.no"), "", func() {
		s.state.confirm = false
		s.update()
	})
	return part.VStack(look.S8, part.Inset(0, 0, 0, -look.S4, words), part.HStack(look.S8, yes, no))
}

// newCard is a surface with an icon beside what it holds.
func newCard(icon look.IconName, ink fyne.ThemeColorName, rows ...fyne.CanvasObject) fyne.CanvasObject {
	lead := part.Inset(look.S8, look.S12, 0, 0, part.VStack(0, newGlyph(icon, ink)))
	return part.NewSurface(part.Pad(look.S16, part.Frame(nil, nil, lead, nil, part.VStack(look.S4, rows...))))
}

// newLabelled is a field under its label.
func newLabelled(label string, field fyne.CanvasObject) fyne.CanvasObject {
	return part.VStack(look.S4, part.NewText(look.Label, label), part.HStack(0, part.Sized(320, 0, field)))
}

func newGlyph(name look.IconName, ink fyne.ThemeColorName) *canvas.Image {
	img := canvas.NewImageFromResource(look.IconIn(name, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return img
}

// newProgress is the progress of what is going on, as wide as the column.
func newProgress(line *part.ProgressLine) fyne.CanvasObject {
	box := part.NewSurface(part.Inset(look.S8, look.S16, look.S8, look.S16, line))
	return part.Column(look.PageWidth+2*look.S16, part.Inset(look.S16, look.S16, 0, look.S16, box))
}
