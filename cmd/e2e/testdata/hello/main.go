// Command hello is the least that a Fyne program can be: what the first frame
// of Tin Xã is measured beside.
package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("vn.tinxa.hello").NewWindow("hello")
	w.SetContent(widget.NewLabel("hello"))
	w.Resize(fyne.NewSize(1280, 660)) // as large as Tin Xã begins
	w.ShowAndRun()
}
