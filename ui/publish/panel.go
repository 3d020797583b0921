package publish

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// panel is the right column: the forms, and under them what is always in sight:
// where the export goes, the one main button, and what came of it.
type panel struct {
	screen *Screen
	root   fyne.CanvasObject

	cards  []*part.Card
	icons  []*canvas.Image // of the cards
	list   *container.Scroll
	folder *pathLine
	file   *pathLine
	change *part.Button
	main   *part.Button
	keys   *part.Text
	space  *fyne.Container // holds what is going on, or else the news
	news   fyne.CanvasObject
}

func newPanel(s *Screen) *panel {
	p := &panel{screen: s, folder: newPathLine(look.Control, ""), file: newPathLine(look.Label, "")}
	p.change = part.NewPlain(say.T("publish.change"), "", func() { s.chooseFolder(func() {}) })
	p.main = part.NewPrimary("", look.IconExport, s.Export)
	p.keys = part.NewText(look.Label, say.T("publish.keys")).Aligned(fyne.TextAlignCenter)
	p.space = container.NewStack()
	p.space.Hide()
	cards := part.VStack(look.S8)
	for i, f := range s.state.forms {
		p.cards = append(p.cards, p.newCard(i, f))
		cards.Add(p.cards[i])
	}
	head := part.Inset(look.S24, look.S16, look.S8, look.S16, part.NewText(look.Strong, say.T("publish.forms")))
	p.list = container.NewVScroll(part.Inset(look.S4, look.S16, look.S8, look.S16, cards))
	p.root = part.Frame(head, p.newFoot(), nil, nil, p.list)
	p.sync()
	return p
}

// newFoot is what stays under the forms however many there are.
func (p *panel) newFoot() fyne.CanvasObject {
	// The button's words end where the main button does.
	change := part.Inset(0, -look.S12, 0, 0, p.change)
	label := part.Frame(nil, nil, nil, change, part.HStack(0, part.NewText(look.Label, say.T("publish.folder"))))
	where := part.VStack(0, label, p.folder, part.Sized(0, look.S4, container.NewStack()), p.file)
	button := part.VStack(look.S4, p.main, p.keys)
	body := part.VStack(look.S12, where, button, p.space)
	return part.VStack(0, widget.NewSeparator(), part.Inset(look.S4, look.S16, look.S16, look.S16, body))
}

// newCard offers a form: its icon, its name, what it is good for. Arrows go to
// the neighbours, as in every group of choices.
func (p *panel) newCard(i int, f Form) *part.Card {
	name := part.NewText(look.Strong, say.T("form."+f.Key+".name"))
	what := part.NewProse(look.Label, say.T("form."+f.Key+".what"))
	p.icons = append(p.icons, newGlyph(f.Icon, look.Second))
	words := part.VStack(0, part.Inset(look.S8, look.S8, 0, look.S4, name), part.Inset(0, 0, look.S4, 0, what))
	icon := part.Inset(0, look.S8, 0, look.S16, part.HStack(0, p.icons[i]))
	c := part.NewCard(part.Frame(nil, nil, icon, nil, words), func() { p.screen.choose(i) })
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
	return c
}

// step chooses the card of that index with the keyboard.
func (p *panel) step(i int) {
	if i < 0 || i >= len(p.cards) {
		return
	}
	p.screen.choose(i)
	if c := fyne.CurrentApp().Driver().CanvasForObject(p.cards[i]); c != nil {
		c.Focus(p.cards[i])
	}
}

// reveal scrolls a card into view: what is told below may leave little room.
func (p *panel) reveal(c *part.Card) {
	if p.list.Size().Height == 0 {
		return
	}
	top, bottom := c.Position().Y, c.Position().Y+c.Size().Height+look.S12
	offset := max(min(p.list.Offset.Y, top), bottom-p.list.Size().Height)
	p.list.ScrollToOffset(fyne.NewPos(0, offset))
}

// sync brings the column up to date with the state.
func (p *panel) sync() {
	state, work := p.screen.state, p.screen.work
	for i, c := range p.cards {
		c.SetSelected(i == state.chosen)
		ink := look.Second
		if c.Selected() {
			ink = look.Accent
		}
		p.icons[i].Resource = look.IconIn(state.forms[i].Icon, ink)
		p.icons[i].Refresh()
	}
	p.showTarget(state)
	p.main.SetText(say.T("form." + state.Form().Key + ".do"))
	line, blocked := state.Blocked()
	able(p.main, !blocked && work == nil)
	able(p.change, work == nil)
	p.keys.Hidden = blocked || work != nil || p.news != nil
	switch {
	case work != nil:
		p.fill(work.line)
	case blocked:
		p.fill(p.screen.newBlocked(line))
	default:
		p.fill(p.news)
	}
	p.reveal(p.cards[state.chosen])
}

func (p *panel) showTarget(state *State) {
	if state.folder == "" {
		p.folder.set(say.T("publish.folder.none"))
	} else {
		p.folder.set(state.folder)
	}
	p.file.set(state.File())
}

// tell replaces the news, nil for none.
func (p *panel) tell(news fyne.CanvasObject) {
	p.news = news
	p.sync()
}

func (p *panel) fill(o fyne.CanvasObject) {
	p.space.Objects = nil
	if o != nil {
		p.space.Objects = []fyne.CanvasObject{o}
	}
	p.space.Hidden = o == nil
	p.root.Refresh()
}

func able(b *part.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// newDone tells where the export is and what can be done with it.
func (s *Screen) newDone(target string, now time.Time) fyne.CanvasObject {
	page := pageIn(s.state.Form(), target)
	open := part.NewButton(say.T("publish.open"), "", func() { s.show(s.env.OpenPath, page) })
	folder := part.NewButton(say.T("publish.open.folder"), "", func() { s.show(s.env.ShowFolder, target) })
	copied := part.NewIconButton(look.IconCopy, say.T("publish.copy"), "", func() { s.copyPath(target) })
	row := part.HStack(look.S8, open, folder, layout.NewSpacer(), copied)
	return newNote(look.IconCheck, look.Good, at(now), row)
}

// newTaken asks what to do about something else that stands at the target. It
// is put away by choosing another form or folder, too.
func (s *Screen) newTaken(taken *errTaken) fyne.CanvasObject {
	words := say.T("publish.taken.folder")
	buttons := part.HStack(look.S8, part.NewButton(say.T("publish.taken.both"), "", func() { s.keepBoth(taken.next) }))
	if taken.file {
		words = say.T("publish.taken.file")
		buttons.Add(part.NewPlain(say.T("publish.taken.over"), "", func() { s.write(true) }))
	}
	next := newPathLine(look.Label, taken.next+s.state.Form().Ext)
	return newNote(look.IconWarning, look.Warning, words, next, buttons)
}

// newBlocked tells why the main button rests, and leads to where that is mended.
func (s *Screen) newBlocked(line Line) fyne.CanvasObject {
	mend := part.NewButton(say.T("publish.blocked.mend"), "", func() { s.env.GoTo(line.Gap) })
	return newNote(look.IconFault, look.Fault, say.T("publish.blocked"), part.HStack(0, mend))
}

// newStopped tells that nothing was left behind.
func newStopped() fyne.CanvasObject {
	return newNote(look.IconInfo, look.Second, say.T("publish.stopped"))
}

// newNote is a sentence with its icon and what belongs to it underneath.
func newNote(icon look.IconName, ink fyne.ThemeColorName, words string, below ...fyne.CanvasObject) fyne.CanvasObject {
	text := newProse(look.Control, words, look.PanelWidth-2*look.S16-2*look.S12-look.IconSide-look.S8)
	rows := append([]fyne.CanvasObject{pointed(newGlyph(icon, ink), text)}, below...)
	return part.NewSurface(part.Pad(look.S12, part.VStack(look.S8, rows...)))
}
