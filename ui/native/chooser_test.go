package native

import (
	"path/filepath"
	"testing"
)

func TestWithExt(t *testing.T) {
	paths := inFolder(t, "taken.html", "taken (2).html")
	dir := filepath.Dir(paths[0])
	cases := [][2]string{
		{"new", "new.html"},
		{"new.HTML", "new.HTML"},
		{"taken.html", "taken.html"}, // the user said yes to that
		{"taken", "taken (3).html"},  // and was not asked about this
		{"15.10.2026", "15.10.2026.html"},
	}
	for _, c := range cases {
		if got := withExt(filepath.Join(dir, c[0]), ".html"); got != filepath.Join(dir, c[1]) {
			t.Errorf("%s became %s, want %s", c[0], got, c[1])
		}
	}
	if got := withExt("x", ""); got != "x" {
		t.Errorf("no ending asked for, got %s", got)
	}
}
