package web

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"tinxa/export"
)

// afterMost is the longest pause that a portal may ask for.
const afterMost = 24 * time.Hour

// Refusal explains an answer that is not 2xx, as far as HTTP tells; a connector
// asks it after it looked for what its portal says in the body. 401 is taken for
// ErrPassword. Where a request that changes something was answered by a fault of
// the server, ErrUnknownOutcome lies beneath.
func Refusal(did, method string, a Answer) *export.PortalError {
	e := &export.PortalError{Kind: refused(method, a), Did: did, Status: a.Status, Said: a.said()}
	switch {
	case e.Kind == export.ErrFirewall:
		e.Reason = likelyRule(a)
	case e.Kind == export.ErrStrangeAnswer:
		e.Reason = "captive"
	case e.Kind == export.ErrBusy:
		e.After = after(a, time.Now())
	}
	if isUncertain(a.Status) && !reads(method) && !a.asked.reads {
		e.Cause = export.ErrUnknownOutcome
	}
	return e
}

// refused is the kind of error that a status stands for.
func refused(method string, a Answer) error {
	switch a.Status {
	case http.StatusUnauthorized:
		return export.ErrPassword
	case http.StatusForbidden, http.StatusNotAcceptable:
		if isFirewall(method, a) {
			return export.ErrFirewall
		}
		return export.ErrRole
	case http.StatusNotFound, http.StatusGone:
		return export.ErrNotPortal
	case http.StatusRequestEntityTooLarge:
		return export.ErrTooLarge
	case http.StatusInsufficientStorage:
		return export.ErrQuota
	case http.StatusProxyAuthRequired:
		return export.ErrProxy
	case http.StatusNetworkAuthenticationRequired:
		return export.ErrStrangeAnswer
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return export.ErrBusy
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported:
		return export.ErrRejected
	}
	if a.Status >= 500 {
		return export.ErrBusy
	}
	return export.ErrRejected
}

// isUncertain reports whether the server may have done what it was asked for
// before it failed.
func isUncertain(status int) bool {
	switch status {
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported,
		http.StatusInsufficientStorage, http.StatusNetworkAuthenticationRequired:
		return false
	case http.StatusRequestTimeout:
		return true
	}
	return status >= 500
}

// after reads Retry-After: seconds, or a date by the server's own clock.
func after(a Answer, now time.Time) time.Duration {
	value := strings.TrimSpace(a.Header.Get("Retry-After"))
	pause := time.Duration(0)
	if seconds, err := strconv.Atoi(value); err == nil {
		pause = time.Duration(min(max(seconds, 0), int(afterMost/time.Second))) * time.Second
	} else if until, err := http.ParseTime(value); err == nil {
		if there, err := http.ParseTime(a.Header.Get("Date")); err == nil {
			now = there
		}
		pause = until.Sub(now)
	}
	return min(max(pause, 0), afterMost)
}
