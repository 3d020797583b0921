//go:build !windows

package native

import "os"

// letOthersForward is needed on Windows alone.
func letOthersForward() {}

// private keeps other users of the machine from the socket.
func private(socket string) error { return os.Chmod(socket, 0o600) }
