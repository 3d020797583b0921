package publish

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// panel is the right column: portals and forms, and under them what is always in
// sight: where the report goes, the one main button, and what came of it.
type panel struct {
	screen *Screen
	root   fyne.CanvasObject

	deck   deck
	list   *container.Scroll
	foot   *container.Scroll // the file's foot or the portal's
	pinned *fyne.Container   // what of it never scrolls away: the portal's main button
	file   *fileFoot
	portal *portal
	news   fyne.CanvasObject
}

// fileFoot is what stands under the cards while a form is chosen.
type fileFoot struct {
	root   fyne.CanvasObject
	folder *pathLine
	file   *pathLine
	change *part.Button
	main   *part.Button
	keys   *part.Text
	space  *fyne.Container // holds what is going on, or else the news
}

func newPanel(s *Screen) *panel {
	p := &panel{screen: s, file: newFileFoot(s)}
	p.portal = newPortal(s)
	p.foot = container.NewVScroll(p.file.root)
	p.list, p.pinned = container.NewVScroll(nil), container.NewStack()
	p.deal()
	p.root = container.New(&column{panel: p}, newColumnHead(s), p.list, p.foot, p.pinned)
	p.sync()
	return p
}

// newColumnHead names the column. How a portal is added stands here, not among the
// cards: it must be in sight at the very first time, however long they are.
func newColumnHead(s *Screen) fyne.CanvasObject {
	if s.env.Queue == nil {
		return part.Inset(look.S24, look.S16, look.S8, look.S16, part.NewText(look.Strong, say.T("publish.forms")))
	}
	row := part.HStack(0, part.NewText(look.Strong, say.T("publish.places")), layout.NewSpacer())
	if s.env.AddPortal != nil {
		row.Add(part.NewPlain(say.T("publish.portal.add"), look.IconAdd, s.env.AddPortal))
	}
	// The button's words end where the cards do.
	return part.Inset(look.S16, look.S4, look.S4, look.S16, row)
}

func newFileFoot(s *Screen) *fileFoot {
	f := &fileFoot{folder: newPathLine(look.Control, ""), file: newPathLine(look.Label, "")}
	f.change = part.NewPlain(say.T("publish.change"), "", func() { s.chooseFolder(func() {}) })
	f.main = part.NewPrimary("", look.IconExport, s.Export)
	f.keys = part.NewText(look.Label, say.T("publish.keys")).Aligned(fyne.TextAlignCenter)
	f.space = container.NewStack()
	f.space.Hide()
	// The button's words end where the main button does.
	change := part.Inset(0, -look.S12, 0, 0, f.change)
	label := part.Frame(nil, nil, nil, change, part.HStack(0, part.NewText(look.Label, say.T("publish.folder"))))
	where := part.VStack(0, label, f.folder, part.Sized(0, look.S4, container.NewStack()), f.file)
	button := part.VStack(look.S4, f.main, f.keys)
	f.root = newFoot(part.VStack(look.S12, where, button, f.space))
	return f
}

// newFoot is a foot with the hairline that parts it from the cards.
func newFoot(body fyne.CanvasObject) fyne.CanvasObject {
	return part.VStack(0, widget.NewSeparator(), part.Inset(look.S4, look.S16, look.S16, look.S16, body))
}

// column lays out the head, the cards and the foot of the column. The foot has
// the room it needs as long as some cards stay in sight; then it scrolls.
// Where that changes the card that is chosen comes into sight.
type column struct {
	panel *panel
	cards float32 // the height of the cards
}

// leastCards is the height that is left to the cards.
const leastCards float32 = 96

func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, list, foot, pinned := objects[0], objects[1], objects[2].(*container.Scroll), objects[3]
	top, end := head.MinSize().Height, float32(0)
	if pinned.Visible() {
		end = pinned.MinSize().Height
	}
	below := max(0, min(foot.Content.MinSize().Height, size.Height-top-end-leastCards))
	head.Move(fyne.Position{})
	head.Resize(fyne.NewSize(size.Width, top))
	list.Move(fyne.NewPos(0, top))
	list.Resize(fyne.NewSize(size.Width, size.Height-top-below-end))
	foot.Move(fyne.NewPos(0, size.Height-below-end))
	foot.Resize(fyne.NewSize(size.Width, below))
	pinned.Move(fyne.NewPos(0, size.Height-end))
	pinned.Resize(fyne.NewSize(size.Width, end))
	if c.cards != list.Size().Height {
		if c.cards < list.Size().Height { // there is room for what stands above
			c.panel.list.ScrollToTop()
		}
		c.cards = list.Size().Height
		c.panel.reveal(c.panel.deck.chosen())
	}
}

func (*column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.PanelWidth, objects[0].MinSize().Height+2*leastCards)
}

// reveal scrolls a card into view: what is told below may leave little room.
func (p *panel) reveal(c *part.Card) {
	if c == nil || p.list.Size().Height == 0 {
		return
	}
	top, bottom := c.Position().Y, c.Position().Y+c.Size().Height+look.S12
	offset := max(min(p.list.Offset.Y, top), bottom-p.list.Size().Height)
	p.list.ScrollToOffset(fyne.NewPos(0, offset))
}

// sync brings the column up to date with the state.
func (p *panel) sync() {
	p.deck.mark(p.screen.state)
	if p.screen.state.account != nil {
		p.portal.build()
		p.show(p.portal.root, p.portal.pinned...)
	} else {
		p.syncFile()
		p.show(p.file.root)
	}
	p.reveal(p.deck.chosen())
}

// show puts a foot under the cards, and what of it is pinned.
func (p *panel) show(foot fyne.CanvasObject, pinned ...fyne.CanvasObject) {
	p.pinned.Hidden = len(pinned) == 0
	p.pinned.Objects = []fyne.CanvasObject{part.Inset(look.S8, look.S16, look.S12, look.S16, part.VStack(look.S4, pinned...))}
	if p.foot.Content != foot {
		p.foot.Content = foot
		p.foot.Offset = fyne.Position{}
	}
	p.foot.Refresh()
	p.root.Refresh()
}

// syncFile brings the file's foot up to date.
func (p *panel) syncFile() {
	state, work, f := p.screen.state, p.screen.work, p.file
	p.showTarget(state)
	f.main.SetText(say.T("form." + state.Form().Key + ".do"))
	line, blocked := state.Blocked()
	able(f.main, !blocked && work == nil)
	able(f.change, work == nil)
	f.keys.Hidden = blocked || work != nil || p.news != nil
	switch {
	case work != nil:
		p.fill(work.line)
	case blocked:
		p.fill(p.screen.newBlocked(line))
	default:
		p.fill(p.news)
	}
}

func (p *panel) showTarget(state *State) {
	if state.folder == "" {
		p.file.folder.set(say.T("publish.folder.none"))
	} else {
		p.file.folder.set(state.folder)
	}
	p.file.file.set(state.File())
}

// tell replaces the news, nil for none.
func (p *panel) tell(news fyne.CanvasObject) {
	p.news = news
	p.sync()
}

func (p *panel) fill(o fyne.CanvasObject) {
	space := p.file.space
	space.Objects = nil
	if o != nil {
		space.Objects = []fyne.CanvasObject{o}
	}
	space.Hidden = o == nil
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
	text := part.NewProseIn(look.Control, words, look.PanelWidth-2*look.S16-2*look.S12-look.IconSide-look.S8)
	rows := append([]fyne.CanvasObject{pointed(newGlyph(icon, ink), text)}, below...)
	return part.NewSurface(part.Pad(look.S12, part.VStack(look.S8, rows...)))
}
