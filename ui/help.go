package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"tinxa/ui/look"
	"tinxa/ui/native"
	"tinxa/ui/say"
	"tinxa/ui/support"
	"tinxa/ui/task"
	"tinxa/ui/updates"
)

// Help is what the help menu offers. It is there before the reports are, and
// when they cannot be opened.
type Help struct {
	Name    string // of the program
	Version string // with the build
	System  string // that it runs on
	Data    string // the folder of reports and photos
	Drawn   func() string
	Notices string // whose work the program holds, as cmd/notices writes it
	// Support and Updates lack what the window itself knows.
	Support    support.Env
	Updates    updates.Env
	FileName   func() string // suggested for what goes to a helper
	ShowFolder func(ctx context.Context, path string) error
}

// Assist gives the window its help menu.
func (w *Window) Assist(h Help) {
	w.help = &h
	w.win.SetMainMenu(w.menu())
}

func (w *Window) helpMenu() []*fyne.Menu {
	if w.help == nil {
		return nil
	}
	return []*fyne.Menu{fyne.NewMenu(say.T("menu.help"),
		item("menu.updates", "", 0, w.ShowUpdates), item("menu.support", "", 0, w.ShowSupport), line(), item("menu.about", "", 0, w.about))}
}

// ShowSupport leaves what is shown for what can be sent to a helper. Where the
// reports are not open it goes back to what said so.
func (w *Window) ShowSupport() {
	if w.home == nil {
		before := w.now
		if _, again := before.(*support.Screen); !again {
			w.now = still{} // stays open behind
			w.showSupport(func() {
				w.leave()
				w.show(before)
			})
		}
		return
	}
	w.away(func() { w.showSupport(w.ShowHome) })
}

func (w *Window) showSupport(back func()) {
	w.leave()
	env := w.help.Support
	env.Back = back
	env.Copy = w.copyText
	env.ChoosePath = func(chosen func(string)) {
		chooser := native.Chooser{Window: w.win, Runner: w.stage.Runner()}
		kinds := []native.Kind{{Name: say.T("support.kindzip"), Exts: []string{zipExt}}}
		ask := native.Ask{Title: say.T("support.choose"), Name: w.help.FileName(), Ext: zipExt, Kinds: kinds}
		chooser.SaveFile(context.Background(), ask, func(path string, err error) {
			if err != nil {
				w.fault(err)
				return
			}
			chosen(path)
		})
	}
	w.show(support.New(env))
}

const zipExt = ".zip"

// copyText puts a text on the clipboard, and says so.
func (w *Window) copyText(text string) {
	w.app.Clipboard().SetContent(text)
	w.Say(say.T("about.copied"))
}

// Offer says one sentence with a button.
func (w *Window) Offer(sentence, action string, do func()) { w.stage.Toast(sentence, action, do) }

// showFolder opens a folder in the file manager.
func (w *Window) showFolder(path string) {
	task.Go(context.Background(), w.stage.Runner(), func(ctx context.Context) (struct{}, error) {
		return struct{}{}, w.help.ShowFolder(ctx, path)
	}, func(_ struct{}, err error) { w.fault(err) })
}

// fitting is a size for a dialog, no larger than the window leaves.
func (w *Window) fitting(width, height float32) fyne.Size {
	room := w.win.Canvas().Size()
	return fyne.NewSize(min(width, room.Width-2*dialogMargin), min(height, room.Height-2*dialogMargin))
}

// dialogMargin is what stays of the window around a dialog.
const dialogMargin = look.S16
