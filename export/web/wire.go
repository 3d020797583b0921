package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"tinxa/export"
)

const (
	// idle is how long a connection is kept for the next request: less than the 5
	// seconds of the servers that are quickest to close one, so that no article is
	// sent into a connection that is just being closed.
	idle = 4 * time.Second
	// sendBuffer bounds what the system takes off our hands before it is on the
	// line: the rest of a photo must be gone before the stall timer ends, and
	// progress should be true.
	sendBuffer = 256 << 10
	// grace is how long after a failed write the answer that explains it may
	// still be read: "too large" comes before all of a photo was sent.
	grace = 200 * time.Millisecond
)

// lines keeps a transport for each host, because each proves its own name.
type lines struct {
	options Options
	mu      sync.Mutex
	byHost  map[string]*http.Transport
}

// RoundTrip implements http.RoundTripper.
func (l *lines) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := l.to(r.URL.Hostname()).RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if _, err := res.Location(); err != nil {
		res.Header.Del("Location") // http.Client would throw the answer away
	}
	return res, nil
}

func (l *lines) to(host string) *http.Transport {
	l.mu.Lock()
	defer l.mu.Unlock()
	t, known := l.byHost[host]
	if !known {
		t = l.options.transport(host)
		l.byHost[host] = t
	}
	return t
}

func (l *lines) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, t := range l.byHost {
		t.CloseIdleConnections()
	}
}

// transport speaks HTTP/1.1 alone: its requests fail one at a time.
func (o Options) transport(host string) *http.Transport {
	dialer := &net.Dialer{Timeout: o.Stall} // shared by the addresses of a host
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Transport{
		Proxy:           o.proxy,
		Protocols:       protocols,
		TLSClientConfig: TLS(host, o.Trust),
		IdleConnTimeout: idle,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			c, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			if tcp, ok := c.(*net.TCPConn); ok {
				tcp.SetWriteBuffer(sendBuffer) // where it is refused, progress is less true
			}
			return &conn{Conn: c}, nil
		},
		OnProxyConnectResponse: connected,
	}
}

// proxy is the proxy for a request; this computer is reached without one.
func (o Options) proxy(r *http.Request) (*url.URL, error) {
	host := r.URL.Hostname()
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil, nil
	}
	if o.Proxy != nil {
		return o.Proxy(r)
	}
	return system.proxy(r)
}

// connected looks at what a proxy answers to CONNECT. What a gateway cannot
// reach is offline; everything else is the proxy's own wish.
func connected(_ context.Context, _ *url.URL, _ *http.Request, res *http.Response) error {
	switch res.StatusCode {
	case http.StatusOK:
		return nil
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return &export.PortalError{Kind: export.ErrOffline, Status: res.StatusCode}
	}
	return &export.PortalError{Kind: export.ErrProxy, Status: res.StatusCode}
}

// conn tells the exchange that has it of every byte.
type conn struct {
	net.Conn
	wrote atomic.Int64
	watch atomic.Pointer[watch]
}

// Read implements net.Conn.
func (c *conn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	c.moved(n)
	return n, err
}

// Write implements net.Conn.
func (c *conn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	c.wrote.Add(int64(n))
	c.moved(n)
	if err != nil && !errors.Is(err, net.ErrClosed) {
		time.Sleep(grace)
	}
	return n, err
}

func (c *conn) moved(n int) {
	if w := c.watch.Load(); w != nil && n > 0 {
		w.moved()
	}
}
