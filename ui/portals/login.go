package portals

import (
	"slices"

	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newLogin is the fields that the account's kind needs.
func (s *Screen) newLogin(f *form) fyne.CanvasObject {
	rows := []fyne.CanvasObject{newHead(say.T("portals.login"))}
	if how := "portals.kind." + f.account.Kind + ".how"; say.Has(how) {
		rows = append(rows, part.NewProseIn(look.Control, say.T(how), inner))
	}
	if f.found.Authorise != "" {
		rows = append(rows, part.NewProseIn(look.Control, say.T("portals.authorise.how"), inner))
		open := part.NewButton(say.T("portals.authorise"), look.IconBrowser, func() { s.browse(f.found.Authorise) })
		rows = append(rows, part.Inset(look.S4, 0, look.S4, 0, part.HStack(0, open)))
	}
	if f.account.Kind == "mail" {
		rows = append(rows, s.newMailWay(f))
	}
	rows = append(rows, s.newInputs(f)...)
	if slices.Contains(f.inputs(), "secret") {
		rows = append(rows, part.NewProseIn(look.Label, keptWords(s.state.keyring, f.stored), inner))
	}
	return newCard("", "", rows...)
}

// keptWords tells where the password goes.
func keptWords(keyring, stored bool) string {
	switch {
	case !keyring:
		return say.T("portals.keep.asked")
	case stored:
		return say.T("portals.keep.same")
	}
	return say.T("portals.keep.keyring")
}

// newInputs puts the fields in pairs.
func (s *Screen) newInputs(f *form) []fyne.CanvasObject {
	var rows, pair []fyne.CanvasObject
	for _, key := range f.inputs() {
		pair = append(pair, newLabelled(labelOf(f, key), s.newInput(f, key)))
		if len(pair) == 2 {
			rows, pair = append(rows, beside(pair...)), nil
		}
	}
	if len(pair) > 0 {
		rows = append(rows, beside(pair...))
	}
	return rows
}

// labelOf names a field; WordPress has a password of its own for programs.
func labelOf(f *form, key string) string {
	if own := key + "." + f.account.Kind; say.Has("portals.field." + own) {
		return own
	}
	return key
}

func (s *Screen) newInput(f *form, key string) fyne.CanvasObject {
	changed := func(text string) { f.set(key, text) }
	switch key {
	case "secret":
		e := part.NewSecret(changed, s.try)
		e.Text = f.secret
		s.keep(key, e)
		return e
	case "security":
		return newSecurity(f)
	case "eml":
		choose := part.NewIconButton(look.IconFolder, say.T("portals.address.folder"), "", func() {
			s.env.ChooseFolder(func(folder string) {
				f.set(key, folder)
				s.update()
			})
		})
		field := s.newField(key, f.value(key), changed)
		return part.Frame(nil, nil, nil, part.Inset(0, 0, 0, look.S4, part.HStack(0, choose)), field)
	}
	return s.newField(key, f.value(key), changed)
}

// newMailWay chooses between sending and writing into a folder.
func (s *Screen) newMailWay(f *form) fyne.CanvasObject {
	bar := part.NewFilterBar(func(i int) {
		f.eml = i == 1
		f.trial = trial{}
		s.update()
	})
	bar.Set(part.Filter{Label: say.T("portals.mail.smtp"), Count: -1}, part.Filter{Label: say.T("portals.mail.eml"), Count: -1})
	if f.eml {
		bar.Select(1)
	}
	return part.HStack(0, bar)
}

// securities are the ways to a server for e-mail, the usual one first.
var securities = []string{"starttls", "tls", "none"}

func newSecurity(f *form) fyne.CanvasObject {
	var names []string
	for _, way := range securities {
		names = append(names, say.T("portals.security."+way))
	}
	choose := part.NewSelect("", names, nil)
	choose.Selected = names[max(0, slices.Index(securities, f.value("security")))]
	choose.OnChanged = func(name string) { f.set("security", securities[max(0, slices.Index(names, name))]) }
	return choose
}
