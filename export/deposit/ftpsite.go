package deposit

import (
	"cmp"
	"context"
	"errors"
	"net/textproto"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/export/wire"
)

// Probe implements export.PortalKind. Where a server offers TLS the address is
// completed to use it; where it does not, the option "plain" says that the
// password will go in the clear.
func (k ftpKind) Probe(ctx context.Context, address, trust string) (export.Site, error) {
	t, err := parseTarget(address, "ftp", "ftps")
	if err != nil {
		return export.Site{}, err
	}
	site := export.Site{Kind: "ftp", Name: t.Host, User: true}
	line := wire.New(k.options.Stall)
	defer line.Close()
	err = line.During(ctx, mostGreeting, func() error {
		if t.Scheme == "ftps" {
			_, err := dialFTP(ctx, line, t, trust)
			return err
		}
		conn, err := line.Dial(ctx, t.dial())
		if err != nil {
			return err
		}
		secure, err := offersTLS(textproto.NewConn(conn))
		if err == nil && secure {
			t.Scheme = "ftps"
		}
		return err
	})
	if err != nil {
		return export.Site{}, ftpFault(ctx, "ftp: look", err, true)
	}
	if t.Scheme == "ftp" {
		site.Options = map[string]string{"plain": "yes"}
	}
	site.Address = t.String()
	return site, nil
}

// offersTLS reads the greeting of an FTP server and asks what it can do.
// ErrNotPortal where something else answers.
func offersTLS(conn *textproto.Conn) (bool, error) {
	other := &export.PortalError{Kind: export.ErrNotPortal, Did: "ftp: look"}
	if first, err := conn.R.Peek(1); err != nil || first[0] != '2' && first[0] != '4' {
		return false, cmp.Or(err, error(other))
	}
	if _, _, err := conn.ReadResponse(220); err != nil {
		var said *textproto.Error
		if errors.As(err, &said) && said.Code != ftpClosing {
			return false, other
		}
		return false, err
	}
	if err := conn.PrintfLine("FEAT"); err != nil {
		return false, err
	}
	_, features, err := conn.ReadResponse(211)
	var said *textproto.Error
	if err != nil && !errors.As(err, &said) {
		return false, err
	}
	return strings.Contains(strings.ToUpper(features), "AUTH TLS"), nil
}

// The replies of FTP servers, RFC 959 and 3659.
const (
	ftpClosing       = 421
	ftpNoConnection  = 425
	ftpAborted       = 426
	ftpFileBusy      = 450
	ftpLocalError    = 451
	ftpNoSpace       = 452
	ftpSyntax        = 500
	ftpNotThere      = 502
	ftpNotLoggedIn   = 530
	ftpMissing       = 550
	ftpQuota         = 552
	ftpNameForbidden = 553
)

// isMissing: there is no such folder, or we may not see it.
func isMissing(err error) bool {
	var said *textproto.Error
	return errors.As(err, &said) && said.Code == ftpMissing
}

// isUnknown: the server does not know this command.
func isUnknown(err error) bool {
	var said *textproto.Error
	return errors.As(err, &said) && said.Code >= ftpSyntax && said.Code <= 504
}

// ftpFault explains what a server answered, or that it did not.
func ftpFault(ctx context.Context, did string, err error, reads bool) error {
	var known *export.PortalError
	var said *textproto.Error
	if err == nil || errors.As(err, &known) || !errors.As(err, &said) {
		return wire.Fault(ctx, did, err, reads)
	}
	e := &export.PortalError{Kind: export.ErrRejected, Did: did, Said: web.Said([]byte(said.Error()))}
	switch said.Code {
	case ftpClosing, ftpFileBusy, ftpLocalError:
		e.Kind = export.ErrBusy
	case ftpNoConnection, ftpAborted:
		e.Kind = export.ErrUnknownOutcome
		if reads {
			e.Kind = export.ErrBusy
		}
	case ftpNoSpace, ftpQuota:
		e.Kind = export.ErrQuota
	case ftpNotLoggedIn:
		e.Kind = export.ErrSession
	case ftpMissing, ftpNameForbidden:
		e.Kind = export.ErrRole
	}
	return e
}
