package web

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// isFirewall reports whether a 403 or 406 comes from a firewall before the
// portal: those answer with a page of the server's where the portal's programs
// answer in their own way.
func isFirewall(method string, a Answer) bool {
	if !isPage(bareBody(a.Body)) {
		return a.Status == http.StatusNotAcceptable
	}
	return a.Status == http.StatusNotAcceptable || !reads(method) || firewallSays.MatchString(a.head())
}

// firewallSays matches the pages of ModSecurity on Apache and nginx, and of the
// firewalls that are met most.
var firewallSays = regexp.MustCompile(`mod_?security|not acceptable|web application firewall|\bwaf\b|request rejected|access denied` +
	`|support id|attention required|cloudflare|sucuri|wordfence|imunify|incapsula|you don't have permission to access|<center>nginx`)

// likelyRule names the rule of the OWASP Core Rule Set that a request likely
// broke, for the portal's technicians; empty where none is likely.
func likelyRule(a Answer) string {
	if m := ruleID.FindSubmatch(a.Body[:min(len(a.Body), 64<<10)]); m != nil {
		return string(m[1])
	}
	return a.asked.rule
}

// ruleID matches the number of a rule in a firewall's page.
var ruleID = regexp.MustCompile(`(?i)(?:id|rule)\W{1,8}(9[0-9]{5})\b`)

// rule is what the Core Rule Set 3.3 refuses of our requests at its first level,
// as was found out by trying.
func (r Request) rule() string {
	switch r.Method {
	case "", http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
	default:
		return "911100" // the method
	}
	kind := r.contentType()
	if strings.HasPrefix(kind, "image/") {
		return "920420" // the content type
	}
	text := r.text(kind)
	switch {
	case bytes.Contains(text, []byte("<img")):
		return "941160"
	case bytes.Contains(text, []byte("<!--")):
		return "941180"
	case bytes.Contains(text, []byte(">(")):
		return "932130"
	}
	return ""
}

func (r Request) contentType() string {
	for name, values := range r.Header {
		if http.CanonicalHeaderKey(name) == "Content-Type" && len(values) > 0 {
			return strings.ToLower(values[0])
		}
	}
	return ""
}

// text is the body as a firewall reads it.
func (r Request) text(kind string) []byte {
	switch {
	case strings.HasPrefix(kind, "application/x-www-form-urlencoded"):
		if plain, err := url.QueryUnescape(string(r.Body)); err == nil {
			return []byte(plain)
		}
	case strings.Contains(kind, "json"):
		escaped := strings.NewReplacer(`\u003c`, "<", `\u003C`, "<", `\u003e`, ">", `\u003E`, ">")
		return []byte(escaped.Replace(string(r.Body)))
	case strings.Contains(kind, "xml"):
		return []byte(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#60;", "<", "&#62;", ">").Replace(string(r.Body)))
	}
	return r.Body
}
