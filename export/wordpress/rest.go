package wordpress

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"tinxa/export"
	"tinxa/export/web"
)

// restAPI is the REST interface of a site.
type restAPI struct {
	client *web.Client
	root   *url.URL
	auth   string // the header Authorization; empty for a stranger
}

// request is one exchange over REST.
type request struct {
	method string // empty: GET
	path   string // below the root: "wp/v2/posts"
	query  url.Values
	body   any // as JSON; nil for none
	header http.Header
	raw    []byte // instead of body
	sent   func(int64)
	did    string
}

// do makes an exchange and reads the answer into a value. An answer that is not
// 2xx is an error, and comes beside it.
func (r restAPI) do(ctx context.Context, q request, into any) (web.Answer, error) {
	body, err := q.encode()
	if err != nil {
		return web.Answer{}, &export.PortalError{Kind: export.ErrRejected, Did: q.did, Cause: err}
	}
	header := http.Header{}
	if q.body != nil {
		header.Set("Content-Type", "application/json")
	}
	for name, values := range q.header {
		header[name] = values
	}
	if r.auth != "" {
		header.Set("Authorization", r.auth)
	}
	answer, err := r.client.Do(ctx, web.Request{
		Method: q.method, URL: r.address(q.path, q.query), Header: header, Body: body,
		Sent: q.sent, Want: web.JSON, Did: q.did,
	})
	if err != nil {
		return answer, err
	}
	if answer.Status/100 != 2 {
		return answer, refusal(q, answer)
	}
	if err := json.Unmarshal(answer.Body, into); err != nil {
		return answer, misread(q, answer, err)
	}
	return answer, nil
}

// encode writes JSON without Go's care for script elements, which makes six
// bytes of one.
func (q request) encode() ([]byte, error) {
	if q.body == nil {
		return q.raw, nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(q.body)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// address is that of a path below the root, which is a folder or, on sites that
// have no better, a query.
func (r restAPI) address(path string, query url.Values) string {
	u := *r.root
	all := u.Query()
	if route := all.Get("rest_route"); route != "" {
		all.Set("rest_route", route+path)
	} else if path != "" { // JoinPath would take the last slash away
		u = *u.JoinPath(path)
	}
	for name, values := range query {
		all[name] = values
	}
	u.RawQuery = all.Encode()
	return u.String()
}

// misread is an answer in JSON that says something else than was asked. What a
// request did that was answered so is not known.
func misread(q request, a web.Answer, cause error) error {
	e := &export.PortalError{Kind: export.ErrStrangeAnswer, Did: q.did, Status: a.Status, Reason: "php", Cause: cause}
	if q.method != "" {
		e.Cause = export.ErrUnknownOutcome
	}
	return e
}
