package native

import (
	"image"
	"unsafe"
)

var (
	monitorFromWindow = user32.NewProc("MonitorFromWindow")
	getMonitorInfo    = user32.NewProc("GetMonitorInfoW")
	setWindowPos      = user32.NewProc("SetWindowPos")
)

// rect is a RECT, monitorInfo a MONITORINFO (winuser.h).
type rect struct{ left, top, right, bottom int32 }

type monitorInfo struct {
	size          uint32
	monitor, work rect
	flags         uint32
}

// dock moves a window within what the task bar leaves of its screen.
func dock(owner uintptr, width int) {
	const (
		nearest    = 2 // MONITOR_DEFAULTTONEAREST
		topmost    = ^uintptr(0)
		noActivate = 0x10
	)
	monitor, _, _ := monitorFromWindow.Call(owner, nearest)
	info := monitorInfo{size: uint32(unsafe.Sizeof(monitorInfo{}))}
	if ok, _, _ := getMonitorInfo.Call(monitor, uintptr(unsafe.Pointer(&info))); ok == 0 {
		return
	}
	work := image.Rect(int(info.work.left), int(info.work.top), int(info.work.right), int(info.work.bottom))
	at := docked(work, width)
	// Where it fails, the window stays where it is.
	_, _, _ = setWindowPos.Call(owner, topmost, uintptr(at.Min.X), uintptr(at.Min.Y), uintptr(at.Dx()), uintptr(at.Dy()), noActivate)
}
