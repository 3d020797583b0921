//go:build !windows

package native

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// xdgOpen puts a command of that name before all others. It notes what it was
// asked to open, then does what the script says. The returned function reads the
// note.
func xdgOpen(t *testing.T, script string) func() string {
	t.Helper()
	noDesktop(t)
	dir := t.TempDir()
	note := filepath.Join(dir, "note")
	text := "#!/bin/sh\nprintf %s \"$*\" >'" + note + "'\n" + script + "\n"
	if err := os.WriteFile(filepath.Join(dir, "xdg-open"), []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":/usr/bin:/bin")
	return func() string {
		data, err := os.ReadFile(note)
		if err != nil {
			return ""
		}
		return string(data)
	}
}

func TestOpenFile(t *testing.T) {
	note := xdgOpen(t, "")
	path := inFolder(t, "-Tin hội nghị.html")[0]
	t.Chdir(filepath.Dir(path))
	if err := OpenFile(t.Context(), "-Tin hội nghị.html"); err != nil {
		t.Fatal(err)
	}
	if note() != path { // not the short name, which looks like an option
		t.Errorf("opened %q, want %q", note(), path)
	}
}

func TestOpenWithoutProgram(t *testing.T) {
	path := inFolder(t, "a.xyz")[0]
	xdgOpen(t, "exit 3")
	if err := OpenFile(t.Context(), path); !errors.Is(err, ErrProgram) {
		t.Errorf("nothing opens it: %v, want ErrProgram", err)
	}
	t.Setenv("PATH", t.TempDir())
	if err := OpenFile(t.Context(), path); !errors.Is(err, ErrProgram) {
		t.Errorf("no xdg-open: %v, want ErrProgram", err)
	}
}

func TestOpenDoesNotWaitForTheProgram(t *testing.T) {
	path := inFolder(t, "a.html")[0]
	xdgOpen(t, "exec sleep 20 </dev/null >/dev/null 2>&1")
	began := time.Now()
	if err := OpenFile(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("waited %v", took)
	}
}

func TestGoneFilesAreSaid(t *testing.T) {
	note := xdgOpen(t, "")
	gone := filepath.Join(t.TempDir(), "gone.html")
	for _, err := range []error{OpenFile(t.Context(), gone), ShowFolder(t.Context(), gone)} {
		if !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v, want fs.ErrNotExist", err)
		}
	}
	if note() != "" {
		t.Errorf("opened %q", note())
	}
}

func TestShowFolderWithoutFileManagerOnTheBus(t *testing.T) {
	path := inFolder(t, "a.html")[0]
	for _, shown := range []string{path, filepath.Dir(path)} {
		note := xdgOpen(t, "")
		if err := ShowFolder(t.Context(), shown); err != nil {
			t.Fatal(err)
		}
		if note() != filepath.Dir(path) {
			t.Errorf("opened %q, want %q", note(), filepath.Dir(path))
		}
	}
}

func TestBrowse(t *testing.T) {
	for _, target := range []string{"https://suoimay.example/tin?id=1#a", "http://suoimay.example/"} {
		note := xdgOpen(t, "")
		if err := Browse(t.Context(), target); err != nil {
			t.Errorf("%s: %v", target, err)
		}
		if note() != target {
			t.Errorf("opened %q, want %q", note(), target)
		}
	}
	path := inFolder(t, "a b.html")[0]
	for _, target := range []string{
		path, "file://" + path, `\\\\suoimay.example\\chung\\a.exe`, "//suoimay.example/a", "javascript:alert(1)", "ms-msdt:/id",
		"file:///etc/passwd", "https:", "--help", "",
	} {
		note := xdgOpen(t, "")
		if err := Browse(t.Context(), target); !errors.Is(err, ErrProgram) {
			t.Errorf("%q: %v", target, err)
		}
		if note() != "" {
			t.Errorf("%q reached xdg-open as %q", target, note())
		}
	}
}
