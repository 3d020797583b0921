// Package placetest holds the places that reports are published to in tests,
// with real servers where there are any: each is an exporttest.Place whose
// Truth looks at the disk or the database behind the server. Connectors come
// from outside, so that their own tests can use it too.
package placetest

import (
	"net/url"
	"strings"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// Place is a place with the servers behind it.
type Place struct {
	exporttest.Place
	Close func()
}

// The account of every server that this room starts itself.
const (
	User   = "bientap"
	Secret = "mat-khau-thu"
)

// through is an account of a URL at another host and port.
func through(a model.Account, hostport string) model.Account {
	u, err := url.Parse(a.Address)
	if err != nil {
		return a // it is no URL, and nothing comes in between
	}
	u.Host = hostport
	a.Address = u.String()
	return a
}

// account is one of a server at some host and port.
func account(k export.PortalKind, name, address string) model.Account {
	return model.Account{Name: name, Kind: k.Key(), Address: address, User: User}
}

// hostport is that of an address.
func hostport(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host
}
