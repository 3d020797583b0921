package update

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aead.dev/minisign"

	"tinxa/model/release"
)

const product = "vn.tinxa.test"

// The versions of the tests: one that is installed, and those that are offered.
var (
	old    = release.Version{Minor: 1, Build: 1}
	newer  = release.Version{Minor: 2, Build: 3}
	newest = release.Version{Minor: 3, Build: 1}
)

// quick is for computers on which nothing takes long.
var quick = Patience{Window: 5 * time.Second, Gone: 500 * time.Millisecond, Look: 5 * time.Millisecond, Lock: 5 * time.Second, Click: 2 * time.Second}

// office is a computer with the program installed, a place that offers versions
// to it, and the key that signs them.
type office struct {
	t      *testing.T
	dir    string // of the program
	share  string // where versions are offered
	config string
	secret minisign.PrivateKey
	keys   release.Keys
}

func newOffice(t *testing.T) *office {
	t.Helper()
	public, secret, err := minisign.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	o := &office{
		t: t, dir: filepath.Join(root, "Programs", "TinXa"), share: filepath.Join(root, "share"),
		config: filepath.Join(root, "config"), secret: secret, keys: release.Keys{public},
	}
	for _, dir := range []string{o.dir, o.share} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	o.write(o.program(), programOf(old))
	return o
}

func (o *office) program() string { return filepath.Join(o.dir, ProgramName()) }

// programOf is the file of a version: not a program, for tests that start none.
func programOf(v release.Version) string { return strings.Repeat("program "+v.String()+"\n", 1000) }

func (o *office) write(path, content string) {
	o.t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		o.t.Fatal(err)
	}
}

// install is the program as a process of a version sees it that runs from its
// usual file.
func (o *office) install(v release.Version) Install {
	return Install{
		Dir: o.dir, Self: o.program(), Version: v, Product: product, Keys: o.keys,
		Beside: func(f func()) { go f() }, Patience: quick,
	}
}

// waiting is the program as a version sees it that runs from where it waits.
func (o *office) waiting(v release.Version) Install {
	in := o.install(v)
	in.Self = filepath.Join(in.folder(v), ProgramName())
	return in
}

// updates looks for versions, at the share unless another address is named.
func (o *office) updates(address ...string) Updates {
	o.t.Helper()
	u := Updates{Install: o.install(old), Config: o.config, Now: time.Now}
	if err := u.SetAddress(append(address, o.share)[0]); err != nil {
		o.t.Fatal(err)
	}
	return u
}

// offer lays a version into the share.
func (o *office) offer(v release.Version, program string) release.Manifest {
	o.t.Helper()
	file := filepath.Join(o.t.TempDir(), ProgramName())
	o.write(file, program)
	m := release.Manifest{
		Product: product, Version: v.Short(), Build: v.Build, Published: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC),
		Notes: "Sửa chỗ gõ dấu.",
	}
	m, err := release.Offer(o.share, file, m, o.secret)
	if err != nil {
		o.t.Fatal(err)
	}
	return m
}

// change rewrites a file of the share.
func (o *office) change(name string, f func(string) string) {
	o.t.Helper()
	data, err := os.ReadFile(filepath.Join(o.share, name))
	if err != nil {
		o.t.Fatal(err)
	}
	o.write(filepath.Join(o.share, name), f(string(data)))
}

// fetch brings what is offered here.
func (o *office) fetch() {
	o.t.Helper()
	if _, err := o.updates().Fetch(context.Background(), unheard); err != nil {
		o.t.Fatal(err)
	}
}

func unheard(int64, int64) {}

// wantProgram wants the shortcuts' program to be that of a version.
func (o *office) wantProgram(v release.Version) {
	o.t.Helper()
	if got := readFile(o.t, o.program()); got != programOf(v) {
		o.t.Errorf("the program is %.24q…, want %v", got, v)
	}
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// wantVersions wants the folder of the versions to hold these and no more, but
// for the locks.
func (o *office) wantVersions(want ...string) {
	o.t.Helper()
	entries, err := os.ReadDir(filepath.Join(o.dir, versionsName))
	if err != nil && !os.IsNotExist(err) {
		o.t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		if filepath.Ext(e.Name()) != ".lock" {
			got = append(got, e.Name())
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		o.t.Errorf("in the folder of the versions: %q, want %q", got, want)
	}
}
