package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestNothingMovesInAStillApp(t *testing.T) {
	app := test.NewTempApp(t)
	before := app.Settings().Theme()
	still := Still(app)
	if fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("widgets are still told to move")
	}
	if still.Settings().Theme() != before || fyne.CurrentApp().Driver() != app.Driver() {
		t.Error("it is another app")
	}
	still.Settings().SetTheme(test.NewTheme())
	if app.Settings().Theme() == before {
		t.Error("its theme is another one")
	}
}
