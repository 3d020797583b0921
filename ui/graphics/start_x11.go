//go:build !windows

package graphics

// start has nothing to start.
func start(string, []string, origin) error { return errAlone }

// announce has nobody to tell.
func announce(string) {}
