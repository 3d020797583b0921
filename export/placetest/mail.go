package placetest

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"log"
	"maps"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// mailUser logs in to the mail server, and is the sender.
const mailUser = "vanhoa@suoimay.example.vn"

// Mail is a mail server, and the box of the editors behind it.
func Mail(k export.PortalKind) (Place, error) {
	o := &office{}
	o.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return counter{o}, nil }))
	o.server.Domain, o.server.AllowInsecureAuth = "thu.example.vn", true
	o.server.ErrorLog = log.New(io.Discard, "", 0)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return Place{}, err
	}
	go o.server.Serve(listener)
	host := listener.Addr().String()
	a := account(k, "Mail", "mailto:bientap@tinh.example.vn")
	a.User, a.Options = mailUser, map[string]string{"server": host, "security": "none"}
	return Place{Close: func() { o.server.Close() }, Place: exporttest.Place{
		Kind: k, Account: a, Secret: Secret, Truth: o, Upstream: host, Once: true, Lanes: 4,
		At: func(a model.Account, hostport string) model.Account {
			a.Options = maps.Clone(a.Options)
			a.Options["server"] = hostport
			return a
		},
	}}, nil
}

// office is a mail server that keeps what it got.
type office struct {
	server *smtp.Server

	mu      sync.Mutex
	letters [][]byte
}

// counter is where one client is served.
type counter struct{ office *office }

// AuthMechanisms implements smtp.AuthSession.
func (c counter) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth implements smtp.AuthSession.
func (c counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, secret string) error {
		if user != mailUser || secret != Secret {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

// Mail implements smtp.Session, as do the next four.
func (c counter) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt takes everybody.
func (c counter) Rcpt(string, *smtp.RcptOptions) error { return nil }

// Reset has nothing to forget.
func (c counter) Reset() {}

// Logout has nothing to end.
func (c counter) Logout() error { return nil }

// Data keeps a whole letter.
func (c counter) Data(r io.Reader) error {
	letter, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.letters = append(c.office.letters, letter)
	return nil
}

// letter is a message as a mail program reads it.
type letter struct {
	head   mail.Header
	html   string
	photos []string // Content-IDs
}

// read opens all letters.
func (o *office) read() ([]letter, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	var all []letter
	for _, data := range o.letters {
		m, err := mail.ReadMessage(bytes.NewReader(data))
		if err != nil {
			return nil, err
		}
		l := letter{head: m.Header}
		if err := l.part(m.Header.Get, m.Body); err != nil {
			return nil, err
		}
		all = append(all, l)
	}
	return all, nil
}

// part reads one part, and those in it.
func (l *letter) part(head func(string) string, body io.Reader) error {
	kind, params, err := mime.ParseMediaType(head("Content-Type"))
	if err != nil {
		return err
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return l.parts(multipart.NewReader(body, params["boundary"]))
	case kind == "image/jpeg":
		l.photos = append(l.photos, strings.Trim(head("Content-Id"), "<>"))
	case kind != "text/html":
		return nil
	}
	switch head("Content-Transfer-Encoding") {
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	}
	data, err := io.ReadAll(body)
	if kind == "text/html" {
		l.html = string(data)
	}
	return err
}

func (l *letter) parts(r *multipart.Reader) error {
	for {
		p, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = l.part(p.Header.Get, p)
		}
		if err != nil {
			return err
		}
	}
}

// Articles implements exporttest.Truth.
func (o *office) Articles(_ context.Context, word string) ([]exporttest.Standing, error) {
	all, err := o.read()
	var standing []exporttest.Standing
	for _, l := range all {
		title, err := new(mime.WordDecoder).DecodeHeader(l.head.Get("Subject"))
		if err != nil {
			return nil, err
		}
		if !strings.Contains(title, word) {
			continue
		}
		_, body, _ := strings.Cut(l.html, "<main>")
		there := exporttest.StandingOf(body)
		there.Title, there.Status = title, model.PostStatus(l.head.Get("X-Tinxa-Status"))
		standing = append(standing, there)
	}
	return standing, err
}

// Photos implements exporttest.Truth. Each letter has its own.
func (o *office) Photos(_ context.Context, name string) (int, error) {
	all, err := o.read()
	for _, l := range all {
		n := 0
		for _, id := range l.photos {
			if strings.HasPrefix(id, strings.TrimSuffix(name, ".jpg")) {
				n++
			}
		}
		if n > 0 {
			return n, nil
		}
	}
	return 0, err
}

var errSent = errors.New("placetest: a letter that was sent is out of reach")

// Alter implements exporttest.Truth.
func (o *office) Alter(context.Context, string, string) error { return errSent }

// Delete implements exporttest.Truth.
func (o *office) Delete(context.Context, string) error { return errSent }
