package native

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

const (
	pipeBuffer   = 64 << 10
	pipeBusyWait = 10 * time.Millisecond
	// anonymous keeps whoever has the pipe from acting as the one who calls.
	anonymous = 0x00100000 // SECURITY_SQOS_PRESENT with SECURITY_ANONYMOUS
)

// pipes are the ends of a named pipe that callers meet. One that nobody has called
// yet is always there, or the name could be taken by somebody else.
type pipes struct {
	name *uint16
	stop windows.Handle // an event: Close was called
	told *windows.SecurityAttributes

	mu   sync.Mutex     // held by Accept while it waits
	next windows.Handle // 0 after Close
}

// listenPipe makes a pipe that sddl says who may use. It fails where another
// process has the name; Windows takes it back when that ends.
func listenPipe(name, sddl string) (net.Listener, error) {
	rights, err := windows.SecurityDescriptorFromString(sddl)
	if err != nil {
		return nil, err
	}
	p := &pipes{told: &windows.SecurityAttributes{SecurityDescriptor: rights}}
	p.told.Length = uint32(unsafe.Sizeof(*p.told))
	if p.name, err = windows.UTF16PtrFromString(name); err != nil {
		return nil, err
	}
	if p.next, err = p.end(windows.FILE_FLAG_FIRST_PIPE_INSTANCE); err != nil {
		return nil, err
	}
	const byHand = 1
	if p.stop, err = windows.CreateEvent(nil, byHand, 0, nil); err != nil {
		return nil, errors.Join(err, windows.CloseHandle(p.next))
	}
	return p, nil
}

// end makes one more end of the pipe.
func (p *pipes) end(first uint32) (windows.Handle, error) {
	const mode = windows.PIPE_TYPE_BYTE | windows.PIPE_READMODE_BYTE | windows.PIPE_WAIT | windows.PIPE_REJECT_REMOTE_CLIENTS
	return windows.CreateNamedPipe(p.name, windows.PIPE_ACCESS_DUPLEX|windows.FILE_FLAG_OVERLAPPED|first, mode,
		windows.PIPE_UNLIMITED_INSTANCES, pipeBuffer, pipeBuffer, 0, p.told)
}

// Accept implements net.Listener.
func (p *pipes) Accept() (net.Conn, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == 0 {
		return nil, net.ErrClosed
	}
	if err := p.called(); err != nil {
		return nil, err
	}
	next, err := p.end(0)
	if err != nil {
		return nil, errors.Join(err, windows.DisconnectNamedPipe(p.next)) // to be called again
	}
	file := os.NewFile(uintptr(p.next), windows.UTF16PtrToString(p.name))
	p.next = next
	return pipeConn{file}, nil
}

// called waits until somebody calls, or Close is.
func (p *pipes) called() error {
	event, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(event) }() // cannot fail for one just made
	wait := &windows.Overlapped{HEvent: event}
	switch err := windows.ConnectNamedPipe(p.next, wait); {
	case err == nil, errors.Is(err, windows.ERROR_PIPE_CONNECTED):
		return nil
	case errors.Is(err, windows.ERROR_NO_DATA): // who called has hung up already
		return nil
	case !errors.Is(err, windows.ERROR_IO_PENDING):
		return err
	}
	which, err := windows.WaitForMultipleObjects([]windows.Handle{event, p.stop}, false, windows.INFINITE)
	var n uint32
	if err == nil && which == windows.WAIT_OBJECT_0 {
		return windows.GetOverlappedResult(p.next, wait, &n, false)
	}
	// The system must let go of wait before this function does.
	_ = windows.CancelIoEx(p.next, wait)
	_ = windows.GetOverlappedResult(p.next, wait, &n, true)
	return errors.Join(err, net.ErrClosed)
}

// Close implements net.Listener; the name is free afterwards.
func (p *pipes) Close() error {
	if err := windows.SetEvent(p.stop); err != nil {
		return net.ErrClosed
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.next == 0 {
		return net.ErrClosed
	}
	err := errors.Join(windows.CloseHandle(p.next), windows.CloseHandle(p.stop))
	p.next, p.stop = 0, 0
	return err
}

// Addr implements net.Listener.
func (p *pipes) Addr() net.Addr { return pipeAddr(windows.UTF16PtrToString(p.name)) }

// pipeConn is one end of a pipe that was called.
type pipeConn struct{ *os.File }

// LocalAddr implements net.Conn.
func (c pipeConn) LocalAddr() net.Addr { return pipeAddr(c.Name()) }

// RemoteAddr implements net.Conn.
func (c pipeConn) RemoteAddr() net.Addr { return pipeAddr(c.Name()) }

type pipeAddr string

// Network implements net.Addr.
func (pipeAddr) Network() string { return "pipe" }

// String implements net.Addr.
func (a pipeAddr) String() string { return string(a) }

// dialPipe calls a pipe, and waits while all its ends are talking.
func dialPipe(ctx context.Context, name string) (pipeConn, error) {
	wide, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return pipeConn{}, err
	}
	for {
		handle, err := windows.CreateFile(wide, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil,
			windows.OPEN_EXISTING, windows.FILE_FLAG_OVERLAPPED|anonymous, 0)
		if err == nil {
			return pipeConn{os.NewFile(uintptr(handle), name)}, nil
		}
		if !errors.Is(err, windows.ERROR_PIPE_BUSY) {
			return pipeConn{}, err
		}
		select {
		case <-time.After(pipeBusyWait):
		case <-ctx.Done():
			return pipeConn{}, fmt.Errorf("%w: %w", ctx.Err(), err)
		}
	}
}
