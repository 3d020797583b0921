package main

import (
	"os"

	"golang.org/x/sys/windows"
)

const attachParentProcess = ^uintptr(0) // (DWORD)-1

// attachConsole lets the windowed program write to the console that it was
// called from: Windows gives it none by itself. Output that was redirected
// stays where it was.
func attachConsole() {
	if len(os.Args) < 2 {
		return
	}
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if ok, _, _ := attach.Call(attachParentProcess); ok == 0 {
		return
	}
	for handle, file := range map[uint32]**os.File{
		windows.STD_OUTPUT_HANDLE: &os.Stdout, windows.STD_ERROR_HANDLE: &os.Stderr,
	} {
		if std, err := windows.GetStdHandle(handle); err == nil && std != 0 && std != windows.InvalidHandle {
			continue
		}
		if console, err := os.OpenFile("CONOUT$", os.O_WRONLY, 0); err == nil {
			*file = console
		}
	}
}
