package assets_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The notice that travels with the DLLs is kept in the tree, so it must speak of the very sources
// that the recipe builds.
func TestNoticeNamesThePinnedSources(t *testing.T) {
	pins, notice := recipe(t, "sources.sha256"), recipe(t, "NOTICE.txt")
	lines := strings.Split(strings.TrimSpace(pins), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d tarballs are pinned, not Mesa's and LLVM's", len(lines))
	}
	for _, line := range lines {
		if !regexp.MustCompile(`^[0-9a-f]{64}  (mesa|llvm-toolchain-14)_\S+\.orig\.tar\.[gx]z$`).MatchString(line) {
			t.Errorf("not a sum and a tarball: %q", line)
		}
		if !strings.Contains(notice, line) {
			t.Errorf("NOTICE.txt does not name %s; make it anew with notice.sh", line)
		}
	}
	for _, duty := range []string{
		"Uses Jimenez's MLAA. Copyright (C) 2010 by Jorge Jimenez", "Boost Software License",
		"Apache License v2.0 with LLVM Exceptions", "mingw-w64 project", "GCC Runtime Library Exception",
	} {
		if !strings.Contains(notice, duty) {
			t.Errorf("NOTICE.txt lacks %q", duty)
		}
	}
}

// A file that says what comes out but is not in the sum would leave an old build in the cache.
func TestEveryFileOfTheRecipeIsInTheSum(t *testing.T) {
	lists := strings.Join(regexp.MustCompile(`(?m)^\w+_recipe=\(.*\)|sum_of .*`).FindAllString(recipe(t, "build.sh"), -1), " ")
	files, err := filepath.Glob("softgl/*")
	if err != nil {
		t.Fatal(err)
	}
	// These say how to come by the same result, not what it is.
	ways := map[string]bool{"build.sh": true, "sources.sh": true, "llvm.sh": true, "NOTICE.txt": true}
	for _, file := range files {
		name := filepath.Base(file)
		if !ways[name] && !regexp.MustCompile(`[ (]`+regexp.QuoteMeta(name)+`[ )]`).MatchString(lists) {
			t.Errorf("%s is in no sum of build.sh", name)
		}
	}
}

// recipe reads a file of the software OpenGL's recipe.
func recipe(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("softgl", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
