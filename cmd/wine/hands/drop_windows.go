package main

import (
	"encoding/binary"
	"fmt"

	"golang.org/x/sys/windows"
)

var virtualAllocEx = kernel32.NewProc("VirtualAllocEx")

// dropHead is the size of DROPFILES in shlobj.h.
const dropHead = 20

// drop lets files fall on a place of the window, as Explorer does.
func (u *user) drop(args []string) error {
	if len(args) < 3 {
		return fmt.Errorf("%w: X Y FILE…", errUsage)
	}
	n, err := numbers(args[:2])
	if err != nil {
		return err
	}
	list, err := dropList(point{int32(n[0]), int32(n[1])}, args[2:])
	if err != nil {
		return err
	}
	handle, err := handedOver(u.target(), list)
	if err != nil {
		return err
	}
	return post(u.target(), dropFiles, handle, 0)
}

// handedOver is a list as the window's program may read it, whose it is then.
// Windows itself hands memory over that a message names; wine does not, but takes
// any address for such memory.
func handedOver(window uintptr, list []byte) (uintptr, error) {
	if windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() != nil {
		return global(list)
	}
	var id uint32
	if _, err := windows.GetWindowThreadProcessId(windows.HWND(window), &id); err != nil {
		return 0, err
	}
	process, err := windows.OpenProcess(windows.PROCESS_VM_OPERATION|windows.PROCESS_VM_WRITE, false, id)
	if err != nil {
		return 0, err
	}
	defer func() { _ = windows.CloseHandle(process) }()
	address, _, err := virtualAllocEx.Call(uintptr(process), 0, uintptr(len(list)),
		windows.MEM_COMMIT|windows.MEM_RESERVE, windows.PAGE_READWRITE)
	if address == 0 {
		return 0, err
	}
	return address, windows.WriteProcessMemory(process, address, &list[0], uintptr(len(list)), nil)
}

// dropList is DROPFILES and the names behind it, each with a zero, and one more.
func dropList(at point, files []string) ([]byte, error) {
	data := make([]byte, dropHead)
	for i, n := range []uint32{dropHead, uint32(at.x), uint32(at.y), 0, 1} { // 0: in the client area; 1: UTF-16
		binary.LittleEndian.PutUint32(data[4*i:], n)
	}
	for _, file := range files {
		name, err := wide(file)
		if err != nil {
			return nil, err
		}
		data = append(data, name...)
	}
	return append(data, 0, 0), nil
}
