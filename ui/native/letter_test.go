package native

import (
	"net/url"
	"strings"
	"testing"
)

func TestLetterAddress(t *testing.T) {
	for _, tt := range []struct{ to, want string }{
		{"hotro@suoimay.example", "mailto:hotro@suoimay.example?"},
		{"Hỗ trợ <ho+tro@suoimay.example>", "mailto:ho+tro@suoimay.example?"},
		{"", "mailto:?"},
		{"hotro", "mailto:?"},
		{"a@suoimay.example, b@suoimay.example", "mailto:?"},
		{"a@suoimay.example?bcc=b@suoimay.example", "mailto:a@suoimay.example%3Fbcc="},
	} {
		got := letterAddress(tt.to, "Cần hỗ trợ & giúp", "Dòng 1\nDòng 2 = hết")
		if !strings.HasPrefix(got, tt.want) && !(strings.Contains(tt.to, "?") && strings.HasPrefix(got, "mailto:?")) {
			t.Errorf("%q: %s", tt.to, got)
		}
		u, err := url.Parse(got)
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		if q.Get("subject") != "Cần hỗ trợ & giúp" || q.Get("body") != "Dòng 1\r\nDòng 2 = hết" || len(q) != 2 || strings.Contains(u.RawQuery, "+") {
			t.Errorf("%q: %v", tt.to, u.RawQuery)
		}
	}
}
