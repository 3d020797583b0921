package main

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/bmp"
)

// TestPictures: those of the pages are bitmaps with the icon on a field, and the
// icon has every size.
func TestPictures(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "pictures")
	if err := pictures([]string{"-icon", "../../assets/icon.png", folder}, io.Discard); err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]image.Point{"welcome.bmp": welcomeSize, "header.bmp": headerSize} {
		m, err := bmp.Decode(bytes.NewReader(read(t, folder, name)))
		if err != nil {
			t.Fatal(name, err)
		}
		colours := map[any]bool{}
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				colours[m.At(x, y)] = true
			}
		}
		if m.Bounds().Size() != size || len(colours) < 50 {
			t.Errorf("%s measures %v and has %d colours", name, m.Bounds().Size(), len(colours))
		}
	}
	data := read(t, folder, "tinxa.ico")
	for i, size := range iconSizes {
		entry := data[6+16*i:]
		at, n := binary.LittleEndian.Uint32(entry[12:]), binary.LittleEndian.Uint32(entry[8:])
		m, err := png.DecodeConfig(bytes.NewReader(data[at : at+n]))
		if err != nil || m.Width != size || m.Height != size || entry[0] != byte(size) {
			t.Errorf("entry %d should measure %d: %+v, %v", i, size, m, err)
		}
	}
}

func read(t *testing.T, folder, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPicturesOfNothing(t *testing.T) {
	text := filepath.Join(t.TempDir(), "icon.png")
	if err := os.WriteFile(text, []byte("không phải ảnh"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, icon := range []string{text, text + ".none"} {
		if code := run([]string{"pictures", "-icon", icon, t.TempDir()}, io.Discard, io.Discard); code != 1 {
			t.Errorf("%s: exit code %d", filepath.Base(icon), code)
		}
	}
}
