package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func TestExitCodes(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(file, make([]byte, 1_100_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		code int
	}{
		{nil, 2},
		{[]string{"bake"}, 2},
		{[]string{"imports"}, 2},
		{[]string{"portable", "-o", file}, 2},
		{[]string{"sizes", "-most"}, 2},
		{[]string{"sizes", file}, 0},
		{[]string{"sizes", "-most", "1.2", file}, 0},
		{[]string{"sizes", "-most", "1", file}, 1},
		{[]string{"sizes", file + ".none"}, 1},
		{[]string{"imports", file}, 1},
	} {
		if code := run(c.args, io.Discard, io.Discard); code != c.code {
			t.Errorf("%q: exit code %d, want %d", c.args, code, c.code)
		}
	}
}

// edition is a folder as make portable packs it, written in the order given.
func edition(t *testing.T, names ...string) string {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "TinXa")
	for _, name := range names {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("là "+name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func packed(t *testing.T, folder, seconds string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "a.zip")
	if err := portable([]string{"-time", seconds, "-o", file, folder}, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestThePortableEditionIsReproducible: folders that differ in place, times,
// rights and the order of writing give the same bytes.
func TestThePortableEditionIsReproducible(t *testing.T) {
	one := edition(t, "tinxa.exe", "softgl/opengl32.dll", "portable.txt")
	other := edition(t, "portable.txt", "softgl/opengl32.dll", "tinxa.exe")
	earlier := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(other, "tinxa.exe"), earlier, earlier); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(other, "portable.txt"), 0o644); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(packed(t, one, "1700000000"), packed(t, other, "1700000000")) {
		t.Error("the same files give other bytes")
	}
}

func TestThePortableEditionHasTheFiles(t *testing.T) {
	data := packed(t, edition(t, "tinxa.exe", "softgl/opengl32.dll", "ĐỌC TRƯỚC.txt"), "0")
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
		if !f.Modified.Equal(earliest) {
			t.Errorf("%s has the time %v, which no zip file can tell", f.Name, f.Modified)
		}
	}
	if want := []string{"TinXa/softgl/opengl32.dll", "TinXa/tinxa.exe", "TinXa/ĐỌC TRƯỚC.txt"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	text, err := z.Open("TinXa/softgl/opengl32.dll")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(text); err != nil || string(got) != "là softgl/opengl32.dll" {
		t.Errorf("%q, %v", got, err)
	}
}

// TestNoHalfZipIsLeft: a folder that cannot be read leaves no file behind.
func TestNoHalfZipIsLeft(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.zip")
	if err := portable([]string{"-o", file, filepath.Join(t.TempDir(), "none")}, io.Discard); err == nil {
		t.Error("a folder that is not there was packed")
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("a zip file was left: %v", err)
	}
}
