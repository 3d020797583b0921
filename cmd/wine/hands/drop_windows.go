package main

import (
	"encoding/binary"
	"fmt"
)

// dropHead is the size of DROPFILES in shlobj.h.
const dropHead = 20

// drop lets files fall on a place of the window, as Explorer does. Windows hands
// the list over to the window's program, whose it is then.
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
	handle, err := global(list)
	if err != nil {
		return err
	}
	return post(u.target(), dropFiles, handle, 0)
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
