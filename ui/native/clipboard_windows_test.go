package native

import (
	"bytes"
	"encoding/binary"
	"errors"
	"runtime"
	"testing"

	"golang.org/x/sys/windows"
)

// put lays data on the clipboard in one form.
func put(t *testing.T, format uintptr, data []byte) {
	t.Helper()
	if err := copyForms(t.Context(), []form{{format, data}}); err != nil {
		t.Fatal(err)
	}
}

// dropped is the DROPFILES of these paths (shlobj_core.h).
func dropped(t *testing.T, paths ...string) []byte {
	t.Helper()
	const header, wide = 20, 1
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, [5]uint32{header, 0, 0, 0, wide}) // a Buffer takes everything
	for _, path := range paths {
		b.Write(utf16Bytes(t, path))
	}
	b.Write([]byte{0, 0})
	return b.Bytes()
}

func utf16Bytes(t *testing.T, s string) []byte {
	t.Helper()
	units, err := windows.UTF16FromString(s)
	if err != nil {
		t.Fatal(err)
	}
	return littleEndian(units)
}

func clipped(t *testing.T) []Item {
	t.Helper()
	c, err := ReadClipboard(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c.Photos
}

func TestClipboardOfWindows(t *testing.T) {
	paths := inFolder(t, "Ảnh 1.jpg", "b c.png")
	put(t, cfHDrop, dropped(t, paths...))
	if items := clipped(t); len(items) != 2 || items[0].Path != paths[0] || items[1].Path != paths[1] {
		t.Errorf("files came back as %+v", items)
	}
	put(t, cfUnicodeText, utf16Bytes(t, `"`+paths[0]+`"`))
	if items := clipped(t); len(items) != 1 || items[0].Path != paths[0] {
		t.Errorf("a path came back as %+v", items)
	}
	put(t, cfUnicodeText, utf16Bytes(t, "xã Suối Mây"))
	if items := clipped(t); len(items) != 0 {
		t.Errorf("a text came back as %+v", items)
	}
	picture := []byte("\x89PNG\r\n\x1a\n and what follows")
	put(t, namedFormat("PNG"), picture)
	if items := clipped(t); len(items) != 1 || !bytes.HasPrefix(items[0].Data, picture) {
		t.Errorf("PNG came back as %+v", items)
	}
}

func TestCopiedHTMLIsThereAsHTMLAndAsText(t *testing.T) {
	const html, text = "<h2>Xã Suối Mây</h2>", "Xã Suối Mây"
	if err := CopyHTML(t.Context(), html, text); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := holdClipboard(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	if got := (held{}).text(); got != text {
		t.Errorf("the text is %q", got)
	}
	got, err := clipboardBytes(namedFormat("HTML Format"), maxHTMLBytes)
	if err != nil || !bytes.HasPrefix(got, []byte(cfHTML(html))) {
		t.Errorf("the HTML is %q, %v", got, err)
	}
}

func TestWhatIsCopiedIsReadBack(t *testing.T) {
	const html, text = "<h2>Xã Suối Mây</h2><p>Ảnh 1</p>", "Xã Suối Mây\n\nẢnh 1"
	if err := CopyHTML(t.Context(), html, text); err != nil {
		t.Fatal(err)
	}
	c, err := ReadClipboard(t.Context())
	if err != nil || c.HTML != html || c.Text != text || len(c.Photos) != 0 {
		t.Errorf("came back as %+v, %v", c, err)
	}
}

func TestDIBOnTheClipboard(t *testing.T) {
	for _, name := range []string{"rgb24.dib", "v5-alpha.dib"} {
		format := uintptr(cfDIB)
		if name == "v5-alpha.dib" {
			format = cfDIBV5
		}
		put(t, format, dibFile(t, name))
		items := clipped(t)
		if len(items) != 1 || !bytes.HasPrefix(items[0].Data, []byte("\x89PNG")) {
			t.Errorf("%s came back as %+v", name, items)
		}
	}
	put(t, cfDIB, make([]byte, 64))
	if _, err := ReadClipboard(t.Context()); !errors.Is(err, ErrPicture) {
		t.Errorf("got %v, want ErrPicture", err)
	}
}

func TestLinesOfCopiedTextEndAsWindowsWantsThem(t *testing.T) {
	if err := CopyHTML(t.Context(), "<p>một</p><p>hai</p>", "một\nhai"); err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if err := holdClipboard(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	got, err := clipboardBytes(cfUnicodeText, maxTextBytes)
	if want := utf16Bytes(t, "một\r\nhai"); err != nil || !bytes.HasPrefix(got, want) {
		t.Errorf("the text is % x, %v; want % x", got, err, want)
	}
}

// The dialog itself needs a user; all that is before it does not.
func TestDialogIsPrepared(t *testing.T) {
	ask := Ask{
		Title: "Chọn ảnh", Dir: t.TempDir(), Name: "Tin hội nghị", Ext: ".html",
		Kinds: []Kind{{"Ảnh", []string{".jpg", ".png"}}, {"Trang", []string{".html"}}},
	}
	for _, m := range []mode{openFiles, saveFile, openFolder} {
		err := withCOM(func() error {
			d, err := newDialog(m)
			if err != nil {
				return err
			}
			defer d.free()
			return prepare(d, m, ask)
		})
		if err != nil {
			t.Errorf("mode %d: %v", m, err)
		}
	}
}

func TestShellItemsKnowTheirPath(t *testing.T) {
	path := inFolder(t, "Ảnh 1.jpg")[0]
	err := withCOM(func() error {
		item, err := shellItem(path)
		if err != nil {
			return err
		}
		defer item.free()
		got, err := pathOf(item)
		if got != path {
			t.Errorf("path %q, want %q", got, path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
