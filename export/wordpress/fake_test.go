package wordpress_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/wordpress"
	"tinxa/model"
)

// answers is a site that answers each request, "GET /wp-json/", as it is told
// and 404 otherwise.
type answers map[string]answer

type answer struct {
	status int // 0: 200
	header map[string]string
	body   string
}

func (all answers) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	a, ok := all[r.Method+" "+r.URL.Path]
	if !ok {
		a = answer{status: 404, body: "<html><body>Không tìm thấy trang</body></html>"}
	}
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	fmt.Fprint(w, a.body)
}

// begin starts such a site, at which the editor logs in.
func (all answers) begin(t *testing.T) string {
	t.Helper()
	me := answer{body: `{"id":7,"name":"Hà Thư","capabilities":{"edit_posts":true,"publish_posts":true,"upload_files":true}}`}
	if _, ok := all["GET /wp-json/wp/v2/users/me"]; !ok {
		all["GET /wp-json/wp/v2/users/me"] = me
	}
	server := httptest.NewServer(all)
	t.Cleanup(server.Close)
	return server.URL
}

func (all answers) open(t *testing.T) export.Portal {
	t.Helper()
	a := model.Account{Address: all.begin(t), User: "bientap", Options: map[string]string{"api": "/wp-json/"}}
	return opened(t, rest, a, "bí mật")
}

const wall = "<html><head><title>Request Rejected</title></head><body>Support ID 123</body></html>"

// TestOddAnswers: what is not WordPress' word is not taken for it.
func TestOddAnswers(t *testing.T) {
	code := func(status int, code, more string) answer {
		return answer{status: status, body: `{"code":"` + code + `","message":"Không được.","data":` + more + `}`}
	}
	for name, tt := range map[string]struct {
		answer answer
		want   error
		reason string
		unsure bool // about an update
	}{
		"captive page":       {answer{body: `<form action="http://wifi.example.vn/"><input type="password"></form>`}, export.ErrStrangeAnswer, "captive", true},
		"login page":         {answer{body: `<form><input type="password" name="pwd"></form>`}, export.ErrStrangeAnswer, "login", true},
		"notice":             {answer{body: "<br />\n<b>Notice</b>: x in y on line 1<br />{\"id\":5}"}, export.ErrStrangeAnswer, "php", true},
		"nothing":            {answer{}, export.ErrStrangeAnswer, "php", true},
		"a list":             {answer{body: `[]`}, export.ErrStrangeAnswer, "php", true},
		"no id":              {answer{body: `{"status":"draft"}`}, export.ErrStrangeAnswer, "php", true},
		"wall":               {answer{status: 403, body: wall}, export.ErrFirewall, "941180", false},
		"a plugin's refusal": {code(403, "wordfence_block", "null"), export.ErrRole, "", false},
		"logged out":         {code(401, "rest_cannot_edit", `{"status":401}`), export.ErrPassword, "", false},
		"too many":           {code(403, "too_many_retries", `[]`), export.ErrLockedOut, "", false},
		"category":           {code(400, "rest_invalid_param", `{"params":{"categories":"x"}}`), export.ErrTopic, "", false},
		"parameter":          {code(400, "rest_invalid_param", `{"params":{"title":"x"}}`), export.ErrRejected, "", false},
		"breakdown":          {code(500, "internal_server_error", `{"status":500}`), export.ErrBusy, "", true},
		"full":               {answer{status: 507}, export.ErrQuota, "", false},
		"later":              {answer{status: 503, header: map[string]string{"Retry-After": "7"}}, export.ErrBusy, "", true},
		"moved":              {answer{status: 301, header: map[string]string{"Location": "/moi/"}}, export.ErrMoved, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := answers{"POST /wp-json/wp/v2/posts/5": tt.answer}.open(t)
			_, err := p.Update(t.Context(), model.RemoteArticle{ID: "5"}, newPost())
			wantKind(t, err, tt.want, tt.reason)
			if unsure := errors.Is(err, export.ErrUnknownOutcome); unsure != tt.unsure {
				t.Errorf("the outcome is unknown: %v, want %v: %v", unsure, tt.unsure, err)
			}
		})
	}
}

// TestListsThatAreNotThere: what cannot be looked at is not absent.
func TestListsThatAreNotThere(t *testing.T) {
	for name, a := range map[string]answer{
		"no route":     {status: 404, body: `{"code":"rest_no_route","message":"x","data":{"status":404}}`},
		"wrong fault":  {status: 404, body: `{"code":"rest_post_invalid_id","message":"x","data":{"status":404}}`},
		"page":         {status: 404, body: wall},
		"captive page": {body: wall},
		"busy":         {status: 502, body: wall},
	} {
		t.Run(name, func(t *testing.T) {
			p := answers{"GET /wp-json/wp/v2/posts": a, "GET /wp-json/wp/v2/media": a}.open(t)
			if _, err := p.Find(t.Context(), "txaaaa"); err == nil || errors.Is(err, model.ErrNotFound) || errors.Is(err, export.ErrGoneThere) {
				t.Errorf("Find: %v", err)
			}
			if found, err := p.FindPhotos(t.Context(), []export.Image{{Name: "anh-0123456789ab.jpg"}}); err == nil || found != nil {
				t.Errorf("FindPhotos: %v, %v", found, err)
			}
		})
	}
}

// TestFindPhotosDoubts what only looks like ours.
func TestFindPhotosDoubts(t *testing.T) {
	photo := func(id int, slug, file string) string {
		return fmt.Sprintf(`{"id":%d,"slug":%q,"source_url":"https://a.example.vn/%s","media_details":[]}`, id, slug, file)
	}
	for list, want := range map[string]string{
		photo(3, "anh-0123456789ab", "anh-0123456789ab.jpg"):                                                                  "3",
		photo(3, "anh-0123456789ab-2", "anh-0123456789ab-1-scaled.jpg"):                                                       "3",
		photo(3, "anh-0123456789ab", "phong-canh.jpg"):                                                                        "",
		photo(3, "anh-0123456789abc", "anh-0123456789abc.jpg"):                                                                "",
		photo(0, "anh-0123456789ab", "anh-0123456789ab.jpg"):                                                                  "",
		photo(4, "anh-0123456789ab", "anh-0123456789ab.jpg") + "," + photo(3, "anh-0123456789ab-2", "anh-0123456789ab-1.jpg"): "3",
	} {
		p := answers{"GET /wp-json/wp/v2/media": {body: "[" + list + "]"}}.open(t)
		found, err := p.FindPhotos(t.Context(), []export.Image{{ID: "a", Name: "anh-0123456789ab.jpg", Width: 9}})
		if err != nil || found["a"].ID != want || want != "" && found["a"].Width != 9 {
			t.Errorf("of %s: %+v, %v", list, found, err)
		}
	}
}

// TestUploadErrors: one code for all reasons, told apart by the site's words.
func TestUploadErrors(t *testing.T) {
	for said, want := range map[string]error{
		"Sorry, you are not allowed to upload this file type.":                export.ErrPhotoType,
		"Xin lỗi, bạn không được phép tải lên loại tệp này.":                  export.ErrPhotoType,
		"The uploaded file could not be moved to wp-content/uploads/2026/11.": export.ErrRejected,
		"Không ghi được tệp: hết dung lượng.":                                 export.ErrQuota,
	} {
		body := fmt.Sprintf(`{"code":"rest_upload_sideload_error","message":%q,"data":{"status":500}}`, said)
		p := answers{"POST /wp-json/wp/v2/media": {status: 500, body: body}}.open(t)
		_, err := p.AddPhoto(t.Context(), export.Image{Name: "anh-0.jpg", Data: []byte("x")}, nil)
		wantKind(t, err, want, "")
		if errors.Is(err, export.ErrUnknownOutcome) {
			t.Errorf("%s: that is certain", said)
		}
	}
}

// TestRemoveWithoutDelete: servers that do not know the method get WordPress'
// own word for it.
func TestRemoveWithoutDelete(t *testing.T) {
	p := answers{
		"DELETE /wp-json/wp/v2/posts/5": {status: 405, body: wall},
		"POST /wp-json/wp/v2/posts/5":   {body: `{"deleted":true}`},
	}.open(t)
	if err := p.(export.Remover).Remove(t.Context(), model.RemoteArticle{ID: "5"}, nil); err != nil {
		t.Error(err)
	}
	p = answers{"DELETE /wp-json/wp/v2/posts/5": {status: 403, body: wall}}.open(t)
	err := p.(export.Remover).Remove(t.Context(), model.RemoteArticle{ID: "5"}, nil)
	wantKind(t, err, export.ErrFirewall, "911100")
}

func TestOddProfiles(t *testing.T) {
	for body, want := range map[string]error{
		`{"id":7,"name":"x","capabilities":{"read":true}}`:        export.ErrRole,
		`{"id":7,"name":"x","capabilities":[]}`:                   export.ErrRole,
		`{"id":7,"name":"x","capabilities":{"edit_posts":"0"}}`:   export.ErrRole,
		`{"id":7,"name":"x","capabilities":{"edit_posts":"1"}}`:   nil,
		`{"id":7,"name":"x","capabilities":{"edit_posts":1}}`:     nil,
		`{"id":"7","name":"x","capabilities":{"edit_posts":true}`: export.ErrBusy, // cut off
	} {
		a := model.Account{Address: answers{"GET /wp-json/wp/v2/users/me": {body: body}}.begin(t), User: "x"}
		_, err := rest.Open(t.Context(), export.Door{Account: a, Secret: "bí mật"})
		if want == nil && err != nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", body, err, want)
		}
	}
}

// TestReasonsOfARefusedLogin, as sites say it that look at a password early.
func TestReasonsOfARefusedLogin(t *testing.T) {
	for code, reason := range map[string]string{
		"incorrect_password": "", "invalid_username": "", "application_passwords_disabled_for_user": "no-application-passwords",
	} {
		all := answers{"GET /wp-json/wp/v2/users/me": {status: 401, body: `{"code":"` + code + `","message":"bí mật","data":null}`}}
		_, err := rest.Open(t.Context(), export.Door{Account: model.Account{Address: all.begin(t), User: "x"}, Secret: "bí mật"})
		wantKind(t, err, export.ErrPassword, reason)
		if strings.Contains(err.Error(), "bí mật") {
			t.Errorf("the secret is in the error: %v", err)
		}
	}
}

// page is the front page of some site.
func page(head string) answer {
	return answer{body: "<!DOCTYPE html><html><head>" + head + "</head><body>Cổng</body></html>"}
}

func TestProbeOddSites(t *testing.T) {
	index := answer{body: `{"name":"UBND xã Suối Mây &amp; bạn","home":"http://cu.example.vn/tin","namespaces":["wp/v2"],"authentication":[]}`}
	for name, tt := range map[string]struct {
		site    answers
		want    error
		address string // behind the site's own
		api     string
	}{
		"in a folder, by a header": {
			answers{"GET /": {body: page("").body, header: map[string]string{"Link": `<http://x.example.vn/tin/wp-json/>; rel="https://api.w.org/"`}}, "GET /tin/wp-json/": index},
			nil, "/tin", "/tin/wp-json/",
		},
		"by the page": {
			answers{"GET /": page(`<link href='/index.php?rest_route=/' rel='https://api.w.org/' />`), "GET /index.php": index},
			nil, "/tin", "/index.php?rest_route=/",
		},
		"silent page":    {answers{"GET /": page(""), "GET /wp-json/": index}, nil, "/tin", "/wp-json/"},
		"wants a login":  {answers{"GET /": page(""), "GET /wp-json/": {status: 401, body: `{"code":"rest_login_required","message":"x"}`}}, nil, "", "/wp-json/"},
		"another system": {answers{"GET /": page(`<meta name="generator" content="NukeViet v4.5">`)}, export.ErrNotPortal, "", ""},
		"always a page":  {answers{"GET /": page(""), "GET /wp-json/": page(""), "GET /index.php": page("")}, export.ErrNotPortal, "", ""},
		"other JSON":     {answers{"GET /": page(""), "GET /wp-json/": {body: `{"namespaces":["khac/v1"]}`}}, export.ErrNotPortal, "", ""},
		"walled":         {answers{"GET /": {status: 403, body: wall}, "GET /wp-json/": {status: 403, body: wall}}, export.ErrFirewall, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			at := tt.site.begin(t)
			got, err := wordpress.New(options).Probe(t.Context(), at, "")
			if tt.want != nil {
				wantKind(t, err, tt.want, "")
				return
			}
			if err != nil || got.Kind != "wordpress" || got.Address != at+tt.address || got.Options["api"] != tt.api {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

// TestAPIInAQuery uses an interface that lies in a query.
func TestAPIInAQuery(t *testing.T) {
	var asked []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Query().Get("rest_route"))
		fmt.Fprint(w, `{"id":7,"capabilities":{"edit_posts":true}}`)
	}))
	defer server.Close()
	a := model.Account{Address: server.URL, User: "x", Options: map[string]string{"api": "/index.php?rest_route=/"}}
	opened(t, rest, a, "y")
	if !slices.Equal(asked, []string{"/wp/v2/users/me"}) {
		t.Errorf("asked for %q", asked)
	}
}
