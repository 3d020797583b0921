package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"
)

// TestTheSystemIsAskedOnceForAWhile: searching the network for a proxy takes
// seconds each time.
func TestTheSystemIsAskedOnceForAWhile(t *testing.T) {
	now, asked := time.Now(), 0
	broken := errors.New("no script")
	g := &guide{now: func() time.Time { return now }, ask: func(r *http.Request) (*url.URL, error) {
		asked++
		if r.URL.Hostname() == "hong.example.vn" {
			return nil, broken
		}
		return &url.URL{Scheme: "http", Host: r.URL.Host + ":3128"}, nil
	}}
	look := func(address, want string, fault error, times int) {
		t.Helper()
		got, err := g.proxy(httptest.NewRequest(http.MethodGet, address, nil))
		if !errors.Is(err, fault) || got != nil && got.Host != want || asked != times {
			t.Errorf("%s: %v, %v after %d questions; want %q, %v, %d", address, got, err, asked, want, fault, times)
		}
	}
	look("https://suoimay.example.vn/a", "suoimay.example.vn:3128", nil, 1)
	look("https://suoimay.example.vn/b", "suoimay.example.vn:3128", nil, 1)
	look("http://suoimay.example.vn/b", "suoimay.example.vn:3128", nil, 2)
	look("https://hong.example.vn/", "", broken, 3)
	look("https://hong.example.vn/", "", broken, 3)
	now = now.Add(recall)
	look("https://suoimay.example.vn/a", "suoimay.example.vn:3128", nil, 4)
}

func TestExceptionsOfWindows(t *testing.T) {
	const exceptions = "<local>;192.168.*;10.*,*.NoiBo.vn; may-chu.example.vn;[;"
	for host, want := range map[string]bool{
		"may-chu": true, "192.168.1.7": true, "10.0.0.2": true, "a.b.noibo.vn": true, "MAY-CHU.example.vn": true,
		"noibo.vn": false, "192.169.1.7": false, "suoimay.example.vn": false, "110.1.1.1": false, "fe80::1": false,
	} {
		if got := spared(host, exceptions); got != want {
			t.Errorf("spared(%s) = %v", host, got)
		}
	}
	if spared("may-chu", "") {
		t.Error("nothing is spared where nothing is excepted")
	}
}
