//go:build unix

package wpsite

import (
	"os/exec"
	"syscall"
)

func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

// alive reports whether a process group has members.
func alive(group int) bool { return syscall.Kill(-group, 0) == nil }
