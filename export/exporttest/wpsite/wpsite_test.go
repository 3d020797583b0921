package wpsite_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"tinxa/export/exporttest/wpsite"
)

var site *wpsite.Site

func TestMain(m *testing.M) {
	if dir := os.Getenv("WPSITE_KILLED"); dir != "" {
		beKilled(dir)
	}
	os.Exit(all(m))
}

func all(m *testing.M) int {
	dir, err := os.MkdirTemp("", "wpsite")
	if err == nil {
		defer os.RemoveAll(dir)
		began := time.Now()
		site, err = wpsite.Start(context.Background(), dir)
		fmt.Printf("WordPress answered after %.1f s\n", time.Since(began).Seconds())
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	defer site.Close()
	return m.Run()
}

// ask makes a request as a user, or as nobody.
func ask(t *testing.T, u wpsite.User, method, path, kind, body string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, site.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	if u.Name != "" {
		r.SetBasicAuth(u.Name, u.AppPassword)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

func wantStatus(t *testing.T, answer *http.Response, want int, text string) {
	t.Helper()
	if answer.StatusCode != want {
		t.Errorf("%s answered %s, want %d: %.300s", answer.Request.URL, answer.Status, want, text)
	}
}

const inJSON = "application/json"

func TestUsers(t *testing.T) {
	roles := map[string]wpsite.User{
		"editor": site.Editor, "author": site.Author, "contributor": site.Contributor, "administrator": site.Admin,
	}
	for role, u := range roles {
		_, text := ask(t, u, "GET", "/wp-json/wp/v2/users/me?context=edit", inJSON, "")
		var me struct{ Roles []string }
		if err := json.Unmarshal([]byte(text), &me); err != nil || len(me.Roles) != 1 || me.Roles[0] != role {
			t.Errorf("%s is %v (%v)", u.Name, me.Roles, err)
		}
	}
}

func TestTruth(t *testing.T) {
	body := `{"title":"Họp mark1","content":"<p data-st-id=\"tx1\">It's</p>","excerpt":"Tóm tắt","status":"publish","categories":[1]}`
	answer, text := ask(t, site.Author, "POST", "/wp-json/wp/v2/posts", inJSON, body)
	wantStatus(t, answer, 201, text)
	one := only(t, "mark1")
	if one.Status != "publish" || one.Author != site.Author.Name || one.Excerpt != "Tóm tắt" || len(one.Topics) != 1 || len(one.Tags) != 0 {
		t.Errorf("got %+v", one)
	}
	if err := site.Alter(t.Context(), one.ID, map[string]any{"title": "Đổi mark1"}); err != nil {
		t.Error(err)
	}
	if now := only(t, "tx1"); now.Title != "Đổi mark1" {
		t.Errorf("the headline is %q", now.Title)
	}
	if err := site.Trash(t.Context(), one.ID); err != nil || only(t, "tx1").Status != "trash" {
		t.Errorf("not in the bin: %v", err)
	}
	if err := site.Delete(t.Context(), one.ID); err != nil {
		t.Error(err)
	}
	if left, err := site.Articles(t.Context(), "tx1"); err != nil || len(left) != 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func only(t *testing.T, words string) wpsite.Article {
	t.Helper()
	found, err := site.Articles(t.Context(), words)
	if err != nil || len(found) != 1 {
		t.Fatalf("%d articles with %q, %v", len(found), words, err)
	}
	return found[0]
}

// TestHost: the site names itself as it was asked, so that a proxy stays in
// front.
func TestHost(t *testing.T) {
	r, _ := http.NewRequestWithContext(t.Context(), "GET", site.URL+"/wp-json/", nil)
	r.Host = "suoimay.example.vn"
	r.Header.Set("X-Forwarded-Proto", "https")
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var index struct{ Home string }
	if err := json.NewDecoder(answer.Body).Decode(&index); err != nil || index.Home != "https://suoimay.example.vn" {
		t.Errorf("home is %q, %v", index.Home, err)
	}
}

func TestTroubles(t *testing.T) {
	t.Cleanup(func() { mend(t) })
	tests := []struct {
		name         string
		trouble      wpsite.Trouble
		method, path string
		kind, body   string
		want         int
	}{
		{"none", wpsite.Trouble{}, "GET", "/wp-json/wp/v2/users/me", inJSON, "", 200},
		{"no application passwords", wpsite.Trouble{NoAppPasswords: true}, "GET", "/wp-json/wp/v2/users/me", inJSON, "", 401},
		{"authorization stripped", wpsite.Trouble{NoAuthorization: true}, "GET", "/wp-json/wp/v2/users/me", inJSON, "", 401},
		{"no REST", wpsite.Trouble{NoREST: true}, "GET", "/wp-json/", inJSON, "", 403},
		{"firewall, plain text", wpsite.Trouble{Firewall: true}, "POST", "/wp-json/wp/v2/tags", inJSON, `{"name":"<b>Tin</b>"}`, 201},
		{"firewall, photo", wpsite.Trouble{Firewall: true}, "POST", "/wp-json/wp/v2/tags", inJSON, `{"name":"<img>"}`, 403},
		{"no raw photos", wpsite.Trouble{NoRawPhotos: true}, "POST", "/wp-json/wp/v2/media", "image/jpeg", "x", 403},
		{"too large", wpsite.Trouble{MaxBody: 3}, "POST", "/wp-json/wp/v2/media", "image/jpeg", "1234", 413},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := site.Break(tt.trouble); err != nil {
				t.Fatal(err)
			}
			answer, text := ask(t, site.Editor, tt.method, tt.path, tt.kind, tt.body)
			wantStatus(t, answer, tt.want, text)
		})
	}
}

func mend(t *testing.T) {
	if err := site.Mend(); err != nil {
		t.Error(err)
	}
}

func TestMaintenance(t *testing.T) {
	t.Cleanup(func() { mend(t) })
	if err := site.Maintain(); err != nil {
		t.Fatal(err)
	}
	answer, text := ask(t, wpsite.User{}, "GET", "/", "text/plain", "")
	wantStatus(t, answer, 503, text)
	if answer.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	mend(t)
	answer, text = ask(t, wpsite.User{}, "GET", "/", "text/plain", "")
	wantStatus(t, answer, 200, text)
}

// TestLimitUploads sends a form of 30 KB before and after the limit is 20 KB.
func TestLimitUploads(t *testing.T) {
	form := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.gif\"\r\nContent-Type: image/gif\r\n\r\nGIF89a" +
		strings.Repeat("x", 30_000) + "\r\n--x--\r\n"
	answer, text := ask(t, site.Editor, "POST", "/wp-json/wp/v2/media", "multipart/form-data; boundary=x", form)
	wantStatus(t, answer, 201, text)
	before := site.URL
	if err := site.LimitUploads(t.Context(), 20_000); err != nil {
		t.Fatal(err)
	}
	answer, text = ask(t, site.Editor, "POST", "/wp-json/wp/v2/media", "multipart/form-data; boundary=x", form)
	wantStatus(t, answer, 400, text)
	if err := site.LimitUploads(t.Context(), wpsite.Upload); err != nil || site.URL != before {
		t.Errorf("now at %s: %v", site.URL, err)
	}
	if all, err := site.Photos(t.Context(), "a.gif"); err != nil || len(all) != 1 {
		t.Errorf("photos: %v, %v", all, err)
	}
	if err := site.Clear(t.Context()); err != nil {
		t.Error(err)
	}
	if all, err := site.Photos(t.Context(), ""); err != nil || len(all) != 0 {
		t.Errorf("photos: %v, %v", all, err)
	}
}

// TestTheme looks at an article as readers see it, with and without its featured
// photo above it.
func TestTheme(t *testing.T) {
	photo := "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bia.gif\"\r\nContent-Type: image/gif\r\n\r\n" +
		"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;\r\n--x--\r\n"
	answer, text := ask(t, site.Editor, "POST", "/wp-json/wp/v2/media", "multipart/form-data; boundary=x", photo)
	wantStatus(t, answer, 201, text)
	var media struct{ ID int }
	if err := json.Unmarshal([]byte(text), &media); err != nil {
		t.Fatal(err)
	}
	body := fmt.Sprintf(`{"title":"Họp mark2","content":"<figure><figcaption>Chú thích</figcaption></figure>",
		"status":"publish","slug":"hop-mark2","featured_media":%d}`, media.ID)
	answer, text = ask(t, site.Editor, "POST", "/wp-json/wp/v2/posts", inJSON, body)
	wantStatus(t, answer, 201, text)
	for _, shown := range []bool{true, false} {
		if err := site.Cover(t.Context(), shown); err != nil {
			t.Fatal(err)
		}
		answer, text = ask(t, wpsite.User{}, "GET", "/hop-mark2/", "text/plain", "")
		wantStatus(t, answer, 200, text)
		for what, want := range map[string]bool{
			"<h1>Họp mark2</h1>": true, "<figcaption>Chú thích</figcaption>": true, "bia.gif": shown,
		} {
			if strings.Contains(text, what) != want {
				t.Errorf("cover %v: page contains %q: %v, want %v", shown, what, !want, want)
			}
		}
	}
	if err := site.Clear(t.Context()); err != nil {
		t.Error(err)
	}
}

// beKilled starts a site, says where, and waits to be killed.
func beKilled(dir string) {
	s, err := wpsite.Start(context.Background(), dir)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(s.URL)
	time.Sleep(time.Hour)
}

// TestLeavesNothing closes one site and kills the process of another.
func TestLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	other, err := wpsite.Start(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	other.Close()
	if left := processes(t, dir); left != "" {
		t.Errorf("left after Close:\n%s", left)
	}

	dir = t.TempDir()
	c := exec.CommandContext(t.Context(), os.Args[0])
	c.Env = append(os.Environ(), "WPSITE_KILLED="+dir)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	url := make([]byte, 100)
	n, err := out.Read(url)
	if err != nil || !strings.HasPrefix(string(url[:n]), "http://") {
		t.Fatalf("%s, %v", url[:n], err)
	}
	if err := c.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait()
	for range 100 {
		if processes(t, dir) == "" {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if left := processes(t, dir); left != "" {
		t.Errorf("left after a kill:\n%s", left)
	}
	if c, err := net.Dial("tcp", strings.TrimSpace(strings.TrimPrefix(string(url[:n]), "http://"))); err == nil {
		c.Close()
		t.Error("its port still answers")
	}
}

// processes lists those that name a folder in their command.
func processes(t *testing.T, dir string) string {
	t.Helper()
	out, _ := exec.CommandContext(t.Context(), "pgrep", "-af", dir).Output()
	return string(out)
}
