package deposit

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/model"

	"github.com/pkg/sftp"
	"goftp.io/server/v2"
	ftpdisk "goftp.io/server/v2/driver/file"
	"golang.org/x/crypto/ssh"
	"golang.org/x/net/webdav"
)

// The account of every server of these tests.
const (
	testUser   = "bientap"
	testSecret = "mat-khau-thu"
)

// stand is a kind of place with a server that keeps its files in dir.
type stand struct {
	kind    export.PortalKind
	dir     string
	account model.Account
	secret  string
	host    string // of the server, empty without one
}

// testStall is how long the tests' places wait in silence.
const testStall = 500 * time.Millisecond

// stands are the four places, each with its real server.
func stands(t *testing.T) map[string]*stand {
	t.Helper()
	return map[string]*stand{
		"folder": folderStand(t), "sftp": sftpStand(t), "webdav": webdavStand(t), "ftp": ftpStand(t, "ftp", nil),
		"ftps": ftpsStand(t),
	}
}

func (s *stand) fill(kind export.PortalKind, address, host string) *stand {
	s.kind, s.host = kind, host
	s.account = model.Account{ID: "thunghie", Kind: kind.Key(), Address: address}
	if host != "" {
		s.account.User, s.secret = testUser, testSecret
	}
	return s
}

// through is the account reached through another host and port.
func (s *stand) through(a model.Account, host string) model.Account {
	a.Address = strings.Replace(a.Address, s.host, host, 1)
	return a
}

func folderStand(t *testing.T) *stand {
	s := &stand{dir: t.TempDir()}
	return s.fill(Folder(), s.dir, "")
}

func webdavStand(t *testing.T) *stand {
	s := &stand{dir: t.TempDir()}
	files := &webdav.Handler{FileSystem: webdav.Dir(s.dir), LockSystem: webdav.NewMemLS()}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, secret, _ := r.BasicAuth()
		if r.Method != http.MethodOptions && (user != testUser || secret != testSecret) {
			w.Header().Set("WWW-Authenticate", `Basic realm="tin"`)
			http.Error(w, "who is there?", http.StatusUnauthorized)
			return
		}
		files.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	host := web.Listener.Addr().String()
	return s.fill(WebDAV(Options{Agent: "tinxa-test", Stall: testStall}), "http://"+host, host)
}

// sshServer says which logins a server takes.
type sshServer struct {
	password func(secret string) bool
	keyboard func(ask ssh.KeyboardInteractiveChallenge) bool
	tries    int // of secrets
	hostKey  ssh.Signer
}

func sftpStand(t *testing.T) *stand {
	s := &sshServer{password: func(secret string) bool { return secret == testSecret }}
	return s.start(t)
}

// start serves SFTP. Its folder is the whole disk's, as without a chroot.
func (s *sshServer) start(t *testing.T) *stand {
	t.Helper()
	if s.hostKey == nil {
		s.hostKey = newHostKey(t)
	}
	config := &ssh.ServerConfig{}
	config.AddHostKey(s.hostKey)
	verdict := func(ok bool) (*ssh.Permissions, error) {
		if !ok {
			return nil, fmt.Errorf("no")
		}
		return nil, nil
	}
	if s.password != nil {
		config.PasswordCallback = func(c ssh.ConnMetadata, secret []byte) (*ssh.Permissions, error) {
			s.tries++
			return verdict(c.User() == testUser && s.password(string(secret)))
		}
	}
	if s.keyboard != nil {
		config.KeyboardInteractiveCallback = func(_ ssh.ConnMetadata, ask ssh.KeyboardInteractiveChallenge) (*ssh.Permissions, error) {
			return verdict(s.keyboard(ask))
		}
	}
	config.PublicKeyCallback = func(c ssh.ConnMetadata, key ssh.PublicKey) (*ssh.Permissions, error) {
		return verdict(fingerprint(key) == fingerprint(s.hostKey.PublicKey())) // one key serves both
	}
	listener := listen(t)
	go accept(listener, func(conn net.Conn) { serveSFTP(conn, config) })
	stand := &stand{dir: t.TempDir()}
	host := listener.Addr().String()
	stand.fill(SFTP(Options{Stall: testStall}), "sftp://"+host+"/"+strings.TrimPrefix(filepath.ToSlash(stand.dir), "/"), host)
	stand.account.Trust = fingerprint(s.hostKey.PublicKey())
	return stand
}

func fingerprint(key ssh.PublicKey) string { return fmt.Sprintf("%x", sha256.Sum256(key.Marshal())) }

func newHostKey(t *testing.T) ssh.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return signer
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	return listener
}

func accept(listener net.Listener, serve func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go serve(conn)
	}
}

func serveSFTP(conn net.Conn, config *ssh.ServerConfig) {
	defer conn.Close()
	_, channels, requests, err := ssh.NewServerConn(conn, config)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for wanted := range channels {
		channel, requests, err := wanted.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range requests {
				r.Reply(r.Type == "subsystem", nil)
			}
		}()
		files, err := sftp.NewServer(channel)
		if err != nil {
			return
		}
		go func() {
			if files.Serve() == io.EOF {
				files.Close()
			}
		}()
	}
}

// stubborn is an FTP server's disk that renames nothing over what is there.
type stubborn struct{ server.Driver }

func (d stubborn) Rename(ctx *server.Context, from, to string) error {
	if _, err := d.Stat(ctx, to); err == nil {
		return fmt.Errorf("the file exists")
	}
	return d.Driver.Rename(ctx, from, to)
}

func ftpStand(t *testing.T, scheme string, config *tls.Config) *stand {
	t.Helper()
	s := &stand{dir: t.TempDir()}
	disk, err := ftpdisk.NewDriver(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	// With TLS this server must listen by itself, so a port is found beforehand.
	free := listen(t)
	host := free.Addr().String()
	free.Close()
	ftpServer, err := server.NewServer(&server.Options{
		Hostname: "127.0.0.1", Port: free.Addr().(*net.TCPAddr).Port,
		Driver: stubborn{disk}, Auth: &server.SimpleAuth{Name: testUser, Password: testSecret}, Logger: &server.DiscardLogger{},
		Perm: server.NewSimplePerm("tin", "tin"), TLS: config != nil, ExplicitFTPS: true, TLSConfig: config, PublicIP: "127.0.0.1",
	})
	if err != nil {
		t.Fatal(err)
	}
	go ftpServer.ListenAndServe()
	t.Cleanup(func() { ftpServer.Shutdown() })
	answering(t, host)
	return s.fill(FTP(Options{Stall: testStall}), scheme+"://"+host, host)
}

// answering waits until somebody listens.
func answering(t *testing.T, host string) {
	t.Helper()
	for range 100 {
		if conn, err := net.Dial("tcp", host); err == nil {
			conn.Close()
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("nobody listens at %s", host)
}

// ftpsStand has a certificate that nobody vouches for and the user consented to.
func ftpsStand(t *testing.T) *stand {
	certificate := selfSigned(t)
	s := ftpStand(t, "ftps", &tls.Config{Certificates: []tls.Certificate{certificate}})
	s.account.Trust = fmt.Sprintf("%x", sha256.Sum256(certificate.Certificate[0]))
	return s
}

func selfSigned(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "tin.example.vn"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	data, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{data}, PrivateKey: key}
}

// open logs in.
func (s *stand) open(t *testing.T) *deposit {
	t.Helper()
	session, err := s.try(t)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session.(*deposit)
}

func (s *stand) try(t *testing.T) (export.Session, error) {
	return s.kind.Open(t.Context(), export.Door{Account: s.account, Secret: s.secret, Asker: export.Nobody{}})
}
