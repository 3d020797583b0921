package nukeviet

import (
	"cmp"
	"net/url"
	"strings"

	"tinxa/export"
	"tinxa/model"
)

// site knows the addresses of a portal.
type site struct {
	base   *url.URL // of its home page; the path ends in a slash
	admin  string
	lang   string
	module string
}

func siteOf(a model.Account) (site, error) {
	base, err := baseOf(a.Address)
	if err != nil {
		return site{}, err
	}
	return site{
		base:   base,
		admin:  strings.Trim(cmp.Or(a.Options[optionAdmin], "admin"), "/"),
		lang:   cmp.Or(a.Options[optionLanguage], "vi"),
		module: cmp.Or(a.Options[optionModule], "news"),
	}, nil
}

// baseOf reads the address of a home page.
func baseOf(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, &export.PortalError{Kind: export.ErrAddress, Did: "nukeviet: address"}
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: strings.TrimRight(u.Path, "/") + "/"}, nil
}

// office is the page where the administration begins.
func (s site) office() string { return s.base.JoinPath(s.admin).String() + "/" }

// page is the address of an operation of a module, with the name and the value
// of further parameters in turn.
func (s site) page(module, op string, more ...string) string {
	q := "language=" + url.QueryEscape(s.lang) + "&nv=" + url.QueryEscape(module) + "&op=" + url.QueryEscape(op)
	for i := 0; i+1 < len(more); i += 2 {
		q += "&" + more[i] + "=" + url.QueryEscape(more[i+1])
	}
	return s.office() + "index.php?" + q
}

// news is the address of an operation of the module of news.
func (s site) news(op string, more ...string) string { return s.page(s.module, op, more...) }

// edit is the page of an article's form.
func (s site) edit(id string) string { return s.news("content", "id", id) }

// file is how an article quotes a file of the portal: from the root of the host,
// so that it stays right when the portal gets another name.
func (s site) file(dir, name string) string { return s.base.Path + strings.Trim(dir, "/") + "/" + name }

// folder is where a file lies that was quoted so.
func (s site) folder(quoted string) (dir, name string) {
	inside := strings.TrimPrefix(quoted, s.base.Path)
	cut := strings.LastIndex(inside, "/")
	return inside[:max(cut, 0)], inside[cut+1:]
}

// full resolves an address that stands on a page of this portal. What leads to
// another host gives nothing.
func (s site) full(ref string) string {
	u, err := s.base.Parse(ref)
	if err != nil || u.Host != s.base.Host {
		return ""
	}
	return u.String()
}

// isOffice reports whether an address is one of the administration.
func (s site) isOffice(u *url.URL) bool {
	return u != nil && u.Host == s.base.Host && strings.HasPrefix(u.Path, strings.TrimSuffix(s.base.JoinPath(s.admin).Path, "/"))
}
