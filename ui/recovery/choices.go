package recovery

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"

	"tinxa/model/viet"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// choices is the first page: what happened, what is safe, and three ways on.
type choices struct {
	screen *Screen
	page   *part.Reading

	best   way
	chosen int  // backup that would be restored
	older  bool // the other backups are listed
	detail bool // the technical words are shown
}

func newChoices(s *Screen) *choices {
	c := &choices{screen: s, best: recommended(s.env.Case, s.env.Backups), page: part.NewReading()}
	c.update()
	return c
}

// update makes the page anew: it is small, and changes at a press alone.
func (c *choices) update() {
	ways := []fyne.CanvasObject{c.newBackupWay(), c.newRescueWay()}
	if c.screen.env.Case.Why != Missing {
		ways = append(ways, c.newLookWay())
	}
	rows := slices.Concat([]fyne.CanvasObject{c.newStory()}, ways)
	if c.screen.env.Case.Detail != "" {
		rows = append(rows, c.newDetail())
	}
	c.page.Set(look.S12, rows...)
}

// newStory says what happened and what is safe.
func (c *choices) newStory() fyne.CanvasObject {
	about := c.screen.env.Case
	key := "recovery.why." + string(about.Why)
	rows := []fyne.CanvasObject{
		part.Inset(0, 0, look.S4, look.S4, part.NewText(look.Title, say.T(key))),
		part.NewProseIn(look.Control, say.T(key+".what"), look.PageWidth),
	}
	if words := safe(about); words != "" {
		text := part.NewProseIn(look.Control, words, look.PageWidth-look.IconSide-look.S12)
		rows = append(rows, pointed(newGlyph(look.IconCheck, look.Good), text))
	}
	return part.Inset(0, 0, look.S12, 0, part.VStack(look.S4, rows...))
}

// newBackupWay offers the backup that is chosen, and the others on demand.
func (c *choices) newBackupWay() fyne.CanvasObject {
	env := c.screen.env
	if len(env.Backups) == 0 {
		return c.newWay(wayBackup, look.IconRestore, say.T("recovery.backup.none"), say.T("recovery.backup.none.what"))
	}
	b := env.Backups[c.chosen]
	title := say.T("recovery.backup", say.When(b.Made, env.Now()), contents(b))
	row := part.HStack(look.S8)
	press := func() { c.screen.restore(b, "") }
	below := []fyne.CanvasObject{}
	button := c.newMain(wayBackup, say.T("recovery.backup.do"), func() { press() })
	if b.Sealed {
		field := part.NewSecret(func(text string) { able(button, text != "") }, func() { press() })
		press = func() {
			if field.Text != "" {
				c.screen.restore(b, viet.Normal(field.Text)) // as it was when the backup was sealed
			}
		}
		able(button, false)
		label := part.NewText(look.Label, say.T("recovery.passphrase"))
		below = append(below, part.VStack(look.S4, label, part.HStack(0, part.Sized(320, 0, field))))
	}
	row.Add(button)
	if len(env.Backups) > 1 {
		row.Add(c.newOlderSwitch())
	}
	below = append(below, row)
	if c.older {
		below = append(below, c.newOlder())
	}
	return c.newWay(wayBackup, look.IconRestore, title, gap(b, env.Case.Since, env.Now()), below...)
}

func (c *choices) newOlderSwitch() fyne.CanvasObject {
	words := say.T("recovery.backup.older", say.Count(len(c.screen.env.Backups)-1))
	if c.older {
		words = say.T("recovery.backup.fewer")
	}
	return part.NewPlain(words, "", func() {
		c.older = !c.older
		c.update()
	})
}

// newOlder lists all backups for choosing one.
func (c *choices) newOlder() fyne.CanvasObject {
	list := part.VStack(0)
	for i, b := range c.screen.env.Backups {
		when := part.NewText(look.Strong, say.T("recovery.backup.at", say.When(b.Made, c.screen.env.Now())))
		words := part.VStack(0, when, part.NewCutText(look.Label, backupFacts(b)))
		row := part.NewRow(part.Inset(look.S4, look.S12, look.S4, look.S12, words), func() {
			c.chosen = i
			c.update()
		})
		row.OnKey = c.screen.Key
		row.SetSelected(i == c.chosen)
		list.Add(row)
	}
	return list
}

func (c *choices) newRescueWay() fyne.CanvasObject {
	find := c.newMain(wayRescue, say.T("recovery.rescue.do"), c.screen.find)
	return c.newWay(wayRescue, look.IconSearch, say.T("recovery.rescue"), say.T("recovery.rescue.what"), part.HStack(0, find))
}

func (c *choices) newLookWay() fyne.CanvasObject {
	open := c.newMain(wayLook, say.T("recovery.look.do"), c.screen.env.ReadOnly)
	return c.newWay(wayLook, look.IconEye, say.T("recovery.look"), say.T("recovery.look.what"), part.HStack(0, open))
}

// newMain is the one filled button on the way that is recommended, a framed one
// elsewhere.
func (c *choices) newMain(w way, words string, tapped func()) *part.Button {
	if w == c.best {
		return part.NewPrimary(words, "", tapped)
	}
	return part.NewButton(words, "", tapped)
}

// newWay is the card of one way.
func (c *choices) newWay(w way, icon look.IconName, title, words string, below ...fyne.CanvasObject) fyne.CanvasObject {
	const width = look.PageWidth - 2*look.S16 - look.IconSide - look.S12
	head := part.HStack(look.S12, part.Inset(0, 0, 0, look.S4, part.NewText(look.Strong, title)))
	if w == c.best {
		head.Add(part.NewBadge(look.Good, say.T("recovery.best")))
	}
	rows := []fyne.CanvasObject{head, part.NewProseIn(look.Control, words, width)}
	for _, o := range below {
		rows = append(rows, part.Inset(look.S4, 0, 0, look.S4, o))
	}
	lead := part.Inset(0, look.S12, 0, 0, part.VStack(0, newGlyph(icon, look.Second)))
	return part.NewSurface(part.Pad(look.S16, part.Frame(nil, nil, lead, nil, part.VStack(look.S4, rows...))))
}

// newDetail keeps the technical words at hand for whoever helps.
func (c *choices) newDetail() fyne.CanvasObject {
	detail := c.screen.env.Case.Detail
	words := say.T("recovery.detail")
	if c.detail {
		words = say.T("recovery.detail.hide")
	}
	toggle := part.NewPlain(words, "", func() {
		c.detail = !c.detail
		c.update()
	})
	row := part.HStack(look.S8, toggle)
	if !c.detail {
		return row
	}
	row.Add(layout.NewSpacer())
	row.Add(part.NewIconButton(look.IconCopy, say.T("recovery.copy"), "", func() { c.screen.copyText(detail) }))
	return part.VStack(look.S4, row, part.Inset(0, look.S12, 0, look.S8, part.NewProseIn(look.Label, detail, look.PageWidth-look.S24)))
}

func able(b *part.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// pointed is an icon and text beside it.
func pointed(icon *canvas.Image, text fyne.CanvasObject) fyne.CanvasObject {
	lead := part.Inset(look.S4/2, look.S8, 0, look.S4, part.VStack(0, icon))
	return part.Frame(nil, nil, lead, nil, text)
}

func newGlyph(name look.IconName, ink fyne.ThemeColorName) *canvas.Image {
	img := canvas.NewImageFromResource(look.IconIn(name, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return img
}
