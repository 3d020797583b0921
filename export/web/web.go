// Package web speaks HTTP as portals and the networks before them need it:
// nothing that changes something is sent twice, what happened to a request that
// broke off is told truthfully, and an answer is believed only when it is of
// the kind that was wanted. What a portal's answers mean beyond HTTP is the
// business of the connectors.
package web

import (
	"cmp"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Options is how a Client behaves. The zero value serves.
type Options struct {
	Agent string        // the name it gives itself; empty: one of its own, as some portals refuse to speak without one
	Trust string        // SHA-256, in hexadecimal, of the one certificate that is accepted unverified
	Stall time.Duration // without one byte in either direction an exchange has stalled; 0 is 30 s
	Most  int64         // bytes of an answer; 0 is 16 MiB
	// Proxy finds the proxy for a request; nil asks the system. This computer
	// itself is never reached through one.
	Proxy func(*http.Request) (*url.URL, error)
	Jar   http.CookieJar // nil: cookies are not kept
}

// Want is the kind of answer that a request is made for.
type Want int

// The kinds of answers.
const (
	Any  Want = iota // whatever comes
	JSON             // also where the portal calls it something else
	HTML             // a page
	XML              // and not a page
)

// Request is one exchange.
type Request struct {
	Method string // empty: GET
	URL    string // http or https
	Header http.Header
	Body   []byte
	// Sent is told how many bytes of Body have left so far. It is called from
	// another goroutine, one call after the other, and not after Do returned.
	Sent func(bytes int64)
	Want Want   // of a 2xx
	Did  string // what is being done, for errors: "wordpress: add photo"
	// Reads says that a request changes nothing on the portal whatever its
	// method; a question of XML-RPC.
	Reads bool
	// Into is asked, once a 2xx came, where its body goes in place of Answer.Body:
	// a file too large to be held. What it answers with, and what the writer does,
	// is the error of Do as it is.
	Into func(Answer) (io.Writer, error)
}

// Answer is what came back.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte   // without a byte order mark and white space before JSON and XML
	URL    *url.URL // where it came from, after redirects

	asked asked
}

// asked is what Refusal needs to know of the request.
type asked struct {
	reads bool     // it changed nothing
	rule  string   // of a firewall's, that it likely broke
	hide  []string // what an answer may echo and nobody is to read
}

// Client speaks with portals. It may be used by several goroutines.
type Client struct {
	options Options
	lines   *lines
	http    *http.Client
}

// agent names a Client that was given no name.
const agent = "Mozilla/5.0 (compatible; TinXa)"

// New returns a Client.
func New(o Options) *Client {
	o.Agent = cmp.Or(o.Agent, agent)
	o.Stall = cmp.Or(o.Stall, 30*time.Second)
	o.Most = cmp.Or(o.Most, 16<<20)
	l := &lines{options: o, byHost: map[string]*http.Transport{}}
	return &Client{options: o, lines: l, http: &http.Client{
		Transport: l,
		Jar:       o.Jar,
		// net/http would follow anywhere, and make a GET of what was a POST.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// Close lets go of the connections that are kept for the next request.
func (c *Client) Close() { c.lines.close() }
