package native

import (
	"context"
	"fmt"
	"runtime"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	user32           = windows.NewLazySystemDLL("user32.dll")
	openClipboard    = user32.NewProc("OpenClipboard")
	closeClipboard   = user32.NewProc("CloseClipboard")
	hasFormat        = user32.NewProc("IsClipboardFormatAvailable")
	getClipboardData = user32.NewProc("GetClipboardData")
	registerFormat   = user32.NewProc("RegisterClipboardFormatW")
	dragQueryFile    = shell32.NewProc("DragQueryFileW")
	kernel32         = windows.NewLazySystemDLL("kernel32.dll")
	globalLock       = kernel32.NewProc("GlobalLock")
	globalUnlock     = kernel32.NewProc("GlobalUnlock")
	globalSize       = kernel32.NewProc("GlobalSize")
)

// Forms of the clipboard's content (winuser.h).
const (
	cfDIB         = 8
	cfUnicodeText = 13
	cfHDrop       = 15
	cfDIBV5       = 17
)

const (
	clipboardTries = 10 // another program may hold the clipboard for a moment
	clipboardPause = 20 * time.Millisecond
	maxDIBBytes    = maxPixels*4 + 1<<20
	maxFiles       = 1000
)

// ClipboardPhotos reads the photos on the clipboard: copied files, a copied
// picture, or a text made of nothing but photos' paths. None is an empty result
// and no error. Office programs put a picture beside the text that was copied: a
// caller that also pastes text asks for the text first.
func ClipboardPhotos(ctx context.Context) ([]Item, error) {
	// The clipboard belongs to the thread that opened it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := holdClipboard(ctx); err != nil {
		return nil, fmt.Errorf("native: open the clipboard: %w", err)
	}
	paths, png, pixels, err := takeClipboard()
	_, _, _ = closeClipboard.Call() // others wait for it while pictures are encoded below
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrPicture, err)
	case len(paths) > 0:
		return files(paths), nil
	case png != nil:
		return []Item{{Data: png}}, nil
	case pixels == nil:
		return nil, nil
	}
	png, err = dibToPNG(pixels)
	if err != nil {
		return nil, err
	}
	return []Item{{Data: png}}, nil
}

func holdClipboard(ctx context.Context) error {
	var err error
	for range clipboardTries {
		var ok uintptr
		if ok, _, err = openClipboard.Call(0); ok != 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(clipboardPause):
		}
	}
	return err
}

// takeClipboard takes the first form that holds photos.
func takeClipboard() (paths []string, png, pixels []byte, err error) {
	if paths = droppedFiles(); len(paths) > 0 {
		return paths, nil, nil, nil
	}
	if format := pngFormat(); available(format) {
		png, err = clipboardBytes(format, maxPhotoBytes)
		return nil, png, nil, err
	}
	for _, format := range []uintptr{cfDIB, cfDIBV5} {
		if available(format) {
			pixels, err = clipboardBytes(format, maxDIBBytes)
			return nil, nil, pixels, err
		}
	}
	return textPaths(clipboardText()), nil, nil, nil
}

func available(format uintptr) bool {
	ok, _, _ := hasFormat.Call(format)
	return format != 0 && ok != 0
}

// pngFormat is the number of the form "PNG", which browsers and Office use; 0 if
// the system gives none.
func pngFormat() uintptr {
	name, err := windows.UTF16PtrFromString("PNG")
	if err != nil {
		return 0
	}
	format, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(name)))
	return format
}

// clipboardBytes copies one form of the content out of the system's memory.
func clipboardBytes(format uintptr, limit int) ([]byte, error) {
	handle, _, err := getClipboardData.Call(format)
	if handle == 0 {
		return nil, err
	}
	size, _, _ := globalSize.Call(handle)
	if size == 0 || size > uintptr(limit) {
		return nil, fmt.Errorf("%d bytes, %d are allowed", size, limit)
	}
	address, _, err := globalLock.Call(handle)
	if address == 0 {
		return nil, err
	}
	defer func() { _, _, _ = globalUnlock.Call(handle) }() // says only whether others hold it
	data := make([]byte, size)
	// Copied by the system, for which the address needs to be no Go pointer.
	if err := windows.ReadProcessMemory(windows.CurrentProcess(), address, &data[0], size, nil); err != nil {
		return nil, err
	}
	return data, nil
}

// droppedFiles are the files that were copied in the Explorer.
func droppedFiles() []string {
	if !available(cfHDrop) {
		return nil
	}
	drop, _, _ := getClipboardData.Call(cfHDrop)
	if drop == 0 {
		return nil
	}
	const all = 0xffffffff
	count, _, _ := dragQueryFile.Call(drop, all, 0, 0)
	var paths []string
	for i := range min(count, maxFiles) {
		if path := droppedFile(drop, i); path != "" {
			paths = append(paths, path)
		}
	}
	return paths
}

func droppedFile(drop, i uintptr) string {
	length, _, _ := dragQueryFile.Call(drop, i, 0, 0) // without the final zero
	if length == 0 || length > windows.MAX_LONG_PATH {
		return ""
	}
	path := make([]uint16, length+1)
	_, _, _ = dragQueryFile.Call(drop, i, uintptr(unsafe.Pointer(&path[0])), length+1)
	return windows.UTF16ToString(path)
}

// clipboardText is the text on the clipboard, if it is short enough to be paths.
func clipboardText() string {
	if !available(cfUnicodeText) {
		return ""
	}
	data, err := clipboardBytes(cfUnicodeText, maxTextBytes)
	if err != nil {
		return ""
	}
	text := make([]uint16, len(data)/2)
	for i := range text {
		text[i] = uint16(data[2*i]) | uint16(data[2*i+1])<<8
	}
	return windows.UTF16ToString(text)
}
