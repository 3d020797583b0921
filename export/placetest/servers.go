package placetest

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"

	"tinxa/export"
	"tinxa/export/exporttest"

	"github.com/pkg/sftp"
	"goftp.io/server/v2"
	ftpdisk "goftp.io/server/v2/driver/file"
	"golang.org/x/crypto/ssh"
	"golang.org/x/net/webdav"
)

// Folder is a folder itself.
func Folder(dir string, k export.PortalKind) Place {
	p := place(dir, k, "Folder", dir, "", false)
	p.Account.User, p.Secret = "", ""
	return p
}

func place(dir string, k export.PortalKind, name, address, upstream string, http bool) Place {
	return Place{Close: func() {}, Place: exporttest.Place{
		Kind: k, Account: account(k, name, address), Secret: Secret, Truth: deposits{dir},
		Upstream: upstream, HTTP: http, Lanes: 4, At: through,
	}}
}

// WebDAV serves a folder by HTTP.
func WebDAV(dir string, k export.PortalKind) Place {
	files := &webdav.Handler{FileSystem: webdav.Dir(dir), LockSystem: webdav.NewMemLS()}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, secret, _ := r.BasicAuth(); r.Method != http.MethodOptions && (user != User || secret != Secret) {
			w.Header().Set("WWW-Authenticate", `Basic realm="tin"`)
			http.Error(w, "who is there?", http.StatusUnauthorized)
			return
		}
		files.ServeHTTP(w, r)
	}))
	p := place(dir, k, "WebDAV", s.URL, hostport(s.URL), true)
	p.Close, p.Slow = s.Close, true // by the number of its requests
	return p
}

// FTP serves a folder by FTP.
func FTP(dir string, k export.PortalKind) (Place, error) {
	disk, err := ftpdisk.NewDriver(dir)
	if err != nil {
		return Place{}, err
	}
	s, err := server.NewServer(&server.Options{
		Driver: disk, Auth: &server.SimpleAuth{Name: User, Password: Secret}, Logger: &server.DiscardLogger{},
		Perm: server.NewSimplePerm("tin", "tin"), PublicIP: "127.0.0.1",
	})
	if err != nil {
		return Place{}, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return Place{}, err
	}
	go s.Serve(listener)
	at := listener.Addr().String()
	p := place(dir, k, "FTP", "ftp://"+at, at, false)
	p.Close = func() { s.Shutdown() }
	return p, nil
}

// SFTP serves a folder, as everything else on the disk, by SSH.
func SFTP(dir string, k export.PortalKind) (Place, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return Place{}, err
	}
	host, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return Place{}, err
	}
	config := &ssh.ServerConfig{PasswordCallback: func(c ssh.ConnMetadata, secret []byte) (*ssh.Permissions, error) {
		if c.User() != User || string(secret) != Secret {
			return nil, errors.New("no")
		}
		return nil, nil
	}}
	config.AddHostKey(host)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return Place{}, err
	}
	go accept(listener, config)
	at := listener.Addr().String()
	p := place(dir, k, "SFTP", "sftp://"+at+dir, at, false)
	p.Account.Trust = fmt.Sprintf("%x", sha256.Sum256(host.PublicKey().Marshal()))
	p.Close = func() { listener.Close() }
	return p, nil
}

func accept(listener net.Listener, config *ssh.ServerConfig) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go serve(conn, config)
	}
}

// serve is one SSH connection with its channels.
func serve(conn net.Conn, config *ssh.ServerConfig) {
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
		go serveFiles(channel)
	}
}

func serveFiles(channel ssh.Channel) {
	files, err := sftp.NewServer(channel)
	if err == nil && files.Serve() == io.EOF {
		files.Close()
	}
}
