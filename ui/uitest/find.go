package uitest

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/ui/part"
)

// All lists the objects of one type that are to be seen in a window.
func All[T fyne.CanvasObject](w fyne.Window) []T {
	var found []T
	for _, o := range test.LaidOutObjects(w.Content()) {
		if f, ok := o.(T); ok && o.Visible() {
			found = append(found, f)
		}
	}
	return found
}

// Button is the button with those words, nil where none is seen.
func Button(w fyne.Window, words string) *part.Button {
	for _, b := range All[*part.Button](w) {
		if b.Text() == words {
			return b
		}
	}
	return nil
}

// Press presses the button with those words.
func Press(t testing.TB, w fyne.Window, words string) {
	t.Helper()
	b := Button(w, words)
	if b == nil {
		t.Fatalf("no button %q", words)
	}
	test.Tap(b)
	Settle(w)
}

// Reads reports whether some text in the window holds the words.
func Reads(w fyne.Window, words string) bool {
	for _, o := range test.LaidOutObjects(w.Content()) {
		text := ""
		switch o := o.(type) {
		case *part.Text:
			text = o.Text()
		case *part.Flow:
			text = o.Text()
		case *part.Banner:
			text = o.Text()
		}
		if o.Visible() && strings.Contains(text, words) {
			return true
		}
	}
	return false
}

// Sample is a sample report whose photos are in the store.
func Sample(t testing.TB, photos model.PhotoStore, folder string) model.Report {
	t.Helper()
	dir := path.Join("samples", folder)
	data, err := fs.ReadFile(assets.FS, path.Join(dir, "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := model.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(assets.FS, path.Join(dir, "*.jpg"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no photos in %s: %v", dir, err)
	}
	for _, name := range names {
		addPhoto(t, photos, name)
	}
	r.ID = "suoimay234567abc"
	return r
}

func addPhoto(t testing.TB, photos model.PhotoStore, name string) {
	t.Helper()
	f, err := assets.FS.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := photos.Add(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}
