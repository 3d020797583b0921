package export

import (
	"errors"
)

// Errors lists every sentinel of this package, for the test that finds words
// for each of them.
func Errors() []error {
	all := []error{ErrPhotoMissing, ErrDestination, ErrForm}
	for _, c := range codes {
		all = append(all, c.kind)
	}
	return all
}

// codes names the errors of portals in the journal, on the command line and for
// texts.
var codes = []struct {
	code string
	kind error
}{
	{"address", ErrAddress},
	{"not-portal", ErrNotPortal},
	{"offline", ErrOffline},
	{"busy", ErrBusy},
	{"unknown-outcome", ErrUnknownOutcome},
	{"password", ErrPassword},
	{"no-secret", ErrNoSecret},
	{"locked-out", ErrLockedOut},
	{"captcha", ErrCaptcha},
	{"second-factor", ErrSecondFactor},
	{"session", ErrSession},
	{"role", ErrRole},
	{"too-large", ErrTooLarge},
	{"photo-type", ErrPhotoType},
	{"quota", ErrQuota},
	{"firewall", ErrFirewall},
	{"certificate", ErrCertificate},
	{"pin-changed", ErrPinChanged},
	{"proxy", ErrProxy},
	{"clock", ErrClock},
	{"strange-answer", ErrStrangeAnswer},
	{"moved", ErrMoved},
	{"rejected", ErrRejected},
	{"changed-there", ErrChangedThere},
	{"gone-there", ErrGoneThere},
	{"topic", ErrTopic},
	{"sending", ErrSending},
	{"nobody", ErrNobody},
	{"no-keyring", ErrNoKeyring},
}

// Code names an error on the way to a portal: "password", "too-large". It is
// empty for any other error.
func Code(err error) string {
	var portal *PortalError
	if errors.As(err, &portal) {
		err = portal.Kind // and not what lies beneath
	}
	for _, c := range codes {
		if errors.Is(err, c.kind) {
			return c.code
		}
	}
	return ""
}

// Coded is the error that Code named, nil for an unknown code.
func Coded(code string) error {
	for _, c := range codes {
		if c.code == code {
			return c.kind
		}
	}
	return nil
}
