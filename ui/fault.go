package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Fault shows a window that says why the program cannot begin, and waits until
// it is closed. showData opens the folder of the reports.
func Fault(app fyne.App, name string, err error, showData func()) {
	win := app.NewWindow(name)
	win.SetPadded(false)
	win.SetContent(part.NewStage(task.Background(), faultScreen(err, showData, win.Close)))
	win.Resize(fyne.NewSize(640, 360))
	win.CenterOnScreen()
	win.ShowAndRun()
}

func faultScreen(err error, showData, shut func()) fyne.CanvasObject {
	e := say.Explain(err)
	words := part.VStack(look.S8,
		part.NewProse(look.Title, e.What),
		part.NewProse(look.Control, e.Kept),
		part.NewProse(look.Control, e.Do),
		part.NewProse(look.Label, e.Detail),
		part.Inset(look.S16, 0, 0, 0, part.HStack(look.S8,
			part.NewPrimary(say.T("window.fault.folder"), look.IconFolder, showData),
			part.NewPlain(say.T("window.fault.close"), "", shut))),
	)
	return part.NewDesk(container.NewCenter(part.Sized(560, 0, part.NewSurface(part.Pad(look.S24, words)))))
}
