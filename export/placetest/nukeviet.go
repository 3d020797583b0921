package placetest

import (
	"net/http/httptest"

	"tinxa/export"
	"tinxa/export/exporttest/nukesite"
)

// NukeViet is a portal that behaves as one.
func NukeViet(k export.PortalKind) Place {
	site := nukesite.New(nukesite.Options{})
	s := httptest.NewServer(site)
	p := Place{Place: site.Place(k, s.URL), Close: s.Close}
	p.Slow = true // by the number of its requests, and with one session for each account
	return p
}
