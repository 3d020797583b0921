// Package wire holds what portals without HTTP share: connections that are
// watched for silence, and what an error on them says of what was done. It
// knows TCP and nothing of what is spoken over it.
package wire

import (
	"context"
	"errors"
	"net"
	"sync"
	"time"
)

// DefaultStall is how long nothing may move while something is to be done.
const DefaultStall = 30 * time.Second

// unsentBytes bounds what the system keeps of what was written but has not
// left. Without a bound the last megabytes of a photo would still be on a slow
// line while the portal's silence is already counted.
const unsentBytes = 64 << 10

// What ends a Line.
var (
	errStalled = errors.New("nothing moved any more")
	errTooMuch = errors.New("an answer without end")
	errClosed  = errors.New("connection closed")
)

// Line is a connection to a host with those beside it, as FTP has for its data.
// There is no limit on how long something takes, but the connections are cut
// when nothing moves on any of them for a while. It is used by one goroutine at
// a time, and libraries may read and write in theirs.
type Line struct {
	stall time.Duration

	mu    sync.Mutex
	open  map[net.Conn]bool
	watch *time.Timer // while something is under way
	left  int64       // bytes that may still be read
	why   error       // why it was cut
}

// New returns a line without a connection. A stall of 0 is DefaultStall.
func New(stall time.Duration) *Line {
	if stall == 0 {
		stall = DefaultStall
	}
	return &Line{stall: stall, open: map[net.Conn]bool{}}
}

// Dial connects to a host and port.
func (l *Line) Dial(ctx context.Context, address string) (net.Conn, error) {
	if err := l.cause(); err != nil {
		return nil, err
	}
	dialer := net.Dialer{Timeout: l.stall}
	raw, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	if tcp, ok := raw.(*net.TCPConn); ok {
		_ = tcp.SetWriteBuffer(unsentBytes) // where it is refused only the watch is less exact
	}
	return l.take(raw)
}

// take puts a connection under the watch.
func (l *Line) take(raw net.Conn) (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.why != nil {
		raw.Close()
		return nil, l.why
	}
	l.open[raw] = true
	return &watched{Conn: raw, line: l}, nil
}

// During does something with the connections. They are cut, and do returns with
// an error, when ctx ends, when nothing moves, or when more than most bytes come.
// What was cut stays cut. Where that was why do came to nothing, its error wraps
// the reason.
func (l *Line) During(ctx context.Context, most int64, do func() error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	watch := time.AfterFunc(l.stall, func() { l.cut(errStalled) })
	l.set(watch, most)
	forget := context.AfterFunc(ctx, func() { l.cut(ctx.Err()) })
	err := do()
	forget()
	watch.Stop()
	l.set(nil, 0)
	if why := l.cause(); err != nil && why != nil {
		return errors.Join(why, err)
	}
	return err
}

func (l *Line) set(watch *time.Timer, most int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.watch, l.left = watch, most
}

// Close cuts every connection.
func (l *Line) Close() error {
	l.cut(errClosed)
	return nil
}

func (l *Line) cut(why error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.why == nil {
		l.why = why
	}
	for conn := range l.open {
		conn.Close()
	}
	clear(l.open)
}

func (l *Line) cause() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.why
}

// moved starts the watch anew, and counts what was read.
func (l *Line) moved(read, written int) {
	l.mu.Lock()
	if l.watch != nil && read+written > 0 {
		l.watch.Reset(l.stall)
	}
	l.left -= int64(read)
	tooMuch := l.watch != nil && l.left < 0
	l.mu.Unlock()
	if tooMuch {
		l.cut(errTooMuch)
	}
}

func (l *Line) drop(raw net.Conn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, raw)
}

// watched is a connection of a Line.
type watched struct {
	net.Conn
	line *Line
}

// Read implements net.Conn.
func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Conn.Read(p)
	w.line.moved(n, 0)
	return n, err
}

// Write implements net.Conn. It writes in pieces, so that a large one on a slow
// line is not taken for silence.
func (w *watched) Write(p []byte) (int, error) {
	done := 0
	for done < len(p) {
		n, err := w.Conn.Write(p[done:min(done+unsentBytes/4, len(p))])
		w.line.moved(0, n)
		done += n
		if err != nil {
			return done, err
		}
	}
	return done, nil
}

// Close implements net.Conn.
func (w *watched) Close() error {
	w.line.drop(w.Conn)
	return w.Conn.Close()
}
