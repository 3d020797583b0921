package photos

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"tinxa/model"
)

func TestDiskErrors(t *testing.T) {
	for code, want := range map[syscall.Errno]error{
		errorDiskFull: model.ErrFull, errorHandleDiskFull: model.ErrFull,
		errorWriteProtect: model.ErrReadOnly, errorAccessDenied: model.ErrReadOnly,
	} {
		err := &os.LinkError{Op: "rename", Old: "a", New: "b", Err: code}
		if got := diskError(err); !errors.Is(got, want) || !errors.Is(got, code) {
			t.Errorf("%v gives %v, want %v", code, got, want)
		}
	}
}

// A file that a scanner holds open is renamed as soon as it lets go.
func TestRenameWaits(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := os.WriteFile(from, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	name, err := syscall.UTF16PtrFromString(from)
	if err != nil {
		t.Fatal(err)
	}
	held, err := syscall.CreateFile(name, syscall.GENERIC_READ, 0, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(100*time.Millisecond, func() { _ = syscall.CloseHandle(held) })
	if err := rename(from, to); err != nil {
		t.Error(err)
	}
}
