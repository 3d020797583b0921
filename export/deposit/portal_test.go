package deposit

import (
	"testing"

	"tinxa/export/exporttest"
)

// TestPortal: the suite of all portals, against a real server of each place.
func TestPortal(t *testing.T) {
	for name, s := range stands(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // the time goes by in waiting for what is stuck
			if name == "ftps" {
				s.host = "" // the faults of its way are those of FTP
			}
			exporttest.TestPortal(t, exporttest.Place{
				Kind: s.kind, Account: s.account, Secret: s.secret, Truth: truth{s.dir},
				Upstream: s.host, HTTP: name == "webdav", At: s.through,
				Slow: s.host != "",
			})
		})
	}
}
