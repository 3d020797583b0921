package updates

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/model/release"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// inner is the width of what stands in a card with an icon.
const inner = look.PageWidth - 2*look.S16 - look.IconSide - look.S12

// newNow tells which version runs and what the last look found, with the
// screen's main button.
func (s *Screen) newNow() fyne.CanvasObject {
	icon, ink := look.IconCheck, look.Good
	if !s.state.able() || s.state.now.Checked.IsZero() || s.state.now.Fault != nil {
		icon, ink = look.IconInfo, look.Second
	}
	now := part.NewPrimary(say.T("updates.now"), "", s.fetch)
	part.Enable(s.state.able(), now)
	words := part.Middle(part.Inset(0, 0, 0, look.S4, part.NewText(look.Strong, s.state.versionWords())))
	rows := []fyne.CanvasObject{part.Frame(nil, nil, nil, part.HStack(0, now), words)}
	if s.state.able() {
		rows = append(rows, part.NewProseIn(look.Control, s.state.checkedWords(s.env.Now()), inner))
	}
	return newCard(icon, ink, append(rows, part.NewProseIn(look.Label, say.T("updates.how"), inner))...)
}

// newReady tells of the version that waits, and what is new in it.
func newReady(m release.Manifest, zone *time.Location) fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Strong, say.T("updates.ready", m.Version))),
		part.NewProseIn(look.Label, say.T("updates.published", say.Date(m.Published.In(zone))), inner),
	}
	if m.Notes != "" {
		rows = append(rows, part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Label, say.T("updates.notes"))))
	}
	for _, line := range strings.Split(m.Notes, "\n") {
		if line != "" {
			rows = append(rows, part.NewProseIn(look.Control, line, inner))
		}
	}
	return newCard(look.IconImport, look.Accent, rows...)
}

// newPlace is the card of the address.
func (s *Screen) newPlace() fyne.CanvasObject {
	typed := s.state.typed
	if typed == "" {
		typed = s.state.now.Address
	}
	field := part.NewField(say.T("updates.place.example"))
	field.Text = typed
	use := part.NewButton(say.T("updates.place.use"), "", func() { s.setAddress(field.Text) })
	able := func(text string) { part.Enable(text != "" && text != s.state.now.Address, use) }
	able(typed)
	field.OnChanged = func(text string) {
		s.state.typed = text
		able(text)
	}
	field.OnSubmitted = func(text string) {
		if text != "" {
			s.setAddress(text)
		}
	}
	rows := []fyne.CanvasObject{
		part.Inset(look.S8, 0, 0, look.S4, part.NewText(look.Strong, say.T("updates.place"))),
		part.NewProseIn(look.Control, s.state.placeWords(), inner),
		part.Inset(look.S4, 0, look.S4, look.S4, part.Frame(nil, nil, nil, part.Inset(0, 0, 0, look.S8, part.HStack(0, use)), field)),
		part.Inset(0, 0, 0, -look.S8, s.newPlaceButtons()),
	}
	return newCard(look.IconFolder, look.Second, rows...)
}

// newPlaceButtons offers a folder in place of an address, and the ways out.
func (s *Screen) newPlaceButtons() fyne.CanvasObject {
	row := part.HStack(look.S8, part.NewPlain(say.T("updates.place.folder"), "", func() { s.env.ChooseFolder(s.setAddress) }))
	now := s.state.now
	switch {
	case now.Address == "":
		return row
	case now.Off:
		row.Add(part.NewButton(say.T("updates.on"), "", func() { s.setOff(false) }))
	default:
		row.Add(part.NewPlain(say.T("updates.off"), "", func() { s.setOff(true) }))
	}
	if !now.Given {
		row.Add(part.NewPlain(say.T("updates.place.clear"), "", func() { s.setAddress("") }))
	}
	return row
}

// newCard is a surface with an icon beside what it holds.
func newCard(icon look.IconName, ink fyne.ThemeColorName, rows ...fyne.CanvasObject) fyne.CanvasObject {
	img := canvas.NewImageFromResource(look.IconIn(icon, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	lead := part.Inset(look.S8, look.S12, 0, 0, part.VStack(0, img))
	return part.NewSurface(part.Pad(look.S16, part.Frame(nil, nil, lead, nil, part.VStack(look.S4, rows...))))
}

// newProgress is the progress of what is going on, as wide as the column.
func newProgress(line *part.ProgressLine) fyne.CanvasObject {
	box := part.NewSurface(part.Inset(look.S8, look.S16, look.S8, look.S16, line))
	return part.Column(look.PageWidth+2*look.S16, part.Inset(look.S16, look.S16, 0, look.S16, box))
}
