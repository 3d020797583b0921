package publish

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// deck is the cards of the right column: portals and forms, grouped, what was
// chosen last on top.
type deck struct {
	cards []*part.Card
	faces []face
}

// face is what a card stands for: a form of that index, or an account.
type face struct {
	icon    look.IconName
	glyph   *canvas.Image
	form    int
	account *model.Account
}

// cardWords is how wide the words of a card are.
const cardWords = look.PanelWidth - 2*look.S16 - look.S16 - look.IconSide - look.S8 - look.S8

// deal lays the cards out anew: at the start, and when there are other accounts.
func (p *panel) deal() {
	s := p.screen
	p.deck = deck{}
	column := part.VStack(look.S8)
	add := func(o fyne.CanvasObject) { column.Objects = append(column.Objects, o) }
	portals := func() {
		for i := range s.state.accounts {
			add(p.newAccountCard(s.state.accounts[i]))
		}
	}
	if s.env.Queue == nil {
		p.addForms(add)
	} else if s.fileFirst() {
		p.addForms(add)
		add(groupHead("publish.group.portals"))
		portals()
	} else {
		portals()
		add(groupHead("publish.group.files"))
		p.addForms(add)
	}
	p.list.Content = part.Inset(look.S4, look.S16, look.S8, look.S16, column)
	p.list.Refresh()
}

// fileFirst reports whether a file was chosen last.
func (s *Screen) fileFirst() bool {
	last := s.env.Prefs.String(prefForm)
	for _, f := range s.env.Forms {
		if f.Key == last {
			return true
		}
	}
	return false
}

// groupHead is the quiet name of a group of cards.
func groupHead(key string) fyne.CanvasObject {
	return part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Label, say.T(key)))
}

func (p *panel) addForms(add func(fyne.CanvasObject)) {
	for i, f := range p.screen.state.forms {
		name := part.NewText(look.Strong, say.T("form."+f.Key+".name"))
		words := part.VStack(0, part.Inset(look.S8, look.S8, 0, look.S4, name),
			part.Inset(0, 0, look.S4, 0, part.NewProse(look.Label, say.T("form."+f.Key+".what"))))
		add(p.newCard(face{icon: f.Icon, form: i}, words, func() { p.screen.choose(i) }))
	}
}

func (p *panel) newAccountCard(a model.Account) fyne.CanvasObject {
	name := part.NewProseIn(look.Strong, a.Name, cardWords)
	words := part.VStack(-look.S4, part.Inset(look.S4, 0, 0, 0, name),
		part.Inset(0, 0, look.S4, 0, part.NewProseIn(look.Label, accountWords(a), cardWords)))
	return p.newCard(face{icon: accountIcon(a.Kind), account: &a}, words, func() { p.screen.chooseAccount(a) })
}

// accountWords is what stands under an account's name.
func accountWords(a model.Account) string {
	switch {
	case a.Kind == handOver && a.ID == "":
		return say.T("publish.handover.any.what")
	case a.Unit != "" && a.Unit != a.Name:
		return say.PortalKind(a.Kind) + " · " + a.Unit
	}
	return say.PortalKind(a.Kind)
}

func accountIcon(kind string) look.IconName {
	switch kind {
	case "folder", "sftp", "webdav", "ftp":
		return look.IconFolder
	case "mail":
		return look.IconText
	case handOver:
		return look.IconCopy
	}
	return look.IconBrowser
}

// newCard offers a choice: its icon and its words. Arrows go to the neighbours,
// as in every group of choices.
func (p *panel) newCard(f face, words fyne.CanvasObject, chosen func()) *part.Card {
	i := len(p.deck.cards)
	f.glyph = newGlyph(f.icon, look.Second)
	icon := part.Inset(0, look.S8, 0, look.S16, part.HStack(0, f.glyph))
	c := part.NewCard(part.Frame(nil, nil, icon, nil, words), chosen)
	c.OnKey = func(e *fyne.KeyEvent) {
		switch e.Name {
		case fyne.KeyUp:
			p.step(i - 1)
		case fyne.KeyDown:
			p.step(i + 1)
		default:
			p.screen.Key(e)
		}
	}
	p.deck.cards, p.deck.faces = append(p.deck.cards, c), append(p.deck.faces, f)
	return c
}

// step chooses the card of that index with the keyboard.
func (p *panel) step(i int) {
	if i < 0 || i >= len(p.deck.cards) {
		return
	}
	p.deck.cards[i].OnTapped()
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.deck.cards[i]); c != nil {
		c.Focus(p.deck.cards[i])
	}
}

// mark shows which card is chosen.
func (d *deck) mark(s *State) {
	for i, f := range d.faces {
		on := s.account == nil && f.account == nil && f.form == s.chosen
		if s.account != nil && f.account != nil {
			on = f.account.ID == s.account.ID
		}
		ink := look.Second
		if on {
			ink = look.Accent
		}
		d.cards[i].SetSelected(on)
		f.glyph.Resource = look.IconIn(f.icon, ink)
		f.glyph.Refresh()
	}
}

// chosen is the card that is chosen, nil for none.
func (d *deck) chosen() *part.Card {
	for _, c := range d.cards {
		if c.Selected() {
			return c
		}
	}
	return nil
}
