package wordpress

import (
	"context"
	"encoding/json"
	"errors"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
)

const probing = "wordpress: probe"

// Probe implements export.PortalKind. A site whose REST is closed, or that has
// application passwords switched off, is offered as "metaweblog" when it
// answers XML-RPC, whichever kind was asked.
func (k kind) Probe(ctx context.Context, address, trust string) (export.Site, error) {
	all, err := addresses(address)
	if err != nil {
		return export.Site{}, err
	}
	client := k.client(trust)
	defer client.Close()
	f, err := knock(ctx, client, all)
	if err != nil {
		return export.Site{}, err
	}
	if k.key == rpcKey {
		return f.probeRPC(ctx)
	}
	site, err := f.probeREST(ctx)
	if err == nil && site.Authorise != "" || unreachable(err) {
		return site, err
	}
	if other, rpcErr := f.probeRPC(ctx); rpcErr == nil {
		return other, nil
	}
	return site, err
}

// front is a site as strangers find it.
type front struct {
	client *web.Client
	at     *url.URL // the page, after redirects
	page   string
	header http.Header
	status int
	said   error // why the page is none, where it is none
}

// knock looks at the first of the addresses that answers. Another is tried only
// where nothing was understood: a certificate that is refused must not lead to
// the same site without one.
func knock(ctx context.Context, client *web.Client, all []*url.URL) (*front, error) {
	var first error
	for _, at := range all {
		answer, err := client.Do(ctx, web.Request{URL: at.String(), Want: web.Any, Did: probing})
		if err == nil {
			return newFront(client, answer)
		}
		if !errors.Is(err, export.ErrOffline) && !errors.Is(err, export.ErrNotPortal) {
			return nil, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

func newFront(client *web.Client, a web.Answer) (*front, error) {
	f := &front{client: client, at: a.URL, page: string(a.Body), header: a.Header, status: a.Status}
	if a.Status/100 != 2 {
		refusal := web.Refusal(probing, http.MethodGet, a)
		if refusal.Kind == export.ErrBusy {
			return nil, refusal // whatever lives there cannot tell just now
		}
		f.said = refusal
	}
	return f, nil
}

// unreachable reports whether an error is one that another way in would meet,
// too.
func unreachable(err error) bool {
	for _, kind := range []error{export.ErrOffline, export.ErrBusy, export.ErrCertificate, export.ErrPinChanged, export.ErrProxy} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// index is what the root of a site's REST interface tells strangers.
type index struct {
	Name           string   `json:"name"`
	Home           string   `json:"home"`
	Namespaces     []string `json:"namespaces"`
	Authentication struct {
		Passwords struct {
			Endpoints struct {
				Authorization string `json:"authorization"`
			} `json:"endpoints"`
		} `json:"application-passwords"`
	} `json:"authentication"`
}

// UnmarshalJSON takes PHP's empty list for an object without members.
func (i *index) UnmarshalJSON(data []byte) error {
	type plain index
	var whole struct {
		plain
		Authentication json.RawMessage `json:"authentication"`
	}
	if err := json.Unmarshal(data, &whole); err != nil {
		return err
	}
	*i = index(whole.plain)
	if strings.HasPrefix(string(whole.Authentication), "{") {
		return json.Unmarshal(whole.Authentication, &i.Authentication)
	}
	return nil
}

// indexFields keeps the list of all routes, some 200 KB, out of an answer.
const indexFields = "name,home,namespaces,authentication"

// probeREST asks the places where the interface may lie.
func (f *front) probeREST(ctx context.Context) (export.Site, error) {
	var refused error
	for _, root := range f.roots() {
		i, err := f.index(ctx, root)
		if err == nil {
			return f.site(root, i), nil
		}
		if closed(err) {
			return f.closedSite(root), nil
		}
		if unreachable(err) {
			return export.Site{}, err
		}
		if refused == nil || errors.Is(refused, export.ErrNotPortal) {
			refused = err
		}
	}
	if f.said != nil {
		refused = f.said
	}
	if errors.Is(refused, export.ErrStrangeAnswer) || errors.Is(refused, export.ErrMoved) {
		refused = &export.PortalError{Kind: export.ErrNotPortal, Did: probing, Cause: refused}
	}
	return export.Site{}, refused
}

// roots lists where the interface may lie, as paths: where the page says, or
// where it lies unless somebody moved it.
func (f *front) roots() []string {
	var all []string
	for _, said := range []string{linked(f.header.Values("Link")), attribute(f.page, "link", "rel", "https://api.w.org/", "href")} {
		if u, err := f.at.Parse(said); said != "" && err == nil {
			all = append(all, u.RequestURI())
		}
	}
	if len(all) == 0 {
		folder := f.folder()
		all = []string{folder + "wp-json/", folder + "index.php?rest_route=/"}
	}
	return slices.Compact(all)
}

// folder is the path of the page up to its last slash.
func (f *front) folder() string { return f.at.Path[:strings.LastIndex(f.at.Path, "/")+1] }

// linked finds the interface in Link headers.
func linked(headers []string) string {
	for _, h := range headers {
		for _, link := range strings.Split(h, ",") {
			target, rel, _ := strings.Cut(strings.TrimSpace(link), ">")
			if strings.Contains(rel, "https://api.w.org/") {
				return strings.TrimPrefix(target, "<")
			}
		}
	}
	return ""
}

func (f *front) index(ctx context.Context, root string) (index, error) {
	var i index
	r := restAPI{client: f.client, root: resolve(f.at, root)}
	_, err := r.do(ctx, request{query: url.Values{"_fields": {indexFields}}, did: probing}, &i)
	if err == nil && !slices.Contains(i.Namespaces, "wp/v2") {
		err = &export.PortalError{Kind: export.ErrNotPortal, Did: probing}
	}
	return i, err
}

// closed reports whether WordPress itself wants to know who asks before it says
// anything.
func closed(err error) bool {
	var e *export.PortalError
	return errors.As(err, &e) && e.Status == http.StatusUnauthorized && e.Kind != export.ErrFirewall
}

// site is a WordPress that answered.
func (f *front) site(root string, i index) export.Site {
	s := f.bareSite(restKey, root)
	home, err := url.Parse(i.Home)
	if err == nil {
		s.Address = strings.TrimRight(origin(f.at)+home.EscapedPath(), "/")
	}
	if name := web.Said([]byte(html.UnescapeString(i.Name))); name != "" {
		s.Name, s.Style.Site = name, name
	}
	if said := i.Authentication.Passwords.Endpoints.Authorization; said != "" {
		if u, err := f.at.Parse(said); err == nil {
			s.Authorise = origin(f.at) + u.RequestURI()
		}
	}
	return s
}

// closedSite is a WordPress that answers only those who log in.
func (f *front) closedSite(root string) export.Site {
	s := f.bareSite(restKey, root)
	s.Authorise = s.Address + "/wp-admin/authorize-application.php"
	return s
}

// bareSite is what a site's front page tells.
func (f *front) bareSite(key, root string) export.Site {
	folder, _, _ := strings.Cut(root, "wp-json")
	folder, _, _ = strings.Cut(folder, "index.php")
	folder, _, _ = strings.Cut(folder, "xmlrpc.php")
	folder, _, _ = strings.Cut(folder, "?")
	style := f.style()
	return export.Site{
		Kind: key, Address: strings.TrimRight(origin(f.at)+folder, "/"), Name: style.Site, Version: f.version(),
		Style: style, Options: map[string]string{api: root}, User: true,
	}
}

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// resolve is the address of an interface, below a site's host.
func resolve(site *url.URL, root string) *url.URL {
	u, err := site.Parse(root)
	if err != nil || u.Host != site.Host {
		return &url.URL{Scheme: site.Scheme, Host: site.Host, Path: "/wp-json/"}
	}
	return u
}
