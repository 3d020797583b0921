package main

import (
	"fmt"
	"time"
	"unsafe"

	"tinxa/cmd/wine/strokes"
)

var (
	sendInput        = user32.NewProc("SendInput")
	getSystemMetrics = user32.NewProc("GetSystemMetrics")
)

// keyInput is INPUT with a KEYBDINPUT, mouseInput with a MOUSEINPUT, as Windows
// lays them out on 64 bits.
type keyInput struct {
	kind          uint32
	_             uint32
	virtual, scan uint16
	flags, time   uint32
	_             uint32
	extra         uintptr
	_             [8]byte
}

type mouseInput struct {
	kind              uint32
	_                 uint32
	x, y              int32
	data, flags, time uint32
	_                 uint32
	extra             uintptr
}

// Numbers of SendInput.
const (
	ofKeyboard = 1
	extended   = 1 // KEYEVENTF_…
	released   = 2
	unicode    = 4
	moved      = 0x0001 // MOUSEEVENTF_…
	leftDown   = 0x0002
	leftUp     = 0x0004
	rightDown  = 0x0008
	rightUp    = 0x0010
	wheeled    = 0x0800
	absolute   = 0x8000
	notch      = 120 // WHEEL_DELTA
)

// keysOf is an act at the keyboard as SendInput takes it; nil where it is done
// elsewhere.
func keysOf(in strokes.Input) []keyInput {
	k := keyInput{kind: ofKeyboard, virtual: in.Key.Virtual, scan: in.Key.Scan}
	if in.Key.Extended {
		k.flags = extended
	}
	switch in.Kind {
	case strokes.Down:
		return []keyInput{k}
	case strokes.Up:
		k.flags |= released
		return []keyInput{k}
	case strokes.Packet:
		down := keyInput{kind: ofKeyboard, scan: in.Unit, flags: unicode}
		up := down
		up.flags |= released
		return []keyInput{down, up}
	}
	return nil
}

// sendKeys hands keys to the system all at once, so that nothing comes between.
func sendKeys(keys []keyInput) error {
	if len(keys) == 0 {
		return nil
	}
	n, _, err := sendInput.Call(uintptr(len(keys)), uintptr(unsafe.Pointer(&keys[0])), unsafe.Sizeof(keys[0]))
	if int(n) != len(keys) {
		return fmt.Errorf("%d of %d keys were taken: %w", n, len(keys), err)
	}
	return nil
}

// mouse moves the pointer to a place of the screen and does something there.
func mouse(at point, flags, data uint32) error {
	width, _, _ := getSystemMetrics.Call(0)
	height, _, _ := getSystemMetrics.Call(1)
	m := mouseInput{
		x: scaled(at.x, int32(width)), y: scaled(at.y, int32(height)), flags: flags | absolute | moved, data: data,
	}
	if n, _, err := sendInput.Call(1, uintptr(unsafe.Pointer(&m)), unsafe.Sizeof(m)); n != 1 {
		return fmt.Errorf("the mouse was not taken: %w", err)
	}
	return nil
}

// scaled is the middle of a pixel where the screen is 65536 wide.
func scaled(at, size int32) int32 { return (at*65536 + 32768) / max(size, 1) }

// pointing reads places in the window's client area and hands them on as places
// of the screen; other numbers stay.
func pointing(deed func(n []int, at func(i int) point) error) func(*user, []string) error {
	return func(u *user, args []string) error {
		n, err := numbers(args)
		if err != nil {
			return err
		}
		if len(n) < 2 {
			return fmt.Errorf("%w: X Y", errUsage)
		}
		_, origin := clientOf(u.target())
		return deed(n, func(i int) point { return point{origin.x + int32(n[i]), origin.y + int32(n[i+1])} })
	}
}

// dwell is what a hand needs between moving and pressing.
const dwell = 40 * time.Millisecond

func mouseInTurn(at point, acts ...uint32) error {
	for _, act := range acts {
		if err := mouse(at, act, 0); err != nil {
			return err
		}
		time.Sleep(dwell)
	}
	return nil
}

func click(down, up uint32) func([]int, func(int) point) error {
	return func(_ []int, at func(int) point) error { return mouseInTurn(at(0), 0, down, up) }
}

func double(_ []int, at func(int) point) error {
	return mouseInTurn(at(0), 0, leftDown, leftUp, leftDown, leftUp)
}

func drag(n []int, at func(int) point) error {
	if len(n) != 4 {
		return fmt.Errorf("%w: X Y X2 Y2", errUsage)
	}
	from, to := at(0), at(2)
	if err := mouseInTurn(from, 0, leftDown); err != nil {
		return err
	}
	const steps = 10
	for i := int32(1); i <= steps; i++ {
		way := point{from.x + (to.x-from.x)*i/steps, from.y + (to.y-from.y)*i/steps}
		if err := mouseInTurn(way, 0); err != nil {
			return err
		}
	}
	return mouseInTurn(to, leftUp)
}

func wheel(n []int, at func(int) point) error {
	if len(n) != 3 {
		return fmt.Errorf("%w: X Y NOTCHES", errUsage)
	}
	if err := mouseInTurn(at(0), 0); err != nil {
		return err
	}
	return mouse(at(0), wheeled, uint32(int32(n[2]*notch)))
}
