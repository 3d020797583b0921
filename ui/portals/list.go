package portals

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newList is the accounts by unit, or what to do where there are none.
func (s *Screen) newList() []fyne.CanvasObject {
	add := part.NewPrimary(say.T("portals.add"), look.IconAdd, s.Add)
	switch {
	case !s.state.known:
		return []fyne.CanvasObject{part.NewText(look.Label, say.T("portals.reading"))}
	case len(s.state.accounts) == 0:
		return []fyne.CanvasObject{s.newEmpty(add)}
	}
	words := part.VStack(0, part.Middle(part.NewProseIn(look.Label, say.T("portals.how"), look.PageWidth-240)))
	objects := []fyne.CanvasObject{part.Frame(nil, nil, nil, part.HStack(0, add), words)}
	for _, u := range units(s.state.accounts) {
		objects = append(objects, s.newUnit(u))
	}
	return objects
}

// newEmpty tells what portals are for and how the first one is added.
func (s *Screen) newEmpty(add *part.Button) fyne.CanvasObject {
	words := part.NewProseIn(look.Control, say.T("portals.empty.how"), 480)
	words.Aligned(fyne.TextAlignCenter)
	place := part.Column(480, words)
	return part.Inset(look.S48, 0, 0, 0, part.VStack(look.S16,
		part.NewEmptyState(look.IconBrowser, say.T("portals.empty"), add), place))
}

func (s *Screen) newUnit(u unit) fyne.CanvasObject {
	name := u.name
	if name == "" {
		name = say.T("portals.unit.none")
	}
	var rows []fyne.CanvasObject
	for i, a := range u.accounts {
		if i > 0 {
			rows = append(rows, part.Inset(0, look.S12, 0, look.S12, widget.NewSeparator()))
		}
		rows = append(rows, s.newRow(a))
		if s.state.open == a.ID {
			rows = append(rows, part.Inset(look.S4, look.S12, look.S12, look.S12, s.newUnfolded(a)))
		}
	}
	head := part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Label, name))
	return part.VStack(look.S8, head, part.NewSurface(part.Pad(look.S4, part.VStack(0, rows...))))
}

// newRow is an account; pressing it unfolds what can be done.
func (s *Screen) newRow(a model.Account) fyne.CanvasObject {
	icon := part.Inset(0, look.S12, 0, 0, newGlyph(iconOf(a.Kind), look.Second))
	words := part.VStack(look.S4/2, part.NewCutText(look.Strong, a.Name), part.NewCutText(look.Label, rowFacts(a)))
	open := newGlyph(look.IconExpand, look.Second)
	line := part.Frame(nil, nil, part.HStack(0, icon), part.HStack(0, open), words)
	row := part.NewRow(part.Inset(look.S8, look.S12, look.S8, look.S12, line), func() {
		s.state.unfold(a.ID)
		s.update()
		if stage := part.StageOf(s.root); stage != nil {
			stage.Focus(s.rows[a.ID])
		}
	})
	row.OnKey = s.Key
	row.SetSelected(s.state.open == a.ID)
	s.rows[a.ID] = row
	return row
}

func (s *Screen) newUnfolded(a model.Account) fyne.CanvasObject {
	const width = look.PageWidth - 2*look.S24
	if s.state.removing {
		yes := part.NewButton(say.T("portals.remove.yes"), "", func() { s.remove(a) })
		no := part.NewPlain(say.T("portals.no"), "", func() {
			s.state.removing = false
			s.update()
		})
		words := part.NewProseIn(look.Control, say.T("portals.remove.what"), width)
		return part.VStack(look.S8, words, part.HStack(look.S8, yes, no))
	}
	facts := part.VStack(0)
	for _, f := range accountFacts(a, s.state.keyring) {
		facts.Add(part.NewProseIn(look.Control, f, width))
	}
	buttons := part.HStack(look.S8,
		part.NewButton(say.T("portals.change"), "", func() { s.change(a) }),
		part.NewPlain(say.T("portals.remove"), "", func() {
			s.state.removing = true
			s.update()
		}))
	if webAddress(a.Address) != "" && a.Kind != "folder" && a.Kind != "mail" && kinds[a.Kind].steps != nil || a.Kind == handOver {
		buttons.Add(part.NewPlain(say.T("portals.visit"), look.IconBrowser, func() { s.browse(a.Address) }))
	}
	return part.VStack(look.S8, facts, buttons)
}

// iconOf is how a kind of portals is drawn.
func iconOf(kind string) look.IconName {
	switch kind {
	case "folder", "sftp", "ftp", "webdav":
		return look.IconFolder
	case "mail":
		return look.IconExport
	case handOver:
		return look.IconCopy
	}
	return look.IconBrowser
}
