package native

import (
	"image"

	"fyne.io/fyne/v2"
)

// Dock puts a window along the right edge of the screen, width wide and as high
// as there is room, and keeps it above other programs' windows: it is to be
// worked with beside them. Fyne can do neither. Where the system cannot, as on
// Wayland, the window stays where it is. It is called where widgets may be
// touched, once the window is shown.
func Dock(w fyne.Window, width float32) {
	if owner := ownerOf(w); owner != 0 {
		dock(owner, int(width*w.Canvas().Scale()))
	}
}

// docked is the place along the right edge of an area.
func docked(area image.Rectangle, width int) image.Rectangle {
	area.Min.X = max(area.Min.X, area.Max.X-width)
	return area
}
