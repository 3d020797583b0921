package export

import (
	"errors"
	"strings"
	"time"
)

// What can go wrong while exporting. Rooms wrap these with what they were
// doing; only ui/say turns them into words.
var (
	// ErrPhotoMissing: the report shows a photo that is not in the bundle.
	ErrPhotoMissing = errors.New("photo missing")
	// ErrDestination: the file or folder cannot be written there.
	ErrDestination = errors.New("cannot write there")
	// ErrForm: no export form of that name.
	ErrForm = errors.New("unknown form")
)

// What can go wrong on the way to a portal; a PortalError says more.
var (
	// ErrAddress: what was typed is no address.
	ErrAddress = errors.New("not an address")
	// ErrNotPortal: something else lives at the address.
	ErrNotPortal = errors.New("not a portal of this kind")
	// ErrOffline: the portal cannot be reached; nothing was sent.
	ErrOffline = errors.New("cannot be reached")
	// ErrBusy: the portal answers that it cannot just now, or too slowly.
	ErrBusy = errors.New("busy")
	// ErrUnknownOutcome: the answer was lost, and it is not known what was done.
	ErrUnknownOutcome = errors.New("outcome unknown")
	// ErrPassword: the name or the secret was refused. It is not tried again.
	ErrPassword = errors.New("name or password refused")
	// ErrNoSecret: there is no secret for the account; it must be asked for.
	ErrNoSecret = errors.New("no password at hand")
	// ErrLockedOut: too many wrong passwords; the portal refuses for a while.
	ErrLockedOut = errors.New("locked out")
	// ErrCaptcha: the portal wants to see a person.
	ErrCaptcha = errors.New("captcha")
	// ErrSecondFactor: the portal wants a one-time code.
	ErrSecondFactor = errors.New("second factor")
	// ErrSession: someone else logged in with the account, or it expired.
	ErrSession = errors.New("session ended")
	// ErrRole: the account may not do this there.
	ErrRole = errors.New("not allowed")
	// ErrTooLarge: a photo or the article is larger than the portal takes.
	ErrTooLarge = errors.New("too large")
	// ErrPhotoType: the portal does not take this kind of photo.
	ErrPhotoType = errors.New("kind of photo refused")
	// ErrQuota: the portal or its disk is full.
	ErrQuota = errors.New("portal full")
	// ErrFirewall: a firewall before the portal refuses the text.
	ErrFirewall = errors.New("refused by a firewall")
	// ErrCertificate: the certificate or host key is not trusted.
	ErrCertificate = errors.New("certificate not trusted")
	// ErrPinChanged: it is another one than the user consented to.
	ErrPinChanged = errors.New("certificate changed")
	// ErrProxy: the proxy of this network refuses.
	ErrProxy = errors.New("proxy")
	// ErrClock: the clock of this computer is wrong.
	ErrClock = errors.New("clock")
	// ErrStrangeAnswer: an answer of another kind than expected: a page to sign
	// in to the network, maintenance, a fault of the portal's program.
	ErrStrangeAnswer = errors.New("unexpected answer")
	// ErrMoved: the portal has another address now.
	ErrMoved = errors.New("moved")
	// ErrRejected: the portal refuses for a reason of its own.
	ErrRejected = errors.New("rejected")
	// ErrChangedThere: someone changed the article on the portal.
	ErrChangedThere = errors.New("changed on the portal")
	// ErrGoneThere: the article was deleted on the portal.
	ErrGoneThere = errors.New("deleted on the portal")
	// ErrTopic: a category is needed, or the chosen one is gone.
	ErrTopic = errors.New("category")
	// ErrSending: this report is just being sent.
	ErrSending = errors.New("being sent")
	// ErrNobody: a question must be answered and nobody is there.
	ErrNobody = errors.New("nobody to ask")
	// ErrNoKeyring: the system has no store for secrets.
	ErrNoKeyring = errors.New("no keyring")
)

// PortalError is what a portal, or the way to it, answered.
type PortalError struct {
	Kind        error         // one of the errors above
	Did         string        // what was being done: "wordpress: add photo"
	Status      int           // of HTTP, 0 where there is none
	Said        string        // the portal's own words, one line, shortened; never a secret
	After       time.Duration // to leave it alone for
	Limit       int64         // bytes, where it names one
	Fingerprint string        // SHA-256 of a certificate or host key, hexadecimal
	Reason      string        // of ErrCertificate: "self-signed", "expired", "wrong-name", "unknown-authority", "host-key"; of ErrFirewall: the likely rule; of ErrPassword: "no-application-passwords", "unseen"; of ErrRole: "photos"; of ErrStrangeAnswer: "login", "captive", "maintenance", "html", "php"
	Cause       error         // beneath; may be nil
}

// Error says what was being done, what came of it, and what the portal said.
func (e *PortalError) Error() string {
	parts := []string{e.Did, e.Kind.Error(), e.Reason, e.Said}
	if e.Cause != nil {
		parts = append(parts, e.Cause.Error())
	}
	var said []string
	for _, p := range parts {
		if p != "" {
			said = append(said, p)
		}
	}
	return strings.Join(said, ": ")
}

// Unwrap gives the kind and what lies beneath.
func (e *PortalError) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}
