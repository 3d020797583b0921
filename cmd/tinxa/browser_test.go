package main

import (
	"strings"
	"testing"

	"tinxa/export/exporttest"
)

// TestDemoInBrowser opens what demo leaves, the folder and the one file, in
// Chromium, which `make test` installs.
func TestDemoInBrowser(t *testing.T) {
	d := newDesk(t)
	d.must("demo", "-o", d.at("demo"))
	r, err := readSample(demoSample)
	if err != nil {
		t.Fatal(err)
	}
	for page, got := range exporttest.Look(t, d.at("demo"), "1280:html/index.html", "1280:bai.html") {
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
