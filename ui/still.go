package ui

import "fyne.io/fyne/v2"

// Still makes an app one in which nothing moves by itself: carets do not blink
// and nothing fades. Fyne paints the whole window for each step of a movement,
// which costs a processor that draws, and the line of a remote desktop, far more
// than it is worth. It is called before the first window is made.
func Still(app fyne.App) fyne.App {
	still := stillApp{app}
	fyne.SetCurrentApp(still) // widgets ask the current app
	return still
}

type stillApp struct{ fyne.App }

// Settings are the app's own, but for movement.
func (a stillApp) Settings() fyne.Settings { return stillSettings{a.App.Settings()} }

type stillSettings struct{ fyne.Settings }

// ShowAnimations says no.
func (stillSettings) ShowAnimations() bool { return false }
