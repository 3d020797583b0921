package main

import (
	"os"
	"path/filepath"
	"testing"

	"tinxa/model/webtext"
)

// TestPicturesWithinAPage are files; folders and devices that a page names are
// none.
func TestPicturesWithinAPage(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.png")
	if err := os.WriteFile(file, []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]bool{file: true, dir: false, t.TempDir(): false, os.DevNull: false, dir + "/b.png": false, "": false} {
		if _, got := within(webtext.Source{File: source}); got != want {
			t.Errorf("%q is a picture: %t", source, got)
		}
	}
	if got, ok := within(webtext.Source{Data: []byte("a")}); !ok || got.Open == nil {
		t.Error("a picture in the page is none")
	}
}
