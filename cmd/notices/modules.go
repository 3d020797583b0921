package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// module is a module that is linked into the program, with the folders of it
// whose files are.
type module struct {
	path, version, dir string
	folders            map[string]bool // below dir, "." for itself
}

// listed is what go list says of a package.
type listed struct {
	Dir        string
	Module     *struct{ Path, Version, Dir string }
	CgoFiles   []string
	EmbedFiles []string
}

// program is what is given away; built as the Makefile builds it.
const program = "./cmd/tinxa"

var targets = []struct{ system, tags string }{{"linux", ""}, {"windows", "no_emoji"}}

// linkedModules lists the modules of the program on all systems that it is built
// for, by path.
func linkedModules(ctx context.Context, root string) ([]module, error) {
	all := map[string]module{}
	for _, target := range targets {
		c := exec.CommandContext(ctx, "go", "list", "-deps", "-tags", target.tags, "-json=Dir,Module,CgoFiles,EmbedFiles", program)
		c.Dir = root
		c.Env = append(os.Environ(), "GOOS="+target.system, "GOARCH=amd64", "CGO_ENABLED=1", "GOFLAGS=-mod=readonly")
		out, err := c.Output()
		if err != nil {
			if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
				err = fmt.Errorf("%w: %s", err, exit.Stderr)
			}
			return nil, fmt.Errorf("go list for %s: %w", target.system, err)
		}
		if err := gather(all, string(out)); err != nil {
			return nil, err
		}
	}
	return slices.SortedFunc(maps.Values(all), func(a, b module) int { return strings.Compare(a.path, b.path) }), nil
}

// gather adds the modules that packages belong to; our own has no version.
func gather(all map[string]module, packages string) error {
	for d := json.NewDecoder(strings.NewReader(packages)); ; {
		var p listed
		err := d.Decode(&p)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		case p.Module == nil || p.Module.Version == "":
			continue
		}
		m, known := all[p.Module.Path]
		if !known {
			m = module{p.Module.Path, p.Module.Version, p.Module.Dir, map[string]bool{}}
			all[m.path] = m
		}
		if err := m.use(p); err != nil {
			return err
		}
	}
}

// use notes the folders that a package's files lie in: its own with those above
// it, those of embedded files, and all below it where it is compiled from C.
func (m module) use(p listed) error {
	own, err := filepath.Rel(m.dir, p.Dir)
	if err != nil {
		return err
	}
	m.mark(own)
	for _, file := range p.EmbedFiles {
		m.mark(filepath.Join(own, filepath.Dir(file)))
	}
	if len(p.CgoFiles) == 0 {
		return nil
	}
	return filepath.WalkDir(p.Dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.IsDir() {
			return err
		}
		below, err := filepath.Rel(m.dir, path)
		m.mark(below)
		return err
	})
}

func (m module) mark(folder string) {
	for ; folder != "."; folder = filepath.Dir(folder) {
		m.folders[folder] = true
	}
	m.folders["."] = true
}

// licenceFile are the names that licences and notices have.
var licenceFile = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|copyright|notice|patents)([-_.][a-z0-9-_]+)?(\.(txt|md))?$`)

// component is the module with the licences that lie beside its linked files.
func (m module) component() (component, error) {
	c := component{name: m.path, version: m.version}
	for _, folder := range slices.Sorted(maps.Keys(m.folders)) {
		files, err := os.ReadDir(filepath.Join(m.dir, folder))
		if err != nil {
			return c, err
		}
		for _, f := range files {
			if f.IsDir() || !licenceFile.MatchString(f.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(m.dir, folder, f.Name()))
			if err != nil {
				return c, err
			}
			if err := c.add(filepath.ToSlash(filepath.Join(folder, f.Name())), string(text)); err != nil {
				return c, err
			}
		}
	}
	if len(c.licences) == 0 {
		return c, fmt.Errorf("%s: no licence found", m.path)
	}
	return c, nil
}
