// Package windowtest is a window on Windows, for tests that have none: what GLFW
// and Fyne make of the system's keyboard messages, by their rules. Only that may
// live here.
//
// The rules are read from GLFW 3.3 (win32_window.c, input.c) and Fyne 2.7.1
// (internal/driver/glfw), mistakes included: a key is known by its scan code, one
// whose scan code is 0 by its virtual key, unless it is an extended one; of a
// Unicode packet the low byte of the letter is taken for a scan code; characters
// below the space are dropped.
package windowtest

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/cmd/wine/strokes"
	"tinxa/ui/typing"
)

// Messages and their bits, as in winuser.h.
const (
	keyDown    = 0x0100
	keyUp      = 0x0101
	char       = 0x0102
	sysKeyDown = 0x0104
	sysKeyUp   = 0x0105

	extended = 0x100 // of a scan code, as GLFW writes it
)

// known are the keys by their scan codes. Letters and figures do not matter:
// their characters come by themselves.
var known = map[uintptr]fyne.KeyName{
	0x01: fyne.KeyEscape, 0x0E: fyne.KeyBackspace, 0x0F: fyne.KeyTab, 0x1C: fyne.KeyReturn, 0x11C: fyne.KeyEnter,
	0x1D: desktop.KeyControlLeft, 0x2A: desktop.KeyShiftLeft, 0x36: desktop.KeyShiftRight, 0x38: desktop.KeyAltLeft,
	0x3A: desktop.KeyCapsLock, 0x41: fyne.KeyF7, 0x42: fyne.KeyF8, 0x43: fyne.KeyF9, 0x44: fyne.KeyF10,
	0x147: fyne.KeyHome, 0x148: fyne.KeyUp, 0x149: fyne.KeyPageUp, 0x14B: fyne.KeyLeft, 0x14D: fyne.KeyRight,
	0x14F: fyne.KeyEnd, 0x150: fyne.KeyDown, 0x151: fyne.KeyPageDown, 0x152: fyne.KeyInsert, 0x153: fyne.KeyDelete,
}

// scans are the scan codes of virtual keys, as MapVirtualKeyW tells them: without
// the bit that tells an arrow from the key of the numeric pad.
var scans = map[uintptr]uintptr{
	0x08: 0x0E, 0x09: 0x0F, 0x0D: 0x1C, 0x10: 0x2A, 0x11: 0x1D, 0x12: 0x38, 0x14: 0x3A, 0x25: 0x4B, 0x2D: 0x52, 0x2E: 0x53,
}

// Window hands over what is typed to whom the keyboard belongs.
type Window struct {
	Focused   fyne.Focusable
	Clipboard fyne.Clipboard // nil where nothing is pasted
	Rest      func()         // called where the sender gives the window time; may be nil

	// Strays are keys that nobody pressed who only wrote: all but Backspace, Enter,
	// Tab, Shift, Left, Insert and Caps Lock.
	Strays []fyne.KeyName

	guard   *typing.Guard
	down    map[fyne.KeyName]bool
	leading rune // the first half of a letter beyond 16 bits
}

// New is a window with a guard before it, or without one.
func New(focused fyne.Focusable, guard *typing.Guard) *Window {
	return &Window{Focused: focused, guard: guard, down: map[fyne.KeyName]bool{}}
}

// Type does what a person and a typing tool do.
func (w *Window) Type(all []strokes.Stroke) {
	inputs := slices.Concat(all...)
	for _, m := range strokes.Messages(all) {
		switch {
		case m.ID == strokes.Clipboard:
			w.Clipboard.SetContent(inputs[m.Key].Text)
		case m.ID == strokes.Null && w.Rest != nil:
			w.Rest()
		default:
			w.Take(typing.Message(m))
		}
	}
}

// Take is given a message by the system.
func (w *Window) Take(m typing.Message) {
	if w.guard == nil {
		w.procedure(m)
		return
	}
	for _, m := range w.guard.Take(m) {
		w.procedure(m)
	}
}

func (w *Window) procedure(m typing.Message) {
	switch m.ID {
	case keyDown, sysKeyDown:
		w.press(keyOf(m))
	case keyUp, sysKeyUp:
		w.release(keyOf(m))
	case char:
		w.char(rune(m.Key))
	}
}

func keyOf(m typing.Message) fyne.KeyName {
	scan := m.Detail >> 16 & (extended | 0xFF)
	if scan == 0 {
		scan = scans[m.Key]
	}
	return known[scan]
}

func (w *Window) char(r rune) {
	switch {
	case 0xD800 <= r && r < 0xDC00:
		w.leading = r
		return
	case 0xDC00 <= r && r < 0xE000 && w.leading != 0:
		r = (w.leading-0xD800)<<10 + (r - 0xDC00) + 0x10000
	}
	w.leading = 0
	if r >= ' ' && (r < 0x7F || r >= 0xA0) {
		w.Focused.TypedRune(r)
	}
}

// press is a key that goes down, or a repeat where it is down.
func (w *Window) press(name fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: name}
	if keyable, ok := w.Focused.(desktop.Keyable); ok && !w.down[name] {
		keyable.KeyDown(ev)
	}
	if name != fyne.KeyUnknown {
		w.down[name] = true
	}
	w.note(name)
	if shortcut := w.shortcut(name); shortcut != nil {
		if able, ok := w.Focused.(fyne.Shortcutable); ok {
			able.TypedShortcut(shortcut)
			return
		}
	}
	w.Focused.TypedKey(ev)
}

func (w *Window) release(name fyne.KeyName) {
	if !w.down[name] {
		return
	}
	delete(w.down, name)
	if keyable, ok := w.Focused.(desktop.Keyable); ok {
		keyable.KeyUp(&fyne.KeyEvent{Name: name})
	}
}

func (w *Window) note(name fyne.KeyName) {
	switch name {
	case fyne.KeyUnknown, fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyTab, fyne.KeyLeft, fyne.KeyInsert,
		desktop.KeyShiftLeft, desktop.KeyCapsLock:
	default:
		w.Strays = append(w.Strays, name)
	}
}

// shortcut is what Fyne makes of the two combinations that typing tools press.
func (w *Window) shortcut(name fyne.KeyName) fyne.Shortcut {
	if name == fyne.KeyInsert && w.down[desktop.KeyShiftLeft] {
		return &fyne.ShortcutPaste{Clipboard: w.Clipboard}
	}
	return nil
}
