//go:build !windows

package photos

import (
	"errors"
	"os"
	"syscall"
	"testing"

	"tinxa/model"
)

func TestDiskErrors(t *testing.T) {
	for code, want := range map[syscall.Errno]error{
		syscall.ENOSPC: model.ErrFull, syscall.EDQUOT: model.ErrFull, syscall.EFBIG: model.ErrFull,
		syscall.EROFS: model.ErrReadOnly, syscall.EACCES: model.ErrReadOnly,
	} {
		err := &os.LinkError{Op: "rename", Old: "a", New: "b", Err: code}
		if got := diskError(err); !errors.Is(got, want) || !errors.Is(got, code) {
			t.Errorf("%v gives %v, want %v", code, got, want)
		}
	}
	if got := diskError(syscall.EIO); !errors.Is(got, syscall.EIO) || errors.Is(got, model.ErrFull) {
		t.Errorf("EIO gives %v", got)
	}
}
