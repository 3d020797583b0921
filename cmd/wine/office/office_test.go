package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestPathsOfBothSystems(t *testing.T) {
	p := &PC{dir: filepath.FromSlash("/pc/windows"), user: "hanh"}
	for windows, here := range map[string]string{
		`C:\users\hanh\Ảnh hội nghị.jpg`: "/pc/windows/drive_c/users/hanh/Ảnh hội nghị.jpg",
		`Z:\srv\data\bài.txt`:            "/srv/data/bài.txt",
		`C:\x`:                           "/pc/windows/drive_c/x",
	} {
		if got := p.Path(windows); got != here {
			t.Errorf("%s lies at %s, want %s", windows, got, here)
		}
		if got := p.Windows(here); got != windows {
			t.Errorf("%s is %s there, want %s", here, got, windows)
		}
	}
	if got := p.Windows("/pc/windows/drive_cc/x"); got != `Z:\pc\windows\drive_cc\x` {
		t.Errorf("a folder beside the disk is %s", got)
	}
	if got := p.Local("Programs", "TinXa"); got != `C:\users\hanh\AppData\Local\Programs\TinXa` {
		t.Errorf("%s", got)
	}
}

func TestBase(t *testing.T) {
	for path, want := range map[string]string{`C:\a\tinxa.exe`: "tinxa.exe", "/a/b.exe": "b.exe", "reg": "reg", `a\`: ""} {
		if got := base(path); got != want {
			t.Errorf("the last part of %s is %q", path, got)
		}
	}
}

func TestUntil(t *testing.T) {
	looks := 0
	err := Until(t.Context(), "three looks", func() (bool, error) { looks++; return looks == 3, nil })
	if err != nil || looks != 3 {
		t.Errorf("%d looks, %v", looks, err)
	}
	broken := errors.New("broken")
	if err := Until(t.Context(), "it", func() (bool, error) { return false, broken }); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Millisecond)
	defer cancel()
	err = Until(ctx, "the impossible", func() (bool, error) { return false, nil })
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "the impossible") {
		t.Errorf("%v", err)
	}
}

func TestPictures(t *testing.T) {
	img := rgba([]byte{1, 2, 3, 0, 4, 5, 6, 9}, 2, 1) // blue, green, red, nothing
	if want := []byte{3, 2, 1, 0xff, 6, 5, 4, 0xff}; !slices.Equal(img.Pix, want) {
		t.Errorf("%v, want %v", img.Pix, want)
	}
	if n := differing([]byte{1, 2, 3, 0, 4, 5, 6, 0}, []byte{1, 2, 3, 9, 4, 5, 7, 0}); n != 1 {
		t.Errorf("%d pixels differ, want 1", n)
	}
}

// A PC's copy of Windows shares what nothing writes to, and has the rest for
// itself.
func TestCopies(t *testing.T) {
	w := Windows{dir: filepath.Join(t.TempDir(), "windows"), user: "hanh"}
	put(t, filepath.Join(w.dir, "user.reg"), "settings")
	put(t, filepath.Join(w.dir, drive, "windows", "system32", "x.dll"), "library")
	put(t, filepath.Join(w.dir, drive, "users", "hanh", "a.txt"), "text")
	if err := os.Symlink("../"+drive, filepath.Join(w.dir, "c:")); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "pc")
	if err := w.copyTo(to); err != nil {
		t.Fatal(err)
	}
	for name, shared := range map[string]bool{
		"user.reg": false, drive + "/windows/system32/x.dll": true, drive + "/users/hanh/a.txt": false,
	} {
		if got := sameFile(t, filepath.Join(w.dir, name), filepath.Join(to, name)); got != shared {
			t.Errorf("%s is shared: %v", name, got)
		}
	}
	if target, err := os.Readlink(filepath.Join(to, "c:")); err != nil || target != "../"+drive {
		t.Errorf("the disk leads to %q, %v", target, err)
	}
}

func TestOwnFolders(t *testing.T) {
	dir := t.TempDir()
	w := Windows{dir: prefix(dir)}
	put(t, filepath.Join(w.users(), "Public", "x"), "")
	put(t, filepath.Join(w.users(), "hanh", "AppData", "x"), "")
	elsewhere := t.TempDir()
	documents := filepath.Join(w.users(), "hanh", "Documents")
	if err := os.Symlink(elsewhere, documents); err != nil {
		t.Fatal(err)
	}
	w, err := Installed(dir)
	if err != nil || w.user != "hanh" {
		t.Fatalf("the user is %q, %v", w.user, err)
	}
	if err := w.ownFolders(); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(documents, "bài.txt"), "")
	if left, err := os.ReadDir(elsewhere); err != nil || len(left) > 0 {
		t.Errorf("documents still go to the real user's folder: %v, %v", left, err)
	}
	if _, err := Installed(t.TempDir()); err == nil {
		t.Error("Windows is found where there is none")
	}
}

func TestFind(t *testing.T) {
	p := &PC{dir: t.TempDir()}
	put(t, p.Path(`C:\users\hanh\Documents\bai\index.html`), "")
	put(t, p.Path(`C:\users\hanh\Documents\bai\anh\1.jpg`), "")
	found, err := p.Find(`C:\users\hanh\Documents`, "*.html")
	if err != nil || !slices.Equal(found, []string{"bai/index.html"}) {
		t.Errorf("%q, %v", found, err)
	}
	if found, err := p.Find(`C:\nowhere`, "*"); err != nil || found != nil {
		t.Errorf("in a folder that is not there: %q, %v", found, err)
	}
}

func TestSaid(t *testing.T) {
	p := &PC{home: t.TempDir()}
	put(t, filepath.Join(p.home, "tinxa.exe-1"+saidEnding), "panic: no\r\n")
	put(t, filepath.Join(p.home, "reg-2"+saidEnding), "")
	if got := p.Said(); !strings.Contains(got, "tinxa.exe-1") || !strings.Contains(got, "panic: no") || strings.Contains(got, "reg") {
		t.Errorf("%q", got)
	}
	if long := tail(strings.Repeat("x", 2*mostTold)); len([]rune(long)) != mostTold+1 {
		t.Errorf("%d letters are told", len([]rune(long)))
	}
}

// Processes of another prefix are never taken for this PC's.
func TestOwns(t *testing.T) {
	proc := t.TempDir()
	put(t, filepath.Join(proc, "environ"), "HOME=x\x00WINEPREFIX=/pc/windows\x00DISPLAY=:1\x00")
	for dir, want := range map[string]bool{"/pc/windows": true, "/pc/window": false, "/pc/windows2": false} {
		if got := (&PC{dir: dir}).owns(proc); got != want {
			t.Errorf("%s owns it: %v", dir, got)
		}
	}
	if (&PC{dir: "/pc/windows"}).owns(t.TempDir()) {
		t.Error("a process that is gone is owned")
	}
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func sameFile(t *testing.T, a, b string) bool {
	t.Helper()
	x, err := os.Stat(a)
	if err != nil {
		t.Fatal(err)
	}
	y, err := os.Stat(b)
	if err != nil {
		t.Fatal(err)
	}
	return os.SameFile(x, y)
}
