package deposit

import (
	"net"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"tinxa/export"
)

// target is a folder on a host.
type target struct {
	Scheme string
	User   string // may be empty
	Host   string // a name, or an address in figures without brackets
	Port   string // empty: the scheme's own
	Path   string // clean, begins with a slash; "/" is where one is after login
}

// schemes are those of hosts, with their usual ports.
var schemes = map[string]string{
	"sftp": "22", "ftp": "21", "ftps": "21", "dav": "80", "davs": "443", "http": "80", "https": "443",
}

// parseTarget reads an address of one of the schemes. A password in it is not
// taken: it would be stored with the address. The error is ErrAddress.
func parseTarget(address string, wanted ...string) (target, error) {
	wrong := &export.PortalError{Kind: export.ErrAddress, Did: "deposit: read address"}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Opaque != "" || u.Hostname() == "" || !slices.Contains(wanted, strings.ToLower(u.Scheme)) {
		return target{}, wrong
	}
	t := target{Scheme: strings.ToLower(u.Scheme), User: u.User.Username(), Host: u.Hostname(), Port: u.Port()}
	t.Path = path.Clean("/" + u.Path)
	if t.Port == schemes[t.Scheme] {
		t.Port = ""
	}
	_, err = strconv.ParseUint(t.Port, 10, 16)
	isPort := t.Port == "" || err == nil
	isHost := !strings.ContainsAny(t.Host, "/@ %") && (!strings.Contains(t.Host, ":") || net.ParseIP(t.Host) != nil)
	if !isPort || !isHost || strings.ContainsFunc(t.Path+t.User+t.Host, isControl) {
		return target{}, wrong
	}
	return t, nil
}

// isControl: no name has such a rune, and in FTP it would begin a command.
func isControl(r rune) bool { return r < ' ' || r == 0x7f }

// String is the address in its complete form, without a slash behind it.
func (t target) String() string {
	u := url.URL{Scheme: t.Scheme, Host: t.Host, Path: strings.TrimSuffix(t.Path, "/")}
	if strings.Contains(t.Host, ":") {
		u.Host = "[" + t.Host + "]"
	}
	if t.Port != "" {
		u.Host = net.JoinHostPort(t.Host, t.Port)
	}
	if t.User != "" {
		u.User = url.User(t.User)
	}
	return u.String()
}

// dial is where to connect to.
func (t target) dial() string {
	if t.Port != "" {
		return net.JoinHostPort(t.Host, t.Port)
	}
	return net.JoinHostPort(t.Host, schemes[t.Scheme])
}
