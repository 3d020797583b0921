// Package mail sends a report to its editors by e-mail: through a mail server,
// or as a file that a mail program opens. What is sent cannot be looked for, so
// what may live here tells exactly what was refused and what may have arrived.
package mail

import (
	"context"
	"errors"
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/wire"
	"tinxa/model"
)

// Options is how mail servers are spoken to. The zero value serves.
type Options struct {
	Stall time.Duration    // without one byte in either direction a server is given up; 0 is 30 s
	Now   func() time.Time // nil: time.Now
}

// New returns the kind "mail", whose sessions are Couriers. Account.Options has
// "to" and "cc", addresses parted by commas; "from"; and either "eml", a folder
// for files, or "server" (host, or host and port) with "security": "starttls",
// "tls" or "none".
func New(o Options) export.PortalKind {
	if o.Now == nil {
		o.Now = time.Now
	}
	return kind{o}
}

const key = "mail"

type kind struct{ options Options }

// Key implements export.PortalKind.
func (kind) Key() string { return key }

// Probe implements export.PortalKind. Nothing is sent: that an address has a
// sound form is all that can be known.
func (kind) Probe(_ context.Context, address, _ string) (export.Site, error) {
	to, err := parseAddress(address)
	if err != nil {
		return export.Site{}, err
	}
	return export.Site{
		Kind: key, Address: "mailto:" + to, Name: to, Options: map[string]string{"to": to}, User: true,
	}, nil
}

// parseAddress reads "a@b", "mailto:a@b,c@d" or "Ban biên tập <a@b>", and
// returns the bare addresses parted by commas.
func parseAddress(address string) (string, error) {
	address = strings.TrimSpace(address)
	if u, err := url.Parse(address); err == nil && strings.EqualFold(u.Scheme, "mailto") {
		if address, err = url.PathUnescape(u.Opaque); err != nil {
			return "", wrong("read address")
		}
	}
	list, err := parseList("read address", address)
	if err != nil || len(list) == 0 {
		return "", wrong("read address")
	}
	return strings.Join(list, ","), nil
}

// parseList reads addresses parted by commas; empty is none.
func parseList(did, list string) ([]string, error) {
	if strings.TrimSpace(list) == "" {
		return nil, nil
	}
	parsed, err := mail.ParseAddressList(list)
	if err != nil {
		return nil, wrong(did)
	}
	var all []string
	for _, a := range parsed {
		if strings.ContainsFunc(a.Address, isForeign) {
			return nil, wrong(did)
		}
		all = append(all, a.Address)
	}
	return all, nil
}

// isForeign: such addresses exist, but hardly a server takes them, and some mean
// something else in a mailto address.
func isForeign(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"<>(),;:\#?%`, r) }

func wrong(did string) error {
	return &export.PortalError{Kind: export.ErrAddress, Did: key + ": " + did}
}

// envelope is from whom and to whom.
type envelope struct {
	from   string
	to, cc []string
}

// readEnvelope reads an account. ErrAddress where nobody sends or gets it.
func readEnvelope(a model.Account) (envelope, error) {
	to, err := parseAddress(firstOf(a.Options["to"], a.Address))
	if err != nil {
		return envelope{}, err
	}
	cc, err := parseList("read cc", a.Options["cc"])
	if err != nil {
		return envelope{}, err
	}
	from, err := parseList("read sender", firstOf(a.Options["from"], a.User))
	if err != nil || len(from) != 1 {
		return envelope{}, wrong("read sender")
	}
	return envelope{from: from[0], to: strings.Split(to, ","), cc: cc}, nil
}

func firstOf(a, b string) string {
	if strings.TrimSpace(a) != "" {
		return a
	}
	return b
}

// Open implements export.PortalKind. With a server it logs in.
func (k kind) Open(ctx context.Context, door export.Door) (export.Session, error) {
	e, err := readEnvelope(door.Account)
	if err != nil {
		return nil, err
	}
	if dir := door.Account.Options["eml"]; dir != "" {
		return openFolder(ctx, dir, e, k.options.Now)
	}
	d, err := readServer(door.Account.Options)
	if err != nil {
		return nil, err
	}
	s := &smtpSession{envelope: e, now: k.options.Now, line: wire.New(k.options.Stall)}
	if err := s.open(ctx, d, door); err != nil {
		s.line.Close()
		return nil, err
	}
	return s, nil
}

// powers are those of every e-mail: the editors decide what becomes of it. The
// status is in its head.
func powers() export.Powers {
	return export.Powers{
		Statuses: []model.PostStatus{model.PostDraft, model.PostPending, model.PostPublic}, Schedule: true,
	}
}

// withData sorts out what cannot be sent: every photo must have its bytes.
func withData(photos []export.Image) error {
	if slices.ContainsFunc(photos, func(p export.Image) bool { return len(p.Data) == 0 || !p.ID.Valid() }) {
		return &export.PortalError{Kind: export.ErrRejected, Did: key + ": write", Cause: errors.New("a photo without data")}
	}
	return nil
}
