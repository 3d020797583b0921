package wordpress

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
	"tinxa/model"
)

// rpcAPI is the XML-RPC interface of a site.
type rpcAPI struct {
	client *web.Client
	at     string // its address
	hide   string // what an answer may repeat and nobody is to read
}

// call calls a method.
func (r rpcAPI) call(ctx context.Context, c rpcCall) (any, error) {
	v, err := r.exchange(ctx, c)
	var e *export.PortalError
	if r.hide != "" && errors.As(err, &e) {
		e.Said = strings.ReplaceAll(e.Said, r.hide, "…")
	}
	return v, err
}

func (r rpcAPI) exchange(ctx context.Context, c rpcCall) (any, error) {
	method := http.MethodPost
	answer, err := r.client.Do(ctx, web.Request{
		Method: method, URL: r.at, Header: http.Header{"Content-Type": {"text/xml"}},
		Body: encodeCall(c.method, c.params), Sent: c.sent, Want: web.XML, Did: c.did, Reads: c.reads,
	})
	if err != nil {
		return nil, err
	}
	v, err := decodeAnswer(answer.Body)
	var f rpcFault
	switch {
	case errors.As(err, &f):
		return nil, f.explain(c, answer.Status)
	case answer.Status/100 != 2:
		return nil, web.Refusal(c.did, method, answer)
	case err != nil:
		e := &export.PortalError{Kind: export.ErrStrangeAnswer, Did: c.did, Status: answer.Status, Reason: "php", Cause: err}
		if !c.reads {
			e.Cause = export.ErrUnknownOutcome
		}
		return nil, e
	}
	return v, nil
}

// rpcCall is one call of a method.
type rpcCall struct {
	method string
	params []any
	reads  bool // it changes nothing there
	sent   func(int64)
	did    string
}

// The codes of faults are HTTP's, and a few of XML-RPC's own.
const (
	unknownMethod = -32601
	parseError    = -32700
)

// explain says what a fault means.
func (f rpcFault) explain(c rpcCall, status int) error {
	e := &export.PortalError{Kind: export.ErrRejected, Did: c.did, Status: status, Said: web.Said([]byte(f.Said))}
	switch f.Code {
	case http.StatusForbidden: // WordPress' word for a name or a password that is wrong
		e.Kind = export.ErrPassword
	case http.StatusUnauthorized:
		e.Kind = export.ErrRole
	case http.StatusNotFound:
		e.Kind = export.ErrGoneThere
	case http.StatusMethodNotAllowed, unknownMethod:
		e.Kind = export.ErrNotPortal // switched off
	case parseError:
		e.Kind = export.ErrTooLarge // cut off by a limit on what PHP takes
	case http.StatusInternalServerError:
		if kind := (fault{Message: f.Said}).upload(); c.method == newMedia {
			e.Kind = kind
		}
	}
	return e
}

// rpcSession is an account on a site, over XML-RPC.
type rpcSession struct {
	rpcAPI
	address      string
	user, secret string
	roles        []string
	topics       []term
	single       bool // the site takes one call at a time
}

// with puts what every method wants first before its own parameters: a blog,
// which WordPress ignores, the name and the secret.
func (s *rpcSession) with(params ...any) []any { return append([]any{1, s.user, s.secret}, params...) }

// openRPC logs in by asking who it is.
func (k kind) openRPC(ctx context.Context, d export.Door) (export.Session, error) {
	site, err := url.Parse(d.Account.Address)
	if err != nil || site.Host == "" {
		return nil, &export.PortalError{Kind: export.ErrAddress, Did: opening}
	}
	at := d.Account.Options[api]
	if at == "" {
		at = strings.TrimRight(site.Path, "/") + "/xmlrpc.php"
	}
	s := &rpcSession{
		rpcAPI:  rpcAPI{client: k.client(d.Account.Trust), at: resolve(site, at).String(), hide: d.Secret},
		address: strings.TrimRight(d.Account.Address, "/"), user: d.Account.User, secret: d.Secret,
	}
	if err := s.login(ctx); err != nil {
		s.client.Close()
		return nil, err
	}
	return s, nil
}

func (s *rpcSession) login(ctx context.Context) error {
	fields := []any{"roles"}
	v, err := s.call(ctx, rpcCall{method: "wp.getProfile", params: s.with(fields), reads: true, did: opening})
	if err != nil {
		return err
	}
	profile, _ := v.(structure)
	roles, _ := profile["roles"].([]any)
	for _, role := range roles {
		if name, ok := role.(string); ok {
			s.roles = append(s.roles, name)
		}
	}
	if slices.Equal(s.roles, []string{"subscriber"}) {
		return &export.PortalError{Kind: export.ErrRole, Did: opening}
	}
	return nil
}

// only reports whether a role of WordPress' own is all that the account has.
// What a plugin's roles may is found out by trying.
func (s *rpcSession) only(role string) bool { return slices.Equal(s.roles, []string{role}) }

// mostRPC is the largest photo that is sent, in bytes: a piece of XML over 10 MB
// is not read by PHP, and a photo grows by a third in it.
const mostRPC = 7 << 20

// Powers implements export.Session.
func (s *rpcSession) Powers() export.Powers {
	p := export.Powers{
		Statuses: []model.PostStatus{model.PostDraft, model.PostPending},
		Limits:   model.Limits{Bytes: mostRPC},
	}
	if !s.only("contributor") {
		p.Statuses = append(p.Statuses, model.PostPublic)
		p.Schedule, p.Update = true, true
	}
	return p
}

// Close implements export.Session. The site keeps nothing open.
func (s *rpcSession) Close() error {
	s.client.Close()
	return nil
}

// needed are the methods without which nothing can be published.
var needed = []string{"wp.getProfile", "wp.getPosts", "wp.newPost", "wp.editPost", newMedia}

// probeRPC asks the interface what it can do.
func (f *front) probeRPC(ctx context.Context) (export.Site, error) {
	at := f.pingback()
	r := rpcAPI{client: f.client, at: resolve(f.at, at).String()}
	v, err := r.call(ctx, rpcCall{method: "system.listMethods", reads: true, did: probing})
	if unreachable(err) {
		return export.Site{}, err
	}
	methods, _ := v.([]any)
	for _, name := range needed {
		if !slices.Contains(methods, any(name)) {
			return export.Site{}, &export.PortalError{Kind: export.ErrNotPortal, Did: probing, Cause: err}
		}
	}
	return f.bareSite(rpcKey, at), nil
}

// pingback is the path of the interface: where the page says, or where it lies
// unless somebody moved it.
func (f *front) pingback() string {
	for _, said := range []string{f.header.Get("X-Pingback"), attribute(f.page, "link", "rel", "EditURI", "href")} {
		if u, err := f.at.Parse(said); said != "" && err == nil {
			return u.EscapedPath()
		}
	}
	return f.folder() + "xmlrpc.php"
}
