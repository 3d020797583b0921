//go:build !windows

package typing

import (
	"fyne.io/fyne/v2"

	"tinxa/ui/task"
)

// Protect puts a guard before a window that is shown. Only Windows needs one.
func Protect(fyne.Window, task.Runner) error { return nil }
