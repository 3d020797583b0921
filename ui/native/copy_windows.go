package native

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	emptyClipboard     = user32.NewProc("EmptyClipboard")
	setClipboardData   = user32.NewProc("SetClipboardData")
	globalAlloc        = kernel32.NewProc("GlobalAlloc")
	globalFree         = kernel32.NewProc("GlobalFree")
	writeProcessMemory = kernel32.NewProc("WriteProcessMemory")
)

// CopyHTML lays a fragment of HTML on the clipboard, for programs that take
// structure, and beside it the same as text, for those that do not. The lines of
// the text end as CF_UNICODETEXT wants them: older programs show LF alone as
// nothing.
func CopyHTML(ctx context.Context, html, text string) error {
	format := namedFormat("HTML Format")
	if format == 0 {
		return errors.New("native: copy: the system has no number for HTML")
	}
	units, err := windows.UTF16FromString(strings.ReplaceAll(text, "\n", "\r\n"))
	if err != nil {
		return fmt.Errorf("native: copy: %w", err)
	}
	return copyForms(ctx, []form{
		{format, append([]byte(cfHTML(html)), 0)},
		{cfUnicodeText, littleEndian(units)},
	})
}

// form is what is copied, in one of the clipboard's formats.
type form struct {
	format uintptr
	data   []byte
}

// copyForms puts all forms in the place of what was on the clipboard.
func copyForms(ctx context.Context, forms []form) error {
	// The clipboard belongs to the thread that opened it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := holdClipboard(ctx); err != nil {
		return fmt.Errorf("native: copy: %w", err)
	}
	defer func() { _, _, _ = closeClipboard.Call() }() // nothing can be done about it
	if ok, _, err := emptyClipboard.Call(); ok == 0 {
		return fmt.Errorf("native: copy: %w", err)
	}
	for _, f := range forms {
		if err := f.put(); err != nil {
			return fmt.Errorf("native: copy: %w", err)
		}
	}
	return nil
}

// put hands memory with the form over to the system, which frees it.
func (f form) put() error {
	const moveable = 2
	memory, _, err := globalAlloc.Call(moveable, uintptr(len(f.data)))
	if memory == 0 {
		return err
	}
	err = fill(memory, f.data)
	if err == nil {
		var ok uintptr
		if ok, _, err = setClipboardData.Call(f.format, memory); ok != 0 {
			return nil
		}
	}
	if left, _, _ := globalFree.Call(memory); left != 0 {
		err = errors.Join(err, errors.New("memory was not freed"))
	}
	return err
}

// fill is copied by the system, for which the address needs to be no Go pointer.
func fill(memory uintptr, data []byte) error {
	address, _, err := globalLock.Call(memory)
	if address == 0 {
		return err
	}
	defer func() { _, _, _ = globalUnlock.Call(memory) }() // says only whether others hold it
	ok, _, err := writeProcessMemory.Call(uintptr(windows.CurrentProcess()), address,
		uintptr(unsafe.Pointer(&data[0])), uintptr(len(data)), 0)
	if ok == 0 {
		return err
	}
	return nil
}

func littleEndian(units []uint16) []byte {
	data := make([]byte, 0, 2*len(units))
	for _, u := range units {
		data = append(data, byte(u), byte(u>>8))
	}
	return data
}
