package web_test

import (
	"errors"
	"net/http"
	"net/url"
	"testing"

	"tinxa/export"
	"tinxa/export/web"
)

func through(t *testing.T, address string) *web.Client {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	return client(t, web.Options{Proxy: http.ProxyURL(u)})
}

func TestProxyRefuses(t *testing.T) {
	tests := []struct {
		status  int
		address string
		kind    error
	}{
		{http.StatusProxyAuthRequired, "http://suoimay.example.vn/", export.ErrProxy},
		{http.StatusProxyAuthRequired, "https://suoimay.example.vn/", export.ErrProxy},
		{http.StatusForbidden, "https://suoimay.example.vn/", export.ErrProxy},
		{http.StatusBadGateway, "https://suoimay.example.vn/", export.ErrOffline},
		{http.StatusGatewayTimeout, "https://suoimay.example.vn/", export.ErrOffline},
	}
	for _, tt := range tests {
		s := serve(t, always(tt.status, "text/html", "<html>proxy"))
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			_, err := through(t, s.URL).Do(t.Context(), web.Request{Method: method, URL: tt.address, Did: "thử", Body: []byte("a")})
			if e := explained(t, err, tt.kind); e.Status != tt.status || e.Did != "thử" || errors.Is(err, export.ErrUnknownOutcome) {
				t.Errorf("%s %s: %v with status %d", method, tt.address, err, e.Status)
			}
		}
	}
}

func TestProxyIsGone(t *testing.T) {
	for _, proxy := range []string{"http://127.0.0.1:1", "socks5://127.0.0.1:1"} {
		_, err := through(t, proxy).Do(t.Context(), web.Request{Method: http.MethodPost, URL: "https://suoimay.example.vn/"})
		explained(t, err, export.ErrProxy)
	}
}

// This computer is never reached through a proxy.
func TestLoopbackNeedsNoProxy(t *testing.T) {
	s := serve(t, always(http.StatusOK, "text/plain", "a"))
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "localhost"} {
		if _, err := through(t, "http://127.0.0.1:1").Do(t.Context(), web.Request{URL: "http://" + host + ":" + u.Port()}); err != nil {
			t.Errorf("%s: %v", host, err)
		}
	}
}
