package typing

import (
	"runtime"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32            = windows.NewLazySystemDLL("user32.dll")
	createWindowEx    = user32.NewProc("CreateWindowExW")
	addListener       = user32.NewProc("AddClipboardFormatListener")
	getMessage        = user32.NewProc("GetMessageW")
	getMessageTime    = user32.NewProc("GetMessageTime")
	dispatchMessage   = user32.NewProc("DispatchMessageW")
	getSequenceNumber = user32.NewProc("GetClipboardSequenceNumber")
	openClipboard     = user32.NewProc("OpenClipboard")
	closeClipboard    = user32.NewProc("CloseClipboard")
	hasFormat         = user32.NewProc("IsClipboardFormatAvailable")
	registerFormat    = user32.NewProc("RegisterClipboardFormatW")
	getClipboardData  = user32.NewProc("GetClipboardData")
	kernel32          = windows.NewLazySystemDLL("kernel32.dll")
	globalSize        = kernel32.NewProc("GlobalSize")
	globalLock        = kernel32.NewProc("GlobalLock")
	globalUnlock      = kernel32.NewProc("GlobalUnlock")
)

// Numbers of winuser.h.
const (
	clipboardUpdate = 0x031D      // WM_CLIPBOARDUPDATE
	messageOnly     = ^uintptr(2) // HWND_MESSAGE, -3
	bitmapForm      = 8           // CF_DIB
	textForm        = 13          // CF_UNICODETEXT
	filesForm       = 15          // CF_HDROP
)

// lately is what the clipboard of this user held.
var lately copies

// listening is begun once for all windows.
var listening sync.Once

// listen looks at each change of the clipboard, until the program ends. It takes
// a thread of its own, which is told of a change at once, whatever the windows
// are busy with.
func listen() {
	runtime.LockOSThread()
	class, err := windows.UTF16PtrFromString("STATIC")
	if err != nil {
		return
	}
	window, _, _ := createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, 0, 0, 0, 0, 0, messageOnly, 0, 0, 0)
	if ok, _, _ := addListener.Call(window); ok == 0 {
		return // what tools paste is then read when the window comes to it
	}
	var m struct {
		window      uintptr
		id          uint32
		key, detail uintptr
		time        uint32
		x, y        int32
	}
	for {
		if more, _, _ := getMessage.Call(uintptr(unsafe.Pointer(&m)), 0, 0, 0); int32(more) <= 0 {
			return
		}
		if m.id == clipboardUpdate {
			look(window, m.time)
		}
		_, _, _ = dispatchMessage.Call(uintptr(unsafe.Pointer(&m)))
	}
}

// look takes note of a change of the clipboard. One that was followed by another
// while it was looked at is not known.
func look(window uintptr, since uint32) {
	number := sequenceNumber()
	letters := heldLetters(window)
	if sequenceNumber() != number {
		letters = ""
	}
	lately.add(held{since, letters}, number)
}

func sequenceNumber() uint32 {
	number, _, _ := getSequenceNumber.Call()
	return uint32(number)
}

// heldLetters is the letters on the clipboard, "" for anything else. It looks only
// while a window of this program is in front: what others copy for themselves is
// not asked for.
func heldLetters(window uintptr) string {
	if !inFront() || has(bitmapForm) || has(filesForm) || !has(textForm) || has(htmlForm()) {
		return ""
	}
	for range openTries {
		if ok, _, _ := openClipboard.Call(window); ok != 0 {
			defer func() { _, _, _ = closeClipboard.Call() }()
			return lettersOf(shortText())
		}
		time.Sleep(openPause)
	}
	return ""
}

// A tool holds the clipboard open for less than this.
const (
	openTries = 10
	openPause = 2 * time.Millisecond
)

func inFront() bool {
	var id uint32
	_, err := windows.GetWindowThreadProcessId(windows.GetForegroundWindow(), &id)
	return err == nil && id == windows.GetCurrentProcessId()
}

func has(form uintptr) bool {
	ok, _, _ := hasFormat.Call(form)
	return ok != 0
}

var htmlForm = sync.OnceValue(func() uintptr {
	name, err := windows.UTF16PtrFromString("HTML Format")
	if err != nil {
		return 0
	}
	form, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name)))
	return form
})

// shortText is the text on the clipboard that is open, "" where it is long.
func shortText() string {
	handle, _, _ := getClipboardData.Call(textForm)
	size, _, _ := globalSize.Call(handle)
	units := make([]uint16, size/2)
	if handle == 0 || len(units) == 0 || len(units) > 4*mostLetters {
		return ""
	}
	address, _, _ := globalLock.Call(handle)
	if address == 0 {
		return ""
	}
	defer func() { _, _, _ = globalUnlock.Call(handle) }() // says only whether others hold it
	// Copied by the system, for which the address needs to be no Go pointer.
	if windows.ReadProcessMemory(windows.CurrentProcess(), address, (*byte)(unsafe.Pointer(&units[0])), uintptr(2*len(units)), nil) != nil {
		return ""
	}
	return windows.UTF16ToString(units)
}

// A change that was just made is waited for so long. Windows takes a moment; wine
// makes a program wait that asks while it tells X11 of the change.
const (
	lookTries = 1000
	lookPause = time.Millisecond
)

// pasted is the letters that the clipboard held when the message in hand was
// sent; "" where it is not known.
func pasted() string {
	for range lookTries {
		if lately.knows(sequenceNumber()) {
			sent, _, _ := getMessageTime.Call()
			return lately.at(uint32(sent))
		}
		time.Sleep(lookPause)
	}
	return ""
}
