package nukeviet

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
)

const didProbe = "nukeviet: look at the address"

// Probe implements export.PortalKind. Where the administration is hidden the
// address of its page to log in must be typed.
func (k kind) Probe(ctx context.Context, address, trust string) (export.Site, error) {
	typed, err := typedAddress(address)
	if err != nil {
		return export.Site{}, err
	}
	client := k.client(trust)
	defer client.Close()
	g := guest{web: client}
	p, err := g.look(ctx, typed)
	code := export.Code(err)
	if (code == "offline" || code == "not-portal") && !strings.Contains(address, "://") {
		typed.Scheme = "http" // there are portals without a certificate
		p, err = g.look(ctx, typed)
	}
	if err != nil {
		return export.Site{}, err
	}
	return g.recognise(ctx, p)
}

// typedAddress reads what a person typed: the scheme may be missing.
func typedAddress(address string) (*url.URL, error) {
	address = strings.TrimSpace(address)
	if !strings.Contains(address, "://") && hostLike.MatchString(address) {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, &export.PortalError{Kind: export.ErrAddress, Did: didProbe}
	}
	u.User, u.Fragment = nil, ""
	return u, nil
}

// hostLike matches what begins with the name of a host, and no e-mail address
// and no path of this computer.
var hostLike = regexp.MustCompile(`^(localhost|[^\s/@:\\]+\.[^\s/@:\\]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?([/?#]\S*)?$`)

// guest looks at a portal without signing in.
type guest struct{ web *web.Client }

func (g guest) look(ctx context.Context, u *url.URL) (page, error) {
	a, err := g.web.Do(ctx, web.Request{URL: u.String(), Want: web.HTML, Did: didProbe})
	p := pageOf(a)
	if err == nil && a.Status/100 != 2 && !isNukeViet(a.Body) {
		err = web.Refusal(didProbe, http.MethodGet, a)
	}
	return p, err
}

// isNukeViet looks for what every theme of NukeViet 4 must have.
func isNukeViet(body []byte) bool {
	_, script := scriptWord(body, "nv_base_siteurl")
	_, word := scriptWord(body, "nv_name_variable")
	return script && word || isLogin(body) || generator.Match(body)
}

var generator = regexp.MustCompile(`(?i)<meta[^>]{0,100}name=["']generator["'][^>]{0,100}content=["']NukeViet(?:\s+v?([0-9][0-9.]{0,10}))?`)

func (g guest) recognise(ctx context.Context, p page) (export.Site, error) {
	if !isNukeViet(p.body) {
		return export.Site{}, &export.PortalError{Kind: export.ErrNotPortal, Did: didProbe}
	}
	base := *p.at
	base.RawQuery = ""
	if isLogin(p.body) { // the page to log in was typed
		dir, _, _ := strings.Cut(strings.Trim(base.Path, "/")+"/index.php", "/index.php")
		cut := strings.LastIndex(dir, "/")
		base.Path = "/" + dir[:max(cut, 0)]
		return siteFrom(&base, dir[cut+1:], p.body), nil
	}
	root, _ := scriptWord(p.body, "nv_base_siteurl")
	base.Path = "/" + strings.Trim(cmp.Or(root, "/"), "/")
	admin, err := g.administration(ctx, &base)
	if err != nil {
		return export.Site{}, err
	}
	return siteFrom(&base, admin, p.body), nil
}

// administration finds its folder: the usual one, or one of those that
// robots.txt names.
func (g guest) administration(ctx context.Context, base *url.URL) (string, error) {
	for _, dir := range append([]string{"admin"}, g.hiddenDirs(ctx, base)...) {
		p, err := g.look(ctx, base.JoinPath(dir, "/"))
		if err == nil && isLogin(p.body) {
			return dir, nil
		}
		if code := export.Code(err); code == "offline" || code == "busy" || ctx.Err() != nil {
			return "", err
		}
	}
	return "", &export.PortalError{Kind: export.ErrNotPortal, Did: "nukeviet: look for the administration", Reason: "admin"}
}

// hiddenDirs are the folders that robots.txt keeps robots from, without those
// that every NukeViet has.
func (g guest) hiddenDirs(ctx context.Context, base *url.URL) []string {
	a, err := g.web.Do(ctx, web.Request{URL: base.JoinPath("robots.txt").String(), Did: didProbe})
	if err != nil || a.Status != http.StatusOK {
		return nil
	}
	return hiddenIn(a.Body)
}

func hiddenIn(robots []byte) []string {
	const most = 5
	var all []string
	for _, m := range disallowed.FindAllSubmatch(robots, 50) {
		if dir := string(m[1]); !usualDirs[dir] && len(all) < most {
			all = append(all, dir)
		}
	}
	return all
}

var disallowed = regexp.MustCompile(`(?im)^disallow:\s*/(?:[\w-]{1,60}/)?([\w-]{1,60})/\s*$`)

var usualDirs = map[string]bool{
	"admin": true, "assets": true, "cache": true, "config": true, "data": true, "includes": true, "install": true,
	"language": true, "logs": true, "modules": true, "sess": true, "tmp": true, "themes": true, "uploads": true,
	"vendor": true,
}

func siteFrom(base *url.URL, admin string, body []byte) export.Site {
	lang, _ := scriptWord(body, "nv_lang_data")
	name := siteName(body)
	version := ""
	if m := generator.FindSubmatch(body); m != nil {
		version = string(m[1])
	}
	return export.Site{
		Kind: "nukeviet", Address: strings.TrimRight(base.String(), "/"), Name: name, Version: version,
		Style: model.Style{Site: name, Accent: accent(body)}, User: true,
		Options: map[string]string{optionAdmin: admin, optionLanguage: cmp.Or(lang, "vi")},
	}
}

// siteName is how a portal calls itself.
func siteName(body []byte) string {
	metas := map[string]string{}
	eachTag(body, func(tag string, a map[string]string) {
		if key := cmp.Or(a["property"], a["name"]); tag == "meta" && metas[key] == "" {
			metas[key] = a["content"]
		}
	})
	owner, _, _ := strings.Cut(strings.TrimPrefix(metas["copyright"], "Copyright (c) "), " [")
	return plain(cmp.Or(metas["og:site_name"], owner, said(body, "title")))
}

// accent is the colour that a portal names for browsers, or none.
func accent(body []byte) string {
	if m := themeColor.FindSubmatch(body); m != nil {
		return strings.ToLower(string(m[1]))
	}
	return ""
}

var themeColor = regexp.MustCompile(`(?i)<meta[^>]{0,100}name=["']theme-color["'][^>]{0,100}content=["'](#[0-9a-f]{6})["']`)
