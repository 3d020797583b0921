package web

import (
	"cmp"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"tinxa/export"
)

// TLS is how a host must prove who it is, for every protocol: by a certificate
// that verifies, or by the one whose SHA-256 is trust, in hexadecimal; empty
// trusts none. The errors of its handshakes are for Distrust.
func TLS(host, trust string) *tls.Config {
	return &tls.Config{
		ServerName: host,
		MinVersion: tls.VersionTLS12,
		// The usual verification does not go on after it failed. Here the same is
		// done by hand, and then the certificate that was consented to may pass.
		InsecureSkipVerify: true,
		VerifyConnection: func(state tls.ConnectionState) error {
			return verify(state, host, trust)
		},
	}
}

func verify(state tls.ConnectionState, host, trust string) error {
	leaf := state.PeerCertificates[0]
	fingerprint := fmt.Sprintf("%x", sha256.Sum256(leaf.Raw))
	if trusted(fingerprint, trust) {
		return nil
	}
	between := x509.NewCertPool()
	for _, c := range state.PeerCertificates[1:] {
		between.AddCert(c)
	}
	// ServerName is empty for an address in figures, and is the proxy's own name
	// where TLS is spoken with a proxy.
	name := cmp.Or(state.ServerName, host)
	if _, err := leaf.Verify(x509.VerifyOptions{DNSName: name, Intermediates: between}); err != nil {
		kind := export.ErrCertificate
		if trust != "" {
			kind = export.ErrPinChanged
		}
		return &export.PortalError{
			Kind: kind, Fingerprint: fingerprint, Reason: doubt(leaf, err),
			Cause: &validity{from: leaf.NotBefore, to: leaf.NotAfter},
		}
	}
	return nil
}

// trusted compares fingerprints; people copy them with colons and in capitals.
func trusted(fingerprint, trust string) bool {
	want, err := hex.DecodeString(strings.ReplaceAll(strings.TrimSpace(trust), ":", ""))
	return err == nil && len(want) == sha256.Size && fmt.Sprintf("%x", want) == fingerprint
}

// doubt is the Reason why a certificate does not verify.
func doubt(leaf *x509.Certificate, err error) string {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	switch {
	case errors.As(err, &name):
		return "wrong-name"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if time.Now().Before(leaf.NotBefore) {
			return "not-yet-valid"
		}
		return "expired"
	case slices.Equal(leaf.RawIssuer, leaf.RawSubject):
		return "self-signed"
	}
	return "unknown-authority"
}

// validity is when a certificate holds.
type validity struct{ from, to time.Time }

func (v *validity) Error() string {
	return fmt.Sprintf("valid from %s to %s", v.from.Format(time.DateOnly), v.to.Format(time.DateOnly))
}

func (v *validity) holds(at time.Time) bool { return !at.Before(v.from) && !at.After(v.to) }

// Distrust explains an error of a handshake: ErrCertificate with fingerprint
// and reason, or ErrPinChanged. It is nil for every other error.
func Distrust(did string, err error) *export.PortalError {
	var portal *export.PortalError
	if errors.As(err, &portal) && portal.Fingerprint != "" {
		known := *portal
		known.Did = did
		return &known
	}
	if isOld(err) {
		return &export.PortalError{Kind: export.ErrCertificate, Did: did, Reason: "old-tls"}
	}
	return nil
}

// isOld reports whether two sides found no TLS that both speak. Package tls has
// no type for what it says then.
func isOld(err error) bool {
	if err == nil {
		return false
	}
	said := err.Error()
	var op *net.OpError
	if errors.As(err, &op) {
		said = op.Err.Error()
	}
	return strings.Contains(said, "protocol version not supported") ||
		strings.Contains(said, "unsupported protocol version") ||
		strings.Contains(said, "tls: handshake failure")
}
