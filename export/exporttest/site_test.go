package exporttest

import "testing"

func newSite(t *testing.T) *Site {
	t.Helper()
	s := StartSite()
	t.Cleanup(s.Close)
	return s
}

// The suite proves itself on the portal of our own. All of its faults are tried
// by cmd/publishing, where no race detector makes them slow.
func TestSite(t *testing.T) {
	p := newSite(t).Place()
	p.Slow = true
	TestPortal(t, p)
}
