package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"

	"tinxa/export"
	"tinxa/model/viet"
)

// check compares a 2xx with what was wanted.
func (r Request) check(a Answer) error {
	if a.Status/100 != 2 || r.Method == http.MethodHead || a.Status == http.StatusNoContent {
		return nil
	}
	reason := ""
	switch r.Want {
	case JSON:
		if !json.Valid(a.Body) && cut(a.Body) {
			return &export.PortalError{Kind: r.lost(), Did: r.Did, Status: a.Status, Cause: io.ErrUnexpectedEOF}
		}
		reason = notJSON(a)
	case XML:
		reason = notXML(a)
	case HTML:
		reason = notPage(a)
	}
	if reason == "" {
		return nil
	}
	return r.strange(a, reason)
}

// strange is an answer of another kind than wanted. What a request did that was
// answered so is not known.
func (r Request) strange(a Answer, reason string) *export.PortalError {
	e := &export.PortalError{
		Kind: export.ErrStrangeAnswer, Did: r.Did, Status: a.Status,
		Reason: reason, Said: a.said(),
	}
	if !r.reads() {
		e.Cause = export.ErrUnknownOutcome
	}
	return e
}

// cut reports whether JSON ends before its end.
func cut(body []byte) bool {
	if len(body) == 0 || body[0] != '{' && body[0] != '[' {
		return false
	}
	var value json.RawMessage
	return errors.Is(json.NewDecoder(bytes.NewReader(body)).Decode(&value), io.ErrUnexpectedEOF)
}

// notJSON is the Reason why an answer is not the JSON that was wanted.
func notJSON(a Answer) string {
	switch {
	case json.Valid(a.Body):
		return ""
	case len(a.Body) == 0, endsInJSON(a.Body):
		return "php"
	}
	return pageKind(a)
}

// endsInJSON reports whether JSON follows after other text, or other text after
// JSON. Only the first openings are tried: an answer may be made of them.
func endsInJSON(body []byte) bool {
	const tries = 40
	at := 0
	for range tries {
		next := bytes.IndexAny(body[at:], "{[")
		if next < 0 {
			return false
		}
		at += next
		if at > 0 && json.Valid(body[at:]) {
			return true
		}
		at++
	}
	var value json.RawMessage
	return body[0] == '{' && json.NewDecoder(bytes.NewReader(body)).Decode(&value) == nil
}

func notXML(a Answer) string {
	head := string(bytes.ToLower(a.Body[:min(len(a.Body), 4096)]))
	switch {
	case isPage(a.Body):
		return pageKind(a)
	case strings.HasPrefix(head, "<?xml") || xmlRoot.MatchString(head):
		return ""
	case len(head) == 0, strings.Contains(head, "<?xml"), strings.Contains(head, "<methodresponse"):
		return "php"
	}
	return pageKind(a)
}

// xmlRoot matches an answer that begins with an element of XML-RPC, WebDAV or a
// feed.
var xmlRoot = regexp.MustCompile(`^<([\w.-]+:)?(methodresponse|multistatus|rsd|rss|feed|error)[\s>]`)

// notPage is the Reason why an answer is not the page that was wanted. A page
// with a form to log in may be just that.
func notPage(a Answer) string {
	switch {
	case isPage(a.Body) && captive(a):
		return "captive"
	case isPage(a.Body):
		return ""
	case len(a.Body) == 0, isFault(a.head()):
		return "php"
	}
	return "html"
}

// isPage reports whether body is HTML, whatever the portal calls it.
func isPage(body []byte) bool {
	head := strings.ToLower(string(body[:min(len(body), 4096)]))
	return !strings.HasPrefix(head, "<?xml") && pageStart.MatchString(head)
}

var pageStart = regexp.MustCompile(`<(!doctype html|html|head|body|meta|title|div|table|form|h[1-6]|p|br|center|script|b|pre)[\s/>]`)

// pageKind is what a page is that nobody wanted.
func pageKind(a Answer) string {
	page := a.head()
	switch {
	case captive(a):
		return "captive"
	case passwordField.MatchString(page):
		return "login"
	case isFault(page):
		return "php"
	case maintenance(page):
		return "maintenance"
	}
	return "html"
}

var passwordField = regexp.MustCompile(`type\s*=\s*["']?password|name\s*=\s*["']?(pwd|nv_password|passwd|password)\b`)

// head is the part of a page that is looked at, in small letters.
func (a Answer) head() string {
	const enough = 32 << 10
	return strings.ToLower(string(a.Body[:min(len(a.Body), enough)]))
}

// isFault reports whether a page tells of a fault in a program of PHP's.
func isFault(page string) bool {
	return strings.Contains(page, "critical error on this website") ||
		strings.Contains(page, " on line ") && phpFault.MatchString(page)
}

var phpFault = regexp.MustCompile(`(fatal error|parse error|warning|notice|deprecated)\s*(</b>)?\s*:`)

// maintenance looks at the head of a page, because an article may be about
// repairs, too.
func maintenance(page string) bool {
	head := viet.Fold(page[:min(len(page), 4096)])
	return strings.Contains(head, "maintenance") || strings.Contains(head, "bao tri")
}

// captive reports whether a page is that of a network where one has to sign in:
// it leads at once to another site, or a password goes there, or it says so in
// the way of such pages.
func captive(a Answer) bool {
	page := a.head()
	return strings.Contains(page, "wispaccessgatewayparam") ||
		a.leads(refresh, page) ||
		passwordField.MatchString(page) && a.leads(formAction, page)
}

// leads reports whether a page names another site in one of the places that a
// pattern finds.
func (a Answer) leads(places *regexp.Regexp, page string) bool {
	for _, tag := range places.FindAllString(page, 20) {
		to := target.FindStringSubmatch(tag)
		if to == nil {
			continue
		}
		next, err := a.URL.Parse(strings.TrimSpace(to[1]))
		if err == nil && next.Host != "" && site(next) != site(a.URL) {
			return true
		}
	}
	return false
}

var (
	refresh    = regexp.MustCompile(`<meta[^>]*?http-equiv\s*=\s*["']?refresh[^>]*`)
	formAction = regexp.MustCompile(`<form\s[^>]*`)
	target     = regexp.MustCompile(`(?:url|action)\s*=\s*["']?([^"'> ]+)`)
)

// bareBody is body without a byte order mark and white space before it.
func bareBody(body []byte) []byte {
	return bytes.TrimLeft(bytes.TrimPrefix(body, []byte("\ufeff")), " \t\r\n")
}
