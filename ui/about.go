package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// aboutSize leaves room for the longest line wrapped once.
var aboutSize = fyne.NewSize(520, 330)

// about tells name, version, licence and where the data lies.
func (w *Window) about() {
	body := part.VStack(look.S4,
		part.Inset(0, look.S4, 0, look.S4, part.NewText(look.Title, w.house.Name)),
		part.Inset(0, look.S4, 0, look.S4, part.NewText(look.Control, say.T("about.version", w.house.Version))),
		part.NewProse(look.Control, say.T("about.what")),
		part.NewProse(look.Label, say.T("about.data", w.house.Data)),
		part.NewProse(look.Label, say.T("about.licence")),
	)
	d := dialog.NewCustom(say.T("menu.about"), say.T("common.close"), body, w.win)
	d.Resize(aboutSize)
	d.Show()
}
