package messages

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

// watched is a window whose messages are taken.
type watched struct {
	handle uintptr
	next   uintptr // the window's own procedure
	takes  []Take  // the last one is shown a message first
}

// windowsWatched has them by their handles. Only the goroutine of the windows
// touches it: the system calls a procedure where the messages are fetched.
var windowsWatched = map[uintptr]*watched{}

// procedure is one for all windows, because the runtime never frees one.
var procedure = syscall.NewCallback(receive)

var errNotShown = errors.New("the window is not shown")

// Watch has take shown the messages of a window that is shown, until it is
// destroyed. It is called where widgets may be touched. It fails where the window
// has no handle yet or the system refuses.
func Watch(w fyne.Window, take Take) error {
	handle := handleOf(w)
	if handle == 0 {
		return fmt.Errorf("messages: %w", errNotShown)
	}
	if windowsWatched[handle] == nil {
		next, _, err := setWindowLongPtr.Call(handle, windowProc, procedure)
		if next == 0 {
			return fmt.Errorf("messages: %w", err)
		}
		windowsWatched[handle] = &watched{handle: handle, next: next}
	}
	seen := windowsWatched[handle]
	seen.takes = append(seen.takes, take)
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

// receive is called by the system with each message of a watched window.
func receive(handle uintptr, id uint32, key, detail uintptr) uintptr {
	w := windowsWatched[handle]
	if w == nil {
		return 0 // between the last message and the end nothing comes
	}
	if id == destroyed {
		delete(windowsWatched, handle)
	}
	return w.give(len(w.takes), Message{id, key, detail})
}

// give shows a message to the take before number n, or to the window itself.
func (w *watched) give(n int, m Message) uintptr {
	if n == 0 {
		result, _, _ := callWindowProc.Call(w.next, w.handle, uintptr(m.ID), m.Key, m.Detail)
		return result
	}
	return w.takes[n-1](m, func(m Message) uintptr { return w.give(n-1, m) })
}
