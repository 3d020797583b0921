package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"tinxa/model/modeltest"
	"tinxa/ui/say"
)

// asNobody calls the program as a user who owns nothing, because root may write
// to everything.
func (d desk) asNobody(args ...string) answer {
	d.Helper()
	c := d.process(args...)
	if os.Getuid() == 0 {
		const nobody = 65534
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	return finish(d.T, c)
}

// freeze takes the right to write from everything in a folder, and lets
// everybody read it.
func (d desk) freeze(dir string) {
	d.Helper()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		mode := os.FileMode(0o444)
		if e.IsDir() {
			mode = 0o555
			d.Cleanup(func() { _ = os.Chmod(path, 0o755) }) // else nobody but root can remove it
		}
		return os.Chmod(path, mode)
	})
	if err != nil {
		d.Fatal(err)
	}
	d.letIn(filepath.Dir(dir))
}

// letIn opens the test's folders from dir upwards.
func (d desk) letIn(dir string) {
	for ; dir != filepath.Clean(os.TempDir()) && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, 0o755); err != nil {
			d.Fatal(err)
		}
	}
}

// TestReadOnlyData: drafts can be read and exported.
func TestReadOnlyData(t *testing.T) {
	d := newDesk(t)
	photo := d.file("a.jpg", small(1))
	text := d.file("a.txt", read(t, committee))
	id := d.must("new", "--from", committee, "--photo", photo)
	before := d.must("list", "--json") + "\n"
	d.freeze(d.data)
	d.letIn(d.files)
	out := d.at("ra")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(out, 0o777); err != nil {
		t.Fatal(err)
	}
	if a := d.asNobody("list", "--json"); a != (answer{before, "", exitDone}) {
		t.Errorf("list: %+v", a)
	}
	if a := d.asNobody("export", id, "-o", out); a.code != exitDone {
		t.Errorf("export: %+v", a)
	}
	wantFault(t, d.asNobody("new", "--from", text), "err.readonly", d.data)
	wantFault(t, d.asNobody("new", "--photo", d.file("b.jpg", small(2))), "err.readonly", d.data)
	if a := d.asNobody("list", "--json"); a.out != before {
		t.Errorf("the list is now %s", a.out)
	}
}

func TestReadOnlyPlaces(t *testing.T) {
	d := newDesk(t)
	photo := d.file("a.jpg", small(1))
	id := d.must("new", "--from", committee)
	frozen := d.at("khóa")
	secret := d.file("riêng.txt", read(t, committee))
	if err := os.Mkdir(frozen, 0o755); err != nil {
		t.Fatal(err)
	}
	d.freeze(frozen)
	d.everybodys(d.data)
	if err := os.Chmod(secret, 0); err != nil {
		t.Fatal(err)
	}
	for _, form := range []string{"html", "txt"} {
		wantFault(t, d.asNobody("export", id, "--to", form, "-o", frozen+"/x"), "err.destination.readonly", frozen+"/x")
	}
	wantFault(t, d.asNobody("photo", photo, "-o", frozen), "err.destination.readonly", frozen)
	wantFault(t, d.asNobody("new", "--from", secret), "err.permission", secret)
	wantNames(t, frozen)
	d.data = frozen
	wantFault(t, d.asNobody("list"), "err.readonly", frozen)
	d.data += "/mới"
	wantFault(t, d.asNobody("list"), "err.destination", d.data)
}

// everybodys lets everybody write into a folder.
func (d desk) everybodys(dir string) {
	d.Helper()
	err := filepath.WalkDir(dir, func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chmod(path, 0o777)
	})
	if err != nil {
		d.Fatal(err)
	}
	d.letIn(filepath.Dir(dir))
}

// onFullDisk calls the program where no file can grow beyond that many blocks
// of 512 bytes: the system refuses to write on, as a full disk does.
func (d desk) onFullDisk(blocks int, args ...string) answer {
	d.Helper()
	c := d.process(args...)
	shell := exec.CommandContext(d.Context(), "sh", append([]string{"-c", fmt.Sprintf(`ulimit -f %d && exec "$@"`, blocks), "sh"}, c.Args...)...)
	shell.Dir = c.Dir
	return finish(d.T, shell)
}

func TestFullDisk(t *testing.T) {
	d := newDesk(t)
	photo := d.file("a.jpg", modeltest.JPEG(400, 300))
	id := d.must("new", "--from", committee, "--photo", photo)
	before := d.must("list", "--json")
	stored := strings.Join(names(t, d.data), "\n")

	text, err := filepath.Abs(committee)
	if err != nil {
		t.Fatal(err)
	}
	wantFault(t, d.onFullDisk(8, "new", "--from", text), "err.full", d.data)
	wantFault(t, d.onFullDisk(1, "new", "--photo", d.file("b.jpg", modeltest.JPEG(401, 300))), "err.full", d.data)
	for _, form := range []string{"html", "html-one", "zip", "txt", "json"} {
		to := d.at("ra")
		wantFault(t, d.onFullDisk(0, "export", id, "--to", form, "-o", to), "err.destination.full", to)
	}
	wantFault(t, d.onFullDisk(1, "photo", photo, "-o", d.at("nhỏ")), "err.destination.full", d.at("nhỏ"))
	wantNames(t, d.files, "a.jpg", "b.jpg")
	if after := strings.Join(names(t, d.data), "\n"); after != stored {
		t.Errorf("the data folder held\n%s\nand holds\n%s", stored, after)
	}
	d.unharmed(before)

	d.data = d.at("dữ liệu mới")
	wantFault(t, d.onFullDisk(8, "list"), "err.full", d.data)
	wantNames(t, d.data)
}

// TestStopped ends commands in the middle of their work, as Ctrl+C and a
// computer that is switched off do.
func TestStopped(t *testing.T) {
	d := newDesk(t)
	var photos []string
	large := modeltest.JPEG(2400, 1800)
	for i := range 12 { // what follows the end of a photo makes it another one
		photos = append(photos, d.file(fmt.Sprintf("ảnh %d.jpg", i), append(large, byte(i))))
	}
	text, err := filepath.Abs(committee)
	if err != nil {
		t.Fatal(err)
	}
	id := d.made(withPhotos(text, photos)...)
	for form, signal := range map[string]os.Signal{"html": os.Interrupt, "zip": syscall.SIGTERM} {
		if err := os.RemoveAll(filepath.Join(d.data, "photos", "cache")); err != nil { // to make it work
			t.Fatal(err)
		}
		into := t.TempDir()
		a := d.stop(signal, into, "export", id, "--to", form, "-o", filepath.Join(into, "ra"))
		wantFault(t, a, "err.stopped", "")
		wantNames(t, into)
		if left, err := os.ReadDir(into); err != nil || len(left) > 0 {
			t.Errorf("%s: left behind %v, %v", form, left, err)
		}
	}
	into := t.TempDir()
	a := d.stop(os.Interrupt, into, append([]string{"photo", "-o", into}, photos...)...)
	if a.code != exitFault || !strings.Contains(a.err, say.T("err.stopped.what")) {
		t.Errorf("photo: %+v", a)
	}
	if done := strings.Count(a.out, "\n"); len(names(t, into)) != done || done == len(photos) {
		t.Errorf("%d photos told, in the folder %q", done, names(t, into))
	}
	d.must("show", id)
}

// stop sends the signal as soon as something is being written in a folder.
func (d desk) stop(signal os.Signal, into string, args ...string) answer {
	d.Helper()
	c := d.process(args...)
	return finishAfter(d.T, c, func() {
		for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(time.Millisecond) {
			if entries, err := os.ReadDir(into); err == nil && len(entries) > 0 {
				break
			}
		}
		if err := c.Process.Signal(signal); err != nil {
			d.Errorf("it ended before it was stopped: %v", err)
		}
	})
}

// patience is how long a program may take to begin: the machine may be busy.
const patience = 30 * time.Second
