package backups

import (
	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newAway is the card of the second place.
func (s *Screen) newAway() fyne.CanvasObject {
	a := s.state.away
	head := part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Strong, say.T("backups.away")))
	switch {
	case s.state.choice.folder != "":
		return newCard(look.IconFolder, look.Second, head, s.newPassphraseForm(s.state.choice.folder))
	case !s.state.awayKnown:
		return newCard(look.IconFolder, look.Second, head, part.NewProseIn(look.Label, say.T("backups.reading"), inner))
	case a.Folder == "":
		choose := part.NewButton(say.T("backups.away.choose"), "", s.chooseAway)
		return newCard(look.IconFolder, look.Second, head, part.NewProseIn(look.Control, say.T("backups.away.none"), inner), part.Inset(look.S4, 0, 0, look.S4, part.HStack(0, choose)))
	}
	icon, ink := look.IconCheck, look.Good
	switch {
	case a.late(s.env.Now()):
		icon, ink = look.IconWarning, look.Warning
	case !a.There:
		icon, ink = look.IconFolder, look.Second
	}
	rows := []fyne.CanvasObject{head, part.NewProseIn(look.Control, a.Folder, inner), part.NewProseIn(look.Label, a.words(s.env.Now()), inner)}
	if a.late(s.env.Now()) {
		rows = append(rows, part.NewProseIn(look.Control, say.T("backups.away.late", say.Count(longAway)), inner))
	}
	return newCard(icon, ink, append(rows, part.Inset(look.S4, 0, 0, look.S4, s.newAwayButtons()))...)
}

func (s *Screen) newAwayButtons() fyne.CanvasObject {
	if s.state.choice.removing {
		yes := part.NewButton(say.T("backups.away.remove.yes"), "", func() { s.setAway("", "") })
		no := part.NewPlain(say.T("backups.no"), "", s.foldAll)
		words := part.NewProseIn(look.Control, say.T("backups.away.remove.what"), inner)
		return part.VStack(look.S4, part.Inset(0, 0, 0, -look.S4, words), part.HStack(look.S8, yes, no))
	}
	now := part.NewButton(say.T("backups.away.now"), "", s.copyAway)
	other := part.NewPlain(say.T("backups.away.other"), "", s.chooseAway)
	remove := part.NewPlain(say.T("backups.away.remove"), "", func() {
		s.state.fold()
		s.state.choice.removing = true
		s.update()
	})
	return part.HStack(look.S8, now, other, remove)
}

func (s *Screen) chooseAway() {
	s.env.ChooseFolder(func(folder string) {
		s.state.fold()
		s.state.choice.folder = folder
		s.update()
		if c := fyne.CurrentApp().Driver().CanvasForObject(s.root); c != nil {
			c.Focus(s.rows.passphrase)
		}
	})
}

func (s *Screen) foldAll() {
	s.state.fold()
	s.update()
}

// newPassphraseForm asks for a passphrase, twice, or for none.
func (s *Screen) newPassphraseForm(folder string) fyne.CanvasObject {
	var first, second secret
	use := part.NewButton(say.T("backups.away.use"), "", func() { s.setAway(folder, first.normal()) })
	wrong := part.NewText(look.Label, "").In(look.Warning)
	changed := func() {
		fault := passphraseFault(first, second)
		part.Enable(fault == "", use)
		wrong.SetText(fault)
	}
	enter := func() {
		if passphraseFault(first, second) == "" {
			s.setAway(folder, first.normal())
		}
	}
	one := part.NewSecret(func(text string) { first = secret(text); changed() }, enter)
	s.rows.passphrase = one
	two := part.NewSecret(func(text string) { second = secret(text); changed() }, enter)
	fields := part.HStack(look.S12,
		part.VStack(look.S4, part.NewText(look.Label, say.T("backups.passphrase.new")), part.Sized(280, 0, one)),
		part.VStack(look.S4, part.NewText(look.Label, say.T("backups.passphrase.twice")), part.Sized(280, 0, two)))
	lead := part.Inset(look.S4/2, look.S4, 0, 0, part.VStack(0, newGlyph(look.IconWarning, look.Warning)))
	warning := part.Frame(nil, nil, lead, nil, part.NewProseIn(look.Control, say.T("backups.passphrase.warning"), inner-look.IconSide-look.S8))
	buttons := part.HStack(look.S8, use, part.NewPlain(say.T("backups.no"), "", s.foldAll), wrong)
	return part.VStack(look.S8, part.NewProseIn(look.Control, folder, inner), part.Inset(0, 0, 0, look.S4, part.VStack(look.S8, fields, warning, buttons)))
}
