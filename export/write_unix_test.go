//go:build unix

package export_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"tinxa/export"
	"tinxa/model"
)

// TestFull lets a shell limit how large files may grow and runs this very test
// within it: the system then refuses to write on, as on a full disk.
func TestFull(t *testing.T) {
	if dir := os.Getenv("TINXA_TEST_FULL"); dir != "" {
		err := export.WriteFile(t.Context(), filepath.Join(dir, "a"), func(w io.Writer) error {
			_, err := w.Write(make([]byte, 1<<20))
			return err
		})
		if !errors.Is(err, model.ErrFull) || !errors.Is(err, export.ErrDestination) || !errors.Is(err, syscall.EFBIG) {
			t.Errorf("got %v, want ErrDestination, ErrFull and what the system said", err)
		}
		wantNames(t, dir)
		return
	}
	script := fmt.Sprintf("ulimit -f 64 && exec '%s' -test.run '^TestFull$'", os.Args[0])
	limited := exec.CommandContext(t.Context(), "sh", "-c", script)
	limited.Env = append(os.Environ(), "TINXA_TEST_FULL="+t.TempDir())
	if out, err := limited.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestDeviceStays: a rename would put a file in the place of the system's own
// device, for every program of the machine.
func TestDeviceStays(t *testing.T) {
	link := filepath.Join(t.TempDir(), "device")
	if err := os.Symlink(os.DevNull, link); err != nil {
		t.Fatal(err)
	}
	if err := export.WriteFile(t.Context(), link, saying("new")); !errors.Is(err, export.ErrDestination) {
		t.Errorf("got %v, want ErrDestination", err)
	}
	if info, err := os.Stat(link); err != nil || info.Mode().IsRegular() {
		t.Errorf("the device is now %v, %v", info, err)
	}
	wantNames(t, filepath.Dir(link), "device")
}
