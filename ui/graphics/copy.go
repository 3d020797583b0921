package graphics

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"tinxa/model/disk"
)

// libraries are the files of an OpenGL that draws in software.
var libraries = []string{"opengl32.dll", "libgallium_wgl.dll"}

const (
	copyPrefix = "tinxa-"
	copyExt    = ".exe"
	replaced   = ".old" // ends the name of a copy that runs and had to make room
)

// complete reports whether a folder has everything that drawing in software
// needs.
func complete(dir string) bool {
	for _, name := range libraries {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || !info.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// makeCopy gives a program a second name in a folder of software OpenGL, and
// returns its path. Where the folder takes no files, as on a stick that may only
// be read, all of it goes into spare. Copies of other builds are removed.
func makeCopy(exe, build, dir, spare string) (string, error) {
	if !complete(dir) {
		return "", fmt.Errorf("no software OpenGL in %s: %w", dir, fs.ErrNotExist)
	}
	path, err := copyInto(dir, exe, build)
	if err == nil || spare == "" {
		return path, err
	}
	if err := disk.MakeFolder(spare, 0o700); err != nil {
		return "", err
	}
	for _, name := range libraries {
		if err := double(filepath.Join(dir, name), filepath.Join(spare, name)); err != nil {
			return "", err
		}
	}
	return copyInto(spare, exe, build)
}

func copyInto(dir, exe, build string) (string, error) {
	path := filepath.Join(dir, copyPrefix+build+copyExt)
	if err := double(exe, path); err != nil {
		return "", err
	}
	sweep(dir, path)
	return path, nil
}

// double gives a file a second name, or copies it, unless that is done already.
func double(from, to string) error {
	if same(from, to) {
		return nil
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		if err := disk.Rename(to, to+replaced); err != nil { // a program that runs can be renamed
			return err
		}
	}
	if err := disk.Link(from, to); err != nil && !errors.Is(err, fs.ErrExist) { // another start was quicker
		return err
	}
	info, err := os.Stat(from)
	if err != nil || same(from, to) {
		return err
	}
	return os.Chtimes(to, info.ModTime(), info.ModTime())
}

// same reports whether two names are of one file, or of a file and its copy,
// which has its size and its time.
func same(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	if err != nil {
		return false
	}
	return os.SameFile(first, second) ||
		first.Size() == second.Size() && first.ModTime().Equal(second.ModTime())
}

// sweep removes the copies that are not the one to keep. One that runs stays
// until the next time.
func sweep(dir, keep string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		name := strings.ToLower(e.Name())
		ours := strings.HasPrefix(name, copyPrefix) &&
			(strings.HasSuffix(name, copyExt) || strings.HasSuffix(name, copyExt+replaced))
		if path := filepath.Join(dir, e.Name()); ours && path != keep && e.Type().IsRegular() {
			_ = os.Remove(path)
		}
	}
}
