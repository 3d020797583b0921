package main

import (
	"flag"
	"fmt"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	dialogClass = "#32770" // of message boxes and file dialogs
	okButton    = 1        // IDOK
	settling    = 300 * time.Millisecond
)

// textOf is the text of a control, which belongs to another program.
func textOf(control uintptr) (string, error) {
	var buffer [4096]uint16
	_, err := send(control, getText, uintptr(len(buffer)), uintptr(unsafe.Pointer(&buffer[0])))
	return windows.UTF16ToString(buffer[:]), err
}

// message waits for a message box, prints its title and its text, line breaks
// as \n, and presses OK.
func (u *user) message(args []string) error {
	var leave *bool
	var limit func() time.Duration
	if _, err := wanting(args, 0, func(f *flag.FlagSet) {
		leave, limit = f.Bool("leave", false, ""), seconds(f, "timeout", patience)
	}); err != nil {
		return err
	}
	box, err := await("", dialogClass, limit())
	if err != nil {
		return fmt.Errorf("a message box: %w", err)
	}
	var lines []string
	for _, control := range children(box) {
		if text, err := textOf(control); err == nil && strings.EqualFold(classOf(control), "static") && text != "" {
			lines = append(lines, text)
		}
	}
	fmt.Fprintf(u.out, "title %s\ntext %s\n", titleOf(box), strings.NewReplacer("\r", "", "\n", `\n`).Replace(strings.Join(lines, "\n")))
	if *leave {
		return nil
	}
	return u.confirm(box, limit())
}

// confirm presses the OK button of a dialog and waits until it is gone.
func (u *user) confirm(box uintptr, limit time.Duration) error {
	time.Sleep(settling)
	if err := post(box, command, okButton, 0); err != nil {
		return err
	}
	return until(limit, func() (bool, error) { return !windows.IsWindowVisible(windows.HWND(box)), nil })
}

// dialog writes a path into the field for the name of a file dialog, and
// confirms.
func (u *user) dialog(args []string) error {
	var limit func() time.Duration
	words, err := wanting(args, 1, func(f *flag.FlagSet) { limit = seconds(f, "timeout", patience) })
	if err != nil {
		return err
	}
	path, err := windows.UTF16PtrFromString(words[0])
	if err != nil {
		return err
	}
	var box, field uintptr
	if err := until(limit(), func() (bool, error) {
		if box, err = visible("", dialogClass); box != 0 {
			field = fieldOf(box)
		}
		return field != 0, err
	}); err != nil {
		return fmt.Errorf("a file dialog: %w", err)
	}
	time.Sleep(settling)
	fmt.Fprintf(u.out, "title %s\n", titleOf(box))
	if _, err := send(field, setText, 0, uintptr(unsafe.Pointer(path))); err != nil {
		return err
	}
	return u.confirm(box, limit())
}

// fieldOf is the last field for text of a dialog: the name stands below
// everything else that has one.
func fieldOf(box uintptr) uintptr {
	var field uintptr
	for _, control := range children(box) {
		if strings.EqualFold(classOf(control), "edit") && windows.IsWindowVisible(windows.HWND(control)) {
			field = control
		}
	}
	return field
}
