package wordpress

import (
	"net/url"
	"regexp"
	"strings"

	"tinxa/export"
)

// inside matches the part of an address that leads into WordPress and not to
// the site: people copy what their browser shows.
var inside = regexp.MustCompile(`/(wp-admin|wp-login\.php|wp-json|xmlrpc\.php|index\.php)(/.*)?$`)

// addresses are the ones that a person may mean by what was typed, the best
// first. ErrAddress when it is none of the web.
func addresses(typed string) ([]*url.URL, error) {
	refused := &export.PortalError{Kind: export.ErrAddress, Did: "wordpress: probe"}
	typed = strings.TrimSpace(typed)
	schemes := []string{""}
	if !strings.Contains(typed, "://") {
		if strings.HasPrefix(typed, "/") || !hostLike.MatchString(typed) {
			return nil, refused
		}
		schemes = []string{"https://", "http://"}
	}
	var all []*url.URL
	for _, scheme := range schemes {
		u, err := url.Parse(scheme + typed)
		if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, refused
		}
		path := strings.TrimRight(inside.ReplaceAllString(u.Path, ""), "/")
		all = append(all, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: path + "/"})
	}
	return all, nil
}

// hostLike matches what begins with the name of a host, and no e-mail address
// and no path of this computer.
var hostLike = regexp.MustCompile(`^(localhost|[^\s/@:\\]+\.[^\s/@:\\]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?([/?#]\S*)?$`)
