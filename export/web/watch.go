package web

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http/httptrace"
	"sync"
	"time"
)

// errStalled is the cause of a context that ended because no byte moved.
var errStalled = errors.New("no byte moved")

// watch follows one exchange: it ends what has stalled, and knows whether
// anything was sent.
type watch struct {
	stall time.Duration
	timer *time.Timer
	end   context.CancelCauseFunc

	mu     sync.Mutex
	conn   *conn
	before int64       // bytes that the connection had written for others
	sent   func(int64) // nil when nobody wants to know, or not any more
	gone   int64       // bytes of the body
}

// newWatch begins an exchange; its context ends when nothing moved for a while.
func newWatch(ctx context.Context, stall time.Duration, sent func(int64)) (*watch, context.Context) {
	ctx, end := context.WithCancelCause(ctx)
	w := &watch{stall: stall, end: end, sent: sent}
	w.timer = time.AfterFunc(stall, func() { end(errStalled) })
	return w, httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSDone:           func(httptrace.DNSDoneInfo) { w.moved() },
		ConnectStart:      func(string, string) { w.moved() },
		ConnectDone:       func(string, string, error) { w.moved() },
		TLSHandshakeStart: w.moved,
		TLSHandshakeDone:  func(tls.ConnectionState, error) { w.moved() },
		GotConn:           func(info httptrace.GotConnInfo) { w.got(info.Conn) },
	})
}

// moved is called whenever a byte moved.
func (w *watch) moved() { w.timer.Reset(w.stall) }

// got takes the connection that the request is going to be written to.
func (w *watch) got(c net.Conn) {
	if secure, ok := c.(*tls.Conn); ok {
		c = secure.NetConn()
	}
	mine, ok := c.(*conn)
	if !ok { // of a proxy that speaks TLS, twice wrapped
		mine = &conn{}
		mine.wrote.Store(1) // nobody counts there: taken for written
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.conn, w.before = mine, mine.wrote.Load()
	if !ok {
		w.before = 0
	}
	mine.watch.Store(w)
	w.moved()
}

// wrote reports whether any byte of the request was written.
func (w *watch) wrote() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.conn != nil && w.conn.wrote.Load() > w.before
}

// close ends the exchange: nobody is told anything any more.
func (w *watch) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = nil
	if w.conn != nil {
		w.conn.watch.CompareAndSwap(w, nil)
	}
	w.timer.Stop()
	w.end(nil)
}

// upload is the body of a request on its way. It is of no type from which
// net/http could make a second one.
type upload struct {
	rest  *bytes.Reader
	watch *watch
}

// Read implements io.Reader.
func (u *upload) Read(p []byte) (int, error) {
	n, err := u.rest.Read(p)
	u.watch.uploaded(n)
	return n, err
}

// Close implements io.Closer.
func (u *upload) Close() error { return nil }

func (w *watch) uploaded(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.gone += int64(n)
	if w.sent != nil && n > 0 {
		w.sent(w.gone)
	}
}
