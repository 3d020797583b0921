package office

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

//go:embed testdata/bcryptprimitives.c
var sources embed.FS

// Windows is Windows as it was set up once, to be copied onto PCs. It is wine's
// "prefix": a folder with a disk C: and a registry.
type Windows struct {
	dir  string // of the prefix
	user string // whose folder there is on the disk
}

// drive is the disk C: within a prefix.
const drive = "drive_c"

// edition is what Windows says it is. Left alone wine says 7.
const edition = "win10"

// SetUp sets Windows up in an empty folder. It takes some ten seconds.
func SetUp(ctx context.Context, dir string) (Windows, error) {
	w := Windows{dir: prefix(dir)}
	p := &PC{dir: w.dir, home: filepath.Join(dir, "home")}
	steps := []func(context.Context) error{
		func(context.Context) error { return errors.Join(os.MkdirAll(p.dir, 0o755), os.MkdirAll(p.home, 0o755)) },
		func(ctx context.Context) (err error) { p.Screen, err = newScreen(ctx, p.home, true); return err },
		p.powerUp,
		func(ctx context.Context) error { return p.boot(ctx, "wineboot", "-i") },
		func(ctx context.Context) error { return p.boot(ctx, "winecfg", "-v", edition) },
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			return w, errors.Join(fmt.Errorf("office: setting Windows up: %w", err), p.Close())
		}
	}
	if err := p.Close(); err != nil {
		return w, fmt.Errorf("office: setting Windows up: %w", err)
	}
	w, err := Installed(dir)
	if err = errors.Join(err, w.ownFolders(), w.addChances(ctx, dir)); err != nil {
		return w, fmt.Errorf("office: setting Windows up: %w", err)
	}
	return w, nil
}

// Installed is Windows as SetUp, in this process or another, left it in a folder.
func Installed(dir string) (Windows, error) {
	w := Windows{dir: prefix(dir)}
	entries, err := os.ReadDir(w.users())
	if err != nil {
		return w, fmt.Errorf("office: Windows: %w", err)
	}
	for _, e := range entries {
		if e.Name() != "Public" {
			w.user = e.Name()
		}
	}
	return w, nil
}

// prefix is where a folder of SetUp or of a PC has Windows.
func prefix(dir string) string { return filepath.Join(dir, "windows") }

func (w Windows) users() string { return filepath.Join(w.dir, drive, "users") }

// ownFolders makes Documents and the like folders of this disk: wine links them
// to the ones of the real user.
func (w Windows) ownFolders() error {
	return filepath.WalkDir(filepath.Join(w.users(), w.user), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.Type() != fs.ModeSymlink {
			return err
		}
		return errors.Join(os.Remove(path), os.Mkdir(path, 0o755))
	})
}

// addChances builds the library that programs written in Go need and wine 8 lacks.
func (w Windows) addChances(ctx context.Context, dir string) error {
	text, err := sources.ReadFile("testdata/bcryptprimitives.c")
	if err != nil {
		return err
	}
	source := filepath.Join(dir, "bcryptprimitives.c")
	if err := os.WriteFile(source, text, 0o644); err != nil {
		return err
	}
	library := filepath.Join(w.dir, drive, "windows", "system32", "bcryptprimitives.dll")
	said, err := exec.CommandContext(ctx, "x86_64-w64-mingw32-gcc", "-shared", "-s", "-o", library, source, "-ladvapi32").CombinedOutput()
	if err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(string(said)))
	}
	return nil
}

// copyTo makes a PC's prefix. The files of Windows itself, which nothing writes
// to, are the same files under another name.
func (w Windows) copyTo(dir string) error {
	return filepath.WalkDir(w.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(w.dir, path)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, name)
		switch {
		case e.IsDir():
			return os.MkdirAll(to, 0o755)
		case e.Type() == fs.ModeSymlink:
			target, err := os.Readlink(path)
			return errors.Join(err, os.Symlink(target, to))
		case !e.Type().IsRegular():
			return nil // the socket of a server that is gone
		case strings.HasPrefix(name, filepath.Join(drive, "windows")):
			return os.Link(path, to)
		}
		return copyFile(path, to)
	})
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
