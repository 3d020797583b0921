//go:build !windows

package native

import "fyne.io/fyne/v2"

// What Windows alone has, under the names of desktop_windows.go.

// Identify tells the taskbar which program's windows these are.
func Identify(string) {}

// Forward brings a window to the front.
func Forward(w fyne.Window) {
	w.Show()
	w.RequestFocus()
}

// Call has a window ask for the user's attention.
func Call(fyne.Window) {}

// Hold gives the reason why a session should not end yet.
func Hold(fyne.Window, string) (release func()) { return func() {} }

// SightNow is how the user wants to see programs: as they are.
func SightNow() Sight { return Sight{Text: 1} }

func showProgress(uintptr, Progress) error { return nil }
