package wire

import (
	"context"
	"errors"
	"net"

	"tinxa/export"
	"tinxa/export/web"
)

// Fault explains an error of a connection: nothing was sent (ErrOffline), the
// host is not trusted, the answer did not end (ErrStrangeAnswer), a question was
// not answered (ErrBusy), or, unless reads says that nothing was to be changed,
// it is not known what was done (ErrUnknownOutcome). When ctx ended it is ctx's
// error; a *export.PortalError and nil stay what they are.
func Fault(ctx context.Context, did string, err error, reads bool) error {
	var known *export.PortalError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	if distrust := web.Distrust(did, err); distrust != nil {
		return distrust
	}
	if errors.As(err, &known) {
		return known
	}
	kind := export.ErrUnknownOutcome
	switch {
	case isDialling(err):
		kind = export.ErrOffline
	case errors.Is(err, errTooMuch):
		kind = export.ErrStrangeAnswer
	case reads:
		kind = export.ErrBusy
	}
	return &export.PortalError{Kind: kind, Did: did, Cause: err}
}

// isDialling: there was no connection yet.
func isDialling(err error) bool {
	var op *net.OpError
	var dns *net.DNSError
	return errors.As(err, &op) && op.Op == "dial" || errors.As(err, &dns)
}
