package main

import (
	"os"
	"runtime"
	"syscall"
)

// nobody is the number of a user who owns nothing.
const nobody = 65534

// asNobody runs f as a user who owns nothing: root may write to everything. The
// system knows such a user by thread, so f keeps its thread.
func asNobody(f func()) error {
	if os.Getuid() != 0 {
		f()
		return nil
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	setFilesystemUser(nobody)
	defer setFilesystemUser(0)
	f()
	return nil
}

// setFilesystemUser returns nothing that tells whether it worked; the folder
// will.
func setFilesystemUser(id uintptr) { syscall.RawSyscall(syscall.SYS_SETFSUID, id, 0, 0) }
