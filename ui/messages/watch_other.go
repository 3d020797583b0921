//go:build !windows

package messages

import "fyne.io/fyne/v2"

// Watch has take shown the messages of a window. Only on Windows there are any.
func Watch(fyne.Window, Take) error { return nil }
