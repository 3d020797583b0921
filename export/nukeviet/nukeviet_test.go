package nukeviet_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/export/exporttest/nukesite"
	"tinxa/export/nukeviet"
)

// stall is short: the suite lets requests hang.
const stall = 600 * time.Millisecond

func start(t *testing.T, o nukesite.Options) (*nukesite.Site, export.PortalKind, exporttest.Place) {
	t.Helper()
	site := nukesite.New(o)
	server := httptest.NewServer(site)
	t.Cleanup(server.Close)
	kind := nukeviet.New(nukeviet.Options{Agent: "TinXa/test", Stall: stall})
	return site, kind, site.Place(kind, server.URL)
}

func TestPortal(t *testing.T) {
	for _, version := range []string{"4.5", "4.6"} {
		t.Run(version, func(t *testing.T) {
			_, _, place := start(t, nukesite.Options{Version: version})
			place.Slow = true // two dozen requests a report are many to try every fault with
			exporttest.TestPortal(t, place)
		})
	}
}
