package native

import (
	"errors"
	"path/filepath"
	"slices"
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

// answers collects what a chooser hands to done.
type answers struct {
	calls int
	paths []string
	err   error
}

func (a *answers) done(paths []string, err error) { a.calls, a.paths, a.err = a.calls+1, paths, err }

func (a *answers) done1(path string, err error) {
	a.done(nil, err)
	if err == nil {
		a.paths = []string{path}
	}
}

func (a *answers) want(t *testing.T, err error, paths ...string) {
	t.Helper()
	if a.calls != 1 || !slices.Equal(a.paths, paths) || !errors.Is(a.err, err) {
		t.Errorf("done was called %d times with %q, %v; want once with %q, %v", a.calls, a.paths, a.err, paths, err)
	}
}
