package registry

import (
	"errors"
	"net/url"
	"strings"

	"tinxa/export"
)

// Bare is an address without the password that some are copied with. What is no
// address is as it was.
func Bare(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.User == nil || u.Host == "" {
		return bareText(address)
	}
	if _, secret := u.User.Password(); secret {
		u.User = url.User(u.User.Username())
		return u.String()
	}
	return address
}

// bareText is Bare for what cannot be read as an address, but looks as if it was
// meant for one: "https://tên:mật khẩu@suoimay.example.vn".
func bareText(typed string) string {
	scheme, rest, found := strings.Cut(typed, "://")
	host, path, _ := strings.Cut(rest, "/")
	at := strings.LastIndex(host, "@")
	if !found || at < 0 || !strings.Contains(host[:at], ":") {
		return typed
	}
	return strings.TrimSuffix(scheme+"://"+host[at+1:]+"/"+path, "/")
}

// hushed is err without the secret that the portal may have repeated.
func hushed(err error, secret string) error {
	var e *export.PortalError
	if secret != "" && errors.As(err, &e) {
		e.Said = strings.ReplaceAll(e.Said, secret, "…")
	}
	return err
}
