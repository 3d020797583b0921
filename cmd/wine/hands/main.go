// Command hands is a user at a Windows PC, for programs that try out another
// program's window: it types as Vietnamese typing tools do, presses keys, moves
// the mouse, drops files, answers message boxes and file dialogs, and measures.
//
// Each command is one call, or one line of a script (hands script FILE), in which
// double quotes hold words together and # begins a remark:
//
//	find TITLE [--class C] [--timeout S]   waits for a window with that in its title, brings it to the front
//	type [--style unikey] [--method telex] [--form nfc] [--habit usual] [--pace burst|MS] [--rest MS] FILE
//	keys ctrl+s down*5 backspace*40!       presses; *N repeats, ! as a key that is held
//	click X Y, double X Y, right X Y       in the client area of the window found last
//	drag X Y X2 Y2, wheel X Y NOTCHES
//	drop X Y FILE…                         as Explorer drops files (WM_DROPFILES)
//	copy FILE, copied FILE                 puts a text on the clipboard, writes what is there
//	message [--timeout S] [--leave]        waits for a message box, prints it, presses OK
//	dialog [--timeout S] PATH              types a path into a file dialog and confirms
//	title                                  prints the window's title
//	gone [--timeout S]                     waits until the window is no more
//	close                                  asks the window to close
//	endsession                             asks it as Windows does before a shutdown, and tells it of the end
//	memory EXE                             bytes that a program uses
//	measure N [--rect X,Y,W,H]             time from a key until the window looks different
//	cpu S                                  processor time of the window's program in that many seconds
//	settle [--timeout S]                   waits until the window's program rests
//	sleep MS
//
// Results are plain lines on the standard output, complaints on the other; it
// ends with 0, with 1 where something did not come about, with 2 where a command
// is none.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
)

// The exit codes.
const (
	exitDone  = 0
	exitFault = 1
	exitUsage = 2
)

// errUsage is wrapped by what is wrong with a command itself.
var errUsage = errors.New("wrong use")

func main() {
	runtime.LockOSThread() // windows, hooks and the clipboard belong to threads
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run does one command, or all of a script.
func run(args []string, out, complaints io.Writer) int {
	u := &user{out: out}
	err := u.do(args)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errUsage):
		fmt.Fprintln(complaints, "hands:", err)
		return exitUsage
	}
	fmt.Fprintln(complaints, "hands:", err)
	return exitFault
}
