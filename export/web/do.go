package web

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"tinxa/export"
)

// hops is how many redirects are followed.
const hops = 10

// Do makes one exchange and reads the whole answer. An answer that is not 2xx
// is no error: the caller looks at it and asks Refusal what it does not know.
// GET and HEAD follow redirects within the site; everything else is sent once.
//
// The error is that of ctx, or a *export.PortalError: ErrAddress; ErrOffline
// when nothing was sent; ErrBusy when a request that only reads broke off and
// ErrUnknownOutcome when another did; ErrCertificate, ErrPinChanged, ErrClock,
// ErrProxy; ErrNotPortal where no HTTP is spoken; ErrMoved, ErrStrangeAnswer,
// both with the Answer beside.
func (c *Client) Do(ctx context.Context, r Request) (Answer, error) {
	at, err := url.Parse(r.URL)
	if err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return Answer{}, &export.PortalError{Kind: export.ErrAddress, Did: r.Did}
	}
	var a Answer
	for range hops {
		if a, err = c.exchange(ctx, r, at); err != nil {
			return a, err
		}
		next := a.location()
		if next == nil {
			return a, r.check(a)
		}
		if !r.follows(at, next) {
			return a, r.moved(a, at, next)
		}
		at = next
	}
	return a, r.strange(a, "html")
}

// exchange sends one request and reads its answer.
func (c *Client) exchange(ctx context.Context, r Request, at *url.URL) (Answer, error) {
	w, watched := newWatch(ctx, c.options.Stall, r.Sent)
	defer w.close()
	req, err := c.request(watched, r, at, w)
	if err != nil {
		return Answer{}, &export.PortalError{Kind: export.ErrAddress, Did: r.Did}
	}
	res, err := c.http.Do(req)
	if err != nil {
		return Answer{}, c.fault(ctx, r, at, w, orStall(watched, err))
	}
	defer res.Body.Close()
	a := Answer{Status: res.StatusCode, Header: res.Header, URL: at, asked: r.asked(res.StatusCode)}
	size, err := r.take(io.LimitReader(res.Body, c.options.Most+1), &a)
	var theirs sinkError
	switch {
	case ctx.Err() != nil:
		return a, ctx.Err()
	case errors.As(err, &theirs):
		return a, theirs.error
	case res.StatusCode == http.StatusProxyAuthRequired:
		return a, &export.PortalError{Kind: export.ErrProxy, Did: r.Did, Status: a.Status}
	case res.StatusCode/100 != 2:
		return a, nil // a refusal holds even if its page broke off
	case err != nil:
		return a, c.fault(ctx, r, at, w, orStall(watched, err))
	case size > c.options.Most:
		a.Body = nil
		return a, r.strange(a, "html")
	}
	return a, nil
}

// orStall is the stall that lies behind an error, or the error.
func orStall(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); errors.Is(cause, errStalled) {
		return cause
	}
	return err
}

// accepts is what a portal is told of each Want.
var accepts = map[Want]string{
	Any:  "*/*",
	JSON: "application/json",
	HTML: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
	XML:  "text/xml,application/xml,*/*;q=0.8",
}

func (c *Client) request(ctx context.Context, r Request, at *url.URL, w *watch) (*http.Request, error) {
	req, err := http.NewRequestWithContext(ctx, r.Method, at.String(), nil)
	if err != nil {
		return nil, err
	}
	if len(r.Body) > 0 {
		req.Body = &upload{rest: bytes.NewReader(r.Body), watch: w}
		req.ContentLength = int64(len(r.Body))
	}
	req.Header.Set("Accept", accepts[r.Want])
	req.Header.Set("User-Agent", c.options.Agent)
	for name, values := range r.Header {
		req.Header[http.CanonicalHeaderKey(name)] = values
	}
	// These make net/http send a request again.
	req.Header.Del("Idempotency-Key")
	req.Header.Del("X-Idempotency-Key")
	return req, nil
}

// asked keeps what Refusal needs of a request.
func (r Request) asked(status int) asked {
	k := asked{reads: r.reads()}
	if status == http.StatusForbidden || status == http.StatusNotAcceptable {
		k.rule = r.rule()
	}
	for name, values := range r.Header {
		if http.CanonicalHeaderKey(name) == "Authorization" {
			for _, v := range values {
				k.hide = append(k.hide, secrets(v)...)
			}
		}
	}
	return k
}

// secrets lists the ways in which a portal could repeat an Authorization.
func secrets(header string) []string {
	scheme, value, _ := strings.Cut(header, " ")
	all := []string{value}
	if pair, err := base64.StdEncoding.DecodeString(value); err == nil && strings.EqualFold(scheme, "basic") {
		_, password, _ := strings.Cut(string(pair), ":")
		all = append(all, password)
	}
	return all
}
