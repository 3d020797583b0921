package ui

import "tinxa/ui/updates"

// ShowUpdates leaves what is shown for newer versions of the program. Where the
// reports are not open it goes back to what said so: a newer version may be the
// cure.
func (w *Window) ShowUpdates() {
	if w.home != nil {
		w.away(func() { w.showUpdates(w.ShowHome) })
		return
	}
	before := w.now
	if _, again := before.(*updates.Screen); again {
		return
	}
	w.now = still{} // stays open behind
	w.showUpdates(func() {
		w.leave()
		w.show(before)
	})
}

func (w *Window) showUpdates(back func()) {
	w.leave()
	env := w.help.Updates
	env.Back, env.ChooseFolder = back, w.ChooseFolder
	w.show(updates.New(env))
	w.win.SetTitle(w.help.Name)
}
