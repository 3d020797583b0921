//go:build !windows

package native

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// screen gives the test an X server of its own: the clipboard of the desktop that
// runs the tests belongs to its user, or to another test.
func screen(t *testing.T) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "64x64x24", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{w}
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Kill()
		_ = server.Wait() // killed, which it reports as an error
	})
	if err := errors.Join(w.Close(), r.SetReadDeadline(time.Now().Add(20*time.Second))); err != nil {
		t.Fatal(err)
	}
	number, err := io.ReadAll(io.LimitReader(r, 16))
	if line := strings.TrimSpace(string(number)); line != "" {
		t.Setenv("DISPLAY", ":"+line)
		t.Setenv("XAUTHORITY", "")
		t.Setenv("WAYLAND_DISPLAY", "")
		return
	}
	t.Fatalf("Xvfb gave no display: %v", err)
}

// put lays data on the clipboard, as another program would.
func put(t *testing.T, form string, data []byte) {
	t.Helper()
	cmd := exec.Command("xclip", "-selection", "clipboard", "-t", form, "-i")
	cmd.Stdin = bytes.NewReader(data)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	// xclip is gone before its child owns the clipboard.
	for range 500 {
		got, err := exec.Command("xclip", "-selection", "clipboard", "-t", form, "-o").Output()
		if err == nil && bytes.Equal(got, data) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("%s did not reach the clipboard", form)
}

func clipped(t *testing.T) []Item {
	t.Helper()
	c, err := ReadClipboard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Photos
}

func TestClipboardPicture(t *testing.T) {
	screen(t)
	if items := clipped(t); len(items) != 0 {
		t.Fatalf("an empty clipboard gave %v", items)
	}
	img := image.NewGray(image.Rect(0, 0, 300, 200))
	var asPNG, asJPEG bytes.Buffer
	if err := errors.Join(png.Encode(&asPNG, img), jpeg.Encode(&asJPEG, img, nil)); err != nil {
		t.Fatal(err)
	}
	for form, data := range map[string][]byte{"image/png": asPNG.Bytes(), "image/jpeg": asJPEG.Bytes()} {
		put(t, form, data)
		items := clipped(t)
		if len(items) != 1 || !bytes.Equal(items[0].Data, data) || items[0].Path != "" || items[0].Name != "" {
			t.Errorf("%s of %d bytes came back as %d items", form, len(data), len(items))
		}
	}
}

func TestClipboardFiles(t *testing.T) {
	screen(t)
	paths := inFolder(t, "Ảnh 1.jpg", "a+b.png")
	list := uriOf(paths[0]) + "\r\n" + uriOf(paths[1]) + "\r\n" + uriOf(paths[1]+".gone") + "\r\n"
	for form, text := range map[string]string{
		"text/uri-list": list,
		"UTF8_STRING":   paths[0] + "\n" + paths[1],
	} {
		put(t, form, []byte(text))
		items := clipped(t)
		if len(items) != 2 || items[0].Path != paths[0] || items[1].Path != paths[1] || items[1].Name != "a+b.png" {
			t.Errorf("%s came back as %v", form, items)
		}
	}
	put(t, "UTF8_STRING", []byte("Sáng ngày 15/10/2026, xã Suối Mây"))
	if items := clipped(t); len(items) != 0 {
		t.Errorf("a text came back as %v", items)
	}
}

func TestClipboardWithoutDesktop(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	if items := clipped(t); len(items) != 0 {
		t.Errorf("no desktop gave %v", items)
	}
}

func read(t *testing.T) Content {
	t.Helper()
	c, err := ReadClipboard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestHTMLThatAnotherProgramCopied(t *testing.T) {
	screen(t)
	const html = "<p>Xã <b>Suối Mây</b></p>"
	var wide bytes.Buffer
	for _, u := range append([]uint16{0xfeff}, utf16.Encode([]rune(html))...) {
		wide.Write([]byte{byte(u), byte(u >> 8)})
	}
	for name, data := range map[string][]byte{
		"UTF-8": []byte(html), "with its mark": []byte("\xef\xbb\xbf" + html), "and a zero": []byte(html + "\x00"),
		"UTF-16": wide.Bytes(), "without a mark": wide.Bytes()[2:],
	} {
		own(t, "text/html", string(data))
		if c := read(t); c.HTML != html || c.Text != "" || len(c.Photos) != 0 {
			t.Errorf("%s: %+v", name, c)
		}
	}
}

// Xclip hands over what is long in pieces, as browsers do.
func TestContentThatComesInPieces(t *testing.T) {
	screen(t)
	html := strings.Repeat("<p>Hội nghị Đảng bộ xã Suối Mây</p>", 60_000)
	put(t, "text/html", []byte(html))
	if got := read(t).HTML; got != html {
		t.Errorf("%d bytes came, want %d", len(got), len(html))
	}
}

func TestWhatThisProgramCopiedIsReadBack(t *testing.T) {
	screen(t)
	html, text := strings.Repeat("<p>Xã Suối Mây</p>", 30_000), "Xã Suối Mây"
	if err := CopyHTML(t.Context(), html, text); err != nil {
		t.Fatal(err)
	}
	if c := read(t); c.HTML != htmlCharset+html || c.Text != text || len(c.Photos) != 0 {
		t.Errorf("came back %d bytes of HTML, %q, %v", len(c.HTML), c.Text, c.Photos)
	}
}

func TestContentOverItsLimit(t *testing.T) {
	screen(t)
	put(t, "UTF8_STRING", bytes.Repeat([]byte("a"), maxTextBytes+1))
	if got := read(t).Text; got != "" {
		t.Errorf("%d bytes came, %d are allowed", len(got), maxTextBytes)
	}
	put(t, "UTF8_STRING", bytes.Repeat([]byte("a"), maxTextBytes))
	if got := read(t).Text; len(got) != maxTextBytes {
		t.Errorf("%d bytes came, %d were copied", len(got), maxTextBytes)
	}
}

func TestABMPBecomesPNG(t *testing.T) {
	screen(t)
	file := append([]byte("BM"), make([]byte, bmpHeader-2)...)
	put(t, "image/bmp", append(file, dibFile(t, "rgb24.dib")...))
	items := clipped(t)
	if len(items) != 1 || !bytes.HasPrefix(items[0].Data, []byte("\x89PNG")) {
		t.Errorf("came as %v", items)
	}
	put(t, "image/bmp", []byte("no picture at all"))
	if _, err := ReadClipboard(t.Context()); !errors.Is(err, ErrPicture) {
		t.Errorf("got %v, want ErrPicture", err)
	}
}

// mute is a program that owns the clipboard and answers nobody.
func mute(t *testing.T) {
	t.Helper()
	o, err := newOffer([]rendering{{"UTF8_STRING", "a"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(o.conn.Close)
}

// own is a program that owns the clipboard with data in one form. Xclip would
// rewrite some of them.
func own(t *testing.T, form, data string) {
	t.Helper()
	o, err := newOffer([]rendering{{form, data}})
	if err != nil {
		t.Fatal(err)
	}
	go o.serve() // ends with the screen, or when something else is copied
}

func TestClipboardOwnerThatHangs(t *testing.T) {
	screen(t)
	mute(t)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := ReadClipboard(ctx)
		ended <- err
	}()
	cancel()
	select {
	case err := <-ended:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want context.Canceled", err)
		}
	case <-time.After(20 * time.Second):
		t.Error("reading does not end with its context")
	}
}
