package exporttest

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Seen is what a reader sees of a page.
type Seen struct {
	Title    string
	Lang     string
	Text     string
	Overflow int // pixels by which the page is wider than the screen
	Photos   []SeenPhoto
}

// SeenPhoto is a photo of a page, with the caption that belongs to it.
type SeenPhoto struct {
	Loaded       bool
	Alt, Caption string
	Top          int // pixels from the top of the page
}

//go:embed harness.html
var harness []byte

// Look shows pages that lie in a folder to a reader in Chromium, which `make
// test` installs, and returns what is seen by view. A view is
// "360:sample.html": a width in pixels and a path below the folder.
func Look(t *testing.T, folder string, views ...string) map[string]Seen {
	t.Helper()
	return LookAt(t, http.FileServerFS(os.DirFS(folder)), views...)
}

// LookAt is Look for pages that a handler serves.
func LookAt(t *testing.T, pages http.Handler, views ...string) map[string]Seen {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", pages)
	mux.HandleFunc("/harness", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(harness)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	dom, err := exec.CommandContext(
		t.Context(), browser(t),
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--window-size=1400,1000", "--virtual-time-budget=10000",
		"--dump-dom", server.URL+"/harness?"+url.Values{"view": views}.Encode(),
	).Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	var seen map[string]Seen
	if err := json.Unmarshal([]byte(told(t, string(dom))), &seen); err != nil {
		t.Fatalf("%v in\n%s", err, dom)
	}
	if len(seen) != len(views) {
		t.Fatalf("%d of %d views were told of", len(seen), len(views))
	}
	return seen
}

// browser finds Chromium under the names that .ci/deps.sh looks for.
func browser(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	t.Fatal("no Chromium here: .ci/deps.sh test installs it")
	return ""
}

// told is the text in the harness's <pre>.
func told(t *testing.T, dom string) string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(dom))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data == "pre" && n.FirstChild != nil {
			return n.FirstChild.Data
		}
	}
	return ""
}
