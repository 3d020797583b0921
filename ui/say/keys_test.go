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

// families are keys put together in code, by the beginning they share; each
// member is looked up through a constant elsewhere.
var families = []string{
	"err.",         // Explain's table
	"common.size.", // Size's units
}

// TestKeysUsedAreKeysPresent reads say.T("…") and T("…") from the source of ui
// and cmd and compares with the texts, both ways.
func TestKeysUsedAreKeysPresent(t *testing.T) {
	used := map[string]string{}
	for _, root := range []string{"../../ui", "../../cmd"} {
		collect(t, root, used)
	}
	present := texts(t)
	for _, key := range sortedKeys(used) {
		if _, ok := present[key]; !ok && !inFamily(key) {
			t.Errorf("%s: no text for %q", used[key], key)
		}
	}
	for _, key := range sortedKeys(present) {
		if used[key] == "" && !inFamily(key) && !strings.HasPrefix(key, "fyne/") {
			t.Errorf("nobody says %q", key)
		}
	}
	if len(used) < 10 {
		t.Errorf("only %d keys found in the source: the search is broken", len(used))
	}
}

func inFamily(key string) bool {
	for _, f := range families {
		if strings.HasPrefix(key, f) {
			return true
		}
	}
	return false
}

// collect adds every key that code below root uses, with where.
func collect(t *testing.T, root string, used map[string]string) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		inSay := file.Name.Name == "say"
		ast.Inspect(file, func(n ast.Node) bool {
			if key, ok := keyOf(n, inSay); ok {
				used[key] = filepath.ToSlash(path)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
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
