//go:build !unix

package wpsite

import "os/exec"

// ownGroup does nothing where Debian's packages are not: Start fails before.
func ownGroup(*exec.Cmd) {}
