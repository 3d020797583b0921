package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// TestNoticesAreCurrent: what is shown and shipped names what is linked, as the
// module cache has it. Nothing is fetched.
func TestNoticesAreCurrent(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	want, err := generate(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "assets", "notices", "THIRD-PARTY.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("assets/notices/THIRD-PARTY.txt is not what make notices writes")
	}
	for _, name := range []string{"fyne.io/fyne/v2 v2.7.1 · ", "go.etcd.io/bbolt v", "github.com/danieljoos/wincred v", "github.com/rymdport/portal v"} {
		if !bytes.Contains(want, []byte("\n"+name)) {
			t.Errorf("%s is not named", name)
		}
	}
	if bytes.Contains(want, []byte("staticcheck")) {
		t.Error("a tool is named that is not linked")
	}
}

// TestNumbers: each component points at licences that are there, and each
// licence stands once.
func TestNumbers(t *testing.T) {
	var b bytes.Buffer
	err := write(&b, []component{
		{"go", "", []string{"BSD-3-Clause"}, []string{"one\n"}},
		{"a", "v1", []string{"MIT", "ISC"}, []string{"two\n", "one\n"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(b.String(), "\n\n")
	want := "go · BSD-3-Clause [1]\na v1 · MIT, ISC [2] [1]\n\n" + rule + "\n[1] go, a\n\none\n\n" + rule + "\n[2] a\n\ntwo\n"
	if list != want {
		t.Errorf("got\n%s\nwant\n%s", list, want)
	}
}

func TestClassify(t *testing.T) {
	read := func(name string) string {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	mit, bsd3 := read("LICENSE"), read("cmd/notices/texts/go.txt")
	bsd2 := bsd3[:strings.Index(bsd3, "   * Neither")] + bsd3[strings.Index(bsd3, "THIS SOFTWARE"):]
	for _, tt := range []struct {
		text string
		want []string
		err  error
	}{
		{mit, []string{"MIT"}, nil},
		{regexp.MustCompile(`(?m)^`).ReplaceAllString(mit, "// "), []string{"MIT"}, nil},
		{bsd3, []string{"BSD-3-Clause"}, nil},
		{bsd2, []string{"BSD-2-Clause"}, nil},
		{bsd2 + mit, []string{"BSD-2-Clause", "MIT"}, nil},
		{read("assets/fonts/OFL.txt"), []string{"OFL-1.1"}, nil},
		{mit + "\nThe Software may be used for non-commercial ends alone: “Commons Clause”.", nil, errForbidden},
		{"GNU LESSER GENERAL\n  PUBLIC LICENSE Version 2.1", nil, errForbidden},
		{"under the GNU Affero General Public License", nil, errForbidden},
		{mit[:len(mit)/3], nil, errUnknown},
		{"All rights reserved.", nil, errUnknown},
		{"", nil, errUnknown},
	} {
		got, err := classify(tt.text)
		if !slices.Equal(got, tt.want) || !errors.Is(err, tt.err) {
			t.Errorf("%.60q: %q, %v; want %q, %v", tt.text, got, err, tt.want, tt.err)
		}
	}
}

// TestModulesWithoutLicenceAreRefused, and with one that forbids, wherever it
// lies among what is linked; what is not linked does not matter.
func TestModulesWithoutLicenceAreRefused(t *testing.T) {
	mit, err := os.ReadFile(filepath.Join(root, "LICENSE"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	m := module{"example.org/m", "v1", dir, map[string]bool{}}
	if err := m.use(listed{Dir: filepath.Join(dir, "a"), EmbedFiles: []string{"fonts/f.ttf"}}); err != nil {
		t.Fatal(err)
	}
	put("a/fonts/f.ttf", "")
	put("license_test.go", "")
	if _, err := m.component(); err == nil {
		t.Error("a module without a licence passes")
	}
	put("b/LICENSE", "GNU General Public License")
	put("License.md", string(mit))
	c, err := m.component()
	if err != nil || !slices.Equal(c.kinds, []string{"MIT"}) || len(c.licences) != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	put("a/fonts/COPYING", "GNU General Public License")
	if _, err := m.component(); !errors.Is(err, errForbidden) {
		t.Errorf("a forbidden licence beside an embedded file: %v", err)
	}
}

// TestFoldersOfCode: where C is compiled its own licences are looked for, too.
func TestFoldersOfCode(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "a", "c", "deps"), 0o755); err != nil {
		t.Fatal(err)
	}
	m := module{"example.org/m", "v1", dir, map[string]bool{}}
	if err := gather(map[string]module{"example.org/m": m}, `{"Dir": "`+filepath.ToSlash(dir)+`/a", "CgoFiles": ["x.go"],
		"Module": {"Path": "example.org/m", "Version": "v1", "Dir": "`+filepath.ToSlash(dir)+`"}} {"Dir": "/x", "Standard": true}`); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{".", "a", "a/c", "a/c/deps"} {
		if !m.folders[want] {
			t.Errorf("%s is not looked into", want)
		}
	}
}

// TestTextsStayApart: a text with the rule in it would be read as two.
func TestTextsStayApart(t *testing.T) {
	if write(io.Discard, []component{{"a", "", []string{"MIT"}, []string{"x\n" + rule + "\ny\n"}}}) == nil {
		t.Error("taken")
	}
}

func TestNoFileNamed(t *testing.T) {
	if run(t.Context(), root, "") == nil {
		t.Error("written nowhere")
	}
}
