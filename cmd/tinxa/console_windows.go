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
	out, err := redirected(windows.STD_OUTPUT_HANDLE), redirected(windows.STD_ERROR_HANDLE) // before attaching gives new ones
	attach := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole")
	if ok, _, _ := attach.Call(attachParentProcess); ok == 0 {
		return
	}
	console, fault := os.OpenFile("CONOUT$", os.O_WRONLY, 0)
	if fault != nil {
		return
	}
	if !out {
		os.Stdout = console
	}
	if !err {
		os.Stderr = console
	}
}

// redirected reports whether a standard stream leads somewhere already.
func redirected(stream uint32) bool {
	handle, err := windows.GetStdHandle(stream)
	return err == nil && handle != 0 && handle != windows.InvalidHandle
}
