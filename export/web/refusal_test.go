package web_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"tinxa/export"
	"tinxa/export/web"
)

const forbidden = `<!DOCTYPE HTML><html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1>
<p>You don't have permission to access this resource.</p></body></html>`

func TestRefusal(t *testing.T) {
	tests := []struct {
		status  int
		body    string
		kind    error
		unknown bool // of a POST
	}{
		{400, `{"message":"Thiếu tiêu đề"}`, export.ErrRejected, false},
		{401, "", export.ErrPassword, false},
		{403, `{"code":"rest_forbidden"}`, export.ErrRole, false},
		{403, "Cấm", export.ErrRole, false},
		{403, forbidden, export.ErrFirewall, false},
		{404, "", export.ErrNotPortal, false},
		{406, "Not Acceptable", export.ErrFirewall, false},
		{407, "", export.ErrProxy, false},
		{408, "", export.ErrBusy, true},
		{409, "", export.ErrRejected, false},
		{410, "", export.ErrNotPortal, false},
		{413, "", export.ErrTooLarge, false},
		{429, "", export.ErrBusy, false},
		{500, "", export.ErrBusy, true},
		{501, "", export.ErrRejected, false},
		{502, "", export.ErrBusy, true},
		{503, "", export.ErrBusy, true},
		{504, "", export.ErrBusy, true},
		{507, "", export.ErrQuota, false},
		{511, "", export.ErrStrangeAnswer, false},
		{524, "", export.ErrBusy, true},
	}
	for _, tt := range tests {
		a := web.Answer{Status: tt.status, Body: []byte(tt.body)}
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			e := web.Refusal("thử", method, a)
			if e.Kind != tt.kind || e.Status != tt.status || e.Did != "thử" {
				t.Errorf("%s %d: %v", method, tt.status, e)
			}
			if unknown := errors.Is(e, export.ErrUnknownOutcome); unknown != (tt.unknown && method == http.MethodPost) {
				t.Errorf("%s %d: outcome unknown: %v", method, tt.status, unknown)
			}
		}
	}
	if e := web.Refusal("", http.MethodPost, web.Answer{Status: 400, Body: []byte(`{"message":"Thiếu tiêu đề"}`)}); e.Said != "Thiếu tiêu đề" {
		t.Errorf("said %q", e.Said)
	}
	if e := web.Refusal("", http.MethodGet, web.Answer{Status: 403, Body: []byte("<html><p>Chưa được phân quyền")}); e.Kind != export.ErrRole {
		t.Errorf("a page of the portal's own: %v", e)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Now().UTC()
	date := func(d time.Duration) string { return now.Add(d).Format(http.TimeFormat) }
	tests := []struct {
		name, value, clock string
		want               time.Duration
	}{
		{"none", "", "", 0},
		{"seconds", " 120 ", "", 2 * time.Minute},
		{"none left", "-5", "", 0},
		{"for ever", "99999999999999", "", 24 * time.Hour},
		{"a date by the server's clock", date(90 * time.Second), date(60 * time.Second), 30 * time.Second},
		{"a date of long ago", date(-time.Hour), "", 0},
		{"words", "soon", "", 0},
	}
	for _, tt := range tests {
		for _, status := range []int{429, 503} {
			a := web.Answer{Status: status, Header: http.Header{"Retry-After": {tt.value}, "Date": {tt.clock}}}
			if got := web.Refusal("", http.MethodGet, a).After; got != tt.want {
				t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
			}
		}
	}
	a := web.Answer{Status: 503, Header: http.Header{"Retry-After": {date(time.Minute)}}}
	if got := web.Refusal("", http.MethodGet, a).After; got < 55*time.Second || got > time.Minute {
		t.Errorf("a date by our clock: %v", got)
	}
}

// The likely rule is for the portal's technicians.
func TestFirewallRules(t *testing.T) {
	const form, json = "application/x-www-form-urlencoded", "application/json"
	tests := []struct {
		name, method, kind, body, page, rule string
	}{
		{"a photo in a form", "POST", form, "bodyhtml=%3Cp%3E%3Cimg+src%3D1%3E", forbidden, "941160"},
		{"a photo in json", "POST", json, `{"content":"\u003cimg src=1\u003e"}`, forbidden, "941160"},
		{"a photo in xml", "POST", "text/xml", "<string>&lt;img src=1&gt;</string>", forbidden, "941160"},
		{"blocks", "POST", json, `{"content":"<!-- wp:paragraph -->"}`, forbidden, "941180"},
		{"a parenthesis", "POST", json, `{"content":"<em>(a)</em>"}`, forbidden, "932130"},
		{"a bare photo", "POST", "image/jpeg", "\xff\xd8", forbidden, "920420"},
		{"a method", "DELETE", "", "", forbidden, "911100"},
		{"plain words", "POST", json, `{"content":"<p>a</p>"}`, forbidden, ""},
		{"the page says so", "POST", json, `{"content":"<img>"}`, forbidden + `<p>Rule: 932100`, "932100"},
	}
	for _, tt := range tests {
		s := serve(t, always(http.StatusForbidden, "text/html", tt.page))
		a, err := client(t, web.Options{}).Do(t.Context(), web.Request{
			Method: tt.method, URL: s.URL, Body: []byte(tt.body), Header: http.Header{"content-type": {tt.kind}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if e := web.Refusal("", tt.method, a); e.Kind != export.ErrFirewall || e.Reason != tt.rule {
			t.Errorf("%s: rule %q, want %q: %v", tt.name, e.Reason, tt.rule, e)
		}
	}
}

// A question that travels as a POST leaves nothing unknown.
func TestRefusedQuestion(t *testing.T) {
	s := serve(t, always(http.StatusBadGateway, "text/html", "<html>"))
	a, err := client(t, web.Options{}).Do(t.Context(), web.Request{Method: http.MethodPost, URL: s.URL, Reads: true})
	if err != nil {
		t.Fatal(err)
	}
	if e := web.Refusal("", http.MethodPost, a); e.Kind != export.ErrBusy || errors.Is(e, export.ErrUnknownOutcome) {
		t.Error(e)
	}
}

func TestSaid(t *testing.T) {
	long := strings.Repeat("ề", 300)
	tests := []struct{ name, page, want string }{
		{"nothing", "", ""},
		{"a page", "<html><head><title>Lỗi</title><style>p{color:red}</style></head><body><script>alert(1)</script><p>Không&nbsp;có\n quyền &amp; hết", "Lỗi Không có quyền & hết"},
		{"json", `{"code":"x","message":"<b>Bài</b> viết"}`, "Bài viết"},
		{"json with an error", `{"error":"Hết chỗ"}`, "Hết chỗ"},
		{"json with neither", `{"data":1}`, `{"data":1}`},
		{"no markup", "1 < 2 và 3 > 2", "1 < 2 và 3 > 2"},
		{"comments", "<!-- wp:x --><p>a</p><!-- b", "a"},
		{"a tag without end", "a <img src=", "a"},
		{"hidden characters", "a\u202eb\x00\u200bc\xff", "abc"},
		{"decomposed", "Hội nghị", "Hội nghị"},
		{"long", long, strings.Repeat("ề", 199) + "…"},
	}
	for _, tt := range tests {
		if got := web.Said([]byte(tt.page)); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
