package exporttest

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
)

// Printed is what comes out of a printer: the pages of a PDF.
type Printed struct {
	Pages, Photos int
	A4            bool // each of the pages
}

// What the browser's PDF says of itself outside of its packed parts.
var (
	pdfPage  = regexp.MustCompile(`/Type /Page\b`)
	pdfPhoto = regexp.MustCompile(`/Subtype /Image`)
	pdfA4    = regexp.MustCompile(`/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]`)
)

// Print prints a page that lies in a folder, as Chromium prints it.
func Print(t *testing.T, folder, page string) Printed {
	t.Helper()
	server := httptest.NewServer(http.FileServerFS(os.DirFS(folder)))
	defer server.Close()
	out := filepath.Join(t.TempDir(), "out.pdf")
	cmd := exec.CommandContext(t.Context(), browser(t),
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--user-data-dir="+t.TempDir(), "--virtual-time-budget=10000", "--no-pdf-header-footer",
		"--print-to-pdf="+out, server.URL+"/"+page)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("chromium: %v: %s", err, said)
	}
	pdf, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("chromium printed %.40q", pdf)
	}
	p := Printed{Pages: len(pdfPage.FindAll(pdf, -1)), Photos: len(pdfPhoto.FindAll(pdf, -1))}
	p.A4 = p.Pages > 0 && len(pdfA4.FindAll(pdf, -1)) == p.Pages
	return p
}
