package web

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"tinxa/export"
)

// pages are what portals answer, to begin with.
var pages = []string{
	"", "{}", `{"a":1}`, `{"message":"Không có quyền"}`, "\ufeff[]", "<html><title>Bảo trì",
	`<meta http-equiv="refresh" content="0;url=http://a/">`, "<b>Warning</b>: a on line 3\n{}",
	`<form action="//x.example.vn"><input type="password">`, `<?xml version="1.0"?><methodResponse>`,
	"[[[[[[[[[[{{{{{{{{{{", "<!--<script><style>", "&#0;&#xD800;&nbsp;\u202e",
}

// FuzzSaid: whatever a page holds, one short line of visible text comes out.
func FuzzSaid(f *testing.F) {
	for _, page := range pages {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		said := Said(page)
		if !utf8.ValidString(said) || utf8.RuneCountInString(said) > saidMax || said != strings.TrimSpace(said) {
			t.Errorf("said %q", said)
		}
		if i := strings.IndexFunc(said, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }); i >= 0 {
			t.Errorf("a hidden character is in %q", said)
		}
	})
}

// FuzzCheck: every answer to every wish is either of the wanted kind or
// explained by one of the reasons that texts know; what a POST did is then
// unknown.
func FuzzCheck(f *testing.F) {
	for _, page := range pages {
		for want := Any; want <= XML; want++ {
			f.Add([]byte(page), int(want), 200, want%2 == 0)
		}
	}
	reasons := map[string]bool{"login": true, "captive": true, "maintenance": true, "html": true, "php": true}
	f.Fuzz(func(t *testing.T, page []byte, want, status int, post bool) {
		a := Answer{Status: status, Body: bareBody(page), URL: &url.URL{Scheme: "https", Host: "suoimay.example.vn"}}
		r := Request{Method: "GET", Want: Want(want)}
		if post {
			r.Method = "POST"
		}
		refusal := Refusal("", r.Method, a)
		if refusal.Kind == nil || refusal.After != 0 {
			t.Errorf("%d is refused as %v", status, refusal)
		}
		err := r.check(a)
		if err == nil {
			return
		}
		var e *export.PortalError
		if !errors.As(err, &e) {
			t.Fatalf("unexplained: %v", err)
		}
		if e.Kind == export.ErrStrangeAnswer && !reasons[e.Reason] {
			t.Errorf("reason %q", e.Reason)
		}
		if errors.Is(err, export.ErrUnknownOutcome) != post {
			t.Errorf("POST %v, and %v", post, err)
		}
	})
}
