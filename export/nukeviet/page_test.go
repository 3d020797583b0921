package nukeviet

import (
	"bytes"
	"mime"
	"mime/multipart"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

const tangled = `<form action="/search"><input name="q"></form>
<table><form id="f" action="/admin/index.php?a=1&amp;b=2" enctype="multipart/form-data" method="post"><tr>
<td><input type=text name=title value="A &quot;b&quot; &amp; c" maxlength=5><input name="off" value="1" disabled>
<input type="checkbox" name="catids[]" value="5" style=" margin-left: 30px;" checked> Hội đồng
 nhân dân </td><td><input type="radio" name="catid" value="5"><input type="radio" name="catid" value="1" checked="checked"></td>
<select name="none"><option value="a">A<option value="b">B</select>
<select name="one"><option value="a">A</option><option selected>Bê</option></select>
<select name="some" multiple><option value="x">X</option><option value="y" selected>Y</option></select>
<textarea name="bodyhtml">
&lt;p&gt;Một &amp;amp; hai&lt;/p&gt;</textarea><textarea name="closed" disabled>x</textarea>
<input type="file" name="upload"><input type="submit" name="status4" value="…"><button name="status1">…</button>
<button type="button" name="other">…</button><input type="submit" name="barred" disabled>`

func TestForms(t *testing.T) {
	f, found := formWith([]byte(tangled), "bodyhtml")
	if !found || f.action != "/admin/index.php?a=1&b=2" || !f.parts {
		t.Fatalf("%v %+v", found, f)
	}
	for name, want := range map[string][]string{
		"title": {`A "b" & c`}, "off": nil, "catids[]": {"5"}, "catid": {"1"}, "none": {"a"}, "one": {"Bê"},
		"some": {"y"}, "bodyhtml": {"<p>Một &amp; hai</p>"}, "closed": nil, "upload": nil,
	} {
		if got := f.values(name); !slices.Equal(got, want) {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if want := []string{"status4", "status1"}; !slices.Equal(f.buttons, want) {
		t.Errorf("buttons %q", f.buttons)
	}
	if got := topicsOf(f); len(got) != 1 || got[0].Name != "Hội đồng nhân dân" || got[0].Depth != 1 {
		t.Errorf("categories %+v", got)
	}
}

func TestFormIsSentAsABrowserWould(t *testing.T) {
	f, _ := formWith([]byte(tangled), "bodyhtml")
	f.set("title", "một hai ba")
	f.set("tags[]", "a", "b")
	f.set("unknown", "x")
	kind, body := f.body("status4")
	_, params, _ := mime.ParseMediaType(kind)
	sent, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).ReadForm(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]string{"title": {"một h"}, "tags[]": {"a", "b"}, "unknown": nil, "status4": {"1"}, "catid": {"1"}} {
		if got := sent.Value[name]; !slices.Equal(got, want) {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	f.parts = false
	_, body = f.body("")
	values, err := url.ParseQuery(string(body))
	if err != nil || values.Get("bodyhtml") != "<p>Một &amp; hai</p>" || values.Has("status4") {
		t.Errorf("%v %v", values, err)
	}
}

func TestPagesOfEditions(t *testing.T) {
	for name, page := range map[string]string{
		"4.5":  `CFG.upload_current = "uploads/news/2026_11";`,
		"4.6":  `<button data-path="uploads/news" data-currentpath="uploads/news/2026_11">`,
		"eGov": `filebrowserImageUploadUrl:'/admin/index.php?nv=upload&op=upload&editor=ckeditor&path=uploads/news/2026_11&type=image'`,
	} {
		if got := uploadDir([]byte(page)); got != "uploads/news/2026_11" {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := uploadDir([]byte(`CFG.upload_current = "../../etc";`)); got != "" {
		t.Errorf("a folder %q", got)
	}
	for name, page := range map[string]string{
		"4.5": `<tr class="info"><td><a id="id_7" href="/a-7.html">x</a></td><td><a onclick="nv_del_content(7, 'abc123','/admin/', 0)">×</a></td></tr>`,
		"4.6": `<tr class="info"><td><a id="id_7" href="/a-7.html">x</a></td><td><a data-toggle="nv_del_content" data-id="7" data-checkss="abc123">×</a></td></tr>`,
	} {
		if got := rowsOf([]byte(page)); len(got) != 1 || got[0] != (row{"7", "/a-7.html", "info", "abc123"}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestErrorsAreTakenFromOutsideOfForms(t *testing.T) {
	page := `<div class="error"></div><div class="error">Sai <b>mật khẩu</b></div><form><div class="error">Cảnh báo</div></form>`
	if got := said([]byte(page), "error"); got != "Sai mật khẩu" {
		t.Errorf("%q", got)
	}
	if got := said([]byte(`<form><div class="error">Cảnh báo</div></form>`), "error"); got != "" {
		t.Errorf("%q", got)
	}
}

func TestPreviousDirs(t *testing.T) {
	first := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	for dir, want := range map[string][]string{
		"uploads/news/2026_03":    {"uploads/news/2026_02"},
		"uploads/news/2026/03":    {"uploads/news/2026/02"},
		"uploads/news/2026_03/01": {"uploads/news/2026_02/28"},
		"uploads/news/2026":       nil,
		"uploads/news":            nil,
		"uploads/news/bien-tap":   nil,
	} {
		if got := previousDirs(dir, first); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", dir, got, want)
		}
	}
	newYear := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	if got := previousDirs("uploads/news/2027", newYear); !slices.Equal(got, []string{"uploads/news/2026"}) {
		t.Errorf("%q", got)
	}
}

func TestTextsOfFields(t *testing.T) {
	if got := sapo("Một.\n\nHai <5%.", false); got != "Một. \nHai &lt;5%." {
		t.Errorf("%q", got)
	}
	if got := sapo("Một & <hai>\nba", true); got != "<p>Một &amp; &lt;hai&gt;</p><p>ba</p>" || words(got) != "Một & <hai>\nba" {
		t.Errorf("%q", got)
	}
	if got := calm("Ảnh từ file (gốc) #123"); got != "Ảnh từ file gốc 123" {
		t.Errorf("%q", got)
	}
	if got := tags([]string{"họp, bàn", " ", "xã"}); !slices.Equal(got, []string{"họp bàn", "xã"}) {
		t.Errorf("%q", got)
	}
}

func TestLockedUntil(t *testing.T) {
	now := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Duration{
		"tạm khóa đến 17:20 21/11/2026":  20 * time.Minute,
		"tạm khóa":                       30 * time.Minute,
		"tạm khóa đến 16:00 21/11/2026":  30 * time.Minute,
		"tạm khóa đến 17:00 21/11/2036.": 30 * time.Minute,
	} {
		if got := lockedFor(text, now); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func TestHiddenFolders(t *testing.T) {
	robots := "User-agent: *\nDisallow: /admin/\nDisallow: /quantri/\r\nDisallow: /data/\nDisallow: /\nDisallow: /xa/quan-ly/\n"
	if got := hiddenIn([]byte(robots)); !slices.Equal(got, []string{"quantri", "quan-ly"}) {
		t.Errorf("%q", got)
	}
}

// FuzzPages feeds all that reads pages with what no portal would send.
func FuzzPages(f *testing.F) {
	pages, err := filepath.Glob("../exporttest/nukesite/pages/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatalf("%v, %v", pages, err)
	}
	for _, p := range pages {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(tangled))
	f.Fuzz(func(t *testing.T, data []byte) {
		at, _ := url.Parse("https://suoimay.example.vn/admin/")
		for _, form := range formsOf(data) {
			for _, c := range form.fields[:min(len(form.fields), 20)] {
				form.set(c.name, c.value, "x")
			}
			form.body("status4")
			topicsOf(form)
		}
		for _, r := range rowsOf(data) {
			if strings.Trim(r.id, "0123456789") != "" {
				t.Errorf("an id %q", r.id)
			}
		}
		shelfOf(data)
		searchOf(data)
		pictureOf(data)
		refreshOf(page{body: data, at: at})
		scriptNumber(data, "nv_max_width")
		siteName(data)
		if s := said(data, "error", "h2"); utf8.RuneCountInString(s) > 200 || strings.Contains(s, "\n") {
			t.Errorf("says %q", s)
		}
		if dir := uploadDir(data); strings.Contains(dir, "..") {
			t.Errorf("a folder %q", dir)
		}
		words(string(data))
		hiddenIn(data)
	})
}

// A page that is nothing but pieces takes no longer than its length.
func TestHostilePages(t *testing.T) {
	for name, page := range map[string]string{
		"options": "<form><select name=a><option>" + strings.Repeat("x<b>", 500_000),
		"error":   `<div class="error">` + strings.Repeat("x<b>", 500_000),
		"inputs":  "<form>" + strings.Repeat("<input name=a value=b>", 100_000),
		"selects": "<form>" + strings.Repeat("<select name=a><option>", 100_000),
	} {
		begun := time.Now()
		formsOf([]byte(page))
		said([]byte(page), "error")
		rowsOf([]byte(page))
		if took := time.Since(begun); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
	}
}
