package exporttest

import (
	"context"
	"os"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// What happens on the way to a portal.

// longVariable asks for the long run.
const longVariable = "TINXA_LONG"

// options are the whole matrix, or some of it where a server is slow.
func options(p Place) Options {
	o := Options{Seed: uint64(time.Now().UnixNano())}
	if p.Slow && os.Getenv(longVariable) == "" {
		o.Draw = 1
	}
	return o
}

// all complains about every case that went wrong.
func (w *witness) all(cases []Case, err error, want int) {
	if err != nil {
		w.errorf("%v", err)
	}
	if len(cases) < want {
		w.errorf("%d cases only, at least %d are possible", len(cases), want)
	}
	for _, c := range cases {
		if len(c.Wrong) > 0 {
			w.errorf("%s", c)
		}
	}
}

func checkFaults(ctx context.Context, w *witness, p Place) {
	cases, err := RunFaults(ctx, p, options(p))
	w.all(cases, err, 10)
}

func checkKills(ctx context.Context, w *witness, p Place) {
	cases, err := RunKills(ctx, p, options(p))
	w.all(cases, err, 4)
}

func checkStops(ctx context.Context, w *witness, p Place) {
	cases, err := RunStops(ctx, p, options(p))
	w.all(cases, err, 6)
}

// checkOffline sends while nobody listens at the address, and later again.
func checkOffline(ctx context.Context, w *witness, p Place) {
	closed, err := listen()
	if err != nil {
		w.errorf("%v", err)
		return
	}
	closed.Close()
	e := newErrand(p, closed.Addr().String(), 1)
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
	}
	d, err := e.send(ctx)
	if err != nil || d.State != model.SendWaits || d.Trouble == nil || d.Trouble.Code != export.Code(export.ErrOffline) {
		w.errorf("nobody listens: %s%s, %v; want it to wait, offline", d.State, why(d), err)
	}
	e.directly()
	w.decided(ctx, e, export.GoOn)
	w.stands(ctx, e)
}

// checkBusy: a portal that wants to be left alone for a second is.
func checkBusy(ctx context.Context, w *witness, p Place) {
	for _, f := range []Fault{Status429, Status503} {
		proxy, err := StartProxy(p.Upstream)
		if err != nil {
			w.errorf("%v", err)
			return
		}
		e := newErrand(p, proxy.Addr(), 1)
		if err := e.order(ctx); err != nil {
			w.errorf("%v", err)
		}
		proxy.Arm(0, f)
		d, err := e.send(ctx)
		if left := time.Until(d.Wait.Until); err != nil || d.State != model.SendWaits || left < 500*time.Millisecond {
			w.errorf("after %s with Retry-After: %s%s for %v, %v", f, d.State, why(d), left, err)
		}
		if n := len(proxy.Requests()); n != 1 {
			w.errorf("after %s came %d requests more", f, n-1)
		}
		w.decided(ctx, e, export.GoOn)
		w.stands(ctx, e)
		proxy.Close()
	}
}

// checkUnknownLimit: a portal refuses what is too large without having said so.
func checkUnknownLimit(ctx context.Context, w *witness, p Place) {
	proxy, err := StartProxy(p.Upstream)
	if err != nil {
		w.errorf("%v", err)
		return
	}
	defer proxy.Close()
	e := newErrand(p, proxy.Addr(), 1)
	big := e.album.Draw(uint64(time.Now().UnixNano()), 900, true)
	e.show(big, "Toàn cảnh kỳ họp, ảnh lớn")
	proxy.Cap(200_000) // with XML-RPC a photo grows by a third
	w.smaller(ctx, e, big)
}

// checkPassword: a wrong one is refused, asked for, and not tried again.
func checkPassword(ctx context.Context, w *witness, p Place) {
	e := newErrand(p, "", 1)
	e.secret = "sai-" + e.word
	watch := func() int { return 1 }
	if p.Upstream != "" && p.HTTP {
		proxy, err := StartProxy(p.Upstream)
		if err != nil {
			w.errorf("%v", err)
			return
		}
		defer proxy.Close()
		proxy.Watch(e.secret)
		e.account, watch = p.At(e.account, proxy.Addr()), proxy.Watched
	}
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
	}
	w.asks(ctx, e, export.ErrPassword)
	if d, err := e.send(ctx); err != nil || d.State != model.SendAsks {
		w.errorf("sent without an answer to the question: %s, %v", d.State, err)
	}
	if e.opened != 1 {
		w.errorf("a wrong password was tried %d times", e.opened)
	}
	if n := watch(); n != 1 {
		w.errorf("a wrong password was sent %d times", n)
	}
	if e.ledger.Holds(e.secret) {
		w.errorf("the wrong password is in the journal")
	}
	e.secret = p.Secret
	w.decided(ctx, e, export.GoOn)
	w.stands(ctx, e)
}

// checkCertificates: nothing is said to a site that nobody vouches for, until
// the user consents to just this certificate.
func checkCertificates(ctx context.Context, w *witness, p Place) {
	for _, c := range Certificates() {
		w.certificate(ctx, p, c)
	}
}

// busyTries is how often a handshake is tried that a busy machine takes longer
// for than a connector of the tests waits.
const busyTries = 5

func (w *witness) certificate(ctx context.Context, p Place, c Certificate) {
	proxy, err := StartSecureProxy(p.Upstream, c)
	if err != nil {
		w.errorf("%v", err)
		return
	}
	defer proxy.Close()
	proxy.Watch(p.Secret)
	e := newErrand(p, proxy.Addr(), 1)
	e.account.Address = secured(e.account.Address)
	if err := e.order(ctx); err != nil {
		w.errorf("%v", err)
	}
	d, err := e.send(ctx)
	for n := 0; c != NoHandshake && n < busyTries && err == nil && d.State == model.SendWaits; n++ {
		d, err = e.send(ctx)
	}
	if err != nil || d.Trouble == nil {
		w.errorf("%s: %s, %v", c, d.State, err)
		return
	}
	switch code := d.Trouble.Code; {
	case c == NoHandshake:
		if code != export.Code(export.ErrOffline) || d.State != model.SendWaits {
			w.errorf("%s: %s%s, want it to wait, offline", c, d.State, why(d))
		}
	case code != export.Code(export.ErrCertificate) || d.Trouble.Reason != string(c) || len(d.Trouble.Fingerprint) != 64:
		w.errorf("%s: %s%s, fingerprint %q", c, d.State, why(d), d.Trouble.Fingerprint)
		return
	}
	w.saidNothing(proxy, string(c))
	w.consented(ctx, e, proxy, d.Trouble.Fingerprint, c)
	if e.stands(ctx, model.SendDone) != nil {
		e.directly()
		w.decided(ctx, e, export.GoOn)
	}
	w.stands(ctx, e)
}

// consented goes on with a certificate that the user trusts: of another one it
// says that it changed, and with the right one it gets through to the site.
func (w *witness) consented(ctx context.Context, e *errand, proxy *Proxy, fingerprint string, c Certificate) {
	if c == NoHandshake {
		return
	}
	e.account.Trust = another(fingerprint)
	if err := e.decide(ctx, export.GoOn); err != nil {
		w.errorf("%v", err)
	}
	w.asks(ctx, e, export.ErrPinChanged)
	w.saidNothing(proxy, string(c)+", another one trusted")
	e.account.Trust = fingerprint
	if err := e.decide(ctx, export.GoOn); err != nil {
		w.errorf("%v", err)
	}
	before := len(proxy.Requests())
	if _, err := e.send(ctx); err != nil || len(proxy.Requests()) == before {
		w.errorf("%s, trusted: no request reached the site, %v", c, err)
	}
}

// saidNothing checks that a site nobody vouches for was told nothing. Its time
// may have been asked for.
func (w *witness) saidNothing(proxy *Proxy, when string) {
	for _, request := range proxy.Requests() {
		if !strings.HasPrefix(request, "HEAD ") && !strings.HasPrefix(request, "GET ") {
			w.errorf("%s: %s was sent all the same", when, request)
		}
	}
	if n := proxy.Watched(); n > 0 {
		w.errorf("%s: the secret was sent in %d requests", when, n)
	}
}

// secured is an address by https.
func secured(address string) string {
	if rest, plain := strings.CutPrefix(address, "http://"); plain {
		return "https://" + rest
	}
	return address
}

// another is a fingerprint that is not this one.
func another(fingerprint string) string {
	if strings.HasPrefix(fingerprint, "00") {
		return "ff" + fingerprint[2:]
	}
	return "00" + fingerprint[2:]
}
