package rules

import (
	"go/ast"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Words that name no thing of the field and so invite everything. As the whole name of a package, a
// folder or a file they are refused; a type may not end in one either.
var (
	vague     = regexp.MustCompile(`^(util|utils|helper|helpers|manager|managers|service|services|base|common)$`)
	vagueType = regexp.MustCompile(`(Util|Utils|Helper|Manager|Service)$`)
)

func vagueNames(s source) []string {
	var all []string
	stem := strings.TrimSuffix(strings.TrimSuffix(path.Base(s.path), ".go"), "_test")
	for _, word := range append(strings.Split(s.room(), "/"), stem, s.file.Name.Name) {
		if vague.MatchString(word) {
			all = append(all, s.at(s.file, "%q says nothing about what lives here", word))
		}
	}
	return append(all, inspect(s, func(node ast.Node) string {
		if spec, ok := node.(*ast.TypeSpec); ok && vagueType.MatchString(spec.Name.Name) {
			return s.at(spec, "%s: name the type after what it is in the field", spec.Name.Name)
		}
		return ""
	})...)
}

// undocumented returns the packages of which no file says what may live there.
func undocumented(all []source) []string {
	documented := map[string]bool{}
	for _, s := range all {
		if !strings.HasSuffix(s.path, "_test.go") {
			documented[s.room()] = documented[s.room()] || s.file.Doc.Text() != ""
		}
	}
	var bare []string
	for room, ok := range documented {
		if !ok {
			bare = append(bare, room)
		}
	}
	return bare
}

// topLevel is everything that may lie at the root; build is what make makes. Dotted entries that tools
// leave behind are not counted.
var topLevel = []string{
	"ARCHITECTURE.md", "CHANGELOG.md", "FyneApp.toml", "LICENSE", "Makefile", "README.md", "README.vi.md",
	"go.mod", "go.sum", "assets", "build", "cmd", "export", "model", "ui",
}

func unexpected(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool {
		return strings.HasPrefix(name, ".") || slices.Contains(topLevel, name)
	})
}

// absolute finds paths of one particular machine. What stands before the slash must not be part of a
// longer path, as in an address.
var absolute = regexp.MustCompile(`(^|[^\w.~-])(/(work|tmp|home|root)/\w|[A-Za-z]:\\+Users\\)`)

// isText is true of files that people write.
func isText(name string) bool {
	kinds := []string{".go", ".md", ".toml", ".json", ".sh", ".html", ".css", ".txt", ".manifest", ".svg", ""}
	return slices.Contains(kinds, path.Ext(name))
}

func TestNames(t *testing.T) { holds(t, vagueNames) }

func TestNamesBite(t *testing.T) {
	bites(t, vagueNames,
		control{"model/util/a.go", "package a\n", 1},
		control{"model/helpers_test.go", "package model\n", 1},
		control{"model/a.go", "package common\n", 1},
		control{"model/a.go", "package model\n\ntype PhotoManager struct{}\n", 1},
		control{"model/database/serviceman.go", "package database\n\ntype Managerial struct{}\n", 0},
	)
}

func TestPackagesSayWhatMayLiveThere(t *testing.T) {
	for _, room := range undocumented(tree(t)) {
		t.Errorf("%s: no package comment", room)
	}
}

func TestPackagesSayWhatMayLiveThereBites(t *testing.T) {
	got := undocumented([]source{
		parse(t, "model/a.go", "package model\n"),
		parse(t, "model/doc.go", "// Package model holds values.\npackage model\n"),
		parse(t, "ui/a.go", "package ui\n"),
		parse(t, "ui/a_test.go", "// Package ui is described in the wrong place.\npackage ui\n"),
	})
	if !slices.Equal(got, []string{"ui"}) {
		t.Errorf("undocumented: %q, want ui alone", got)
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if extra := unexpected(names); len(extra) > 0 {
		t.Errorf("not expected at the root: %q", extra)
	}
}

func TestTopLevelBites(t *testing.T) {
	got := unexpected([]string{".git", "cmd", "notes.txt", "pkg"})
	if !slices.Equal(got, []string{"notes.txt", "pkg"}) {
		t.Errorf("unexpected: %q", got)
	}
}

func TestNoPathsOfOneMachine(t *testing.T) {
	files(t, func(name string) {
		if !isText(name) {
			return
		}
		for number, line := range strings.Split(read(t, name), "\n") {
			if found := absolute.FindString(line); found != "" {
				t.Errorf("%s:%d: a path of one machine: %s", name, number+1, found)
			}
		}
	})
}

func TestNoPathsOfOneMachineBites(t *testing.T) {
	for line, want := range map[string]bool{
		`"/` + `work/main"`:                   true,
		"cd /" + "tmp/x":                      true,
		"see /" + "home/lan/a":                true,
		`C:\` + `Users\Lan`:                   true,
		"build/tmp/x and https://a.vn/home/x": false,
		"and/or, ./tmp/x, ~/work/x":           false,
	} {
		if got := absolute.MatchString(line); got != want {
			t.Errorf("%q: %v, want %v", line, got, want)
		}
	}
}
