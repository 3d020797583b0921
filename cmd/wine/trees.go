package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sums are the SHA-256 of all files of a folder, by their paths within it.
type sums map[string][sha256.Size]byte

func sumsOf(dir string) (sums, error) {
	all := sums{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := fs.ReadFile(root, name)
		all[name] = sha256.Sum256(data)
		return err
	})
	return all, err
}

// without leaves out the files whose path begins so.
func (s sums) without(prefixes ...string) sums {
	rest := sums{}
	for name, sum := range s {
		if !slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) }) {
			rest[name] = sum
		}
	}
	return rest
}

// differ tells the files that are not the same in both; nil when all are.
func (s sums) differ(other sums) error {
	var all []string
	for name, sum := range s {
		if there, ok := other[name]; !ok {
			all = append(all, name+" is only in the first")
		} else if there != sum {
			all = append(all, name+" is different")
		}
	}
	for name := range other {
		if _, ok := s[name]; !ok {
			all = append(all, name+" is only in the second")
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.Sort(all)
	return errors.New(strings.Join(all[:min(len(all), mostFiles)], "; "))
}

// mostFiles is how many files that differ are told.
const mostFiles = 8

// sameTrees compares two folders, except for the paths that begin so, and says
// how many files they have. An empty folder is the same as none that was meant.
func sameTrees(first, second string, except ...string) (figure string, err error) {
	a, err := sumsOf(first)
	if err != nil {
		return "", err
	}
	b, err := sumsOf(second)
	if err != nil {
		return "", err
	}
	if a, b = a.without(except...), b.without(except...); len(a) == 0 {
		return "", fmt.Errorf("%s has no files", first)
	}
	return fmt.Sprintf("%d files, the same bytes", len(a)), a.differ(b)
}

// replaceTree makes a folder a copy of another.
func replaceTree(to, from string) error {
	if err := os.RemoveAll(to); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.CopyFS(to, os.DirFS(from))
}

// copyFile makes a file a copy of another.
func copyFile(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
