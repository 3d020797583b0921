package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// aboutWidth and aboutHeight leave room for the longest line wrapped once.
const (
	aboutWidth  float32 = 560
	aboutHeight float32 = 440
)

// about tells name, version, licence, where the data lie and what draws the
// window.
func (w *Window) about() {
	var d dialog.Dialog
	version := say.T("about.version", w.help.Version)
	var copied *part.IconButton
	copied = part.NewIconButton(look.IconCopy, say.T("about.copy"), "", func() {
		w.app.Clipboard().SetContent(w.help.Name + " " + w.help.Version + ", " + w.help.System)
		copied.SetIcon(look.IconCheck, say.T("about.copied")) // a toast would stand below the dialog
	})
	folder := part.NewPlain(say.T("about.folder"), look.IconFolder, func() { w.showFolder(w.help.Data) })
	works := part.NewPlain(say.T("about.notices"), look.IconInfo, func() {
		d.Hide()
		w.notices()
	})
	body := part.VStack(look.S4,
		indented(part.NewText(look.Title, w.help.Name)),
		indented(part.HStack(look.S4, part.NewText(look.Control, version), copied)),
		part.NewProse(look.Control, say.T("about.what")),
		part.NewProse(look.Label, say.T("about.data", w.help.Data)),
		part.NewProse(look.Label, say.T("about.graphics", w.help.Drawn())),
		part.NewProse(look.Label, say.T("about.licence")),
		part.HStack(look.S8, folder, works),
	)
	d = dialog.NewCustom(say.T("menu.about"), say.T("common.close"), body, w.win)
	d.Resize(w.fitting(aboutWidth, aboutHeight))
	d.Show()
}

// indented brings a line under the air that prose has around it.
func indented(o fyne.CanvasObject) fyne.CanvasObject { return part.Inset(0, look.S4, 0, look.S4, o) }
