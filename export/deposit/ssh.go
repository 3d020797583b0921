package deposit

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/export/wire"

	"golang.org/x/crypto/ssh"
)

// Probe implements export.PortalKind: it reads how the server names its program.
// The host key is looked at when an account logs in.
func (k sftpKind) Probe(ctx context.Context, address, _ string) (export.Site, error) {
	t, err := parseTarget(address, "sftp")
	if err != nil {
		return export.Site{}, err
	}
	line := wire.New(k.options.Stall)
	defer line.Close()
	var version string
	err = line.During(ctx, mostGreeting, func() error {
		conn, err := line.Dial(ctx, t.dial())
		if err != nil {
			return err
		}
		version, err = greeting(conn)
		return err
	})
	if err != nil {
		return export.Site{}, wire.Fault(ctx, "sftp: look", err, true)
	}
	return export.Site{Kind: "sftp", Address: t.String(), Name: t.Host, Version: version, User: true}, nil
}

// mostGreeting bounds what a server may say before SSH's own first line, bytes.
const mostGreeting = 8 << 10

// greeting reads SSH's first line, "SSH-2.0-OpenSSH_9.6", after what a server
// may say before it. ErrNotPortal where none comes.
func greeting(r io.Reader) (string, error) {
	read, lines, line := 0, 0, []byte{}
	for one := make([]byte, 1); read < mostGreeting; read++ {
		if _, err := io.ReadFull(r, one); err != nil {
			if errors.Is(err, io.EOF) || lines > 0 { // another protocol waits for us after its greeting
				break
			}
			return "", err
		}
		if one[0] != '\n' {
			line = append(line, one[0])
			continue
		}
		if name, ok := strings.CutPrefix(string(line), "SSH-2.0-"); ok {
			return strings.ToValidUTF8(strings.TrimSpace(name), ""), nil
		}
		line = line[:0]
		lines++
	}
	return "", &export.PortalError{Kind: export.ErrNotPortal, Did: "sftp: look"}
}

// shake makes sure of the host and logs in.
func (h *handshake) shake(conn net.Conn, t target) (*ssh.Client, error) {
	c, channels, requests, err := ssh.NewClientConn(conn, t.dial(), &ssh.ClientConfig{
		User: t.User, Auth: h.ways, HostKeyCallback: h.host, ClientVersion: "SSH-2.0-TinXa",
	})
	switch {
	case err == nil:
		return ssh.NewClient(c, channels, requests), nil
	case h.why != nil:
		return nil, h.why
	case errors.Is(err, errTried), strings.Contains(err.Error(), "unable to authenticate"): // the library has no other word for it
		return nil, &export.PortalError{Kind: export.ErrPassword, Did: "sftp: log in"}
	}
	return nil, err
}

// handshake answers what SSH asks while it logs in.
type handshake struct {
	ctx   context.Context
	door  export.Door
	ways  []ssh.AuthMethod
	tried bool  // the secret was sent
	why   error // why it was broken off here
}

// prepare reads the key, where one is used: that takes its time, and no server
// is to wait for it.
func prepare(ctx context.Context, door export.Door) (*handshake, error) {
	h := &handshake{ctx: ctx, door: door}
	ways, err := h.methods()
	h.ways = ways
	return h, err
}

// host compares the host's key with the one that was consented to.
func (h *handshake) host(_ string, _ net.Addr, key ssh.PublicKey) error {
	found := fmt.Sprintf("%x", sha256.Sum256(key.Marshal()))
	trust := h.door.Account.Trust
	if strings.EqualFold(found, trust) {
		return nil
	}
	kind := export.ErrCertificate
	if trust != "" {
		kind = export.ErrPinChanged
	}
	h.why = &export.PortalError{Kind: kind, Did: "sftp: look at host key", Fingerprint: found, Reason: "host-key"}
	return h.why
}

// methods are the ways to prove who we are: a key where one is set, else the
// secret.
func (h *handshake) methods() ([]ssh.AuthMethod, error) {
	if path := h.door.Account.Options["key"]; path != "" {
		key, err := readKey(path, h.door.Secret)
		if err != nil {
			return nil, err
		}
		h.tried = true // the secret is the key's, and none for the server
		return []ssh.AuthMethod{ssh.PublicKeys(key), ssh.KeyboardInteractive(h.answer)}, nil
	}
	return []ssh.AuthMethod{ssh.PasswordCallback(h.password), ssh.KeyboardInteractive(h.answer)}, nil
}

// errTried: the secret was refused already, and is not sent again.
var errTried = errors.New("deposit: the secret was tried")

func (h *handshake) password() (string, error) {
	if h.tried {
		return "", errTried
	}
	h.tried = true
	return h.door.Secret, nil
}

// answer answers a server's own questions: the first hidden one with the secret,
// the next with a one-time code, unless it asks for the password again.
func (h *handshake) answer(_, _ string, questions []string, echos []bool) ([]string, error) {
	var all []string
	for i, question := range questions {
		said := ""
		var err error
		switch {
		case echos[i] && !isCode(question):
			said = h.door.Account.User
		case !h.tried || isPassword(question):
			said, err = h.password()
		default:
			if said, err = h.door.Asker.Code(h.ctx, h.door.Account); err != nil {
				h.why = err
			}
		}
		if err != nil {
			return nil, err
		}
		all = append(all, said)
	}
	return all, nil
}

func isPassword(question string) bool {
	return strings.Contains(strings.ToLower(question), "password")
}

func isCode(question string) bool {
	return slices.ContainsFunc([]string{"code", "otp", "token"}, func(word string) bool {
		return strings.Contains(strings.ToLower(question), word)
	})
}

// mostKey bounds the file of a private key, bytes.
const mostKey = 64 << 10

// readKey reads a private key from a file. ErrNoSecret where the file or its
// passphrase is missing, ErrPassword where the passphrase is wrong.
func readKey(path, passphrase string) (ssh.Signer, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &export.PortalError{Kind: export.ErrNoSecret, Did: "sftp: read key", Cause: err}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, mostKey))
	if err != nil {
		return nil, &export.PortalError{Kind: export.ErrNoSecret, Did: "sftp: read key", Cause: err}
	}
	key, err := ssh.ParsePrivateKey(data)
	var locked *ssh.PassphraseMissingError
	if errors.As(err, &locked) && passphrase != "" {
		key, err = ssh.ParsePrivateKeyWithPassphrase(data, []byte(passphrase))
	}
	switch {
	case err == nil:
		return key, nil
	case errors.As(err, &locked):
		return nil, &export.PortalError{Kind: export.ErrNoSecret, Did: "sftp: read key"}
	}
	return nil, &export.PortalError{Kind: export.ErrPassword, Did: "sftp: read key"} // the cause might quote it
}
