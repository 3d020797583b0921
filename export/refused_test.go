package export

import (
	"errors"
	"io/fs"
	"os"
	"testing"

	"tinxa/model"
)

// TestRefused takes what the systems say for what it means to the user.
func TestRefused(t *testing.T) {
	tests := refusals()
	tests[fs.ErrPermission] = model.ErrReadOnly
	for said, means := range tests {
		err := refused(&os.PathError{Op: "write", Path: "a", Err: said})
		if !errors.Is(err, ErrDestination) || !errors.Is(err, said) || !errors.Is(err, means) {
			t.Errorf("%v (%[1]T %#[1]v) became %v, want ErrDestination and %v", said, err, means)
		}
	}
	other := refused(fs.ErrNotExist)
	if errors.Is(other, model.ErrFull) || errors.Is(other, model.ErrReadOnly) {
		t.Errorf("a missing folder became %v", other)
	}
}
