package photos

import (
	"errors"
	"os"
	"testing"

	"tinxa/model"
)

// A device that is always full.
func TestFullDisk(t *testing.T) {
	file, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := (diskWriter{file}).Write([]byte("x")); !errors.Is(err, model.ErrFull) {
		t.Errorf("%v, want ErrFull", err)
	}
}
