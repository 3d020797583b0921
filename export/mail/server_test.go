package mail

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"sync"
	"testing"
	"time"

	"tinxa/model"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

const (
	testUser   = "vanhoa@suoimay.example.vn"
	testSecret = "mat-khau-thu"
	testTo     = "bientap@tinh.example.vn"
	testStall  = 500 * time.Millisecond
)

// postOffice is a real mail server that can hang up at a stage.
type postOffice struct {
	host   string
	server *smtp.Server
	door   net.Listener

	mu       sync.Mutex
	hangUp   string // stage: "mail", "rcpt", "half", "dot"
	refuse   map[string]error
	letters  [][]byte
	logins   int
	commands int // AUTH and MAIL
}

// open starts a post office; with a certificate it offers STARTTLS.
func openPostOffice(t *testing.T, certificate *tls.Certificate, change func(*smtp.Server)) *postOffice {
	t.Helper()
	o := &postOffice{refuse: map[string]error{}}
	o.server = smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &counter{office: o, conn: c}, nil
	}))
	o.server.Domain = "thu.example.vn"
	o.server.ErrorLog = log.New(io.Discard, "", 0)
	o.server.AllowInsecureAuth = certificate == nil
	if certificate != nil {
		o.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}}
	}
	if change != nil {
		change(o.server)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go o.server.Serve(listener)
	t.Cleanup(func() { o.server.Close() })
	o.host, o.door = listener.Addr().String(), listener
	return o
}

// account sends through the office; plain says without TLS.
func (o *postOffice) account(security string) model.Account {
	return model.Account{
		ID: "thunghie", Kind: key, Address: "mailto:" + testTo, User: testUser,
		Options: map[string]string{"server": o.host, "security": security, "cc": "luu@suoimay.example.vn"},
	}
}

func (o *postOffice) at(stage string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.commands++
	return o.refuse[stage]
}

func (o *postOffice) received() [][]byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([][]byte(nil), o.letters...)
}

// counter is where one client is served.
type counter struct {
	office *postOffice
	conn   *smtp.Conn
}

func (c *counter) ends(stage string) error {
	if c.office.hangUp == stage {
		c.conn.Conn().Close()
	}
	return c.office.at(stage)
}

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, secret string) error {
		c.office.mu.Lock()
		c.office.logins++
		c.office.mu.Unlock()
		if user != testUser || secret != testSecret {
			return smtp.ErrAuthFailed
		}
		return c.ends("auth")
	}), nil
}

func (c *counter) Mail(string, *smtp.MailOptions) error { return c.ends("mail") }
func (c *counter) Rcpt(string, *smtp.RcptOptions) error { return c.ends("rcpt") }
func (c *counter) Reset()                               {}
func (c *counter) Logout() error                        { return nil }

func (c *counter) Data(r io.Reader) error {
	if c.office.hangUp == "half" {
		io.CopyN(io.Discard, r, 2000)
		return c.ends("half")
	}
	letter, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if err := c.office.at("data"); err != nil {
		return err
	}
	c.office.mu.Lock()
	c.office.letters = append(c.office.letters, letter)
	c.office.mu.Unlock()
	return c.ends("dot")
}

// selfSigned is a certificate that nobody vouches for, with its fingerprint.
func selfSigned(t *testing.T) (*tls.Certificate, string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "thu.example.vn"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	data, err := x509.CreateCertificate(rand.Reader, form, form, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	return &tls.Certificate{Certificate: [][]byte{data}, PrivateKey: private}, fmt.Sprintf("%x", sha256.Sum256(data))
}
