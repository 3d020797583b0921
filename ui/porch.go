package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/recovery"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// still is a screen that no key does anything to: what the window shows before
// the reports can be shown.
type still struct{ object fyne.CanvasObject }

// Object implements screen.
func (s still) Object() fyne.CanvasObject { return s.object }

// Key implements screen.
func (still) Key(*fyne.KeyEvent) {}

// porch is what is shown while the data are looked at.
type porch struct {
	line *part.ProgressLine
	late *task.Timer // shows it: what is over at once needs no words
}

// porchWait is how long the window stays empty before it says what it waits for.
const porchWait = 500 * time.Millisecond

// Wait shows what is being done before the reports can be shown, once it takes
// longer than half a second. What it returns tells how far it is; stop, if not
// nil, is offered as "Dừng".
func (w *Window) Wait(what string, stop func()) task.Progress {
	w.leave()
	w.ready() // one waiting may follow another, whose words must not come late
	p := &porch{line: part.NewProgressLine(what, stop)}
	p.late = task.NewTimer(w.stage.Runner(), porchWait, func() {
		w.show(still{waitScreen(p.line)})
	})
	p.late.Reset()
	w.porch = p
	return p.line.Set
}

func waitScreen(line fyne.CanvasObject) fyne.CanvasObject {
	return part.NewDesk(container.NewCenter(part.Sized(480, 0, part.NewSurface(part.Pad(look.S24, line)))))
}

// ready ends the waiting.
func (w *Window) ready() {
	if w.porch != nil {
		w.porch.late.Stop()
		w.porch = nil
	}
}

// Recover shows the ways back to damaged reports.
func (w *Window) Recover(env recovery.Env) {
	w.leave()
	w.show(recovery.New(env))
}

// Fault says why the reports cannot be shown. showData opens their folder.
func (w *Window) Fault(err error, showData func()) {
	w.leave()
	w.show(still{faultScreen(err, showData, w.Close)})
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
