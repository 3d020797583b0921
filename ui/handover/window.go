package handover

import (
	"fyne.io/fyne/v2"

	"tinxa/ui/part"
	"tinxa/ui/say"
)

// Window is the window with its screen.
type Window struct {
	*Screen
	win fyne.Window
}

// firstHeight is how high the window is until it is docked.
const firstHeight = 700

// Open shows a hand-over in a window of its own. dock puts it at the edge of
// the desktop; nil leaves it where the system puts it. env.Close is called when
// the window is gone.
func Open(app fyne.App, env Env, dock func(fyne.Window)) *Window {
	w := &Window{win: app.NewWindow(say.T("handover.window", env.Report))}
	closed := env.Close
	env.Close = w.win.Close
	w.Screen = New(env)
	w.win.SetPadded(false)
	w.win.SetContent(part.NewStage(env.Runner, w.Object()))
	w.win.Canvas().SetOnTypedKey(w.Key)
	w.win.SetOnClosed(func() {
		w.Screen.Close()
		closed()
	})
	w.win.Resize(fyne.NewSize(Width, firstHeight))
	w.win.Show()
	if dock != nil {
		dock(w.win)
	}
	return w
}

// Raise brings the window to the front.
func (w *Window) Raise() { w.win.RequestFocus() }

// Shut closes the window.
func (w *Window) Shut() { w.win.Close() }
