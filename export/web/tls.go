package web

import (
	"crypto/tls"

	"tinxa/export"
)

// TLS is how a host must prove who it is, for every protocol: by a certificate
// that verifies, or by the one whose SHA-256 is trust, in hexadecimal; empty
// trusts none.
func TLS(host, trust string) *tls.Config { return &tls.Config{ServerName: host} }

// Distrust explains an error of a handshake made with TLS: ErrCertificate with
// fingerprint and reason, or ErrPinChanged. Nil for every other error.
func Distrust(did string, err error) *export.PortalError { return nil }
