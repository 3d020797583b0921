//go:build !windows

package native

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// pasted is the clipboard in one form as another program gets it.
func pasted(t *testing.T, form string) string {
	t.Helper()
	data, err := exec.CommandContext(t.Context(), "xclip", "-selection", "clipboard", "-o", "-t", form).Output()
	if err != nil {
		t.Fatalf("%s: %v", form, err)
	}
	return string(data)
}

func TestCopiedHTMLIsOfferedAsHTMLAndAsText(t *testing.T) {
	screen(t)
	const html, text = "<h2>Xã Suối Mây</h2><p>Ảnh 1</p>", "Xã Suối Mây\n\nẢnh 1"
	if err := CopyHTML(t.Context(), html, text); err != nil {
		t.Fatal(err)
	}
	forms := strings.Fields(pasted(t, "TARGETS"))
	for _, form := range []string{"TARGETS", "text/html", "UTF8_STRING", "text/plain;charset=utf-8"} {
		if !slices.Contains(forms, form) {
			t.Errorf("%s is not among %q", form, forms)
		}
	}
	if got := pasted(t, "text/html"); got != htmlCharset+html {
		t.Errorf("HTML came as %q", got)
	}
	for _, form := range []string{"UTF8_STRING", "text/plain"} {
		if got := pasted(t, form); got != text {
			t.Errorf("%s came as %q", form, got)
		}
	}
	if out, err := exec.CommandContext(t.Context(), "xclip", "-selection", "clipboard", "-o", "-t", "image/png").Output(); err == nil {
		t.Errorf("a picture was handed over: %q", out)
	}
}

// A report of thirty pages is longer than a request of X11 may be.
func TestCopiedHTMLMayBeLong(t *testing.T) {
	screen(t)
	html := strings.Repeat("<p>Hội nghị Đảng bộ xã Suối Mây</p>", 20_000)
	if err := CopyHTML(t.Context(), html, "chữ"); err != nil {
		t.Fatal(err)
	}
	if got := pasted(t, "text/html"); got != htmlCharset+html {
		t.Errorf("%d bytes came, want %d", len(got), len(htmlCharset+html))
	}
}

func TestCopyingAgainReplacesWhatWasCopied(t *testing.T) {
	screen(t)
	for _, text := range []string{"một", "hai"} {
		if err := CopyHTML(t.Context(), "<b>"+text+"</b>", text); err != nil {
			t.Fatal(err)
		}
		if got := pasted(t, "UTF8_STRING"); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	put(t, "UTF8_STRING", []byte("ba"))
	if got := pasted(t, "UTF8_STRING"); got != "ba" {
		t.Errorf("another program copied %q, and got %q", "ba", got)
	}
}

func TestOffersEndWhenAnotherProgramCopies(t *testing.T) {
	screen(t)
	o, err := newOffer([]rendering{{"UTF8_STRING", "một"}})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		o.serve()
		close(ended)
	}()
	put(t, "UTF8_STRING", []byte("hai"))
	select {
	case <-ended:
	case <-time.After(20 * time.Second):
		t.Error("the offer goes on beside another one")
	}
}

func TestCopyingWithoutAScreenIsAnError(t *testing.T) {
	t.Setenv("DISPLAY", "")
	if err := CopyHTML(t.Context(), "<b>a</b>", "a"); err == nil {
		t.Error("there is no screen, and no error")
	}
}
