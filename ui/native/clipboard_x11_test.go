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
	items, err := ClipboardPhotos(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return items
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

func TestClipboardUnderWayland(t *testing.T) {
	dir := t.TempDir()
	script := "#!/bin/sh\nif [ \"$1\" = --list-types ]; then echo text/html; echo image/png; else printf '%s' \"$*\"; fi\n"
	if err := os.WriteFile(dir+"/wl-paste", []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	t.Setenv("WAYLAND_DISPLAY", "wayland-0")
	items := clipped(t)
	if len(items) != 1 || string(items[0].Data) != "--no-newline --type image/png" {
		t.Errorf("wl-paste was asked for %s", items)
	}
}

func TestClipboardTooLarge(t *testing.T) {
	if _, err := output(t.Context(), []string{"head", "-c", "100000", "/dev/zero"}, 99_999); !errors.Is(err, errLong) {
		t.Errorf("a byte over the limit: %v, want errLong", err)
	}
	data, err := output(t.Context(), []string{"head", "-c", "100000", "/dev/zero"}, 100_000)
	if err != nil || len(data) != 100_000 {
		t.Errorf("at the limit: %d bytes, %v", len(data), err)
	}
	broken := clip{paste: func(string) []string { return []string{"false"} }}
	if _, err := broken.photos(t.Context(), []string{"image/png"}); !errors.Is(err, ErrPicture) {
		t.Errorf("got %v, want ErrPicture", err)
	}
}

func TestClipboardOwnerThatHangs(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	if _, err := output(ctx, []string{"sleep", "60"}, 1); err == nil || time.Since(began) > 10*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}
