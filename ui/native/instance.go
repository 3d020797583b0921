package native

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"tinxa/ui/task"
)

// ErrNobody is wrapped by Raise when no window of that data folder answers.
var ErrNobody = errors.New("native: no window answers")

// ErrRunning is said by Announce when another window has the data folder.
var ErrRunning = errors.New("native: another window has this data folder")

const (
	// socketName lies in the data folder, so that folder and window go together.
	socketName = "window.sock"
	// maxSocketPath is what fits into sun_path with its zero on Linux and Windows
	// (108), less a little.
	maxSocketPath = 100

	raiseWish  = "raise\n"
	raiseReply = "ok\n"

	raiseWait = time.Second
	// wishWait is how long a caller may take to say what it wants: one that says
	// nothing must not keep others waiting until they give up.
	wishWait = 200 * time.Millisecond
	// acceptPause keeps a broken socket from taking a whole core.
	acceptPause = 100 * time.Millisecond
)

// Announce makes this window the one that Raise(dir) brings to the front: raise is
// then called where widgets may be touched. A socket left behind by a crash is
// replaced; a window that still answers is an ErrRunning. Call it while holding
// the lock of the data folder, and Close what it returns before giving that up.
func Announce(dir string, runner task.Runner, raise func()) (io.Closer, error) {
	path, err := socketPath(dir)
	if err != nil {
		return nil, fmt.Errorf("native: announce: %w", err)
	}
	listener, err := listen(path)
	if err != nil {
		return nil, fmt.Errorf("native: announce: %w", err)
	}
	runner.Run(func() { answer(listener, func() { runner.Do(raise) }) })
	return listener, nil
}

// Raise asks the window that has the data folder to come to the front, and waits
// a second at most for its answer.
func Raise(dir string) error {
	path, err := socketPath(dir)
	if err != nil {
		return fmt.Errorf("native: raise: %w", err)
	}
	letOthersForward()
	if err := wish(path); err != nil {
		return fmt.Errorf("%w: %w", ErrNobody, err)
	}
	return nil
}

// socketPath is the same for every way to write the data folder.
func socketPath(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	path := filepath.Join(dir, socketName)
	if len(path) > maxSocketPath {
		sum := sha256.Sum256([]byte(dir))
		path = filepath.Join(os.TempDir(), "window-"+hex.EncodeToString(sum[:8])+".sock")
	}
	return path, nil
}

// listen opens the socket, and once more without what a crash left of it.
func listen(path string) (net.Listener, error) {
	listener, err := net.Listen("unix", path)
	if err != nil {
		if wish(path) == nil {
			return nil, ErrRunning
		}
		if gone := os.Remove(path); gone != nil {
			return nil, err
		}
		if listener, err = net.Listen("unix", path); err != nil {
			return nil, err
		}
	}
	if err := private(path); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	return listener, nil
}

// wish says raise and hears ok.
func wish(path string) error {
	ctx, cancel := context.WithTimeout(context.Background(), raiseWait)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "unix", path)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // all has been said
	deadline, _ := ctx.Deadline()
	if err := conn.SetDeadline(deadline); err != nil {
		return err
	}
	if _, err := io.WriteString(conn, raiseWish); err != nil {
		return err
	}
	return expect(conn, raiseReply)
}

// answer serves one caller after the other until the listener is closed.
func answer(listener net.Listener, raise func()) {
	for {
		conn, err := listener.Accept()
		switch {
		case err == nil:
			serve(conn, raise)
		case errors.Is(err, net.ErrClosed):
			return
		default:
			time.Sleep(acceptPause)
		}
	}
}

// serve hears one caller out. Whatever goes wrong is the caller's loss alone.
func serve(conn net.Conn, raise func()) {
	defer func() { _ = conn.Close() }()
	if conn.SetDeadline(time.Now().Add(wishWait)) != nil || expect(conn, raiseWish) != nil {
		return
	}
	raise()
	_, _ = io.WriteString(conn, raiseReply) // a caller that left needs no answer
}

// expect reads exactly as many bytes as want has.
func expect(r io.Reader, want string) error {
	got := make([]byte, len(want))
	if _, err := io.ReadFull(r, got); err != nil {
		return err
	}
	if !bytes.Equal(got, []byte(want)) {
		return fmt.Errorf("heard %q, not %q", got, want)
	}
	return nil
}
