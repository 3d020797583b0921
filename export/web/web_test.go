package web_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"tinxa/export"
	"tinxa/export/web"
)

// site is a portal that answers as it is told, and counts.
type site struct {
	*httptest.Server
	asked atomic.Int64
}

func serve(t *testing.T, answer http.HandlerFunc) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

// always answers the same.
func always(status int, kind, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

func client(t *testing.T, o web.Options) *web.Client {
	t.Helper()
	c := web.New(o)
	t.Cleanup(c.Close)
	return c
}

// explained is the PortalError that err must be.
func explained(t *testing.T, err error, kind error) *export.PortalError {
	t.Helper()
	var portal *export.PortalError
	if !errors.As(err, &portal) {
		t.Fatalf("got %v, want a portal's error: %v", err, kind)
	}
	if portal.Kind != kind {
		t.Fatalf("got %v, want %v", err, kind)
	}
	return portal
}

func TestDoSaysWhoAsksForWhat(t *testing.T) {
	var got http.Header
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		http.SetCookie(w, &http.Cookie{Name: "phien", Value: "1"})
		io.WriteString(w, "\ufeff\r\n {\"so\":1}")
	})
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := client(t, web.Options{Agent: "Tin Xa", Jar: jar})
	ask := web.Request{URL: s.URL, Want: web.JSON, Header: http.Header{"referer": {"https://suoimay.example.vn/admin/"}, "Idempotency-Key": {"1"}}}
	a, err := c.Do(t.Context(), ask)
	if err != nil || string(a.Body) != `{"so":1}` || a.Status != http.StatusOK || a.URL.String() != s.URL {
		t.Errorf("got %d %q from %s: %v", a.Status, a.Body, a.URL, err)
	}
	want := map[string]string{
		"User-Agent": "Tin Xa", "Accept": "application/json", "Referer": "https://suoimay.example.vn/admin/",
		"Idempotency-Key": "", "Cookie": "",
	}
	for name, value := range want {
		if got.Get(name) != value {
			t.Errorf("%s was %q, want %q", name, got.Get(name), value)
		}
	}
	if _, err := c.Do(t.Context(), ask); err != nil || got.Get("Cookie") != "phien=1" {
		t.Errorf("second request with cookie %q: %v", got.Get("Cookie"), err)
	}
	if _, err := client(t, web.Options{}).Do(t.Context(), ask); err != nil || got.Get("User-Agent") == "" {
		t.Errorf("nameless agent: %v", err)
	}
}

func TestAddressesThatAreNone(t *testing.T) {
	for _, address := range []string{"", "suoimay.example.vn", "ftp://suoimay.example.vn", "http://", "http://a b/", "https://%zz"} {
		_, err := client(t, web.Options{}).Do(t.Context(), web.Request{URL: address, Did: "thử"})
		if e := explained(t, err, export.ErrAddress); e.Did != "thử" {
			t.Errorf("%q: did %q", address, e.Did)
		}
	}
}

// A refusal is the connector's to read, whatever was wanted.
func TestRefusalsAreAnswers(t *testing.T) {
	s := serve(t, always(http.StatusForbidden, "text/html", "<html><p>Cấm</p></html>"))
	a, err := client(t, web.Options{}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: s.URL, Body: []byte("a"), Want: web.JSON})
	if err != nil || a.Status != http.StatusForbidden || !strings.Contains(string(a.Body), "Cấm") {
		t.Errorf("got %d %q: %v", a.Status, a.Body, err)
	}
}

func TestStrangeAnswers(t *testing.T) {
	const (
		page    = "text/html; charset=utf-8"
		notice  = "<br />\n<b>Notice</b>: Undefined index: a in <b>/srv/a.php</b> on line <b>7</b><br />\n"
		elsewer = `<html><head><meta http-equiv="refresh" content="0; url=http://wifi.example.net/login"></head></html>`
	)
	tests := []struct {
		name, body, reason string
		want               web.Want
	}{
		{"json called html", `{"a":1}`, "", web.JSON},
		{"a notice before json", notice + `{"a":1}`, "php", web.JSON},
		{"a warning behind json", `{"a":1}` + notice, "php", web.JSON},
		{"a fault alone", "<b>Fatal error</b>: Uncaught Error in /srv/a.php on line 9", "php", web.JSON},
		{"nothing", "", "php", web.JSON},
		{"a page to log in", `<html><form action="/wp-login.php"><input name=log><input type="password" name="pwd"></form></html>`, "login", web.JSON},
		{"a network to sign in to", `<html><form action="http://10.0.0.1/auth"><input type=password></form></html>`, "captive", web.JSON},
		{"a page that leads elsewhere", elsewer, "captive", web.JSON},
		{"maintenance", "<html><title>Bảo trì hệ thống</title><p>Mời quay lại sau", "maintenance", web.JSON},
		{"any page", "<!DOCTYPE html><html><p>Trang chủ</p></html>", "html", web.JSON},
		{"a word", "Your request is blocked", "html", web.JSON},
		{"a page with json in it", `<html><script>{"a":1}</script></html>`, "html", web.JSON},
		{"a page", "<!doctype html><p>a", "", web.HTML},
		{"a page with a form", `<html><form><input type="password"></form></html>`, "", web.HTML},
		{"a page that leads on", `<html><meta http-equiv="refresh" content="2;url=/admin/index.php"></html>`, "", web.HTML},
		{"a page that leads elsewhere instead", elsewer, "captive", web.HTML},
		{"json instead of a page", `{"status":"success"}`, "html", web.HTML},
		{"no page", "", "php", web.HTML},
		{"xml", `<?xml version="1.0"?><methodResponse/>`, "", web.XML},
		{"a multistatus", `<D:multistatus xmlns:D="DAV:"></D:multistatus>`, "", web.XML},
		{"xml after blank lines", "\r\n\r\n<?xml version=\"1.0\"?><methodResponse/>", "", web.XML},
		{"a notice before xml", "Notice: a in a.php on line 3\n<?xml version=\"1.0\"?>", "php", web.XML},
		{"a page instead of xml", "<html><p>a", "html", web.XML},
		{"anything", "\x00\x01", "", web.Any},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, always(http.StatusOK, page, tt.body))
			for _, method := range []string{http.MethodGet, http.MethodPost} {
				a, err := client(t, web.Options{}).Do(t.Context(), web.Request{Method: method, URL: s.URL, Want: tt.want})
				if tt.reason == "" {
					if err != nil {
						t.Errorf("%s: %v", method, err)
					}
					continue
				}
				e := explained(t, err, export.ErrStrangeAnswer)
				if e.Reason != tt.reason || a.Status != http.StatusOK {
					t.Errorf("%s: reason %q, want %q; status %d", method, e.Reason, tt.reason, a.Status)
				}
				if unknown := errors.Is(err, export.ErrUnknownOutcome); unknown != (method == http.MethodPost) {
					t.Errorf("%s: outcome unknown: %v", method, unknown)
				}
			}
		})
	}
}

// JSON that ends too early is an answer that was lost on its way.
func TestCutJSON(t *testing.T) {
	s := serve(t, always(http.StatusOK, "application/json", `{"id":12,"tit`))
	_, err := client(t, web.Options{}).Do(t.Context(), web.Request{URL: s.URL, Want: web.JSON})
	explained(t, err, export.ErrBusy)
	_, err = client(t, web.Options{}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: s.URL, Want: web.JSON})
	explained(t, err, export.ErrUnknownOutcome)
	_, err = client(t, web.Options{}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: s.URL, Want: web.JSON, Reads: true})
	explained(t, err, export.ErrBusy)
}

func TestAnswersAreBounded(t *testing.T) {
	s := serve(t, always(http.StatusOK, "application/json", `"`+strings.Repeat("a", 1000)+`"`))
	a, err := client(t, web.Options{Most: 500}).Do(t.Context(), web.Request{Method: http.MethodPut, URL: s.URL, Want: web.JSON})
	explained(t, err, export.ErrStrangeAnswer)
	if len(a.Body) > 0 || !errors.Is(err, export.ErrUnknownOutcome) {
		t.Errorf("%d bytes were kept; %v", len(a.Body), err)
	}
	if _, err := client(t, web.Options{Most: 1002}).Do(t.Context(), web.Request{URL: s.URL, Want: web.JSON}); err != nil {
		t.Error(err)
	}
}

// Nothing that is secret, or may be, comes back in an error.
func TestErrorsHoldNoSecret(t *testing.T) {
	const password, token = "mat-khau-rat-dai", "khoa-trong-dia-chi"
	echo := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, sent, _ := r.BasicAuth()
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, "<html>"+r.Header.Get("Authorization")+" "+sent)
	})
	moved := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "https://nguoi:"+password+"@khac.example.vn/bai?key="+token)
		w.WriteHeader(http.StatusMovedPermanently)
	})
	r, err := http.NewRequest(http.MethodPost, echo.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.SetBasicAuth("vanphong", password)
	authorization := r.Header.Get("Authorization")
	gone := strings.Replace(moved.URL, "http://", "http://nguoi:"+password+"@", 1) + "/?key=" + token
	for name, address := range map[string]string{"echo": echo.URL, "moved": gone, "refused": "http://nguoi:" + password + "@127.0.0.1:1/?key=" + token, "bad": "http://a b/" + token} {
		_, err := client(t, web.Options{}).Do(t.Context(), web.Request{
			Method: http.MethodPost, URL: address, Header: r.Header, Body: []byte("pwd=" + password), Want: web.JSON, Did: "thử",
		})
		if err == nil {
			t.Fatalf("%s: no error", name)
		}
		for _, secret := range []string{password, token, authorization[len("Basic "):]} {
			if strings.Contains(err.Error(), secret) {
				t.Errorf("%s: %q is in %v", name, secret, err)
			}
		}
	}
}
