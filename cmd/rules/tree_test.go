package rules

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	root   = "../.." // of the repository, seen from this folder
	module = "tinxa"
)

// source is one parsed Go file.
type source struct {
	path string // from the root, with slashes
	fset *token.FileSet
	file *ast.File
	text string
}

// room is the folder of the file, which is how a package is named in these rules.
func (s source) room() string { return path.Dir(s.path) }

// isTest is true of test files and of everything in the rooms that exist for tests alone, as modeltest.
func (s source) isTest() bool {
	return strings.HasSuffix(s.path, "_test.go") || strings.HasSuffix(s.room(), "test")
}

func (s source) lines() int { return s.fset.File(s.file.FileStart).LineCount() }

// at words a complaint so that an editor can jump to its place.
func (s source) at(node ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", s.path, s.fset.Position(node.Pos()).Line, fmt.Sprintf(format, args...))
}

// parse reads the Go source of a file; the path need not exist.
func parse(t *testing.T, name, text string) source {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{path: name, fset: fset, file: file, text: text}
}

// files calls do with each file of the project. Built things, dotted folders and testdata are no code of ours.
func files(t *testing.T, do func(name string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		switch base := path.Base(name); {
		case err != nil:
			return err
		case !entry.IsDir():
			do(name)
		case name == "build", base == "testdata", name != "." && strings.HasPrefix(base, "."):
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// tree is every Go file of the project.
func tree(t *testing.T) []source {
	t.Helper()
	var all []source
	files(t, func(name string) {
		if path.Ext(name) == ".go" {
			all = append(all, parse(t, name, read(t, name)))
		}
	})
	if len(all) < 3 {
		t.Fatalf("%d Go files found: is %s still the root?", len(all), root)
	}
	return all
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A rule returns its complaints about one file.
type rule func(source) []string

// holds applies a rule to the whole project.
func holds(t *testing.T, r rule) {
	t.Helper()
	for _, s := range tree(t) {
		for _, complaint := range r(s) {
			t.Error(complaint)
		}
	}
}

// A control is a small source with the number of complaints that a rule must have about it.
type control struct {
	path, text string
	complaints int
}

// bites shows that a rule can fail, and does not fail on what is allowed.
func bites(t *testing.T, r rule, controls ...control) {
	t.Helper()
	for _, c := range controls {
		if got := r(parse(t, c.path, c.text)); len(got) != c.complaints {
			t.Errorf("%d complaints, want %d, about %s:\n%s\n%s", len(got), c.complaints, c.path, c.text, strings.Join(got, "\n"))
		}
	}
	if !slices.ContainsFunc(controls, func(c control) bool { return c.complaints > 0 }) {
		t.Error("no control that must fail")
	}
}

// inspect walks the file and gathers what complain says of each node.
func inspect(s source, complain func(ast.Node) string) []string {
	var all []string
	ast.Inspect(s.file, func(node ast.Node) bool {
		if node != nil {
			if text := complain(node); text != "" {
				all = append(all, text)
			}
		}
		return true
	})
	return all
}
