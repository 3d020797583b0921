package sheet

import "fyne.io/fyne/v2"

// hands is what the keyboard and the mouse are doing: the state of the input.
type hands struct {
	above []fyne.CanvasObject // drawn over everything else: the caret
}
