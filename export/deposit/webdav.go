package deposit

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"strings"

	"tinxa/export"
	"tinxa/export/web"
)

type webdavKind struct{ options Options }

// WebDAV puts reports into a folder of a web server that keeps files, such as
// Nextcloud: "davs://host/path", or "https://host/path" where that answers so.
func WebDAV(o Options) export.PortalKind { return webdavKind{o} }

// Key implements export.PortalKind.
func (webdavKind) Key() string { return "webdav" }

// parseDAV reads an address and turns WebDAV's own schemes into those of HTTP;
// sure says that it can be nothing else.
func parseDAV(address string) (t target, sure bool, err error) {
	if t, err = parseTarget(address, "dav", "davs", "http", "https"); err != nil {
		return target{}, false, err
	}
	switch t.Scheme {
	case "dav":
		t.Scheme, sure = "http", true
	case "davs":
		t.Scheme, sure = "https", true
	}
	return t, sure, nil
}

// Probe implements export.PortalKind.
func (k webdavKind) Probe(ctx context.Context, address, trust string) (export.Site, error) {
	t, sure, err := parseDAV(address)
	if err != nil {
		return export.Site{}, err
	}
	p := k.place(t, trust, "", "")
	defer p.client.Close()
	answer, err := p.ask(ctx, http.MethodOptions, "", nil)
	if err != nil {
		return export.Site{}, err
	}
	locked := answer.Status == http.StatusUnauthorized
	if answer.Header.Get("DAV") == "" && (!sure || !locked) {
		return export.Site{}, &export.PortalError{Kind: export.ErrNotPortal, Did: "webdav: look", Status: answer.Status}
	}
	if !locked {
		answer, err = p.ask(ctx, "PROPFIND", "", http.Header{"Depth": {"0"}})
		if err != nil {
			return export.Site{}, err
		}
		locked = answer.Status == http.StatusUnauthorized
	}
	site := export.Site{
		Kind: "webdav", Address: t.String(), Name: t.Host, Version: answer.Header.Get("Server"), User: locked,
	}
	if t.Scheme == "http" {
		site.Options = map[string]string{"plain": "yes"} // a password would go in the clear
	}
	return site, nil
}

// Open implements export.PortalKind.
func (k webdavKind) Open(ctx context.Context, door export.Door) (export.Session, error) {
	t, _, err := parseDAV(door.Account.Address)
	if err != nil {
		return nil, err
	}
	p := k.place(t, door.Account.Trust, cmp.Or(door.Account.User, t.User), door.Secret)
	answer, err := p.ask(ctx, "PROPFIND", "", http.Header{"Depth": {"0"}})
	if err == nil && answer.Status != http.StatusMultiStatus {
		err = p.refusal("open folder", "PROPFIND", answer)
		if answer.Status == http.StatusNotFound || answer.Status < http.StatusMultipleChoices {
			err = &export.PortalError{Kind: export.ErrNotPortal, Did: "webdav: open folder", Status: answer.Status}
		}
	}
	if err != nil {
		p.client.Close()
		return nil, err
	}
	closed := func() error {
		p.client.Close()
		return nil
	}
	return &deposit{place: p, kind: "webdav", root: p.root, close: closed}, nil
}

// place is a folder of a server; without a user it is asked as anybody.
func (k webdavKind) place(t target, trust, user, secret string) *webdavPlace {
	p := &webdavPlace{
		client: web.New(web.Options{Agent: k.options.Agent, Trust: trust, Stall: k.options.Stall, Most: mostAnswer}),
		header: http.Header{},
	}
	t.User = ""
	p.root = t.String()
	if user != "" || secret != "" {
		basic := base64.StdEncoding.EncodeToString([]byte(user + ":" + secret))
		p.header.Set("Authorization", "Basic "+basic)
	}
	return p
}

// webdavPlace implements place.
type webdavPlace struct {
	client *web.Client
	root   string // without a slash behind it
	header http.Header
}

// address is where a file is; a folder's ends with a slash.
func (p *webdavPlace) address(name string) string {
	if name == "" {
		return p.root + "/"
	}
	u := url.URL{Path: "/" + name}
	return p.root + u.EscapedPath()
}

// ask asks for something that changes nothing.
func (p *webdavPlace) ask(ctx context.Context, method, name string, header http.Header) (web.Answer, error) {
	return p.request(ctx, web.Request{Method: method, URL: p.address(name), Header: header, Reads: true})
}

// do changes something.
func (p *webdavPlace) do(ctx context.Context, method, name string, header http.Header) (web.Answer, error) {
	return p.request(ctx, web.Request{Method: method, URL: p.address(name), Header: header})
}

func (p *webdavPlace) request(ctx context.Context, r web.Request) (web.Answer, error) {
	header := p.header.Clone()
	for name, values := range r.Header {
		header[name] = values
	}
	r.Header, r.Did = header, "webdav: "+r.Method
	return p.client.Do(ctx, r)
}

// refusal explains an answer that is no success.
func (p *webdavPlace) refusal(did, method string, a web.Answer) error {
	did = "webdav: " + did
	switch a.Status {
	case http.StatusNotFound, http.StatusGone, http.StatusConflict: // 409: the folder above is missing
		return fmt.Errorf("%s: %w", did, fs.ErrNotExist)
	case http.StatusLocked:
		return &export.PortalError{Kind: export.ErrBusy, Did: did, Status: a.Status, Said: web.Said(a.Body)}
	case http.StatusOK, http.StatusMultiStatus:
		return &export.PortalError{
			Kind: export.ErrStrangeAnswer, Did: did, Status: a.Status, Reason: "html", Said: web.Said(a.Body),
			Cause: export.ErrUnknownOutcome,
		}
	}
	return web.Refusal(did, method, a)
}

// isDone: a success that WebDAV has for the methods which change something. A
// page is none of them: it is somebody else's, before the server.
func isDone(a web.Answer) bool {
	return a.Status == http.StatusCreated || a.Status == http.StatusNoContent || a.Status == http.StatusOK && !isPage(a)
}

func isPage(a web.Answer) bool { return strings.Contains(a.Header.Get("Content-Type"), "html") }

// Put implements place.
func (p *webdavPlace) Put(ctx context.Context, name string, data []byte, sent func(int64)) error {
	part := partName(name)
	answer, err := p.request(ctx, web.Request{
		Method: http.MethodPut, URL: p.address(part), Body: data, Sent: sent,
		Header: http.Header{"If-None-Match": {"*"}, "Content-Type": {contentType(name)}},
	})
	if err == nil && !isDone(answer) {
		err = p.refusal("write", http.MethodPut, answer)
	}
	if err != nil {
		return err
	}
	answer, err = p.do(ctx, "MOVE", part, http.Header{"Destination": {p.address(name)}, "Overwrite": {"T"}})
	if err == nil && !isDone(answer) {
		err = p.refusal("rename", "MOVE", answer)
	}
	return err
}

// contentType is what a server may answer with when the file is asked for.
func contentType(name string) string {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "jpg":
		return "image/jpeg"
	case "html":
		return "text/html; charset=utf-8"
	case "json":
		return "application/json"
	}
	return "text/plain; charset=utf-8"
}

// Read implements place.
func (p *webdavPlace) Read(ctx context.Context, name string, most int64) ([]byte, error) {
	answer, err := p.ask(ctx, http.MethodGet, name, nil)
	switch {
	case err != nil:
		return nil, err
	case answer.Status != http.StatusOK:
		return nil, p.refusal("read", http.MethodGet, answer)
	case int64(len(answer.Body)) > most:
		return nil, endless("webdav")
	}
	return answer.Body, nil
}

// List implements place.
func (p *webdavPlace) List(ctx context.Context, folder string) ([]entry, error) {
	answer, err := p.ask(ctx, "PROPFIND", folder+"/", http.Header{"Depth": {"1"}})
	if err != nil {
		return nil, err
	}
	if answer.Status != http.StatusMultiStatus {
		return nil, p.refusal("list", "PROPFIND", answer)
	}
	return parseList(answer.Body, folder)
}

// MakeFolder implements place. 405 says that it is there.
func (p *webdavPlace) MakeFolder(ctx context.Context, folder string) error {
	answer, err := p.do(ctx, "MKCOL", folder+"/", nil)
	if err != nil || isDone(answer) || answer.Status == http.StatusMethodNotAllowed {
		return err
	}
	return p.refusal("make folder", "MKCOL", answer)
}

// Remove implements place.
func (p *webdavPlace) Remove(ctx context.Context, name string) error {
	answer, err := p.do(ctx, http.MethodDelete, name, nil)
	if err != nil || isDone(answer) {
		return err
	}
	return p.refusal("remove", http.MethodDelete, answer)
}

var _ place = (*webdavPlace)(nil)
