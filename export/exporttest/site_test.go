package exporttest

import "testing"

func newSite(t *testing.T) *Site {
	t.Helper()
	s := StartSite()
	t.Cleanup(s.Close)
	return s
}

// The suite proves itself on the portal of our own.
func TestSite(t *testing.T) { TestPortal(t, newSite(t).Place()) }
