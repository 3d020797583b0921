package native

import (
	"unsafe"

	"fyne.io/fyne/v2"
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

var (
	setAppID         = shell32.NewProc("SetCurrentProcessExplicitAppUserModelID")
	isIconic         = user32.NewProc("IsIconic")
	showWindow       = user32.NewProc("ShowWindow")
	setForeground    = user32.NewProc("SetForegroundWindow")
	foreground       = user32.NewProc("GetForegroundWindow")
	flashWindow      = user32.NewProc("FlashWindowEx")
	blockReason      = user32.NewProc("ShutdownBlockReasonCreate")
	unblockReason    = user32.NewProc("ShutdownBlockReasonDestroy")
	systemParameters = user32.NewProc("SystemParametersInfoW")
	dpiForSystem     = user32.NewProc("GetDpiForSystem")
)

// Identify tells the taskbar which program's windows these are, so that copies of
// the program in other folders share one button with its shortcut. It is called
// before the first window is made.
func Identify(id string) {
	if name, err := windows.UTF16PtrFromString(id); err == nil {
		// Refused: they have buttons of their own.
		_, _, _ = setAppID.Call(uintptr(unsafe.Pointer(name)))
	}
}

// Forward brings a window to the front, also from the taskbar. Where Windows does
// not let it, its button blinks.
func Forward(w fyne.Window) {
	owner := ownerOf(w)
	if owner == 0 {
		w.Show()
		return
	}
	const restore = 9 // SW_RESTORE
	if iconic, _, _ := isIconic.Call(owner); iconic != 0 {
		_, _, _ = showWindow.Call(owner, restore) // returns what it was
	}
	w.RequestFocus()
	_, _, _ = setForeground.Call(owner) // Call sees whether it did
	Call(w)
}

// Call has the button of a window on the taskbar blink until the window is in
// front; not where it is.
func Call(w fyne.Window) {
	const tray, untilInFront = 2, 12 // FLASHW_TRAY, FLASHW_TIMERNOFG
	owner := ownerOf(w)
	front, _, _ := foreground.Call()
	if owner == 0 || front == owner {
		return
	}
	info := flashInfo{window: owner, flags: tray | untilInFront}
	info.size = uint32(unsafe.Sizeof(info))
	_, _, _ = flashWindow.Call(uintptr(unsafe.Pointer(&info))) // returns what it was
}

// flashInfo is FLASHWINFO (winuser.h).
type flashInfo struct {
	size    uint32
	window  uintptr
	flags   uint32
	count   uint32
	timeout uint32
}

// Hold gives the reason why a session should not end yet, in the user's words,
// until release is called.
func Hold(w fyne.Window, reason string) (release func()) {
	owner := ownerOf(w)
	words, err := windows.UTF16PtrFromString(reason)
	if owner == 0 || err != nil {
		return func() {}
	}
	// Refused: Windows asks the user without saying why.
	_, _, _ = blockReason.Call(owner, uintptr(unsafe.Pointer(words)))
	return func() { _, _, _ = unblockReason.Call(owner) }
}

// SightNow is how the user wants to see programs at this moment.
func SightNow() Sight {
	s := Sight{Contrast: highContrast(), Text: textSize()}
	const workArea, usualDPI = 0x30, 96 // SPI_GETWORKAREA
	var work rect
	if ok, _, _ := systemParameters.Call(workArea, 0, uintptr(unsafe.Pointer(&work)), 0); ok != 0 {
		s.Width = int(work.right - work.left)
	}
	if dpiForSystem.Find() == nil { // since Windows 10 1607
		dpi, _, _ := dpiForSystem.Call()
		s.Scale = float32(dpi) / usualDPI
	}
	return s
}

// highContrast reports whether the user has turned on a theme of high contrast.
func highContrast() bool {
	const get, on = 0x42, 1 // SPI_GETHIGHCONTRAST, HCF_HIGHCONTRASTON
	info := struct {        // HIGHCONTRASTW
		size, flags uint32
		scheme      *uint16
	}{}
	info.size = uint32(unsafe.Sizeof(info))
	ok, _, _ := systemParameters.Call(get, uintptr(info.size), uintptr(unsafe.Pointer(&info)), 0)
	return ok != 0 && info.flags&on != 0
}

// textSize is what the user has chosen under "Text size", 1 where nothing.
func textSize() float32 {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Accessibility`, registry.QUERY_VALUE)
	if err != nil {
		return 1
	}
	defer func() { _ = key.Close() }() // only read
	percent, _, err := key.GetIntegerValue("TextScaleFactor")
	if err != nil {
		return 1
	}
	return min(2.25, max(1, float32(percent)/100))
}
