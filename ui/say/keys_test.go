package say_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// mentions are what the source says about keys.
type mentions struct {
	asked    map[string]string // keys of say.T("…") and where: these must exist
	literals map[string]bool   // every string: a key in a table is used, and "status." makes a family
}

// TestKeysUsedAreKeysPresent reads the source of ui and cmd and compares with
// the texts, both ways.
func TestKeysUsedAreKeysPresent(t *testing.T) {
	m := mentions{map[string]string{}, map[string]bool{}}
	for _, root := range []string{"../../ui", "../../cmd"} {
		m.collect(t, root)
	}
	present := texts(t)
	for _, key := range sortedKeys(m.asked) {
		if _, ok := present[key]; !ok && !strings.HasSuffix(key, ".") {
			t.Errorf("%s: no text for %q", m.asked[key], key)
		}
	}
	for _, key := range sortedKeys(present) {
		if !strings.HasPrefix(key, "fyne/") && !m.uses(key) {
			t.Errorf("nobody says %q", key)
		}
	}
	if len(m.asked) < 10 {
		t.Errorf("only %d keys found in the source: the search is broken", len(m.asked))
	}
}

// uses reports whether the key, or the beginning of its family ("status.draft"
// of "status."), stands in the source.
func (m mentions) uses(key string) bool {
	if m.literals[key] {
		return true
	}
	for i, r := range key {
		if r == '.' && m.literals[key[:i+1]] {
			return true
		}
	}
	return false
}

// collect adds what the code below root mentions.
func (m mentions) collect(t *testing.T, root string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			m.note(n, file.Name.Name == "say", filepath.ToSlash(path))
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (m mentions) note(n ast.Node, inSay bool, where string) {
	if key, ok := keyOf(n, inSay); ok {
		m.asked[key] = where
	}
	if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		if text, err := strconv.Unquote(lit.Value); err == nil {
			m.literals[text] = true
		}
	}
}

// keyOf is the key of a call say.T("key", …), or T("key", …) inside say itself.
func keyOf(n ast.Node, inSay bool) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) == 0 || !isT(call.Fun, inSay) {
		return "", false
	}
	lit, ok := call.Args[0].(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	key, err := strconv.Unquote(lit.Value)
	return key, err == nil
}

func isT(fun ast.Expr, inSay bool) bool {
	switch f := fun.(type) {
	case *ast.SelectorExpr:
		pkg, ok := f.X.(*ast.Ident)
		return ok && pkg.Name == "say" && f.Sel.Name == "T"
	case *ast.Ident:
		return inSay && f.Name == "T"
	}
	return false
}
