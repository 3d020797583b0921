package ui

import (
	"fyne.io/fyne/v2/dialog"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// about tells name, version, licence and where the data lies.
func (w *Window) about() {
	body := part.Sized(420, 0, part.VStack(look.S4,
		part.NewText(look.Title, w.house.Name),
		part.NewText(look.Control, say.T("about.version", w.house.Version)),
		part.NewProse(look.Control, say.T("about.what")),
		part.NewProse(look.Label, say.T("about.data", w.house.Data)),
		part.NewProse(look.Label, say.T("about.licence")),
	))
	dialog.ShowCustom(say.T("menu.about"), say.T("common.close"), body, w.win)
}
