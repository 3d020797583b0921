package exporttest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"
)

// Proxy stands before a portal and spoils one chosen request. It passes the
// Host header on, so that a site which makes its addresses of that stays behind
// it.
type Proxy struct {
	upstream string
	server   *http.Server
	listener net.Listener
	toSite   *http.Transport
	decoy    *decoy
	secure   bool

	mu    sync.Mutex
	plan  plan
	seen  []string
	late  int        // requests that reach the site after the client has gone
	quiet *sync.Cond // there are none
}

// plan is what is to be spoilt.
type plan struct {
	at     int // index of a request since Arm
	fault  Fault
	struck bool
	most   int64 // bytes of a body; 0: any
	meet   func(index int, acted bool) bool
	secret string
	bore   int // requests that bore the secret
}

// mostBody bounds what the proxy keeps of a request or an answer.
const mostBody = 64 << 20

// NewProxy is StartProxy for the time of a test.
func NewProxy(t testing.TB, upstream string) *Proxy {
	t.Helper()
	p, err := StartProxy(upstream)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// StartProxy starts a proxy before a host and port. Without Arm it spoils
// nothing.
func StartProxy(upstream string) (*Proxy, error) {
	listener, err := listen()
	if err != nil {
		return nil, err
	}
	return serve(upstream, listener, false)
}

func listen() (net.Listener, error) { return net.Listen("tcp", "127.0.0.1:0") }

func serve(upstream string, listener net.Listener, secure bool) (*Proxy, error) {
	other, err := startDecoy()
	if err != nil {
		listener.Close()
		return nil, err
	}
	p := &Proxy{upstream: upstream, listener: listener, decoy: other, secure: secure}
	p.plan.at, p.quiet = -1, sync.NewCond(&p.mu)
	p.toSite = &http.Transport{DisableKeepAlives: true, DisableCompression: true}
	p.server = &http.Server{Handler: p, ErrorLog: quiet(), TLSNextProto: noHTTP2}
	go p.server.Serve(listener)
	return p, nil
}

// Settle waits until the site has acted on everything that came late.
func (p *Proxy) Settle() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.late > 0 {
		p.quiet.Wait()
	}
}

// Close ends the proxy and every connection through it.
func (p *Proxy) Close() {
	p.server.Close()
	p.decoy.server.Close()
	p.Settle()
}

// Addr is the host and port that the proxy listens at.
func (p *Proxy) Addr() string { return p.listener.Addr().String() }

// Arm spoils the request of that index, counted from 0 from now on. An index
// below 0 spoils none.
func (p *Proxy) Arm(index int, f Fault) {
	p.Settle()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan.at, p.plan.fault, p.plan.struck, p.plan.meet = index, f, false, nil
	p.seen = nil
	p.decoy.forget()
}

// Struck reports whether the armed fault happened.
func (p *Proxy) Struck() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plan.struck
}

// Cap makes the portal refuse every request with a larger body, as an unknown
// limit of its server does (413). 0 takes it back.
func (p *Proxy) Cap(bytes int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan.most = bytes
}

// Meet calls do twice for each request: before the site gets it, and when the
// site has acted. Where do returns true the connection is cut there.
func (p *Proxy) Meet(do func(index int, acted bool) bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan.meet = do
}

// Watch counts the requests that bear a secret, from now on.
func (p *Proxy) Watch(secret string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan.secret, p.plan.bore = secret, 0
}

// Watched is how many there were.
func (p *Proxy) Watched() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plan.bore
}

// look notices a watched secret.
func (p *Proxy) look(r *http.Request, body []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	_, password, _ := r.BasicAuth()
	if p.plan.secret != "" && (password == p.plan.secret || bytes.Contains(body, []byte(p.plan.secret))) {
		p.plan.bore++
	}
}

// Requests lists the requests since Arm: "POST /wp-json/wp/v2/media".
func (p *Proxy) Requests() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.seen...)
}

// Leaks lists what was sent to the other address of a redirect and must not
// go there: anything but a bare GET.
func (p *Proxy) Leaks() []string { return p.decoy.leaks() }

// note counts a request and tells what is to become of it.
func (p *Proxy) note(r *http.Request) (index int, f Fault, now plan) {
	p.mu.Lock()
	defer p.mu.Unlock()
	index = len(p.seen)
	p.seen = append(p.seen, r.Method+" "+r.URL.RequestURI())
	since := index - p.plan.at
	switch f := p.plan.fault; {
	case p.plan.at < 0 || since < 0:
		return index, "", p.plan
	case since == 0:
		p.plan.struck = true
		return index, f, p.plan
	case f == Outage && since <= lasting:
		return index, CutBefore, p.plan
	case f == Overload && since <= lasting:
		return index, Status503, p.plan
	}
	return index, "", p.plan
}

// ServeHTTP implements http.Handler.
func (p *Proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	index, f, now := p.note(r)
	if f == CutRequest {
		p.cutRequest(w, r)
		return
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, mostBody))
	p.look(r, body)
	if err != nil || now.meet != nil && now.meet(index, false) {
		cut(w)
		return
	}
	e := &exchange{proxy: p, w: w, r: r, body: body}
	if now.most > 0 && int64(len(body)) > now.most {
		f = Status413
	}
	if now.meet != nil {
		e.acted = func() bool { return now.meet(index, true) }
	}
	e.spoil(f)
}

// exchange is a request on its way.
type exchange struct {
	proxy *Proxy
	w     http.ResponseWriter
	r     *http.Request
	body  []byte
	acted func() bool // when the site has acted; true: cut; may be nil
}

// answer is what the site said, whole.
type answer struct {
	status int
	header http.Header
	body   []byte
}

// forward lets the site act and returns its answer.
func (e *exchange) forward(ctx context.Context) (*answer, error) {
	out, err := http.NewRequestWithContext(ctx, e.r.Method, e.target(), bytes.NewReader(e.body))
	if err != nil {
		return nil, err
	}
	out.Header, out.Host = e.r.Header.Clone(), e.r.Host
	if len(e.body) == 0 {
		out.Body = http.NoBody
	}
	if e.proxy.secure {
		out.Header.Set("X-Forwarded-Proto", "https")
	}
	resp, err := e.proxy.toSite.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(io.LimitReader(resp.Body, mostBody))
	return &answer{resp.StatusCode, resp.Header, data}, err
}

func (e *exchange) target() string {
	u := url.URL{Scheme: "http", Host: e.proxy.upstream, Opaque: e.r.URL.Opaque}
	u.Path, u.RawPath, u.RawQuery = e.r.URL.Path, e.r.URL.RawPath, e.r.URL.RawQuery
	return u.String()
}

// pass gives the site's answer to the client as it came, or cuts where the site
// gave none.
func (e *exchange) pass() {
	a, err := e.forward(e.r.Context())
	if err != nil || e.acted != nil && e.acted() {
		cut(e.w)
		return
	}
	e.write(a, func(data []byte) { e.w.Write(data) })
}

// write sends the head of an answer and leaves its body to send.
func (e *exchange) write(a *answer, send func([]byte)) {
	for name, values := range a.header {
		e.w.Header()[name] = values
	}
	if e.r.Method != http.MethodHead {
		e.w.Header().Set("Content-Length", fmt.Sprint(len(a.body)))
	}
	e.w.Header().Del("Transfer-Encoding")
	e.w.Header().Del("Connection")
	e.w.WriteHeader(a.status)
	send(a.body)
}

// cut closes the client's connection without another word.
func cut(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	conn.Close()
}

// hold leaves the client without an answer until it gives up.
func (e *exchange) hold() {
	select {
	case <-e.r.Context().Done():
	case <-time.After(time.Minute):
	}
	panic(http.ErrAbortHandler)
}
