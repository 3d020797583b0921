package graphics

import (
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

var allowSetForegroundWindow = user32.NewProc("AllowSetForegroundWindow")

// openMost is how long the first process waits for the second one's window. Then
// it believes in it.
const openMost = 30 * time.Second

// start starts a program with this one's streams and folder, and returns when it
// says that its window is open, or has ended well.
func start(program string, args []string, o origin) error {
	ready, err := newEvent(&o)
	if err != nil {
		return err
	}
	defer windows.CloseHandle(ready)
	process, err := os.StartProcess(program, append([]string{program}, args...), &os.ProcAttr{
		Env: o.environ(), Files: []*os.File{os.Stdin, os.Stdout, os.Stderr},
	})
	if err != nil {
		return err
	}
	_, _, _ = allowSetForegroundWindow.Call(uintptr(process.Pid)) // this process was clicked, that one shows the window
	return await(process, ready)
}

// newEvent makes the event that the second copy sets when its window is open.
func newEvent(o *origin) (windows.Handle, error) {
	o.ready = fmt.Sprintf(`Local\TinXa-%d-%d`, os.Getpid(), time.Now().UnixNano())
	name, err := windows.UTF16PtrFromString(o.ready)
	if err != nil {
		return 0, err
	}
	const manual = 1
	return windows.CreateEvent(nil, manual, 0, name)
}

// await returns when the event is set, the process has ended, or openMost is
// over.
func await(process *os.Process, ready windows.Handle) error {
	var waited uint32
	var fault error
	err := process.WithHandle(func(handle uintptr) {
		both := []windows.Handle{ready, windows.Handle(handle)}
		waited, fault = windows.WaitForMultipleObjects(both, false, uint32(openMost.Milliseconds()))
	})
	if err = errors.Join(err, fault); err != nil {
		return err
	}
	if waited != windows.WAIT_OBJECT_0+1 {
		return process.Release()
	}
	state, err := process.Wait()
	if err == nil && !state.Success() {
		err = fmt.Errorf("%w: %s", ErrEnded, state)
	}
	return err
}

// announce sets the event of a name.
func announce(event string) {
	name, err := windows.UTF16PtrFromString(event)
	if err != nil {
		return
	}
	handle, err := windows.OpenEvent(windows.EVENT_MODIFY_STATE, false, name)
	if err != nil {
		return // whoever waited has gone
	}
	defer windows.CloseHandle(handle)
	_ = windows.SetEvent(handle)
}
