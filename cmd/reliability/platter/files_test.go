package platter_test

import (
	"io/fs"
	"os"
	"testing"
)

// wantFiles wants a folder to hold exactly these files.
func wantFiles(t *testing.T, dir string, want map[string]string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(dir), path)
		if text, wanted := want[path]; !wanted || text != string(data) {
			t.Errorf("%s holds %q, want %q", path, data, text)
		}
		delete(want, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for path := range want {
		t.Errorf("%s is not there", path)
	}
}
