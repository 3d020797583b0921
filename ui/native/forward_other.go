//go:build !windows

package native

// letOthersForward is needed on Windows alone.
func letOthersForward() {}
