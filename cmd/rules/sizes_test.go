package rules

import (
	"fmt"
	"go/ast"
	"strings"
	"testing"
)

// Beyond these sizes a thing is due for a second look, and in this house that means: part it.
const (
	maxLines         = 400 // of a file
	maxTestLines     = 600
	maxFunctionLines = 60
	maxFields        = 12 // of a struct
	maxMethods       = 5  // of an interface
)

func oversized(s source) []string {
	limit := maxLines
	if s.isTest() {
		limit = maxTestLines
	}
	var all []string
	if n := s.lines(); n > limit {
		all = append(all, fmt.Sprintf("%s: %d lines, %d are allowed", s.path, n, limit))
	}
	if s.isTest() {
		return all
	}
	return append(all, inspect(s, func(node ast.Node) string { return oversizedNode(s, node) })...)
}

func oversizedNode(s source, node ast.Node) string {
	switch node := node.(type) {
	case *ast.FuncDecl:
		from, to := s.fset.Position(node.Pos()).Line, s.fset.Position(node.End()).Line
		if n := to - from + 1; n > maxFunctionLines {
			return s.at(node, "%s has %d lines, %d are allowed", node.Name.Name, n, maxFunctionLines)
		}
	case *ast.StructType:
		if n := node.Fields.NumFields(); n > maxFields {
			return s.at(node, "a struct of %d fields, %d are allowed", n, maxFields)
		}
	case *ast.InterfaceType:
		if n := node.Methods.NumFields(); n > maxMethods {
			return s.at(node, "an interface of %d methods, %d are allowed", n, maxMethods)
		}
	}
	return ""
}

func TestSizes(t *testing.T) { holds(t, oversized) }

func TestSizesBite(t *testing.T) {
	lines := func(n int) string { return "package a\n" + strings.Repeat("\n", n-1) }
	function := func(n int) string { return "package a\n\nfunc f() {" + strings.Repeat("\n", n-1) + "}\n" }
	fields := func(n int) string {
		return "package a\n\ntype a struct {\n" + strings.Repeat("b, c int\n", n/2) + "}\n"
	}
	methods := func(n int) string { return "package a\n\ntype a interface {\n" + strings.Repeat("b()\n", n) + "}\n" }
	bites(t, oversized,
		control{"model/a.go", lines(390), 0},
		control{"model/a.go", lines(410), 1},
		control{"model/a_test.go", lines(410), 0},
		control{"model/a_test.go", lines(610), 1},
		control{"model/a.go", function(60), 0},
		control{"model/a.go", function(61), 1},
		control{"model/a_test.go", function(61), 0},
		control{"model/a.go", fields(12), 0},
		control{"model/a.go", fields(14), 1},
		control{"model/a.go", methods(5), 0},
		control{"model/a.go", methods(6), 1},
	)
}
