package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"aead.dev/minisign"

	"tinxa/assets"
	"tinxa/model/release"
)

// desk is a project without keys, and a place for its secrets.
type desk struct {
	t                *testing.T
	project, secrets string
}

// simple stands for the box of minisign, which takes seconds for a key.
var simple = strongbox{
	lock: func(password string, key minisign.PrivateKey) ([]byte, error) {
		text, err := key.MarshalText()
		return append([]byte(password+"\n"), text...), err
	},
	open: func(password string, locked []byte) (minisign.PrivateKey, error) {
		var key minisign.PrivateKey
		text, right := bytes.CutPrefix(locked, []byte(password+"\n"))
		if !right {
			return key, errors.New("wrong password")
		}
		return key, key.UnmarshalText(bytes.TrimSpace(text))
	},
}

const right = "mật khẩu đủ dài"

func newDesk(t *testing.T) desk {
	t.Helper()
	root := t.TempDir()
	d := desk{t, filepath.Join(root, "project"), filepath.Join(root, "secrets")}
	if err := os.MkdirAll(d.project, 0o755); err != nil {
		t.Fatal(err)
	}
	d.write("notes.txt", "Sửa chỗ gõ dấu.\r\n")
	d.write("tinxa.exe", strings.Repeat("program ", 1000))
	return d
}

func (d desk) write(name, text string) {
	d.t.Helper()
	if err := os.WriteFile(filepath.Join(d.project, name), []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// typed is a descriptor from which a password is read.
func (d desk) typed(password string) string {
	d.t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if _, err := io.WriteString(w, password+"\n"); err != nil {
		d.t.Fatal(err)
	}
	w.Close()
	d.t.Cleanup(func() { r.Close() })
	return fmt.Sprint(r.Fd())
}

func (d desk) keys(password string, args ...string) error {
	args = append(args, "-project", d.project, "-password-fd", d.typed(password))
	return simple.keys(args, io.Discard)
}

func (d desk) sign(password, key string, more ...string) (string, error) {
	var out bytes.Buffer
	args := append([]string{
		"-project", d.project, "-password-fd", d.typed(password), "-key", key, "-product", "vn.tinxa.test", "-version", "0.2.0",
		"-build", "3", "-system", release.System(), "-notes", filepath.Join(d.project, "notes.txt"), "-o", filepath.Join(d.project, "offer"),
	}, more...)
	err := simple.sign(append(args, filepath.Join(d.project, "tinxa.exe")), &out)
	return out.String(), err
}

func TestSignedWithEitherKey(t *testing.T) {
	d := newDesk(t)
	if err := d.keys(right, "-o", d.secrets); err != nil {
		t.Fatal(err)
	}
	built, err := release.ReadKeys(os.DirFS(filepath.Join(d.project, "assets")), release.KeyFolder)
	if err != nil || len(built) != 2 {
		t.Fatalf("%d keys, %v", len(built), err)
	}
	for _, name := range pairs {
		out, err := d.sign(right, filepath.Join(d.secrets, name+".key"))
		if err != nil || strings.Count(out, "\n") != 3 {
			t.Fatalf("%s: %q, %v", name, out, err)
		}
		manifest, err1 := os.ReadFile(filepath.Join(d.project, "offer", release.ManifestName))
		signature, err2 := os.ReadFile(filepath.Join(d.project, "offer", release.SignatureName))
		m, err3 := built.Open("vn.tinxa.test", manifest, signature)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		if m.Notes != "Sửa chỗ gõ dấu." || m.Published.IsZero() {
			t.Errorf("%+v", m)
		}
	}
}

func TestSecretsAreSealed(t *testing.T) {
	d := newDesk(t)
	if err := d.keys(right, "-o", d.secrets); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(d.secrets, "first.key")
	info, err := os.Stat(key)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v: others can read it", info.Mode(), err)
	}
	if _, err := d.sign("mật khẩu khác hẳn", key); err == nil {
		t.Error("signed with a wrong password")
	}
	if err := d.keys(right, "-o", d.secrets); !errors.Is(err, os.ErrExist) {
		t.Errorf("keys in use were replaced: %v", err)
	}
}

func TestSecretsStayOutside(t *testing.T) {
	d := newDesk(t)
	way := filepath.Join(filepath.Dir(d.project), "way")
	if err := os.Symlink(d.project, way); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{d.project, filepath.Join(d.project, "a", "b"), filepath.Join(way, "a"), filepath.Join(d.secrets, "..", "project")} {
		if err := d.keys(right, "-o", folder); !errors.Is(err, errInside) {
			t.Errorf("%s: %v, want errInside", folder, err)
		}
	}
	if err := d.keys("ngắn", "-o", d.secrets); !errors.Is(err, errPassword) {
		t.Errorf("a short password: %v", err)
	}
	if _, err := os.Stat(filepath.Join(d.project, "assets")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("something was written all the same: %v", err)
	}
}

func TestSignRefuses(t *testing.T) {
	d := newDesk(t)
	if err := d.keys(right, "-o", d.secrets); err != nil {
		t.Fatal(err)
	}
	other := newDesk(t)
	if err := other.keys(right, "-o", other.secrets); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(d.secrets, "first.key")
	if _, err := d.sign(right, filepath.Join(other.secrets, "first.key")); !errors.Is(err, errStranger) {
		t.Errorf("a key that is not built in: %v", err)
	}
	if _, err := d.sign(right, key, "-version", "next"); !errors.Is(err, release.ErrUnversioned) {
		t.Errorf("no version: %v", err)
	}
	if _, err := d.sign(right, key, "-o", ""); !errors.Is(err, errUsage) {
		t.Errorf("no folder: %v", err)
	}
	d.write("notes.txt", "\x1b[2J")
	if _, err := d.sign(right, key); !errors.Is(err, release.ErrManifest) {
		t.Errorf("notes that are no text: %v", err)
	}
	if err := keys(nil, io.Discard); !errors.Is(err, errUsage) {
		t.Errorf("no folder: %v", err)
	}
}

// The box of the real commands is that of the minisign tool.
func TestTheBoxLocks(t *testing.T) {
	for _, pair := range [][2]any{{box.lock, minisign.EncryptKey}, {box.open, minisign.DecryptKey}} {
		if reflect.ValueOf(pair[0]).Pointer() != reflect.ValueOf(pair[1]).Pointer() {
			t.Errorf("%T is another one", pair[0])
		}
	}
}

// The keys that programs are built with can be read, and there are two.
func TestBuiltInKeys(t *testing.T) {
	built, err := release.ReadKeys(assets.FS, release.KeyFolder)
	if err != nil || len(built) != len(pairs) {
		t.Errorf("%d keys, %v", len(built), err)
	}
}
