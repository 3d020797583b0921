package html_test

import (
	"path/filepath"
	"strings"
	"testing"

	"tinxa/export"
	"tinxa/export/exporttest"
)

// TestPrinted reads the page for the printer in a browser, and prints it.
func TestPrinted(t *testing.T) {
	sample := exporttest.Sample()
	files, err := theme(t).Print().Files(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := export.WriteFolder(t.Context(), filepath.Join(dir, "in"), files); err != nil {
		t.Fatal(err)
	}
	seen := exporttest.Look(t, dir, "700:in/index.html")["700:in/index.html"]
	checkText(t, seen, sample.Report)
	checkPhotos(t, seen, sample.Report)
	printed := exporttest.Print(t, dir, "in/index.html")
	if !printed.A4 || printed.Pages < 1 || printed.Pages > 3 {
		t.Errorf("printed %d pages, all of A4: %v", printed.Pages, printed.A4)
	}
	if want := len(export.PhotoFiles(sample.Report)); printed.Photos < want {
		t.Errorf("%d photos are on paper, want %d", printed.Photos, want)
	}
}

// A report's own words cannot end the head of the page, nor ask for the printer.
func TestWordsStayWords(t *testing.T) {
	sample := exporttest.Sample()
	sample.Report.Head.Title = `</head><script>print()</script>`
	files, err := theme(t).Print().Files(t.Context(), sample)
	if err != nil {
		t.Fatal(err)
	}
	page := string(read(t, files[0]))
	if n := strings.Count(page, "</head>"); n != 1 {
		t.Errorf("%d heads end", n)
	}
	if n := strings.Count(page, "<script>"); n != 1 {
		t.Errorf("%d scripts", n)
	}
}
