package native

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"strings"

	"golang.org/x/sys/windows"
)

var allowForeground = user32.NewProc("AllowSetForegroundWindow")

// letOthersForward passes on this process's right to bring a window to the front,
// which Windows gives only to the program that the user has just started.
func letOthersForward() {
	const anyProcess = 0xffffffff
	_, _, _ = allowForeground.Call(anyProcess) // refused: the taskbar button blinks instead
}

// session is the one of Windows that this process is in. A user may have several:
// one at the computer, one by remote desktop.
func session() uint32 {
	var id uint32
	if windows.ProcessIdToSessionId(windows.GetCurrentProcessId(), &id) != nil {
		return 0
	}
	return id
}

// meeting is the named pipe of a data folder and a user. Two ways to write a
// folder differ in their case, too.
func meeting(dir string) (string, error) {
	dir, err := realPath(dir)
	if err != nil {
		return "", err
	}
	sid, err := ownSID()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(sid + "\n" + strings.ToLower(dir)))
	return `\\.\pipe\tinxa-window-` + hex.EncodeToString(sum[:16]), nil
}

// ownSID is the name that Windows knows the user by.
func ownSID() (string, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return "", err
	}
	return user.User.Sid.String(), nil
}

// listen opens the pipe for the user alone, in any session. It asks first: wine
// lets several processes have one name.
func listen(pipe string) (net.Listener, error) {
	if heard := say(pipe, wish{Session: session()}); heard == nil || errors.Is(heard, ErrElsewhere) {
		return nil, ErrRunning
	}
	sid, err := ownSID()
	if err != nil {
		return nil, err
	}
	listener, err := listenPipe(pipe, fmt.Sprintf("O:%sD:P(A;;GA;;;%s)", sid, sid))
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_PIPE_BUSY) {
		return nil, fmt.Errorf("%w: %w", ErrRunning, err)
	}
	return listener, err
}

// dial reaches the pipe, if it is the user's own: another user of the computer
// can know its name and be there first.
func dial(ctx context.Context, pipe string) (net.Conn, error) {
	conn, err := dialPipe(ctx, pipe)
	if err != nil {
		return nil, err
	}
	if err := ours(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// ours fails unless the one who made the pipe is the user himself.
func ours(conn pipeConn) error {
	raw, err := conn.SyscallConn()
	if err != nil {
		return err
	}
	var said *windows.SECURITY_DESCRIPTOR
	var fault error
	err = raw.Control(func(handle uintptr) {
		said, fault = windows.GetSecurityInfo(windows.Handle(handle), windows.SE_KERNEL_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	})
	if err := errors.Join(err, fault); err != nil {
		return err
	}
	owner, _, err := said.Owner()
	if err != nil {
		return err
	}
	if own, err := ownSID(); err != nil || owner.String() != own {
		return fmt.Errorf("the pipe belongs to %s", owner)
	}
	return nil
}
