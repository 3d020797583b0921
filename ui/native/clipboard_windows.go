package native

import (
	"context"
	"fmt"
	"runtime"
	"strings"
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

// ReadClipboard reads what was copied, here or in another program. An empty
// clipboard is empty content and no error.
//
// It waits while another program holds the clipboard: never call it on the
// goroutine of the interface.
func ReadClipboard(ctx context.Context) (Content, error) {
	// The clipboard belongs to the thread that opened it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := holdClipboard(ctx); err != nil {
		return Content{}, fmt.Errorf("native: open the clipboard: %w", err)
	}
	c, p, err := gather(held{})
	_, _, _ = closeClipboard.Call() // others wait for it while pictures are encoded below
	if err != nil {
		return Content{}, err
	}
	return c.with(p)
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

// held is the clipboard while this thread has it open.
type held struct{}

// picture implements forms.
func (held) picture() (picture, error) {
	if format := namedFormat("PNG"); available(format) { // as browsers and Office have it
		png, err := clipboardBytes(format, maxPhotoBytes)
		return picture{file: png}, orPicture(err)
	}
	for _, format := range []uintptr{cfDIB, cfDIBV5} {
		if available(format) {
			pixels, err := clipboardBytes(format, maxDIBBytes)
			return picture{pixels: pixels}, orPicture(err)
		}
	}
	return picture{}, nil
}

func orPicture(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%w: %w", ErrPicture, err)
}

// html implements forms.
func (held) html() string {
	format := namedFormat("HTML Format")
	if !available(format) {
		return ""
	}
	data, err := clipboardBytes(format, maxHTMLBytes)
	if err != nil {
		return ""
	}
	return fragment(data)
}

func available(format uintptr) bool {
	ok, _, _ := hasFormat.Call(format)
	return format != 0 && ok != 0
}

// namedFormat is the number of a form that programs know by its name; 0 if the
// system gives none.
func namedFormat(name string) uintptr {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0
	}
	format, _, _ := registerFormat.Call(uintptr(unsafe.Pointer(wide)))
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

// paths implements forms: the files that were copied in the Explorer.
func (held) paths() []string {
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

// text implements forms. Lines end with LF alone, as in the model.
func (held) text() string {
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
	return strings.ReplaceAll(windows.UTF16ToString(text), "\r\n", "\n")
}
