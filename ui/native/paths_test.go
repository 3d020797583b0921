package native

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// names that break careless code.
var names = []string{"a.jpg", "a+b c.png", "100%.jpg", "Ảnh hội nghị.jpg", "A\u0309nh ho\u0323\u0302i nghi\u0323.jpg", "a#b;c.webp", "it's.JPG"}

// inFolder makes files of these names and returns their paths.
func inFolder(t *testing.T, names ...string) []string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = filepath.Join(dir, name)
		if err := os.WriteFile(paths[i], []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

func uriOf(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/photos
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

func TestURIListGivesPaths(t *testing.T) {
	paths := inFolder(t, names...)
	body := "# copied\r\n"
	for _, path := range paths {
		body += uriOf(path) + "\r\n"
	}
	body += "https://example.org/a.jpg\r\nfile://elsewhere/a.jpg\r\nfile:////elsewhere/a.jpg\r\nfile:a.jpg\r\n%%%\r\n\x00"
	if got := uriPaths(uriList(body)); !slices.Equal(got, paths) {
		t.Errorf("paths\n%q, want\n%q", got, paths)
	}
}

func TestLocalhostIsHere(t *testing.T) {
	path := inFolder(t, "a.jpg")[0]
	if got, ok := uriPath(strings.Replace(uriOf(path), "file://", "FILE://localhost", 1)); !ok || got != path {
		t.Errorf("%q, %t; want %q", got, ok, path)
	}
}

// TestRemotePaths: nothing is looked for on a machine that a page or a text names.
func TestRemotePaths(t *testing.T) {
	for path, want := range map[string]bool{
		`\\may-chu\anh\a.jpg`: true, `//may-chu/anh/a.jpg`: true, `\/may-chu/a.jpg`: true, `/\may-chu\a.jpg`: true,
		`\??\UNC\may-chu\anh\a.jpg`: true, `/??/UNC/may-chu/anh/a.jpg`: true, `\\?\UNC\may-chu\a.jpg`: true,
		`C:\anh\a.jpg`: false, `/anh/a.jpg`: false,
	} {
		if got := remote(path); got != want {
			t.Errorf("%s: %t", path, got)
		}
	}
}

func TestTextOfPaths(t *testing.T) {
	paths := inFolder(t, "a.jpg", "b c.PNG", "note.txt")
	missing := filepath.Join(filepath.Dir(paths[0]), "missing.jpg")
	cases := []struct {
		text string
		want []string
	}{
		{paths[0], paths[:1]},
		{`"` + paths[0] + "\"\r\n\"" + paths[1] + "\"\r\n", paths[:2]},
		{uriOf(paths[1]) + "\n", paths[1:2]},
		{"", nil},
		{"a.jpg", nil},
		{"see " + paths[0], nil},
		{paths[0] + "\nand more", nil},
		{paths[2], nil},
		{missing, nil},
		{filepath.Dir(paths[0]), nil},
		{`\\elsewhere\share\a.jpg`, nil},
		{"//elsewhere/share/a.jpg", nil},
		{strings.Repeat(paths[0]+"\n", maxLines+1), nil},
	}
	for _, c := range cases {
		if got := textPaths(c.text); !slices.Equal(got, c.want) {
			t.Errorf("%.80q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestItemsAreFiles(t *testing.T) {
	path := inFolder(t, "Báo cáo.docx")[0]
	got := files([]string{path, filepath.Dir(path), path + ".gone"})
	if len(got) != 1 || got[0].Path != path || got[0].Name != "Báo cáo.docx" || got[0].Data != nil {
		t.Errorf("items %+v, want the one file", got)
	}
}

func FuzzPaths(f *testing.F) {
	f.Add("file:///srv/a.jpg\r\n#x\r\nfile:///C:/a.jpg")
	f.Add("\"/srv/a.jpg\"\n\\\\host\\a.png")
	f.Add("file://localhost/%2e%2e/%00.jpg")
	f.Fuzz(func(t *testing.T, text string) {
		for _, path := range append(uriPaths(uriList(text)), textPaths(text)...) {
			if !filepath.IsAbs(path) || strings.HasPrefix(path, "//") || strings.HasPrefix(path, `\\`) || strings.Contains(path, "\x00") {
				t.Fatalf("%q is no path on this machine", path)
			}
		}
	})
}
