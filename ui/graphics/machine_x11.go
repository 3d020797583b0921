//go:build !windows

package graphics

// Machine names nothing here: whatever draws on X11 is found where it is needed.
func Machine() string { return "" }

// Remote is not known here: a display of another computer looks like one's own.
func Remote() bool { return false }
