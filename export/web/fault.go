package web

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"tinxa/export"
)

// fault explains why an exchange broke off.
func (c *Client) fault(ctx context.Context, r Request, at *url.URL, w *watch, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if known := Distrust(r.Did, err); known != nil {
		return c.clocked(ctx, at, known)
	}
	var portal *export.PortalError
	if errors.As(err, &portal) { // from the proxy
		known := *portal
		known.Did = r.Did
		return &known
	}
	kind := broke(err)
	switch {
	case kind == nil && !w.wrote():
		kind = export.ErrOffline
	case kind == nil:
		kind = r.lost()
	case kind == export.ErrStrangeAnswer && r.lost() == export.ErrUnknownOutcome:
		return &export.PortalError{Kind: kind, Did: r.Did, Cause: export.ErrUnknownOutcome}
	}
	return &export.PortalError{Kind: kind, Did: r.Did, Cause: bare(err)}
}

// broke is the kind of an error by itself; nil where it depends on what was
// sent.
func broke(err error) error {
	var op *net.OpError
	var record tls.RecordHeaderError
	switch {
	case errors.As(err, &op) && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks")):
		return export.ErrProxy
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &record):
		return export.ErrNotPortal
	case strings.Contains(err.Error(), "malformed HTTP"):
		return export.ErrStrangeAnswer // no HTTP, or hardly
	}
	return nil
}

// lost is the kind of error of a request whose answer was lost.
func (r Request) lost() error {
	if r.reads() {
		return export.ErrBusy
	}
	return export.ErrUnknownOutcome
}

func (r Request) reads() bool { return r.Reads || reads(r.Method) }

// reads reports whether a method changes nothing.
func reads(method string) bool {
	switch method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions, "PROPFIND":
		return true
	}
	return false
}

// bare is the part of an error that tells of the network alone: what net/http
// says around it holds whole addresses and pieces of answers.
func bare(err error) error {
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.Is(err, errStalled), errors.Is(err, context.Canceled):
		return errStalled // the caller's own context was looked at before
	case errors.As(err, &dns):
		return dns
	case errors.As(err, &op):
		return op
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return io.ErrUnexpectedEOF
	}
	return nil
}

// clocked asks the server what time it is where a certificate seems to be of
// another time, and blames this computer's clock if it was valid then. The
// answer is trusted for nothing else.
func (c *Client) clocked(ctx context.Context, at *url.URL, e *export.PortalError) error {
	var holds *validity
	if !errors.As(e, &holds) || holds.holds(time.Now()) {
		return e
	}
	if there, err := c.timeThere(ctx, at); err == nil && holds.holds(there) {
		e.Kind = export.ErrClock
	}
	return e
}

// timeThere asks without a secret and believes any certificate: the time only
// chooses the words of a refusal.
func (c *Client) timeThere(ctx context.Context, at *url.URL) (time.Time, error) {
	w, ctx := newWatch(ctx, c.options.Stall, nil)
	defer w.close()
	front := url.URL{Scheme: at.Scheme, Host: at.Host, Path: "/"}
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, front.String(), nil)
	if err != nil {
		return time.Time{}, err
	}
	t := c.options.transport(at.Hostname())
	t.TLSClientConfig.VerifyConnection = nil
	defer t.CloseIdleConnections()
	res, err := t.RoundTrip(req)
	if err != nil {
		return time.Time{}, err
	}
	res.Body.Close()
	return http.ParseTime(res.Header.Get("Date"))
}
