package web_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/web"
)

// Hosts in these tests are all one server, which is their proxy.
func hosts(t *testing.T, to map[string]string, status int) (*site, *web.Client) {
	t.Helper()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if next, moved := to[r.URL.String()]; moved {
			w.Header().Set("Location", next)
			w.WriteHeader(status)
			return
		}
		io.WriteString(w, `{"at":"`+r.URL.String()+`"}`)
	})
	through, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return s, client(t, web.Options{Proxy: http.ProxyURL(through)})
}

func TestRedirects(t *testing.T) {
	const from = "http://suoimay.example.vn/a"
	tests := []struct {
		name, to, at string // at: where it ends; empty where it is not followed
		status       int
		kind         error
		said         string
	}{
		{"within", "/b", "http://suoimay.example.vn/b", 301, nil, ""},
		{"to www", "http://www.suoimay.example.vn/a", "http://www.suoimay.example.vn/a", 302, nil, ""},
		{"to another door", "http://SUOIMAY.example.vn:8080/a", "http://SUOIMAY.example.vn:8080/a", 308, nil, ""},
		{"elsewhere for good", "https://moi.example.vn/a?khoa=1", "", 301, export.ErrMoved, "https://moi.example.vn/a"},
		{"elsewhere for now", "https://dangnhap.example.net/?mac=1", "", 302, export.ErrStrangeAnswer, "https://dangnhap.example.net/"},
		{"to the router", "http://192.168.1.1/login", "", 301, export.ErrStrangeAnswer, "http://192.168.1.1/login"},
		{"to a neighbour", "http://hotspot/login", "", 307, export.ErrStrangeAnswer, "http://hotspot/login"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, c := hosts(t, map[string]string{from: tt.to}, tt.status)
			a, err := c.Do(t.Context(), web.Request{URL: from, Want: web.JSON})
			if tt.kind == nil {
				if err != nil || a.URL.String() != tt.at || !strings.Contains(string(a.Body), tt.at) {
					t.Errorf("ended at %s with %q: %v", a.URL, a.Body, err)
				}
				return
			}
			if e := explained(t, err, tt.kind); e.Said != tt.said || a.Status != tt.status {
				t.Errorf("said %q, status %d", e.Said, a.Status)
			}
		})
	}
}

// A POST that follows a redirect becomes a GET, or is sent twice.
func TestOnlyQuestionsFollow(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, "MOVE"} {
			s, c := hosts(t, map[string]string{"http://suoimay.example.vn/a": "https://suoimay.example.vn/a?n=1"}, status)
			a, err := c.Do(t.Context(), web.Request{Method: method, URL: "http://suoimay.example.vn/a", Body: []byte("a")})
			e := explained(t, err, export.ErrMoved)
			if e.Said != "https://suoimay.example.vn/a" || a.Status != status || s.asked.Load() != 1 {
				t.Errorf("%s %d: said %q after %d requests", method, status, e.Said, s.asked.Load())
			}
		}
	}
}

func TestRedirectsInACircle(t *testing.T) {
	s, c := hosts(t, map[string]string{"http://suoimay.example.vn/a": "/b", "http://suoimay.example.vn/b": "/a"}, 302)
	_, err := c.Do(t.Context(), web.Request{URL: "http://suoimay.example.vn/a"})
	explained(t, err, export.ErrStrangeAnswer)
	if n := s.asked.Load(); n > 20 {
		t.Errorf("%d requests", n)
	}
}

func TestRedirectsWithoutAPlace(t *testing.T) {
	for _, to := range []string{"", "javascript:alert(1)", "http://", "%zz"} {
		_, c := hosts(t, map[string]string{"http://suoimay.example.vn/a": to}, 302)
		a, err := c.Do(t.Context(), web.Request{URL: "http://suoimay.example.vn/a"})
		if err != nil || a.Status != 302 {
			t.Errorf("%q: %d %v", to, a.Status, err)
		}
	}
}
