package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"
)

// shown is what a reader sees of a page, as the harness of export/html tells it.
type shown struct {
	Title, Text string
	Photos      []struct {
		Loaded  bool
		Caption string
	}
}

// TestDemoInBrowser opens what demo leaves, the folder and the one file, in
// Chromium, which `make test` installs.
func TestDemoInBrowser(t *testing.T) {
	d := newDesk(t)
	d.must("demo", "-o", d.at("demo"))
	r, err := readSample(demoSample)
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range []string{"html/index.html", "bai.html"} {
		got := d.browse(d.at("demo"), page)
		if got.Title != r.Head.Title {
			t.Errorf("%s: title %q", page, got.Title)
		}
		for _, want := range []string{r.Head.Title, r.Head.Sapo.Plain(), r.Credits.Bylines[0].Name} {
			if want == "" || !strings.Contains(got.Text, want) {
				t.Errorf("%s does not show %q", page, want)
			}
		}
		pictures := r.Pictures()
		if len(got.Photos) != 3 || len(pictures) != 3 {
			t.Fatalf("%s shows %d photos of %d", page, len(got.Photos), len(pictures))
		}
		for i, p := range got.Photos {
			if !p.Loaded || !strings.HasPrefix(p.Caption, pictures[i].Caption) {
				t.Errorf("%s: photo %d shown: %v, with caption %q", page, i+1, p.Loaded, p.Caption)
			}
		}
	}
}

// browse opens a page below a folder in Chromium.
func (d desk) browse(dir, page string) shown {
	d.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServerFS(os.DirFS(dir)))
	mux.HandleFunc("/harness", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.FromSlash("../../export/html/testdata/harness.html"))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	view := "1280:" + page
	dom, err := exec.CommandContext(
		d.Context(), "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir="+d.TempDir(), "--window-size=1400,1000", "--virtual-time-budget=10000",
		"--dump-dom", fmt.Sprintf("%s/harness?view=%s", server.URL, view),
	).Output()
	if err != nil {
		d.Fatalf("chromium: %v", err)
	}
	var got map[string]shown
	if err := json.Unmarshal([]byte(told(d.T, string(dom))), &got); err != nil {
		d.Fatalf("%v in\n%s", err, dom)
	}
	return got[view]
}

// told is the text in the harness's <pre>.
func told(t *testing.T, dom string) string {
	t.Helper()
	root, err := xhtml.Parse(strings.NewReader(dom))
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
