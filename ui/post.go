package ui

import (
	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/outbox"
	"tinxa/ui/portals"
	"tinxa/ui/publish"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Asker asks what portals want to know above whatever screen is shown.
func (w *Window) Asker(runner task.Runner) export.Asker { return portals.NewAsker(runner, w.stage) }

// joinPost fills in what the screens of publishing ask of one another.
func (w *Window) joinPost() {
	w.house.Publish.AddPortal = func() { w.portalsFrom(w.publishAgain, "", true) }
	w.house.Publish.EditAccount = func(id model.AccountID) { w.portalsFrom(w.publishAgain, id, false) }
	w.house.Outbox.AddPortal = func() { w.portalsFrom(w.ShowOutbox, "", true) }
	w.house.Outbox.EditAccount = func(id model.AccountID) { w.portalsFrom(w.ShowOutbox, id, false) }
	w.house.Outbox.Back = w.ShowHome
	w.house.Portals.ChooseFolder = w.ChooseFolder
}

// publishAgain goes back to the report that was on its way out.
func (w *Window) publishAgain() { w.Publish(w.report) }

// ShowPortals leaves what is shown for the places to publish to. A report on its
// way out is come back to.
func (w *Window) ShowPortals() {
	back := w.ShowHome
	switch w.now.(type) {
	case *publish.Screen:
		back = w.publishAgain
	case *outbox.Screen:
		back = w.ShowOutbox
	}
	w.away(func() { w.portalsFrom(back, "", false) })
}

// portalsFrom shows the places to publish to, one of them opened or a new one
// begun, and goes back to where it was called from.
func (w *Window) portalsFrom(back func(), id model.AccountID, add bool) {
	w.leave()
	env := w.house.Portals
	env.First = id
	env.Back = func() {
		w.house.Outbox.Queue.Load() // the accounts may be others now
		back()
	}
	s := portals.New(env)
	w.show(s)
	w.win.SetTitle(w.house.Name)
	if add {
		s.Add()
	}
}

// ShowOutbox leaves what is shown for the queue of publishing.
func (w *Window) ShowOutbox() {
	w.away(func() {
		w.leave()
		w.show(outbox.New(w.house.Outbox))
		w.win.SetTitle(w.house.Name)
	})
}

// PublishTo shows a stored report on its way out, with an account chosen.
func (w *Window) PublishTo(r model.Report, account model.AccountID) {
	w.leave()
	w.report = r
	w.publish = publish.NewFor(w.house.Publish, r, account)
	w.show(w.publish)
	w.title(r)
}

// Writing reports whether a report is open in the editor: it is saved from
// there alone.
func (w *Window) Writing(id model.ReportID) bool {
	return w.editor != nil && w.editor.Report().ID == id
}

// Renew takes the new revision of a report that was saved beside the window.
func (w *Window) Renew(r model.Report) {
	if w.report.ID == r.ID {
		w.report = r
	}
	if w.now == w.home && w.home != nil {
		w.home.Reload()
	}
}

// Sent tells that a report was published, unless the screen that is shown says
// so itself.
func (w *Window) Sent(d model.Dispatch, portal string) {
	switch w.now.(type) {
	case *publish.Screen, *outbox.Screen:
		return
	}
	w.stage.Toast(say.T("window.sent", d.Content.Name(), portal), say.T("window.sent.show"), w.ShowOutbox)
}
