package disk

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"tinxa/model"
)

// A file that a scanner holds open is renamed as soon as it lets go.
func TestRenameOutwaitsAScanner(t *testing.T) {
	dir := t.TempDir()
	from, to := put(t, filepath.Join(dir, "a"), "new"), filepath.Join(dir, "b")
	name, err := syscall.UTF16PtrFromString(from)
	if err != nil {
		t.Fatal(err)
	}
	held, err := syscall.CreateFile(name, syscall.GENERIC_READ, 0, nil, syscall.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(100*time.Millisecond, func() { _ = syscall.CloseHandle(held) })
	if err := Rename(from, to); err != nil {
		t.Error(err)
	}
	wantContent(t, to, "new")
}

// What means what on Windows.
func TestNumbers(t *testing.T) {
	for number, want := range map[syscall.Errno]error{
		errorDiskFull: model.ErrFull, errorHandleDiskFull: model.ErrFull, errorFileTooLarge: model.ErrFull,
		errorWriteProtect: model.ErrReadOnly, syscall.ERROR_ACCESS_DENIED: model.ErrReadOnly,
		errorNotReady: model.ErrGone, errorNoMedia: model.ErrGone, errorNetNameDeleted: model.ErrGone,
	} {
		if got := Fault(&os.PathError{Op: "write", Path: "a", Err: number}); !errors.Is(got, want) {
			t.Errorf("%v gives %v, want %v", number, got, want)
		}
	}
}
