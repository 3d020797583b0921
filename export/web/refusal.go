package web

import "tinxa/export"

// Refusal explains an answer that is not 2xx, as far as HTTP tells; a connector
// asks it after it looked for what its portal says in the body. 401 is taken for
// ErrPassword. Where a request that changes something was answered by a fault of
// the server, ErrUnknownOutcome lies beneath.
func Refusal(did, method string, a Answer) *export.PortalError {
	return &export.PortalError{Kind: export.ErrRejected, Did: did, Status: a.Status}
}
