package native

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

var (
	shell32          = windows.NewLazySystemDLL("shell32.dll")
	ilCreateFromPath = shell32.NewProc("ILCreateFromPathW")
	ilFree           = shell32.NewProc("ILFree")
	openAndSelect    = shell32.NewProc("SHOpenFolderAndSelectItems")
)

// start hands a path or an address to the shell, as a double click would.
func start(_ context.Context, target string) error {
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(target)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrProgram, err)
	}
	return withCOM(func() error {
		if err := windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL); err != nil {
			return fmt.Errorf("%w: %w", ErrProgram, err)
		}
		return nil
	})
}

// reveal opens the Explorer on the file's folder with the file selected. It takes
// names that would have to be quoted for explorer.exe /select.
func reveal(_ context.Context, path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return withCOM(func() error {
		list, _, _ := ilCreateFromPath.Call(uintptr(unsafe.Pointer(name)))
		if list == 0 {
			return errors.New("native: the shell does not know " + path)
		}
		defer func() { _, _, _ = ilFree.Call(list) }() // returns nothing
		result, _, _ := openAndSelect.Call(list, 0, 0, 0)
		return hresult(result)
	})
}

// withCOM runs f on one thread of the system that may use the shell's objects.
func withCOM(f func() error) error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE)
	const alreadyDone = windows.Errno(1) // S_FALSE, to be undone all the same
	if err == nil || errors.Is(err, alreadyDone) {
		defer windows.CoUninitialize()
	}
	return f()
}

// hresult is the error in what a COM function returned, if it is one.
func hresult(result uintptr) error {
	if int32(result) < 0 {
		return windows.Errno(uint32(result))
	}
	return nil
}
