package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"tinxa/assets"
	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

// program makes the program once for all tests that need a process.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "tinxa-cmd-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "tinxa")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		return path, fmt.Errorf("%w: %s", err, out)
	}
	return path, os.Chmod(dir, 0o755) // for users of other names too
})

func TestMain(m *testing.M) {
	os.Unsetenv("TINXA_DATA")
	os.Setenv(logVariable, noLog)
	openLog(nil)
	if err := say.Load(assets.FS); err != nil {
		panic(err)
	}
	code := m.Run()
	if path, err := program(); err == nil {
		_ = os.RemoveAll(filepath.Dir(path)) // a leftover in the system's own folder does no harm
	}
	os.Exit(code)
}

// desk is a user with a data folder and a place for files.
type desk struct {
	*testing.T
	data, files string
}

func newDesk(t *testing.T) desk {
	return desk{t, filepath.Join(t.TempDir(), "Dữ liệu"), t.TempDir()}
}

// answer is what a call gave.
type answer struct {
	out, err string
	code     int
}

// call runs a command with the desk's data folder, within the test.
func (d desk) call(args ...string) answer {
	d.Helper()
	return call1(append(args, "--data", d.data)...)
}

// call1 runs a command as it stands.
func call1(args ...string) answer {
	var out, err bytes.Buffer
	code := run(args, streams{&out, &err})
	return answer{out.String(), err.String(), code}
}

// must runs a command that has to succeed, and returns its result.
func (d desk) must(args ...string) string {
	d.Helper()
	a := d.call(args...)
	if a.code != exitDone {
		d.Fatalf("%q exits with %d: %s", args, a.code, a.err)
	}
	return strings.TrimSuffix(a.out, "\n")
}

// made is what the built program prints: it resizes photos ten times as fast as
// a test under the race detector does.
func (d desk) made(args ...string) string {
	d.Helper()
	a := finish(d.T, d.process(args...))
	if a.code != exitDone {
		d.Fatalf("%q exits with %d: %s", args, a.code, a.err)
	}
	return strings.TrimSuffix(a.out, "\n")
}

// process is the built program, called with the desk's data folder.
func (d desk) process(args ...string) *exec.Cmd {
	d.Helper()
	path, err := program()
	if err != nil {
		d.Fatal(err)
	}
	c := exec.CommandContext(d.Context(), path, append(args, "--data", d.data)...)
	c.Dir = d.files
	return c
}

// finish runs a process to its end.
func finish(t *testing.T, c *exec.Cmd) answer {
	t.Helper()
	return finishAfter(t, c, func() {})
}

// finishAfter does something to a process before it waits for its end.
func finishAfter(t *testing.T, c *exec.Cmd, meanwhile func()) answer {
	t.Helper()
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	meanwhile()
	err := c.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return answer{out.String(), said.String(), c.ProcessState.ExitCode()}
}

// file puts a file on the desk and returns its path.
func (d desk) file(name string, data []byte) string {
	d.Helper()
	path := filepath.Join(d.files, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, data, 0o644)); err != nil {
		d.Fatal(err)
	}
	return path
}

func (d desk) at(name string) string { return filepath.Join(d.files, name) }

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// sample brings a sample's report and photos to the desk, as files.
func (d desk) sample(name string) (report string, photos []string) {
	d.Helper()
	files, err := fs.Glob(assets.FS, "samples/"+name+"/*")
	if err != nil || len(files) < 2 {
		d.Fatalf("sample %s: %v, %v", name, files, err)
	}
	for _, file := range files {
		data, err := fs.ReadFile(assets.FS, file)
		if err != nil {
			d.Fatal(err)
		}
		path := d.file(file, data)
		if strings.HasSuffix(file, ".json") {
			report = path
		} else {
			photos = append(photos, path)
		}
	}
	return report, photos
}

// withPhotos makes the arguments of new of a report and its photos.
func withPhotos(report string, photos []string) []string {
	args := []string{"new", "--from", report}
	for _, p := range photos {
		args = append(args, "--photo", p)
	}
	return args
}

// names lists everything below a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			all = append(all, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func wantNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := names(t, dir); !slices.Equal(got, want) {
		t.Errorf("in the folder: %q, want %q", got, want)
	}
}

// small is a photo that is decoded in no time. Each seed makes another.
func small(seed int) []byte { return modeltest.JPEG(40+seed, 30) }
