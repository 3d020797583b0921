package html_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	xhtml "golang.org/x/net/html"

	"tinxa/export"
	"tinxa/export/exporttest"
	"tinxa/model"
)

// seen is what a reader sees of a page, as testdata/harness.html tells it.
type seen struct {
	Title    string
	Lang     string
	Text     string
	Overflow int // pixels by which the page is wider than the screen
	Photos   []struct {
		Loaded       bool
		Alt, Caption string
		Top          int // pixels from the top of the page
	}
}

// TestChromium opens the folder and the one file in a browser, as wide as a
// telephone and as wide as a desk.
func TestChromium(t *testing.T) {
	sample, long := exporttest.Sample(), endless()
	views := look(t, publish(t, map[string]export.Bundle{"sample": sample, "long": long}),
		"360:sample/index.html", "1280:sample/index.html", "360:sample.html", "360:long/index.html", "700:long/index.html")
	for view, got := range views {
		t.Run(view, func(t *testing.T) {
			if got.Overflow > 0 {
				t.Errorf("the page is %d pixels wider than the screen", got.Overflow)
			}
			if strings.Contains(view, "long") {
				return
			}
			checkText(t, got, sample.Report)
			checkPhotos(t, got, sample.Report)
			beside := got.Photos[1].Top == got.Photos[2].Top
			if wide := strings.HasPrefix(view, "1280:"); beside != wide {
				t.Errorf("photos side by side: %v", beside)
			}
		})
	}
}

// endless has words that are wider than any screen.
func endless() export.Bundle {
	word := strings.Repeat("Nghịquyếtsố", 60)
	return exporttest.Bundle(exporttest.Sample().Report.Retext(func(string) string { return word }))
}

// publish writes both forms of each bundle to the disk and serves them on this
// machine.
func publish(t *testing.T, bundles map[string]export.Bundle) (site string) {
	t.Helper()
	dir := t.TempDir()
	for name, b := range bundles {
		files, err := theme(t).Folder().Files(t.Context(), b)
		if err != nil {
			t.Fatal(err)
		}
		if err := export.WriteFolder(t.Context(), filepath.Join(dir, name), files); err != nil {
			t.Fatal(err)
		}
		err = export.WriteFile(t.Context(), filepath.Join(dir, name+".html"), func(w io.Writer) error {
			return theme(t).OneFile().Export(t.Context(), w, b)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServerFS(os.DirFS(dir)))
	mux.HandleFunc("/harness", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join("testdata", "harness.html"))
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

// look shows pages of the site in Chromium, which `make test` installs. A view
// is "360:sample.html": a width in pixels and an address.
func look(t *testing.T, site string, views ...string) map[string]seen {
	t.Helper()
	browser := exec.CommandContext(
		t.Context(), "chromium",
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--window-size=1400,1000", "--virtual-time-budget=10000",
		"--dump-dom", site+"/harness?"+url.Values{"view": views}.Encode(),
	)
	dom, err := browser.Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	var got map[string]seen
	if err := json.Unmarshal([]byte(told(t, string(dom))), &got); err != nil {
		t.Fatalf("%v in\n%s", err, dom)
	}
	if len(got) != len(views) {
		t.Fatalf("%d of %d views were told of", len(got), len(views))
	}
	return got
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

func checkText(t *testing.T, got seen, r model.Report) {
	t.Helper()
	if got.Title != r.Head.Title || got.Lang != "vi" {
		t.Errorf("title %q in language %q", got.Title, got.Lang)
	}
	want := []string{strings.ToUpper(r.Head.Kicker), r.Head.Title, r.Head.Stamp, r.Head.Sapo.Plain()}
	for b := range r.Blocks.All() {
		for _, text := range model.Texts(b) {
			for _, line := range export.Lines(text) {
				want = append(want, line.Plain())
			}
		}
	}
	for _, b := range r.Credits.Bylines {
		want = append(want, b.Name)
	}
	rest := got.Text
	for _, s := range want {
		_, after, found := strings.Cut(rest, s)
		if !found {
			t.Errorf("%q is not shown in its place", s)
			continue
		}
		rest = after
	}
}

func checkPhotos(t *testing.T, got seen, r model.Report) {
	t.Helper()
	pictures := r.Pictures()
	if len(got.Photos) != len(pictures) {
		t.Fatalf("%d photos shown, want %d", len(got.Photos), len(pictures))
	}
	for i, p := range got.Photos {
		want := pictures[i]
		if !p.Loaded || !strings.HasPrefix(p.Caption, want.Caption) || !strings.Contains(p.Caption, want.Credit) {
			t.Errorf("photo %d: shown %v with caption %q, want %q", i, p.Loaded, p.Caption, want.Caption)
		}
		if p.Alt != want.Alt && p.Alt != want.Caption {
			t.Errorf("photo %d has the alternative text %q", i, p.Alt)
		}
	}
}
