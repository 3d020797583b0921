package web

import (
	"net"
	"net/http"
	"net/url"
	"strings"

	"tinxa/export"
)

// location is where an answer sends to; nil where it is none of those.
func (a Answer) location() *url.URL {
	switch a.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther,
		http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil
	}
	to := a.Header.Get("Location")
	next, err := a.URL.Parse(to)
	if to == "" || err != nil || next.Scheme != "http" && next.Scheme != "https" || next.Host == "" {
		return nil
	}
	return next
}

// follows reports whether a redirect stays with the same portal and does not
// make its connection less safe.
func (r Request) follows(at, next *url.URL) bool {
	switch r.Method {
	case "", http.MethodGet, http.MethodHead:
		return site(at) == site(next) && (at.Scheme == next.Scheme || next.Scheme == "https")
	}
	return false
}

// site is the name of a host, with or without "www.".
func site(u *url.URL) string {
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// moved explains a redirect that is not followed.
func (r Request) moved(a Answer, at, next *url.URL) error {
	if hijacked(a, at, next) {
		e := r.strange(a, "captive")
		e.Said = place(next)
		return e
	}
	return &export.PortalError{Kind: export.ErrMoved, Did: r.Did, Status: a.Status, Said: place(next)}
}

// hijacked reports whether not the portal seems to send elsewhere but the
// network before it, which wants someone to sign in: only what is not encrypted
// can be answered so.
func hijacked(a Answer, at, next *url.URL) bool {
	if at.Scheme == "https" || site(at) == site(next) {
		return false
	}
	ip := net.ParseIP(next.Hostname())
	inside := ip != nil && ip.IsPrivate() || !strings.Contains(next.Hostname(), ".")
	lasting := a.Status == http.StatusMovedPermanently || a.Status == http.StatusPermanentRedirect
	return inside || !lasting
}

// place is an address without what may be secret in it.
func place(u *url.URL) string {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	return shorten(bare.String())
}
