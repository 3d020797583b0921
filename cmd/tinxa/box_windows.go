package main

import (
	"log/slog"

	"golang.org/x/sys/windows"
)

// showBox shows a message in a box of the system's own, and returns when it was
// closed.
func showBox(title, text string) {
	t, err := windows.UTF16PtrFromString(title)
	if err != nil {
		return
	}
	words, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return
	}
	const kind = windows.MB_OK | windows.MB_ICONERROR | windows.MB_SETFOREGROUND
	if _, err := windows.MessageBox(0, words, t, kind); err != nil {
		slog.Warn("box", "err", err)
	}
}
