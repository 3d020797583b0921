package native

import "golang.org/x/sys/windows"

// Where the methods of ITaskbarList3 stand (shobjidl_core.h).
const (
	taskbarInit     = 3
	taskbarProgress = 9
	taskbarState    = 10
)

var (
	clsidTaskbar = windows.GUID{Data1: 0x56fdf344, Data2: 0xfd6d, Data3: 0x11d0, Data4: [8]byte{0x95, 0x8a, 0x00, 0x60, 0x97, 0xc9, 0xa0, 0x90}}
	iidTaskbar3  = windows.GUID{Data1: 0xea1afb91, Data2: 0x9e28, Data3: 0x4b86, Data4: [8]byte{0x90, 0xe9, 0x9e, 0x9f, 0x8a, 0x5e, 0xef, 0xaf}}
)

// showProgress tells the taskbar: first how long the bar is, which would make it
// an ordinary one again, then what it means.
func showProgress(window uintptr, p Progress) error {
	return withCOM(func() error {
		bar, err := create(&clsidTaskbar, &iidTaskbar3)
		if err != nil {
			return err
		}
		defer bar.free()
		if err := bar.call(taskbarInit); err != nil {
			return err
		}
		if p.State != ProgressNone && p.State != ProgressBusy && p.Of > 0 {
			if err := bar.call(taskbarProgress, window, uintptr(p.Done), uintptr(p.Of)); err != nil {
				return err
			}
		}
		return bar.call(taskbarState, window, uintptr(p.State))
	})
}
