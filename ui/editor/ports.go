package editor

import (
	"context"

	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
	"tinxa/ui/task"
)

// ports are what the pieces around the page (finding, findings, the minutes of a
// meeting) may ask of the screen.
type ports struct {
	ctx    context.Context
	runner task.Runner
	state  *manuscript.State
	run    func(manuscript.Command)          // does and shows it, with the caret in sight; the keyboard stays where it is
	redraw func()                            // shows the page anew where it stands
	reveal func()                            // brings the caret into sight and the keyboard to the page
	caret  func() (fyne.Position, fyne.Size) // where the caret stands in the window
	canvas func() fyne.Canvas
	done   func(text string) // tells what was done, with a way to undo it
	hint   func(text string)
	failed func(error)
}

// selecting is a command that selects and changes nothing.
func selecting(sel manuscript.Selection) manuscript.Command {
	return func(manuscript.Moment) (manuscript.Change, error) {
		return manuscript.Change{Selection: sel}, nil
	}
}
