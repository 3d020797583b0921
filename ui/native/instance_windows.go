package native

var allowForeground = user32.NewProc("AllowSetForegroundWindow")

// letOthersForward passes on this process's right to bring a window to the front,
// which Windows gives only to the program that the user has just started.
func letOthersForward() {
	const anyProcess = 0xffffffff
	_, _, _ = allowForeground.Call(anyProcess) // refused: the taskbar button blinks instead
}

// private has nothing to do: a file takes its rights from its folder.
func private(string) error { return nil }
