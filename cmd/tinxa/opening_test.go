package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestWhichWordsAreFiles(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("bài họp.tinxa", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir("lits", 0o700); err != nil {
		t.Fatal(err)
	}
	gone := filepath.Join(dir, "đã xóa.tinxa")
	for _, c := range []struct {
		words []string
		want  bool
	}{
		{nil, false},
		{[]string{"bài họp.tinxa"}, true},
		{[]string{"bài họp.tinxa", gone}, true},
		{[]string{gone}, true},
		{[]string{"đã xóa.tinxa"}, false},
		{[]string{"lits"}, false}, // a command that was mistyped, beside a folder of that name
		{[]string{"bài họp.tinxa", "--json"}, false},
	} {
		if got := onlyFiles(c.words); got != c.want {
			t.Errorf("%q: %v", c.words, got)
		}
	}
}

func TestFilesArePartedIntoReports(t *testing.T) {
	for _, c := range []struct {
		files []string
		want  [][]string
	}{
		{nil, nil},
		{[]string{"1.jpg", "2.jpg"}, [][]string{{"1.jpg", "2.jpg"}}},
		{[]string{"1.jpg", "bai.txt", "2.jpg"}, [][]string{{"1.jpg", "bai.txt", "2.jpg"}}},
		{[]string{"a.tinxa", "B.TINXA", "1.jpg", "c.json"}, [][]string{{"a.tinxa", "1.jpg"}, {"B.TINXA"}, {"c.json"}}},
	} {
		if got := parcels(c.files); !slices.EqualFunc(got, c.want, slices.Equal[[]string]) {
			t.Errorf("%q: %q, want %q", c.files, got, c.want)
		}
	}
}

func TestFilesGoByTheirFullPaths(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	away := filepath.Join(dir, "b.tinxa")
	if got := full([]string{"a.tinxa", away}); !slices.Equal(got, []string{filepath.Join(here, "a.tinxa"), away}) {
		t.Errorf("got %q", got)
	}
}
