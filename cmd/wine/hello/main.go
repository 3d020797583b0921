// Command hello is the least that Fyne shows: what the start of the program is
// compared with. Nothing else may live here.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("vn.tinxa.hello").NewWindow("Hello")
	w.SetContent(widget.NewLabel("Hello"))
	w.Resize(fyne.NewSize(1280, 660))
	w.ShowAndRun()
}
