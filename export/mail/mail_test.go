package mail

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/model"

	"github.com/emersion/go-smtp"
)

func open(t *testing.T, a model.Account, secret string) (export.Courier, error) {
	t.Helper()
	s, err := New(Options{Stall: testStall}).Open(t.Context(), export.Door{Account: a, Secret: secret, Asker: export.Nobody{}})
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { s.Close() })
	return s.(export.Courier), nil
}

func mustOpen(t *testing.T, a model.Account) export.Courier {
	t.Helper()
	c, err := open(t, a, testSecret)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func nobody(int64) {}

// TestSend: what a server gets is the report, with and without TLS.
func TestSend(t *testing.T) {
	certificate, fingerprint := selfSigned(t)
	for _, security := range []string{plain, startTLS} {
		office := openPostOffice(t, nil, nil)
		a := office.account(security)
		if security == startTLS {
			office = openPostOffice(t, certificate, nil)
			a = office.account(security)
			a.Trust = fingerprint
		}
		p, photos := sample(t)
		var told int64
		for range 2 { // on one session
			if err := mustOpen(t, a).Send(t.Context(), p, photos, func(n int64) { told = n }); err != nil {
				t.Fatalf("%s: %v", security, err)
			}
		}
		if told != size(photos) {
			t.Errorf("%s: told of %d bytes, the photos have %d", security, told, size(photos))
		}
		letters := office.received()
		if len(letters) != 2 {
			t.Fatalf("%s: %d letters", security, len(letters))
		}
		first, second := checkLetter(t, letters[0], p, photos), checkLetter(t, letters[1], p, photos)
		if a, b := first.head.Get("Message-Id"), second.head.Get("Message-Id"); a != b {
			t.Errorf("the same report is %s and %s", a, b)
		}
		if !strings.Contains(first.head.Get("To"), testTo) || !strings.Contains(first.head.Get("From"), testUser) {
			t.Errorf("from %q to %q", first.head.Get("From"), first.head.Get("To"))
		}
	}
}

// TestMessageID: another report, status or photo is another message.
func TestMessageID(t *testing.T) {
	p, photos := sample(t)
	packed := func(p export.Post) string {
		t.Helper()
		data, err := pack(t.Context(), p, photos)
		if err != nil {
			t.Fatal(err)
		}
		return messageID(testUser, p, data)
	}
	first := packed(p)
	if packed(p) != first {
		t.Error("the same report is two messages")
	}
	changed, pending := p, p
	changed.Report.Head.Title += " (bổ sung)"
	pending.Status = model.PostPending
	if packed(changed) == first || packed(pending) == first {
		t.Error("a changed report is the same message")
	}
	photos[0].Data = append([]byte{}, photos[1].Data...)
	if packed(p) == first {
		t.Error("another photo is the same message")
	}
}

// TestLostAnswers: only what breaks off after the last dot may have arrived.
func TestLostAnswers(t *testing.T) {
	for stage, want := range map[string]error{
		"mail": export.ErrBusy, "rcpt": export.ErrBusy, "half": export.ErrBusy, "dot": export.ErrUnknownOutcome,
	} {
		office := openPostOffice(t, nil, nil)
		office.hangUp = stage
		c := mustOpen(t, office.account(plain))
		p, photos := sample(t)
		if stage == "half" { // more than the systems between could hold
			photos[0].Data = append(photos[0].Data, make([]byte, 24<<20)...)
		}
		err := c.Send(t.Context(), p, photos, nobody)
		if !errors.Is(err, want) || stage != "dot" && errors.Is(err, export.ErrUnknownOutcome) {
			t.Errorf("cut at %s: %v, want %v", stage, err, want)
		}
		arrived := 0
		if stage == "dot" {
			arrived = 1
		}
		if n := len(office.received()); n != arrived {
			t.Errorf("cut at %s: %d letters", stage, n)
		}
	}
}

// TestRefusals: what a server says no to did not arrive, and is named.
func TestRefusals(t *testing.T) {
	said := func(code int) error { return &smtp.SMTPError{Code: code, Message: "khong"} }
	for _, test := range []struct {
		stage string
		code  int
		want  error
	}{
		{"mail", 550, export.ErrRejected},
		{"rcpt", 550, export.ErrRejected},
		{"rcpt", 450, export.ErrBusy},
		{"rcpt", 452, export.ErrQuota},
		{"mail", 530, export.ErrPassword},
		{"data", 552, export.ErrTooLarge},
		{"data", 554, export.ErrRejected},
		{"data", 451, export.ErrBusy},
		{"data", 421, export.ErrBusy},
	} {
		office := openPostOffice(t, nil, nil)
		office.refuse[test.stage] = said(test.code)
		p, photos := sample(t)
		err := mustOpen(t, office.account(plain)).Send(t.Context(), p, photos, nobody)
		if !errors.Is(err, test.want) || errors.Is(err, export.ErrUnknownOutcome) {
			t.Errorf("%d at %s: %v, want %v", test.code, test.stage, err, test.want)
		}
		if len(office.received()) != 0 {
			t.Errorf("%d at %s: it arrived", test.code, test.stage)
		}
	}
}

// TestSize: a message larger than the server takes does not leave.
func TestSize(t *testing.T) {
	office := openPostOffice(t, nil, func(s *smtp.Server) { s.MaxMessageBytes = 4000 })
	p, photos := sample(t)
	err := mustOpen(t, office.account(plain)).Send(t.Context(), p, photos, nobody)
	var said *export.PortalError
	if !errors.As(err, &said) || said.Kind != export.ErrTooLarge || said.Limit != 4000 {
		t.Errorf("error %v, want too large with limit 4000", err)
	}
	if office.commands != 0+1 { // AUTH
		t.Errorf("%d commands", office.commands)
	}
}

// TestPassword: a wrong one is tried once and not repeated in the error.
func TestPassword(t *testing.T) {
	office := openPostOffice(t, nil, nil)
	_, err := open(t, office.account(plain), "sai-mat-khau")
	if !errors.Is(err, export.ErrPassword) || strings.Contains(err.Error(), "sai-mat-khau") {
		t.Errorf("error %v, want the password refused", err)
	}
	if office.logins != 1 {
		t.Errorf("tried %d times", office.logins)
	}
}

// TestStripped: a server that does not offer STARTTLS is told nothing.
func TestStripped(t *testing.T) {
	office := openPostOffice(t, nil, nil)
	_, err := open(t, office.account(startTLS), testSecret)
	if !errors.Is(err, export.ErrRejected) {
		t.Errorf("error %v, want refused", err)
	}
	if office.logins+office.commands != 0 {
		t.Error("something was said in the clear")
	}
}

// TestCertificate: nothing is said to a server that nobody vouches for.
func TestCertificate(t *testing.T) {
	certificate, fingerprint := selfSigned(t)
	office := openPostOffice(t, certificate, nil)
	a := office.account(startTLS)
	for trust, want := range map[string]error{"": export.ErrCertificate, strings.Repeat("0", 64): export.ErrPinChanged} {
		a.Trust = trust
		_, err := open(t, a, testSecret)
		var said *export.PortalError
		if !errors.As(err, &said) || said.Kind != want || said.Fingerprint != fingerprint {
			t.Errorf("trust %q: %v, want %v with its fingerprint", trust, err, want)
		}
	}
	if office.logins != 0 {
		t.Error("the secret was sent")
	}
}

// TestFile: the message as a file, the same name each time.
func TestFile(t *testing.T) {
	dir := t.TempDir()
	a := model.Account{Address: "mailto:" + testTo, User: testUser, Options: map[string]string{"eml": dir}}
	p, photos := sample(t)
	for range 2 {
		if err := mustOpen(t, a).Send(t.Context(), p, photos, nobody); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(files) != 1 || filepath.Ext(files[0]) != ".eml" {
		t.Fatalf("files %v, %v", files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	checkLetter(t, data, p, photos)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, a, ""); !errors.Is(err, export.ErrOffline) {
		t.Errorf("without the folder: %v, want offline", err)
	}
}

// TestUnreachable: nobody listens, or somebody says nothing.
func TestUnreachable(t *testing.T) {
	office := openPostOffice(t, nil, nil)
	office.door.Close()
	if _, err := open(t, office.account(plain), testSecret); !errors.Is(err, export.ErrOffline) {
		t.Errorf("error %v, want offline", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := New(Options{}).Open(ended, export.Door{Account: office.account(plain)})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that of the context", err)
	}
}

func TestProbe(t *testing.T) {
	for address, want := range map[string]string{
		"bientap@tinh.example.vn":                       "bientap@tinh.example.vn",
		" mailto:bientap@tinh.example.vn":               "bientap@tinh.example.vn",
		"mailto:a@x.example.vn,b@x.example.vn":          "a@x.example.vn,b@x.example.vn",
		"Ban biên tập <bientap@tinh.example.vn>":        "bientap@tinh.example.vn",
		"mailto:a%40x.example.vn":                       "a@x.example.vn",
		"https://suoimay.example.vn":                    "",
		"mailto:":                                       "",
		"bientap":                                       "",
		"a@b\r\nRCPT TO:<c@d>":                          "",
		"sftp://bientap@tinh.example.vn/tin":            "",
		"mailto:a@x.example.vn%0d%0aBcc:b@y.example.vn": "",
	} {
		site, err := New(Options{}).Probe(t.Context(), address, "")
		if want == "" {
			if !errors.Is(err, export.ErrAddress) {
				t.Errorf("%q: %+v, %v; want not an address", address, site, err)
			}
			continue
		}
		if err != nil || site.Kind != key || site.Address != "mailto:"+want || site.Options["to"] != want {
			t.Errorf("%q: %+v, %v; want %s", address, site, err, want)
		}
	}
}

// FuzzAddress: what is taken for an address cannot begin a command or a header,
// and stays itself.
func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"a@b", "mailto:a@b,c@d", "Tên <a@b>", "mailto:a%0a@b", `"a b"@c`, "a@[127.0.0.1]"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		to, err := parseAddress(address)
		if err != nil {
			return
		}
		if strings.ContainsAny(to, "\r\n <>") {
			t.Errorf("%q gives %q", address, to)
		}
		if again, err := parseAddress("mailto:" + to); err != nil || again != to {
			t.Errorf("%q gives %q, and that %q, %v", address, to, again, err)
		}
	})
}

func TestNow(t *testing.T) {
	at := time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)
	p, photos := sample(t)
	p.At = at.Add(time.Hour)
	data, err := compose(t.Context(), envelope{testUser, []string{testTo}, nil}, p, photos, at)
	if err != nil {
		t.Fatal(err)
	}
	l := checkLetter(t, data, p, photos)
	if date, err := l.head.Date(); err != nil || !date.Equal(at) {
		t.Errorf("date %v, %v", date, err)
	}
	if l.head.Get("X-Tinxa-Publish-At") != "2026-11-21T09:00:00Z" {
		t.Errorf("publish at %q", l.head.Get("X-Tinxa-Publish-At"))
	}
}
