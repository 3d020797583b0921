//go:build !windows

package native

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCloseLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	closer, err := Announce(dir, beside{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := closer.Close(); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A name in the folder is no window.
func TestAFileInThePlaceOfTheSocketIsReplaced(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, socketName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	raised := announce(t, dir)
	if err := Raise(dir, nil); err != nil {
		t.Error(err)
	}
	wantRaise(t, raised)
}

func TestNothingIsAnnouncedWithoutItsFolder(t *testing.T) {
	if _, err := Announce(filepath.Join(t.TempDir(), "gone"), beside{}, nil); err == nil {
		t.Error("announced in a folder that is not there")
	}
}
