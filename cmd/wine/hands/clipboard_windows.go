package main

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	kernel32         = windows.NewLazySystemDLL("kernel32.dll")
	globalAlloc      = kernel32.NewProc("GlobalAlloc")
	globalLock       = kernel32.NewProc("GlobalLock")
	globalUnlock     = kernel32.NewProc("GlobalUnlock")
	globalSize       = kernel32.NewProc("GlobalSize")
	globalFree       = kernel32.NewProc("GlobalFree")
	moveMemory       = kernel32.NewProc("RtlMoveMemory")
	openClipboard    = user32.NewProc("OpenClipboard")
	emptyClipboard   = user32.NewProc("EmptyClipboard")
	getClipboardData = user32.NewProc("GetClipboardData")
	setClipboardData = user32.NewProc("SetClipboardData")
	closeClipboard   = user32.NewProc("CloseClipboard")
	createWindowEx   = user32.NewProc("CreateWindowExW")
	ownerWindow      uintptr // of what is put on the clipboard
)

const (
	movable     = 2           // GMEM_MOVEABLE
	unicodeText = 13          // CF_UNICODETEXT
	messageOnly = ^uintptr(2) // HWND_MESSAGE, -3
)

// global is memory that other programs may be handed, with some bytes in it.
func global(data []byte) (uintptr, error) {
	handle, _, err := globalAlloc.Call(movable, uintptr(len(data)))
	if handle == 0 {
		return 0, err
	}
	address, _, err := globalLock.Call(handle)
	if address == 0 {
		_, _, _ = globalFree.Call(handle)
		return 0, err
	}
	_, _, _ = moveMemory.Call(address, uintptr(unsafe.Pointer(&data[0])), uintptr(len(data)))
	_, _, _ = globalUnlock.Call(handle)
	return handle, nil
}

// wide is a text as UTF-16 with a zero behind it.
func wide(text string) ([]byte, error) {
	units, err := windows.UTF16FromString(text)
	if err != nil {
		return nil, err
	}
	data := make([]byte, 0, 2*len(units))
	for _, u := range units {
		data = append(data, byte(u), byte(u>>8))
	}
	return data, nil
}

// putText puts a text on the clipboard. The system wants a window for it, which
// nobody sees.
func putText(text string) error {
	if ownerWindow == 0 {
		class, err := windows.UTF16PtrFromString("STATIC")
		if err != nil {
			return err
		}
		ownerWindow, _, err = createWindowEx.Call(0, uintptr(unsafe.Pointer(class)), 0, 0, 0, 0, 0, 0, messageOnly, 0, 0, 0)
		if ownerWindow == 0 {
			return err
		}
	}
	data, err := wide(text)
	if err != nil {
		return err
	}
	if err := hold(ownerWindow); err != nil {
		return err
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	handle, err := global(data)
	if err != nil {
		return err
	}
	_, _, _ = emptyClipboard.Call()
	if ok, _, err := setClipboardData.Call(unicodeText, handle); ok == 0 {
		return err
	}
	return nil
}

// hold opens the clipboard as soon as nobody else has it open.
func hold(owner uintptr) error {
	return until(patience, func() (bool, error) {
		ok, _, _ := openClipboard.Call(owner)
		return ok != 0, nil
	})
}

// text is what text the clipboard holds.
func text() (string, error) {
	if err := hold(0); err != nil {
		return "", err
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	handle, _, err := getClipboardData.Call(unicodeText)
	if handle == 0 {
		return "", err
	}
	size, _, _ := globalSize.Call(handle)
	address, _, err := globalLock.Call(handle)
	if address == 0 {
		return "", err
	}
	defer func() { _, _, _ = globalUnlock.Call(handle) }()
	units := make([]uint16, size/2)
	_, _, _ = moveMemory.Call(uintptr(unsafe.Pointer(&units[0])), address, size)
	return windows.UTF16ToString(units), nil
}
