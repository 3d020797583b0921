package bolt_test

import (
	"errors"
	"fmt"
	"runtime"
	"syscall"
	"testing"

	"tinxa/model/bolt"
)

// TestNoRoomForTheMap: on Windows a file is made as large as its map. Where the
// disk has no room for that, the file is mapped as it is; other faults stay.
func TestNoRoomForTheMap(t *testing.T) {
	full := syscall.ENOSPC
	if runtime.GOOS == "windows" {
		full = syscall.Errno(112) // ERROR_DISK_FULL
	}
	inWords := fmt.Errorf("truncate: truncate tinxa.db: %s", full) // bbolt keeps no more of it
	broken := errors.New("broken")
	for _, tt := range []struct {
		name  string
		first error
		tries int
		want  error
	}{
		{"room", nil, 1, nil},
		{"none", full, 2, nil},
		{"none, in words", inWords, 2, nil},
		{"broken", broken, 1, broken},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tries := 0
			err := bolt.WithRoom(func(room int) error {
				tries++
				if room > 0 {
					return tt.first
				}
				return nil
			})
			if !errors.Is(err, tt.want) || tries != tt.tries {
				t.Errorf("%v after %d tries, want %v after %d", err, tries, tt.want, tt.tries)
			}
		})
	}
}
