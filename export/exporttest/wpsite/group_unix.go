//go:build unix

package wpsite

import (
	"os/exec"
	"syscall"
)

// ownGroup lets a shell's "kill 0" strike what it started and not us.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
