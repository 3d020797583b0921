package portals

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"tinxa/export"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newForm is the cards of an account that is added or changed.
func (s *Screen) newForm(f *form) []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	if f.found.Kind == "" {
		cards = append(cards, s.newAddress(f))
	}
	switch e := f.doubted(); {
	case e != nil && f.fault != nil:
		return append(cards, s.newDoubt(e))
	case f.fault != nil:
		return append(cards, s.newFault(f))
	case f.found.Kind == "":
		return cards
	}
	cards = append(cards, s.newFound(f))
	if len(f.inputs()) > 0 {
		s.login = s.newLogin(f)
		cards = append(cards, s.login)
	}
	cards = append(cards, s.newNaming(f))
	if kinds[f.account.Kind].steps != nil {
		s.trial = s.newTrial(f)
		cards = append(cards, s.trial)
	}
	return cards
}

// newAddress is where everything begins: one field.
func (s *Screen) newAddress(f *form) fyne.CanvasObject {
	field := part.NewField(say.T("portals.address.example"))
	field.Text = f.account.Address
	field.OnChanged = func(text string) { f.account.Address = text }
	field.OnSubmitted = func(string) { s.look(f) }
	s.fields["address"] = field
	ask := part.NewPrimary(say.T("portals.recognise"), "", func() { s.look(f) })
	row := part.Frame(nil, nil, nil, part.Inset(0, 0, 0, look.S8, part.HStack(0, ask)), field)
	folder := part.NewPlain(say.T("portals.address.folder"), look.IconFolder, func() {
		s.env.ChooseFolder(func(folder string) {
			f.account.Address = folder
			s.look(f)
		})
	})
	rows := []fyne.CanvasObject{newHead(say.T("portals.field.address")), row}
	if f.fault == nil {
		rows = append(rows, part.NewProseIn(look.Label, say.T("portals.address.hint"), inner), part.Inset(0, 0, 0, -look.S8, part.HStack(0, folder)))
	}
	return newCard("", "", rows...)
}

// look begins anew with the address as it stands in its field.
func (s *Screen) look(f *form) {
	address := f.account.Address
	fresh := newForm(s.state.accounts)
	fresh.account.Address, fresh.account.Trust = address, f.account.Trust
	if f.stored {
		fresh = f.moved()
	}
	s.state.form = fresh
	s.update()
	s.recognise()
}

// newFault tells why it is not known what lives at the address, and offers to
// go on all the same.
func (s *Screen) newFault(f *form) fyne.CanvasObject {
	e := explain(f.fault)
	rows := []fyne.CanvasObject{newHead(e.What), part.NewProseIn(look.Control, e.Do, glyphInner)}
	if e.Note != "" {
		rows = append(rows, part.NewProseIn(look.Label, e.Note, glyphInner))
	}
	if webAddress(f.account.Address) != "" {
		rows = append(rows, part.NewProseIn(look.Control, say.T("portals.choose.kind"), glyphInner), s.newKinds(f))
	}
	return newCard(look.IconWarning, look.Warning, rows...)
}

// newKinds offers the kinds of web pages.
func (s *Screen) newKinds(f *form) fyne.CanvasObject {
	row := part.HStack(look.S8)
	for _, k := range offered {
		if k != f.account.Kind {
			row.Add(part.NewButton(kindName(k), "", func() {
				f.use(k)
				s.update()
			}))
		}
	}
	return part.Inset(look.S4, 0, 0, look.S4, row)
}

// newDoubt asks whether a certificate that nobody vouches for is to be trusted.
func (s *Screen) newDoubt(e *export.PortalError) fyne.CanvasObject {
	words := say.Explain(e)
	rows := []fyne.CanvasObject{newHead(words.What), part.NewProseIn(look.Control, words.Do, glyphInner), part.NewProseIn(look.Label, say.T("portals.doubt.fingerprint"), glyphInner)}
	for _, line := range fingerprint(e.Fingerprint) {
		rows = append(rows, part.Inset(-look.S8, 0, 0, 0, part.NewProseIn(look.Strong, line, glyphInner)))
	}
	buttons := part.HStack(look.S8,
		part.NewButton(say.T("portals.doubt.trust"), "", func() { s.trust(e) }),
		part.NewPlain(say.T("portals.no"), "", s.leaveForm))
	return newCard(look.IconWarning, look.Warning, append(rows, part.Inset(look.S4, 0, 0, look.S4, buttons))...)
}

// newFound tells what the portal is and what comes next.
func (s *Screen) newFound(f *form) fyne.CanvasObject {
	head := say.T("portals.found", foundWords(f.found))
	if f.account.Kind == handOver || f.stored {
		head = kindName(f.account.Kind)
	}
	facts := []string{f.found.Name, shown(f.account.Address)}
	facts = slices.DeleteFunc(facts, func(s string) bool { return strings.TrimSpace(s) == "" })
	rows := []fyne.CanvasObject{newHead(head), part.NewProseIn(look.Label, strings.Join(facts, " · "), glyphInner)}
	if !f.stored || f.account.Kind == handOver {
		rows = append(rows, part.NewProseIn(look.Control, say.T("portals.kind."+f.account.Kind+".next"), glyphInner))
	}
	if f.unsafe() {
		rows = append(rows, newWarning(say.T("portals.unsafe")))
	}
	rows = append(rows, s.newOther(f))
	return newCard(look.IconCheck, look.Good, rows...)
}

// newOther offers another address, and another way for a web page whose kind is
// not what the user wants.
func (s *Screen) newOther(f *form) fyne.CanvasObject {
	again := part.NewPlain(say.T("portals.address.other"), "", func() {
		f.found = export.Site{}
		s.update()
		s.focus("address")
	})
	row := part.HStack(look.S8, again)
	known := !f.stored && webAddress(f.account.Address) != "" && slices.Contains(offered, f.account.Kind)
	if known && f.account.Kind != handOver {
		row.Add(part.NewPlain(say.T("portals.use.handover"), "", func() {
			f.use(handOver)
			s.update()
		}))
	}
	buttons := part.Inset(0, 0, -look.S4, -look.S8, row)
	if !known || f.account.Kind != handOver {
		return buttons
	}
	return part.VStack(look.S4, part.NewProseIn(look.Label, say.T("portals.choose.known"), glyphInner), s.newKinds(f), buttons)
}

// newNaming is what the account is called, and what is seldom changed.
func (s *Screen) newNaming(f *form) fyne.CanvasObject {
	name := s.newField("name", f.account.Name, func(text string) { f.account.Name = text })
	unit := s.newField("unit", f.account.Unit, func(text string) { f.account.Unit = text })
	rows := []fyne.CanvasObject{newHead(say.T("portals.naming")), beside(newLabelled("name", name), newLabelled("unit", unit))}
	if !f.more {
		more := part.NewPlain(say.T("portals.more"), look.IconExpand, func() {
			f.more = true
			s.update()
		}).IconAfter()
		more.OnFocus = func() { s.page.Reveal(more) }
		return newCard("", "", append(rows, part.Inset(0, 0, 0, -look.S8, part.HStack(0, more)))...)
	}
	return newCard("", "", append(rows, s.newMore(f)...)...)
}

// newMore is limits, the proposed status and the memory of categories.
func (s *Screen) newMore(f *form) []fyne.CanvasObject {
	side := s.newField("side", number(f.account.Limits.Side), func(text string) { f.account.Limits.Side = amount(text) })
	size := s.newField("size", number(int(f.account.Limits.Bytes>>20)), func(text string) { f.account.Limits.Bytes = int64(amount(text)) << 20 })
	rows := []fyne.CanvasObject{beside(newLabelled("side", side), newLabelled("size", size)), part.NewProseIn(look.Label, say.T("portals.limits.hint"), inner)}
	if f.account.Kind != handOver && f.account.Kind != "mail" && f.account.Kind != "folder" {
		rows = append(rows, newLabelled("status", newStatus(f)))
	}
	if n := len(f.account.Topics); n > 0 {
		forget := part.NewPlain(say.T("portals.topics.forget"), "", func() {
			f.account.Topics = nil
			s.update()
		})
		rows = append(rows, part.HStack(look.S8, part.NewText(look.Control, say.T("portals.topics", say.Count(n))), forget))
	}
	return rows
}

func newStatus(f *form) fyne.CanvasObject {
	var names []string
	for _, p := range statuses {
		names = append(names, statusName(p))
	}
	choose := part.NewSelect("", names, nil)
	choose.Selected = statusName(f.account.Wish.Status)
	choose.OnChanged = func(name string) { f.account.Wish.Status = statuses[max(0, slices.Index(names, name))] }
	return choose
}

// number is a limit in its field; none is empty.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// mostAmount keeps what is typed into a field of numbers within reason.
const mostAmount = 100_000

// amount is the number that was typed, 0 for none.
func amount(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 0 || n > mostAmount {
		return 0
	}
	return n
}

// newField is a field of the form by its key.
func (s *Screen) newField(key, value string, changed func(string)) *part.Entry {
	e := part.NewField("")
	if say.Has("portals.field." + key + ".example") {
		e.PlaceHolder = say.T("portals.field." + key + ".example")
	}
	e.Text = value
	e.OnChanged = changed
	s.keep(key, e)
	return e
}

// keep knows a field by its key; it comes into sight with the keyboard.
func (s *Screen) keep(key string, e *part.Entry) {
	s.fields[key] = e
	e.OnFocus = func() { s.page.Reveal(e) }
}

// newFoot is the bar with what ends the form.
func (s *Screen) newFoot(f *form) fyne.CanvasObject {
	save := part.NewPrimary(say.T("portals.save"), "", s.save)
	words := ""
	switch {
	case kinds[f.account.Kind].steps == nil, f.trial.running:
	case f.trial.ended && f.trial.err == nil:
		words = say.T("portals.save.tried")
	case f.trial.ended:
		words = say.T("portals.save.refused")
	case !f.stored:
		words = say.T("portals.save.untried")
	}
	no := part.NewPlain(say.T("portals.no"), "", s.leaveForm)
	row := part.HStack(look.S8, no, layout.NewSpacer(), part.NewText(look.Label, words), save)
	body := part.Column(look.PageWidth+2*look.S16, part.Inset(0, look.S16, 0, look.S16, row))
	return part.NewBar(part.Above, nil, body, nil)
}
