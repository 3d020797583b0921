package exporttest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"net/http"
	"testing"
	"time"
)

// Certificate is what a proxy with a secure front shows.
type Certificate string

// The certificates that nobody vouches for, and the front that closes before it
// shows one.
const (
	SelfSigned  Certificate = "self-signed"
	Expired     Certificate = "expired"
	WrongName   Certificate = "wrong-name"
	NoHandshake Certificate = "handshake cut"
)

// Certificates lists them.
func Certificates() []Certificate {
	return []Certificate{SelfSigned, Expired, WrongName, NoHandshake}
}

// NewSecureProxy is StartSecureProxy for the time of a test.
func NewSecureProxy(t testing.TB, upstream string, c Certificate) *Proxy {
	t.Helper()
	p, err := StartSecureProxy(upstream, c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// StartSecureProxy starts a proxy that is spoken to by https, with a fresh
// certificate of its own. The site hears of it in X-Forwarded-Proto.
func StartSecureProxy(upstream string, c Certificate) (*Proxy, error) {
	listener, err := listen()
	if err != nil {
		return nil, err
	}
	if c == NoHandshake {
		return serve(upstream, hangingUp{listener}, true)
	}
	shown, err := certificate(c)
	if err != nil {
		listener.Close()
		return nil, err
	}
	config := &tls.Config{Certificates: []tls.Certificate{shown}, NextProtos: []string{"http/1.1"}}
	return serve(upstream, tls.NewListener(listener, config), true)
}

// certificate makes one that fits this computer, but for what c says.
func certificate(c Certificate) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	now := time.Now()
	form := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()),
		Subject:      pkix.Name{CommonName: "suoimay.example.vn"},
		NotBefore:    now.Add(-48 * time.Hour), NotAfter: now.Add(48 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	switch c {
	case Expired:
		form.NotAfter = now.Add(-24 * time.Hour)
	case WrongName:
		form.IPAddresses, form.DNSNames = nil, []string{"benlua.example.vn"}
	}
	leaf, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	return tls.Certificate{Certificate: [][]byte{leaf}, PrivateKey: key}, err
}

// hangingUp closes every connection after its first bytes came.
type hangingUp struct{ net.Listener }

// Accept implements net.Listener.
func (l hangingUp) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		conn.Read(make([]byte, 1))
		conn.Close()
	}
}

// noHTTP2 keeps connections such that they can be cut.
var noHTTP2 = map[string]func(*http.Server, *tls.Conn, http.Handler){}
