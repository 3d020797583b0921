package ui

import (
	"context"

	"tinxa/model"
	"tinxa/ui/editor"
	"tinxa/ui/native"
	"tinxa/ui/publish"
	"tinxa/ui/task"
)

// Raise brings the window to the front.
func (w *Window) Raise() { native.Forward(w.win) }

// Receive brings the window to the front and begins a report with each group of
// files, as Import does. What is being written is saved before; an export is
// waited for.
func (w *Window) Receive(groups [][]string) {
	w.Raise()
	if len(groups) == 0 || w.home == nil { // before the reports are open the caller keeps them
		return
	}
	take := func() {
		w.ShowHome()
		for _, files := range groups {
			w.home.Take(files)
		}
	}
	if w.publish != nil {
		w.publish.WhenDone(take)
		return
	}
	w.away(take)
}

// Furnished reports whether the reports are shown.
func (w *Window) Furnished() bool { return w.home != nil }

// Secure has what is being written kept, and tells whether every word is.
func (w *Window) Secure(done func(kept bool)) {
	if w.editor == nil {
		done(true)
		return
	}
	w.editor.Secure(done)
}

// Print shows the report that is open, with its newest words, in the browser,
// ready for the printer.
func (w *Window) Print() {
	var r model.Report
	switch s := w.now.(type) {
	case *editor.Screen:
		r = s.Report()
	case *publish.Screen:
		r = w.report
	default:
		return
	}
	task.Go(context.Background(), w.house.Runner, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, w.house.Print(ctx, r)
	}, func(_ struct{}, err error) { w.fault(err) })
}
