package main

import (
	"flag"
	"fmt"
	"strings"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32              = windows.NewLazySystemDLL("user32.dll")
	getWindowText       = user32.NewProc("GetWindowTextW")
	setForegroundWindow = user32.NewProc("SetForegroundWindow")
	getClientRect       = user32.NewProc("GetClientRect")
	clientToScreen      = user32.NewProc("ClientToScreen")
	postMessage         = user32.NewProc("PostMessageW")
	sendMessageTimeout  = user32.NewProc("SendMessageTimeoutW")
	enumChildWindows    = user32.NewProc("EnumChildWindows")
	isIconic            = user32.NewProc("IsIconic")
	showWindow          = user32.NewProc("ShowWindow")
)

// The messages that hands send and post.
const (
	closeMessage  = 0x0010 // WM_CLOSE
	setText       = 0x000C // WM_SETTEXT
	getText       = 0x000D // WM_GETTEXT
	queryEnd      = 0x0011 // WM_QUERYENDSESSION
	endSession    = 0x0016 // WM_ENDSESSION
	charMessage   = 0x0102 // WM_CHAR
	command       = 0x0111 // WM_COMMAND
	dropFiles     = 0x0233 // WM_DROPFILES
	restoreWindow = 9      // SW_RESTORE
	abortIfHung   = 2      // SMTO_ABORTIFHUNG
)

type point struct{ x, y int32 }

type rect struct{ left, top, right, bottom int32 }

// seen is what EnumWindows and EnumChildWindows found; one enumeration runs at a
// time, and the runtime never frees a callback.
var (
	seen    []uintptr
	collect = syscall.NewCallback(func(window, _ uintptr) uintptr { seen = append(seen, window); return 1 })
)

func windowsOnTop() ([]uintptr, error) {
	seen = nil
	err := windows.EnumWindows(collect, nil)
	return seen, err
}

func children(window uintptr) []uintptr {
	seen = nil
	_, _, _ = enumChildWindows.Call(window, collect, 0) // its result means nothing
	return seen
}

func titleOf(window uintptr) string {
	var buffer [1024]uint16
	n, _, _ := getWindowText.Call(window, uintptr(unsafe.Pointer(&buffer[0])), uintptr(len(buffer)))
	return windows.UTF16ToString(buffer[:n])
}

func classOf(window uintptr) string {
	var buffer [256]uint16
	n, err := windows.GetClassName(windows.HWND(window), &buffer[0], int32(len(buffer)))
	if err != nil {
		return ""
	}
	return windows.UTF16ToString(buffer[:n])
}

// visible finds a shown window of a class, any where that is empty, with some
// text in its title; 0 for none.
func visible(title, class string) (uintptr, error) {
	all, err := windowsOnTop()
	for _, w := range all {
		if windows.IsWindowVisible(windows.HWND(w)) && (class == "" || classOf(w) == class) && strings.Contains(titleOf(w), title) {
			return w, nil
		}
	}
	return 0, err
}

// await waits for such a window.
func await(title, class string, limit time.Duration) (uintptr, error) {
	var window uintptr
	err := until(limit, func() (bool, error) {
		var err error
		window, err = visible(title, class)
		return window != 0, err
	})
	return window, err
}

func (u *user) find(args []string) error {
	var class *string
	var limit func() time.Duration
	words, err := wanting(args, 1, func(f *flag.FlagSet) {
		class, limit = f.String("class", "", ""), seconds(f, "timeout", patience)
	})
	if err != nil {
		return err
	}
	if u.window, err = await(words[0], *class, limit()); err != nil {
		return fmt.Errorf("a window with %q in its title: %w", words[0], err)
	}
	toFront(u.window)
	size, origin := clientOf(u.window)
	fmt.Fprintf(u.out, "window %#x class %s client %dx%d at %d,%d title %q\n",
		u.window, classOf(u.window), size.x, size.y, origin.x, origin.y, titleOf(u.window))
	return nil
}

// toFront has a window take the keyboard. Whether the system lets it is seen by
// what the keys do.
func toFront(window uintptr) {
	if iconic, _, _ := isIconic.Call(window); iconic != 0 {
		_, _, _ = showWindow.Call(window, restoreWindow)
	}
	_, _, _ = setForegroundWindow.Call(window)
	time.Sleep(100 * time.Millisecond)
}

// clientOf is the size of a window's inside, and where it is on the screen.
func clientOf(window uintptr) (size, origin point) {
	var r rect
	_, _, _ = getClientRect.Call(window, uintptr(unsafe.Pointer(&r)))
	_, _, _ = clientToScreen.Call(window, uintptr(unsafe.Pointer(&origin)))
	return point{r.right, r.bottom}, origin
}

// target is the window found last, or the one in front.
func (u *user) target() uintptr {
	if u.window != 0 {
		return u.window
	}
	return uintptr(windows.GetForegroundWindow())
}

func (u *user) title([]string) error {
	_, err := fmt.Fprintln(u.out, titleOf(u.target()))
	return err
}

func (u *user) close([]string) error { return post(u.target(), closeMessage, 0, 0) }

func (u *user) gone(args []string) error {
	var limit func() time.Duration
	if _, err := wanting(args, 0, func(f *flag.FlagSet) { limit = seconds(f, "timeout", patience) }); err != nil {
		return err
	}
	return until(limit(), func() (bool, error) { return !windows.IsWindow(windows.HWND(u.window)), nil })
}

// endSession asks a window whether Windows may shut down, and tells it that
// Windows does, or not. A program may end in the middle of that.
func (u *user) endSession([]string) error {
	answer, err := send(u.target(), queryEnd, 0, 0)
	if err != nil {
		return err
	}
	fmt.Fprintf(u.out, "answer %d\n", answer)
	if _, err = send(u.target(), endSession, answer, 0); err != nil && !windows.IsWindow(windows.HWND(u.target())) {
		_, err = fmt.Fprintln(u.out, "ended")
	}
	return err
}

func post(window uintptr, message uint32, key, detail uintptr) error {
	if ok, _, err := postMessage.Call(window, uintptr(message), key, detail); ok == 0 {
		return fmt.Errorf("posting message %#x: %w", message, err)
	}
	return nil
}

// send gives a window ten seconds to answer a message.
func send(window uintptr, message uint32, key, detail uintptr) (uintptr, error) {
	var answer uintptr
	ok, _, err := sendMessageTimeout.Call(window, uintptr(message), key, detail, abortIfHung, 10_000, uintptr(unsafe.Pointer(&answer)))
	if ok == 0 {
		return 0, fmt.Errorf("sending message %#x: %w", message, err)
	}
	return answer, nil
}
