//go:build !windows

package disk

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"tinxa/model"
)

// TestFull lets a shell limit how large files may grow and runs this very test
// within it: the system then refuses to write on, as on a full disk.
func TestFull(t *testing.T) {
	if dir := os.Getenv("TINXA_TEST_FULL"); dir != "" {
		err := WriteFile(filepath.Join(dir, "a"), func(w io.Writer) error {
			_, err := w.Write(make([]byte, 1<<20))
			return err
		})
		if !errors.Is(err, model.ErrFull) || !errors.Is(err, syscall.EFBIG) {
			t.Errorf("%v, want ErrFull and what the system said", err)
		}
		wantContent(t, filepath.Join(dir, "a"), "old")
		wantNames(t, dir, "a")
		return
	}
	dir := t.TempDir()
	put(t, filepath.Join(dir, "a"), "old")
	script := fmt.Sprintf("ulimit -f 64 && exec '%s' -test.run '^TestFull$'", os.Args[0])
	limited := exec.CommandContext(t.Context(), "sh", "-c", script)
	limited.Env = append(os.Environ(), "TINXA_TEST_FULL="+dir)
	if out, err := limited.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// What means what on these systems.
func TestNumbers(t *testing.T) {
	for number, want := range map[syscall.Errno]error{
		syscall.ENOSPC: model.ErrFull, syscall.EDQUOT: model.ErrFull, syscall.EFBIG: model.ErrFull,
		syscall.EROFS: model.ErrReadOnly, syscall.EACCES: model.ErrReadOnly, syscall.EPERM: model.ErrReadOnly,
		syscall.EIO: model.ErrGone, syscall.ENXIO: model.ErrGone, syscall.ENODEV: model.ErrGone, syscall.ESTALE: model.ErrGone,
	} {
		if got := Fault(&os.PathError{Op: "write", Path: "a", Err: number}); !errors.Is(got, want) {
			t.Errorf("%v gives %v, want %v", number, got, want)
		}
	}
}

func TestSyncFolderThatIsGone(t *testing.T) {
	if err := SyncFolder(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("flushed what is not there")
	}
}

// Pipes cannot be flushed, like the folders of some network drives.
func TestSyncFolderThatKnowsNoFlush(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	held, err := os.OpenFile(pipe, os.O_RDWR, 0) // so that opening it does not wait
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	if err := SyncFolder(pipe); err != nil {
		t.Errorf("%v, though nothing more can be done", err)
	}
}
