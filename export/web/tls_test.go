//go:debug x509usefallbackroots=1

package web_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/web"
)

// known is the authority that this computer trusts during the tests.
var known = mint(nil, func(c *x509.Certificate) {
	c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
	c.Subject.CommonName = "Example Root"
})

func TestMain(m *testing.M) {
	roots := x509.NewCertPool()
	roots.AddCert(known.Leaf)
	x509.SetFallbackRoots(roots)
	os.Exit(m.Run())
}

// mint makes a certificate for 127.0.0.1, signed by authority or by itself.
func mint(authority *tls.Certificate, change func(*x509.Certificate)) *tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err)
	}
	serial, err := rand.Int(rand.Reader, big.NewInt(1<<62))
	if err != nil {
		panic(err)
	}
	form := &x509.Certificate{
		SerialNumber: serial, Subject: pkix.Name{CommonName: "suoimay.example.vn"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"suoimay.example.vn"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if change != nil {
		change(form)
	}
	by, byKey := form, any(key)
	if authority != nil {
		by, byKey = authority.Leaf, authority.PrivateKey
	}
	der, err := x509.CreateCertificate(rand.Reader, form, by, &key.PublicKey, byKey)
	if err != nil {
		panic(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		panic(err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}
}

func fingerprint(c *tls.Certificate) string {
	return fmt.Sprintf("%x", sha256.Sum256(c.Certificate[0]))
}

// secured serves with a certificate; clock is what the server takes for the
// time, zero for the true one.
func secured(t *testing.T, c *tls.Certificate, clock time.Time) (address string, asked *atomic.Int64) {
	t.Helper()
	asked = new(atomic.Int64)
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			asked.Add(1)
		}
		if r.Header.Get("Authorization") != "" && r.Method == http.MethodHead {
			t.Error("a secret went to whom is not trusted")
		}
		if !clock.IsZero() {
			w.Header().Set("Date", clock.UTC().Format(http.TimeFormat))
		}
		io.WriteString(w, "{}")
	}))
	s.TLS = &tls.Config{Certificates: []tls.Certificate{*c}}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	return s.URL, asked
}

func post(t *testing.T, address, trust string) error {
	t.Helper()
	_, err := client(t, web.Options{Trust: trust}).Do(t.Context(), web.Request{
		Method: http.MethodPost, URL: address, Body: []byte("bài"), Did: "thử", Header: http.Header{"Authorization": {"Basic YTpi"}},
	})
	return err
}

func TestCertificates(t *testing.T) {
	past := func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = time.Now().AddDate(-2, 0, 0), time.Now().AddDate(-1, 0, 0)
	}
	future := func(c *x509.Certificate) {
		c.NotBefore, c.NotAfter = time.Now().AddDate(1, 0, 0), time.Now().AddDate(2, 0, 0)
	}
	other := func(c *x509.Certificate) {
		c.IPAddresses, c.DNSNames = nil, []string{"khac.example.vn"}
	}
	stranger := mint(nil, func(c *x509.Certificate) {
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage = true, true, x509.KeyUsageCertSign
		c.Subject.CommonName = "Stranger"
	})
	tests := []struct {
		name   string
		cert   *tls.Certificate
		clock  time.Time
		kind   error
		reason string
	}{
		{"in order", mint(known, nil), time.Time{}, nil, ""},
		{"by itself", mint(nil, nil), time.Time{}, export.ErrCertificate, "self-signed"},
		{"by nobody we know", mint(stranger, nil), time.Time{}, export.ErrCertificate, "unknown-authority"},
		{"for another name", mint(known, other), time.Time{}, export.ErrCertificate, "wrong-name"},
		{"too old", mint(known, past), time.Time{}, export.ErrCertificate, "expired"},
		{"too young", mint(known, future), time.Time{}, export.ErrCertificate, "not-yet-valid"},
		{"our clock is fast", mint(known, past), time.Now().AddDate(0, -18, 0), export.ErrClock, "expired"},
		{"our clock is slow", mint(known, future), time.Now().AddDate(0, 18, 0), export.ErrClock, "not-yet-valid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			address, asked := secured(t, tt.cert, tt.clock)
			err := post(t, address, "")
			if tt.kind == nil {
				if err != nil || asked.Load() != 1 {
					t.Errorf("%d requests: %v", asked.Load(), err)
				}
				return
			}
			e := explained(t, err, tt.kind)
			if e.Reason != tt.reason || e.Fingerprint != fingerprint(tt.cert) || e.Did != "thử" || asked.Load() != 0 {
				t.Errorf("%d requests; reason %q, fingerprint %s: %v", asked.Load(), e.Reason, e.Fingerprint, err)
			}
			if err := post(t, address, e.Fingerprint); err != nil || asked.Load() != 1 {
				t.Errorf("with consent %d requests: %v", asked.Load(), err)
			}
		})
	}
}

func TestTrustIsForOneCertificate(t *testing.T) {
	first, second := mint(nil, nil), mint(nil, nil)
	shouted := strings.ToUpper(fingerprint(first))
	var pairs []string
	for i := 0; i < len(shouted); i += 2 {
		pairs = append(pairs, shouted[i:i+2])
	}
	address, _ := secured(t, first, time.Time{})
	if err := post(t, address, strings.Join(pairs, ":")); err != nil {
		t.Errorf("as people copy it: %v", err)
	}
	changed, asked := secured(t, second, time.Time{})
	if e := explained(t, post(t, changed, fingerprint(first)), export.ErrPinChanged); e.Fingerprint != fingerprint(second) || asked.Load() != 0 {
		t.Errorf("%d requests, fingerprint %s", asked.Load(), e.Fingerprint)
	}
	proper, _ := secured(t, mint(known, nil), time.Time{})
	if err := post(t, proper, fingerprint(first)); err != nil {
		t.Errorf("a certificate that verifies instead: %v", err)
	}
	for _, nonsense := range []string{"00", "x", fingerprint(first)[:62]} {
		explained(t, post(t, address, nonsense), export.ErrPinChanged)
	}
}

func TestOldTLS(t *testing.T) {
	s := httptest.NewUnstartedServer(always(http.StatusOK, "text/plain", "a"))
	s.TLS = &tls.Config{Certificates: []tls.Certificate{*mint(known, nil)}, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	if e := explained(t, post(t, s.URL, ""), export.ErrCertificate); e.Reason != "old-tls" || e.Fingerprint != "" {
		t.Errorf("reason %q, fingerprint %q", e.Reason, e.Fingerprint)
	}
}

func TestNoTLSThere(t *testing.T) {
	s := serve(t, always(http.StatusOK, "text/plain", "a"))
	explained(t, post(t, "https"+s.URL[len("http"):], ""), export.ErrNotPortal)
}

// Mail and file servers prove themselves in the same way.
func TestTLSOfOtherProtocols(t *testing.T) {
	cert := mint(nil, nil)
	address, _ := secured(t, cert, time.Time{})
	host := address[len("https://"):]
	_, err := tls.Dial("tcp", host, web.TLS("127.0.0.1", ""))
	e := web.Distrust("mail: send", err)
	if e == nil || e.Kind != export.ErrCertificate || e.Reason != "self-signed" || e.Did != "mail: send" {
		t.Fatalf("got %v from %v", e, err)
	}
	c, err := tls.Dial("tcp", host, web.TLS("127.0.0.1", e.Fingerprint))
	if err != nil {
		t.Fatal(err)
	}
	c.Close()
	for _, err := range []error{nil, io.EOF, errors.New("tls: something else"), &export.PortalError{Kind: export.ErrProxy}} {
		if e := web.Distrust("", err); e != nil {
			t.Errorf("%v is taken for %v", err, e)
		}
	}
}
