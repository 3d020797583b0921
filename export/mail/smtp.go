package mail

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/export/wire"

	"github.com/wneessen/go-mail/smtp"
)

// The ways to encrypt, Account.Options "security", with their usual ports.
const (
	startTLS = "starttls" // also where nothing is said
	fromTLS  = "tls"
	plain    = "none"
)

var ports = map[string]string{startTLS: "587", fromTLS: "465", plain: "25"}

// mailServer is where to send.
type mailServer struct{ host, port, security string }

// readServer reads an account's options. ErrAddress.
func readServer(options map[string]string) (mailServer, error) {
	s := mailServer{host: strings.TrimSpace(options["server"]), security: firstOf(options["security"], startTLS)}
	s.port = ports[s.security]
	if host, port, err := net.SplitHostPort(s.host); err == nil {
		s.host, s.port = host, port
	}
	s.host = strings.Trim(s.host, "[]")
	_, err := strconv.ParseUint(s.port, 10, 16)
	if err != nil || s.host == "" || strings.ContainsAny(s.host, " /@\r\n") {
		return mailServer{}, wrong("read server")
	}
	return s, nil
}

// smtpSession sends through a mail server. The library has a client that does
// the whole dialogue at once, but it does not tell a message that was refused
// after its last byte from one whose fate is unknown in so many words; so the
// dialogue is here, in its commands.
type smtpSession struct {
	envelope envelope
	now      func() time.Time
	line     *wire.Line
	client   *smtp.Client
}

var _ export.Courier = (*smtpSession)(nil)

// Powers implements export.Session.
func (*smtpSession) Powers() export.Powers { return powers() }

// Close implements export.Session.
func (s *smtpSession) Close() error {
	_ = s.line.During(context.Background(), mostAnswer, s.client.Quit) // a word of courtesy
	return s.line.Close()
}

// mostAnswer bounds what a server says in answer to one command, bytes.
const mostAnswer = 256 << 10

// ask does something that sends nothing to the editors yet.
func (s *smtpSession) ask(ctx context.Context, did string, what func() error) error {
	return fault(ctx, key+": "+did, s.line.During(ctx, mostAnswer, what))
}

// open connects, makes the connection safe and logs in.
func (s *smtpSession) open(ctx context.Context, at mailServer, door export.Door) error {
	config := web.TLS(at.host, door.Account.Trust)
	err := s.ask(ctx, "connect", func() error {
		conn, err := s.line.Dial(ctx, net.JoinHostPort(at.host, at.port))
		if err != nil {
			return err
		}
		if at.security == fromTLS {
			conn = tls.Client(conn, config)
		}
		if s.client, err = smtp.NewClient(conn, at.host); err != nil {
			return err
		}
		s.client.SkipSMTPUTF8(true) // addresses are ASCII, and then nobody on the way must know it
		return s.client.Hello(literal(conn))
	})
	if err != nil || at.security != startTLS {
		return firstError(err, func() error { return s.login(ctx, at, door) })
	}
	if offered, _ := s.client.Extension("STARTTLS"); !offered {
		// It may have been taken out on the way. Nothing is said in the clear.
		return &export.PortalError{Kind: export.ErrRejected, Did: key + ": start TLS", Said: "no STARTTLS"}
	}
	err = s.ask(ctx, "start TLS", func() error { return s.client.StartTLS(config) })
	return firstError(err, func() error { return s.login(ctx, at, door) })
}

func firstError(err error, next func() error) error {
	if err != nil {
		return err
	}
	return next()
}

// literal is how this computer names itself: by its address, since its name is
// nobody's business.
func literal(conn net.Conn) string {
	host, _, err := net.SplitHostPort(conn.LocalAddr().String())
	switch ip := net.ParseIP(host); {
	case err != nil || ip == nil:
		return "localhost"
	case ip.To4() == nil:
		return "[IPv6:" + ip.String() + "]"
	}
	return "[" + host + "]"
}

// login proves who we are, once, in the safest way that the server knows. Without
// a user nothing is proved.
func (s *smtpSession) login(ctx context.Context, at mailServer, door export.Door) error {
	user, secret := door.Account.User, door.Secret
	if user == "" {
		return nil
	}
	_, offered := s.client.Extension("AUTH")
	way := choose(strings.Fields(strings.ToUpper(offered)), user, secret, at)
	if way == nil {
		return &export.PortalError{Kind: export.ErrRejected, Did: key + ": log in", Said: "AUTH " + offered}
	}
	err := s.ask(ctx, "log in", func() error { return s.client.Auth(way) })
	var refused *export.PortalError
	if errors.As(err, &refused) && repeats(refused.Said, secret) {
		refused.Said = ""
	}
	return err
}

// choose takes the first way of ours that a server knows.
func choose(offered []string, user, secret string, at mailServer) smtp.Auth {
	clear := at.security == plain // the user said so
	ways := []struct {
		name string
		auth smtp.Auth
	}{
		{"SCRAM-SHA-256", smtp.ScramSHA256Auth(user, secret)},
		{"SCRAM-SHA-1", smtp.ScramSHA1Auth(user, secret)},
		{"PLAIN", smtp.PlainAuth("", user, secret, at.host, clear)},
		{"LOGIN", smtp.LoginAuth(user, secret, at.host, clear)},
		{"CRAM-MD5", smtp.CRAMMD5Auth(user, secret)},
	}
	for _, w := range ways {
		for _, o := range offered {
			if o == w.name {
				return w.auth
			}
		}
	}
	return nil
}

// repeats reports whether a server's words hold the secret.
func repeats(said, secret string) bool {
	return secret != "" && (strings.Contains(said, secret) ||
		strings.Contains(said, base64.StdEncoding.EncodeToString([]byte(secret))))
}

// Send implements export.Courier.
func (s *smtpSession) Send(ctx context.Context, p export.Post, photos []export.Image, sent func(bytes int64)) error {
	message, err := compose(ctx, s.envelope, p, photos, s.now())
	if err != nil {
		return err
	}
	if most := s.limit(); most > 0 && int64(len(message)) > most {
		return &export.PortalError{Kind: export.ErrTooLarge, Did: key + ": send", Limit: most}
	}
	var out io.WriteCloser
	err = s.ask(ctx, "send", func() (err error) {
		if out, err = s.begin(); err != nil {
			return err
		}
		return transfer(out, message, size(photos), sent)
	})
	if err != nil {
		s.line.Close() // half a message is none
		return err
	}
	return s.end(ctx, out)
}

// limit is the size of a message that the server names, bytes; 0 is none.
func (s *smtpSession) limit() int64 {
	_, said := s.client.Extension("SIZE")
	most, err := strconv.ParseInt(strings.TrimSpace(said), 10, 64)
	if err != nil {
		return 0
	}
	return most
}

// begin says from whom and to whom. One refused recipient refuses all: else
// half of the editors would have it.
func (s *smtpSession) begin() (io.WriteCloser, error) {
	if err := s.client.Mail("<" + s.envelope.from + ">"); err != nil {
		return nil, err
	}
	for _, list := range [][]string{s.envelope.to, s.envelope.cc} {
		for _, to := range list {
			if err := s.client.Rcpt("<" + to + ">"); err != nil {
				return nil, err
			}
		}
	}
	return s.client.Data()
}

// pieceBytes is how much is written at once, between two words on progress.
const pieceBytes = 32 << 10

// transfer writes a message and tells how far it is as a share of the photos'
// bytes, of which whoever waits knows.
func transfer(w io.Writer, message []byte, photos int64, sent func(int64)) error {
	for done := 0; done < len(message); {
		n, err := w.Write(message[done:min(done+pieceBytes, len(message))])
		done += n
		if err != nil {
			return err
		}
		sent(photos * int64(done) / int64(len(message)))
	}
	return nil
}

// end writes the last dot. From here on the message may have arrived, unless
// the server says that it did not.
func (s *smtpSession) end(ctx context.Context, out io.Closer) error {
	err := s.line.During(ctx, mostAnswer, out.Close)
	var said *textproto.Error
	switch {
	case err == nil || errors.As(err, &said) && said.Code/100 == 2:
		return nil
	case errors.As(err, &said):
		return fault(ctx, key+": send", err)
	}
	return wire.Fault(ctx, key+": send", err, false)
}

// The replies of mail servers, RFC 5321 and 4954.
const (
	smtpClosing     = 421
	smtpMailboxFull = 452
	smtpAuthBusy    = 454
	smtpNeedsAuth   = 530
	smtpAuthWeak    = 534
	smtpAuthRefused = 535
	smtpTooLarge    = 552
)

// fault explains what a server answered, or that it did not, before a message
// was complete.
func fault(ctx context.Context, did string, err error) error {
	var said *textproto.Error
	if err == nil || !errors.As(err, &said) {
		return wire.Fault(ctx, did, err, true)
	}
	e := &export.PortalError{Kind: export.ErrRejected, Did: did, Said: web.Said([]byte(said.Error()))}
	switch code := said.Code; {
	case code == smtpAuthRefused, code == smtpAuthWeak, code == smtpNeedsAuth:
		e.Kind = export.ErrPassword
	case code == smtpTooLarge:
		e.Kind = export.ErrTooLarge
	case code == smtpMailboxFull:
		e.Kind = export.ErrQuota
	case code == smtpClosing, code == smtpAuthBusy, code/100 == 4:
		e.Kind = export.ErrBusy
	}
	return e
}
