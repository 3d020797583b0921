package wordpress

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"tinxa/export"
	"tinxa/model"
)

func TestAddresses(t *testing.T) {
	for typed, want := range map[string]string{
		"https://suoimay.example.vn":                      "https://suoimay.example.vn/",
		" suoimay.example.vn ":                            "https://suoimay.example.vn/ http://suoimay.example.vn/",
		"www.suoimay.example.vn/tin-tuc/":                 "https://www.suoimay.example.vn/tin-tuc/ http://www.suoimay.example.vn/tin-tuc/",
		"http://suoimay.example.vn/tin/wp-admin/post.php": "http://suoimay.example.vn/tin/",
		"https://suoimay.example.vn/wp-login.php?a=b":     "https://suoimay.example.vn/",
		"https://suoimay.example.vn/wp-json/wp/v2/posts":  "https://suoimay.example.vn/",
		"https://suoimay.example.vn/xmlrpc.php?rsd":       "https://suoimay.example.vn/",
		"https://suoimay.example.vn/?p=7#dau-trang":       "https://suoimay.example.vn/",
		"localhost:8080":                                  "https://localhost:8080/ http://localhost:8080/",
		"127.0.0.1:8080/wp-admin":                         "https://127.0.0.1:8080/ http://127.0.0.1:8080/",
		"http://xã-suối-mây.example.vn":                   "http://xã-suối-mây.example.vn/",
		"":                                                "", "suối mây": "", "suoimay": "", "/srv/chung": "", `C:\chung`: "", `\\may\chung`: "", "sftp://a.example.vn": "",
		"a@b.example.vn": "", "http://": "", "https:///x": "", "a.example.vn:8x": "", "ftp.example.vn:/a": "",
	} {
		all, err := addresses(typed)
		var got []string
		for _, u := range all {
			got = append(got, unescaped(u))
		}
		if strings.Join(got, " ") != want || (err != nil) != (want == "") {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
		if err != nil && export.Code(err) != "address" {
			t.Errorf("%q: %v", typed, err)
		}
	}
}

func unescaped(u *url.URL) string { return u.Scheme + "://" + u.Host + u.Path }

func frontOf(t *testing.T, page string) *front {
	t.Helper()
	at, err := url.Parse("https://suoimay.example.vn/tin/bai.html?a=b")
	if err != nil {
		t.Fatal(err)
	}
	return &front{at: at, page: page, header: http.Header{}}
}

func TestStyle(t *testing.T) {
	for page, want := range map[string]model.Style{
		`<META content='#0F4C81' name="Theme-Color"><title>Trang tin &#8211; xã Suối Mây</title>`:             {Accent: "#0f4c81", Site: "Trang tin – xã Suối Mây"},
		`<meta name="theme-color" content="#abc"><meta property="og:site_name" content="Suối Mây">`:           {Accent: "#aabbcc", Site: "Suối Mây"},
		`<style>body{--wp--preset--color--primary: #C00000;--wp--style--global--content-size: 760px}</style>`: {Accent: "#c00000", Width: 760},
		`<meta name="theme-color" content="red;background:url(x)">`:                                           {},
		`<style>:root{--wp--style--global--content-size:20px}</style>`:                                        {},
		``: {},
	} {
		if got := frontOf(t, page).style(); got != want {
			t.Errorf("%s is %+v, want %+v", page, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	for said, want := range map[string]string{
		"WordPress 6.1.9": "6.1.9", "WordPress 7.0-beta1": "7.0-beta1", "Elementor 3.2": "", "WordPress": "",
	} {
		if got := frontOf(t, `<meta name="generator" content="`+said+`">`).version(); got != want {
			t.Errorf("%q is version %q, want %q", said, got, want)
		}
	}
}

// FuzzFront: a page is hostile, and nothing but the site's own paths and plain
// values comes out of it.
func FuzzFront(f *testing.F) {
	f.Add(`<link rel="https://api.w.org/" href="https://khac.example.vn/wp-json/"><link rel=EditURI href='//x/y'>`, `<https://a/b>; rel="https://api.w.org/"`)
	f.Add(`<meta name="theme-color" content="#123"><title>`, `<`)
	f.Fuzz(func(t *testing.T, page, link string) {
		front := frontOf(t, page)
		front.header.Set("Link", link)
		front.header.Set("X-Pingback", link)
		for _, root := range append(front.roots(), front.pingback()) {
			if at := resolve(front.at, root); at.Host != front.at.Host || at.Scheme != "https" {
				t.Errorf("%q leads to %s", root, at)
			}
		}
		style := front.style()
		if style.Accent != "" && !hexColour.MatchString(style.Accent) || !utf8.ValidString(style.Site) || len([]rune(style.Site)) > 200 {
			t.Errorf("%+v", style)
		}
	})
}

// FuzzFault: whatever a site says of an error is read without complaint.
func FuzzFault(f *testing.F) {
	f.Add([]byte(`{"code":"term_exists","message":"x","data":{"status":400,"term_id":7}}`))
	f.Add([]byte(`{"code":"x","data":[]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if fault, ok := readFault(body); ok != (fault.Code != "") {
			t.Errorf("%+v, %v", fault, ok)
		}
	})
}

func TestTree(t *testing.T) {
	all := []term{{1, "Văn hóa", 0}, {2, "Đời sống", 1}, {3, "An ninh", 0}, {4, "Lạc", 99}, {5, "A", 6}, {6, "B", 5}, {7, "Bản", 2}}
	want := "An ninh0 Lạc0 Văn hóa0 Đời sống1 Bản2 A0 B1"
	var got []string
	for _, topic := range tree(all) {
		got = append(got, topic.Name+string(rune('0'+topic.Depth)))
	}
	if strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
