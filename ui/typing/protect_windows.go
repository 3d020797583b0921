package typing

import (
	"errors"
	"fmt"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"golang.org/x/sys/windows"
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	setWindowLongPtr = user32.NewProc("SetWindowLongPtrW")
	callWindowProc   = user32.NewProc("CallWindowProcW")
)

const (
	windowProc = ^uintptr(3) // GWLP_WNDPROC, -4
	destroyed  = 0x0082      // WM_NCDESTROY, the last message of a window
)

// guarded is a window with a guard before it.
type guarded struct {
	guard Guard
	next  uintptr // the window's own procedure
}

// windowsGuarded has them by their handles. Only the goroutine of the windows
// touches it: the system calls a procedure where the messages are fetched.
var windowsGuarded = map[uintptr]*guarded{}

// procedure is one for all windows, because the runtime never frees one.
var procedure = syscall.NewCallback(receive)

var errNotShown = errors.New("the window is not shown")

// Protect puts a guard before a window that is shown, until it is destroyed.
// It is called where widgets may be touched; a second call does nothing. It
// fails where the window has no handle yet or the system refuses.
func Protect(w fyne.Window) error {
	handle := handleOf(w)
	if handle == 0 {
		return fmt.Errorf("typing tools: %w", errNotShown)
	}
	if windowsGuarded[handle] != nil {
		return nil
	}
	next, _, err := setWindowLongPtr.Call(handle, windowProc, procedure)
	if next == 0 {
		return fmt.Errorf("typing tools: %w", err)
	}
	windowsGuarded[handle] = &guarded{next: next}
	return nil
}

// handleOf is the system's handle of a window, 0 where it has none.
func handleOf(w fyne.Window) uintptr {
	var handle uintptr
	if n, ok := w.(driver.NativeWindow); ok {
		n.RunNative(func(context any) {
			if c, ok := context.(driver.WindowsWindowContext); ok {
				handle = c.HWND
			}
		})
	}
	return handle
}

// receive is called by the system with each message of a guarded window.
func receive(handle uintptr, id uint32, key, detail uintptr) uintptr {
	g := windowsGuarded[handle]
	if g == nil {
		return 0 // between the last message and the end nothing comes
	}
	if id == destroyed {
		delete(windowsGuarded, handle)
	}
	var result uintptr
	for _, m := range g.guard.Take(Message{id, key, detail}) {
		result, _, _ = callWindowProc.Call(g.next, handle, uintptr(m.ID), m.Key, m.Detail)
	}
	return result
}
