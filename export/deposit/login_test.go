package deposit

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/model"

	"golang.org/x/crypto/ssh"
)

// is checks the kind of an error, and that it does not hold the secret.
func is(t *testing.T, what string, err, want error) *export.PortalError {
	t.Helper()
	var said *export.PortalError
	if !errors.As(err, &said) || !errors.Is(said.Kind, want) {
		t.Errorf("%s: %v, want %v", what, err, want)
		return &export.PortalError{}
	}
	if strings.Contains(err.Error(), testSecret) {
		t.Errorf("%s: the error holds the secret", what)
	}
	return said
}

// TestHostKey: a host is told nothing until its key is trusted.
func TestHostKey(t *testing.T) {
	server := &sshServer{password: func(secret string) bool { return secret == testSecret }}
	s := server.start(t)
	key := s.account.Trust
	for trust, want := range map[string]error{"": export.ErrCertificate, strings.Repeat("0", 64): export.ErrPinChanged} {
		s.account.Trust = trust
		_, err := s.try(t)
		if said := is(t, "trust "+trust, err, want); said.Fingerprint != key || said.Reason != "host-key" {
			t.Errorf("fingerprint %s, reason %s", said.Fingerprint, said.Reason)
		}
	}
	if server.tries != 0 {
		t.Error("the secret was sent")
	}
	s.account.Trust = strings.ToUpper(key)
	s.open(t)
}

// TestPasswordOnce: servers that ask in two ways are answered in one.
func TestPasswordOnce(t *testing.T) {
	asked := 0
	server := &sshServer{
		password: func(secret string) bool { return secret == testSecret },
		keyboard: func(ask ssh.KeyboardInteractiveChallenge) bool {
			answers, err := ask("", "", []string{"Password: "}, []bool{false})
			if err == nil && len(answers) > 0 {
				asked++
			}
			return err == nil && answers[0] == testSecret
		},
	}
	s := server.start(t)
	s.secret = "sai"
	_, err := s.try(t)
	is(t, "wrong password", err, export.ErrPassword)
	if server.tries+asked != 1 {
		t.Errorf("tried %d times", server.tries+asked)
	}
}

// coder is a person with a one-time code.
type coder struct {
	export.Nobody
	code string
}

func (c coder) Code(context.Context, model.Account) (string, error) { return c.code, nil }

// TestKeyboard: the secret and the one-time code are asked for.
func TestKeyboard(t *testing.T) {
	server := &sshServer{keyboard: func(ask ssh.KeyboardInteractiveChallenge) bool {
		answers, err := ask("", "", []string{"Password: ", "Verification code: "}, []bool{false, true})
		return err == nil && answers[0] == testSecret && answers[1] == "123456"
	}}
	s := server.start(t)
	door := export.Door{Account: s.account, Secret: s.secret, Asker: coder{code: "123456"}}
	session, err := s.kind.Open(t.Context(), door)
	if err != nil {
		t.Fatal(err)
	}
	session.Close()
	door.Asker = export.Nobody{}
	_, err = s.kind.Open(t.Context(), door)
	is(t, "nobody there", err, export.ErrSecondFactor)
}

// TestKeyFile: a private key from a file, with a passphrase.
func TestKeyFile(t *testing.T) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte(testSecret))
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "khoa")
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	s := (&sshServer{hostKey: signer}).start(t)
	s.account.Options = map[string]string{"key": path}
	s.open(t)
	s.secret = "sai"
	_, err = s.try(t)
	is(t, "wrong passphrase", err, export.ErrPassword)
	s.secret = ""
	_, err = s.try(t)
	is(t, "no passphrase", err, export.ErrNoSecret)
	s.account.Options["key"] = path + "x"
	_, err = s.try(t)
	is(t, "no key", err, export.ErrNoSecret)
}

// TestCertificateFTP: no password to a server that nobody vouches for.
func TestCertificateFTP(t *testing.T) {
	s := ftpsStand(t)
	right := s.account.Trust
	for trust, want := range map[string]error{"": export.ErrCertificate, strings.Repeat("0", 64): export.ErrPinChanged} {
		s.account.Trust = trust
		_, err := s.try(t)
		if said := is(t, "trust "+trust, err, want); said.Fingerprint != right {
			t.Errorf("fingerprint %s", said.Fingerprint)
		}
	}
}

// TestNoFolder: an address whose folder is not there.
func TestNoFolder(t *testing.T) {
	for name, s := range stands(t) {
		want := export.ErrNotPortal
		if name == "folder" {
			want = export.ErrOffline
		}
		s.account.Address += "/khong-co"
		_, err := s.try(t)
		is(t, name, err, want)
	}
}

// TestSubfolder: reports go where the path leads, with spaces and accents.
func TestSubfolder(t *testing.T) {
	for name, s := range stands(t) {
		dir := filepath.Join(s.dir, "Tin bài", "năm 2026")
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		s.account.Address += "/Tin bài/năm 2026"
		site, err := s.kind.Probe(t.Context(), s.account.Address, s.account.Trust)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		s.account.Address = site.Address
		d := s.open(t)
		p, photos := sample(t)
		at, err := d.Create(t.Context(), p)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := d.AddPhoto(t.Context(), photos[0], nobody); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, p.Mark, photos[0].Name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := d.Remove(t.Context(), at, []model.RemotePhoto{remote(photos[0], photos[0].Data)}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
			t.Errorf("%s: %d are left, %v", name, len(left), err)
		}
	}
}

// TestShelf: photos whose report is not known lie beside the reports.
func TestShelf(t *testing.T) {
	for name, s := range stands(t) {
		d := s.open(t)
		p, photos := sample(t)
		photos[0].Mark = ""
		kept, err := d.AddPhoto(t.Context(), photos[0], nobody)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		found, err := d.FindPhotos(t.Context(), photos[:1])
		if err != nil || found[photos[0].ID] != kept {
			t.Errorf("%s: found %+v, %v; want %+v", name, found, err, kept)
		}
		p.Photos = map[model.PhotoID]model.RemotePhoto{photos[0].ID: kept}
		at, err := d.Create(t.Context(), p)
		if err == nil {
			at, err = d.Update(t.Context(), at, p)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lookedAt(t, truth{s.dir}, name)
		if err := d.Remove(t.Context(), at, []model.RemotePhoto{kept}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if left, err := os.ReadDir(s.dir); err != nil || len(left) != 0 {
			t.Errorf("%s: %d are left, %v", name, len(left), err)
		}
	}
}

// TestHalfPhoto: what is not a whole photo is not there.
func TestHalfPhoto(t *testing.T) {
	for name, s := range stands(t) {
		d := s.open(t)
		_, photos := sample(t)
		photo := photos[0]
		if _, err := d.AddPhoto(t.Context(), photo, nobody); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		path := filepath.Join(s.dir, photo.Mark, photo.Name)
		if err := os.WriteFile(path, photo.Data[:len(photo.Data)/2], 0o666); err != nil {
			t.Fatal(err)
		}
		photo.Data = nil
		if found, err := d.FindPhotos(t.Context(), []export.Image{photo}); err != nil || len(found) != 0 {
			t.Errorf("%s: found half a photo: %v, %v", name, found, err)
		}
	}
}

func TestProbe(t *testing.T) {
	all := stands(t)
	for name, s := range all {
		site, err := s.kind.Probe(t.Context(), s.account.Address, s.account.Trust)
		if err != nil || site.Kind != s.account.Kind || site.Name == "" || site.User != (s.host != "") {
			t.Errorf("%s: %+v, %v", name, site, err)
		}
		if plain := site.Options["plain"] != ""; plain != (name == "ftp" || name == "webdav") {
			t.Errorf("%s: password in the clear: %v", name, plain)
		}
	}
	// A server that offers TLS is spoken to with TLS.
	address := strings.Replace(all["ftps"].account.Address, "ftps:", "ftp:", 1)
	if site, err := FTP(Options{}).Probe(t.Context(), address, ""); err != nil || !strings.HasPrefix(site.Address, "ftps://") {
		t.Errorf("FTP with TLS: %+v, %v", site, err)
	}
	// Servers of another sort, and addresses of other kinds.
	is(t, "FTP at SFTP", probed(t, SFTP(Options{Stall: testStall}), "sftp://"+all["ftp"].host), export.ErrNotPortal)
	is(t, "SFTP at FTP", probed(t, FTP(Options{Stall: testStall}), "ftp://"+all["sftp"].host), export.ErrNotPortal)
	site := httptest.NewServer(http.NotFoundHandler())
	defer site.Close()
	is(t, "a site", probed(t, WebDAV(Options{}), site.URL), export.ErrNotPortal)
	for _, kind := range []export.PortalKind{Folder(), SFTP(Options{}), FTP(Options{}), WebDAV(Options{})} {
		for _, address := range []string{"", "suoimay.example.vn", "mailto:a@b", "sftp:", "ftp:///tin", "a\x00b"} {
			is(t, kind.Key()+" "+address, probed(t, kind, address), export.ErrAddress)
		}
	}
}

func probed(t *testing.T, kind export.PortalKind, address string) error {
	_, err := kind.Probe(t.Context(), address, "")
	return err
}

// TestGreeting reads what servers say first.
func TestGreeting(t *testing.T) {
	for said, want := range map[string]string{
		"SSH-2.0-OpenSSH_9.6\r\n":                      "OpenSSH_9.6",
		"Xin chào\r\nSSH-2.0-dropbear\r\n":             "dropbear",
		"220 FTP\r\n":                                  "",
		strings.Repeat("a", mostGreeting+1):            "",
		"SSH-1.5-old\r\n" + "HTTP/1.1 400 Bad\r\n\r\n": "",
	} {
		got, err := greeting(bufio.NewReader(strings.NewReader(said)))
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%.20q: %q, %v", said, got, err)
		}
	}
}

// TestSilence: a server that says nothing is given up, and one that says too
// much too.
func TestSilence(t *testing.T) {
	silent := listen(t)
	go accept(silent, func(c net.Conn) { io.Copy(io.Discard, c) })
	endless := listen(t)
	go accept(endless, func(c net.Conn) {
		for {
			if _, err := io.WriteString(c, strings.Repeat("220-xin chao\r\n", 1000)); err != nil {
				return
			}
		}
	})
	for scheme, kind := range map[string]export.PortalKind{
		"sftp://": SFTP(Options{Stall: testStall}), "ftp://": FTP(Options{Stall: testStall}),
	} {
		is(t, scheme+" silent", probed(t, kind, scheme+silent.Addr().String()), export.ErrBusy)
		err := probed(t, kind, scheme+endless.Addr().String())
		if !errors.Is(err, export.ErrStrangeAnswer) && !errors.Is(err, export.ErrNotPortal) {
			t.Errorf("%s endless: %v", scheme, err)
		}
	}
}
