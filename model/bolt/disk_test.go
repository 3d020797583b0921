//go:build linux

package bolt_test

import (
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"tinxa/model"
	"tinxa/model/bolt"
	"tinxa/model/modeltest"
)

// limitFiles makes every file of this process end at that many bytes, as a full
// disk does, until the returned function is called.
func limitFiles(t *testing.T, bytes uint64) (lift func()) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ) // else the system ends the process at the limit
	var before syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &before); err != nil {
		t.Fatal(err)
	}
	set := func(limit syscall.Rlimit) {
		if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
			t.Fatal(err)
		}
	}
	lift = func() { set(before) }
	t.Cleanup(lift)
	set(syscall.Rlimit{Cur: bytes, Max: before.Max})
	return lift
}

// TestFull fills the disk: what was saved stays, and when there is space again
// saving goes on.
func TestFull(t *testing.T) {
	if !inOwnProcess(t) {
		return
	}
	for name, limit := range map[string]uint64{
		"file cannot grow":       24 << 20, // bbolt grows a file by 16 MB
		"page cannot be written": 1 << 20,  // within the 16 MB
	} {
		t.Run(name, func(t *testing.T) { fillUp(t, limit) })
	}
}

func fillUp(t *testing.T, limit uint64) {
	s := open(t, newPath(t))
	last := save(t, s, modeltest.Report(1))
	lift := limitFiles(t, limit)
	var err error
	for r := last; err == nil && r.Rev < 200; {
		r.Head.Kicker += strings.Repeat("đầy ", 10_000)
		if r, err = s.Save(t.Context(), r); err == nil {
			last = r
		}
	}
	if !errors.Is(err, model.ErrFull) {
		t.Errorf("Save on a full disk = %v, want ErrFull", err)
	}
	got, err := s.Report(t.Context(), last.ID)
	if err != nil {
		t.Fatal(err)
	}
	modeltest.Same(t, "after the disk was full", got, last)
	lift()
	if again := save(t, s, last); again.Rev != last.Rev+1 {
		t.Errorf("with space again it was saved as revision %d, want %d", again.Rev, last.Rev+1)
	}
}

func TestFullWhenCreating(t *testing.T) {
	if !inOwnProcess(t) {
		return
	}
	path := newPath(t)
	limitFiles(t, 4096)
	if _, err := bolt.Open(t.Context(), path); !errors.Is(err, model.ErrFull) {
		t.Errorf("Open on a full disk = %v, want ErrFull", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 0 {
		t.Errorf("what could not be made leaves %v, %v", entries, err)
	}
}

// asNobody runs f as a user who owns nothing: root may write to everything. The
// system knows such a user by thread, so the test keeps its thread.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	if os.Getuid() != 0 {
		f()
		return
	}
	const nobody = 65534
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	setFilesystemUser(nobody)
	defer setFilesystemUser(0)
	f()
}

func setFilesystemUser(id uintptr) { syscall.RawSyscall(syscall.SYS_SETFSUID, id, 0, 0) }

// openFolders lets everybody into the test's folders.
func openFolders(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	for dir := filepath.Dir(path); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		if err := os.Chmod(dir, mode); err != nil {
			t.Fatal(err)
		}
		mode = 0o755
	}
}

func TestReadOnlyFile(t *testing.T) {
	path, reports := stored(t, 2)
	openFolders(t, path, 0o555)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	asNobody(t, func() { checkFrozen(t, path, reports, model.ErrReadOnly) })
	if err := os.Chmod(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestReadOnlyFolder(t *testing.T) {
	path := newPath(t)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	openFolders(t, path, 0o555)
	asNobody(t, func() {
		if _, err := bolt.Open(t.Context(), path); !errors.Is(err, model.ErrReadOnly) {
			t.Errorf("Open = %v, want ErrReadOnly: no file, and none can be made", err)
		}
	})
	if err := os.Chmod(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
}

// TestCutWhileOpen cuts the file off beneath an open store, as a disk that is
// pulled out does: reading the lost pages is an error and not the end of the
// process, and nothing is written any more after a write that ran into them.
func TestCutWhileOpen(t *testing.T) {
	path, reports := stored(t, 40)
	s, err := bolt.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 8<<10); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reports(t.Context()); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Reports = %v, want ErrDamaged", err)
	}
	for _, r := range reports[:3] {
		if _, err := s.Report(t.Context(), r.ID); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("Report = %v, want ErrDamaged", err)
		}
		if _, err := s.Save(t.Context(), r); !errors.Is(err, model.ErrDamaged) {
			t.Errorf("Save = %v, want ErrDamaged", err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("Close = %v", err)
	}
	if _, err := bolt.Open(t.Context(), path); !errors.Is(err, model.ErrDamaged) {
		t.Errorf("Open = %v, want ErrDamaged", err)
	}
}
