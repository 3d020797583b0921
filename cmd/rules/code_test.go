package rules

import (
	"go/ast"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// threads complains about goroutines and jumps to Fyne's goroutine outside ui/task, where both are
// tied to the life of a screen and replaced in tests.
func threads(s source) []string {
	if s.isTest() || s.room() == "ui/task" {
		return nil
	}
	name := fyneName(s)
	return inspect(s, func(node ast.Node) string {
		switch node := node.(type) {
		case *ast.GoStmt:
			return s.at(node, "goroutines start in ui/task alone")
		case *ast.SelectorExpr:
			if from, ok := node.X.(*ast.Ident); ok && name != "" && from.Name == name && isJump(node.Sel.Name) {
				return s.at(node, "fyne.%s is called in ui/task alone", node.Sel.Name)
			}
		}
		return ""
	})
}

func isJump(name string) bool { return name == "Do" || name == "DoAndWait" }

// fyneName is what a file calls Fyne's root package, or nothing where it does not import it.
func fyneName(s source) string {
	for _, spec := range s.file.Imports {
		switch {
		case strings.Trim(spec.Path.Value, `"`) != fyne:
		case spec.Name != nil:
			return spec.Name.Name
		default:
			return "fyne"
		}
	}
	return ""
}

// vietnamese complains about text for users in code. Two rooms hold knowledge of the language itself.
func vietnamese(s source) []string {
	if s.isTest() || s.room() == "model/viet" || s.room() == "model/plaintext" {
		return nil
	}
	return inspect(s, func(node ast.Node) string {
		literal, ok := node.(*ast.BasicLit)
		if ok && isVietnamese(literal) {
			return s.at(literal, "Vietnamese text belongs in assets/i18n: %s", literal.Value)
		}
		return ""
	})
}

// isVietnamese looks at the value, so that an escaped letter counts, and at letters alone: quotation
// marks, dashes and symbols are nobody's language.
func isVietnamese(literal *ast.BasicLit) bool {
	if literal.Kind != token.STRING && literal.Kind != token.CHAR {
		return false
	}
	value, err := strconv.Unquote(literal.Value)
	if err != nil {
		return false
	}
	return strings.ContainsFunc(value, isLetter)
}

// letters are those of Vietnamese that ASCII lacks, and the marks that write them in decomposed text.
const letters = "àáâãèéêìíòóôõùúýăđĩũơư\u0300\u0301\u0302\u0303\u0306\u0309\u031B\u0323"

// isLetter knows the vowels with a tone over a hat or a horn by their block, Ạ to ỹ.
func isLetter(r rune) bool {
	return 'Ạ' <= r && r <= 'ỹ' || strings.ContainsRune(letters, unicode.ToLower(r))
}

// skips complains about tests that step aside, fuzz targets included: those return.
func skips(s source) []string {
	if !s.isTest() {
		return nil
	}
	return inspect(s, func(node ast.Node) string {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return ""
		}
		method, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, method.Sel.Name) {
			return ""
		}
		if on, ok := method.X.(*ast.Ident); ok && slices.Contains([]string{"t", "b", "f", "tb"}, on.Name) {
			return s.at(call, "a test runs or is not there: no %s.%s", on.Name, method.Sel.Name)
		}
		return ""
	})
}

func TestThreads(t *testing.T) { holds(t, threads) }

func TestThreadsBite(t *testing.T) {
	start := "package a\n\nfunc f() { go f() }\n"
	jump := "package a\n\nimport \"fyne.io/fyne/v2\"\n\nfunc f() { fyne.Do(f); fyne.DoAndWait(f) }\n"
	renamed := "package a\n\nimport window \"fyne.io/fyne/v2\"\n\nfunc f() { window.Do(f) }\n"
	bites(t, threads,
		control{"ui/home/a.go", start, 1},
		control{"cmd/tinxa/wire.go", start, 1},
		control{"ui/home/a.go", jump, 2},
		control{"ui/home/a.go", renamed, 1},
		control{"ui/task/a.go", start, 0},
		control{"ui/task/a.go", jump, 0},
		control{"ui/home/a_test.go", start, 0},
		control{"ui/home/a.go", "package a\n\nfunc f() { once.Do(f) }\n", 0},
	)
}

func TestVietnameseLivesInAssets(t *testing.T) { holds(t, vietnamese) }

func TestVietnameseLivesInAssetsBites(t *testing.T) {
	says := func(literal string) string { return "package a\n\nvar a = " + literal + "\n" }
	bites(t, vietnamese,
		control{"ui/home/a.go", says(`"Bài mới"`), 1},
		control{"ui/home/a.go", says("`xã`"), 1},
		control{"ui/home/a.go", says(`"\u0111"`), 1},
		control{"ui/home/a.go", says("\"ba\u0300i\""), 1},
		control{"ui/home/a.go", says("'ư'"), 1},
		control{"ui/home/a.go", says(`"ĐƠN"`), 1},
		control{"ui/home/a.go", says(`"cử"`), 1},
		control{"ui/home/a.go", says(`"“…” – ✓ ·"`), 0},
		control{"ui/home/a.go", says(`"new"`) + "\n// Bài mới\n", 0},
		control{"model/viet/a.go", says(`"đ"`), 0},
		control{"ui/home/a_test.go", says(`"đ"`), 0},
		control{"model/modeltest/a.go", says(`"đ"`), 0},
	)
}

func TestNoSkips(t *testing.T) { holds(t, skips) }

func TestNoSkipsBites(t *testing.T) {
	text := "package a\n\nfunc f() { t.Skip(); f.Skipf(``); tb.SkipNow() }\n"
	bites(t, skips,
		control{"model/a_test.go", text, 3},
		control{"model/modeltest/a.go", text, 3},
		control{"model/a_test.go", "package a\n\nfunc f() { decoder.Skip() }\n", 0},
	)
}
