package disk_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"tinxa/model/disk"
)

func TestMakeFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "báo cáo", "ảnh")
	for range 2 { // what is there already stays
		if err := disk.MakeFolder(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		t.Errorf("made is %v, %v", info, err)
	}
}

func TestMakeFolderBelowAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "tệp")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var fault *os.PathError
	if err := disk.MakeFolder(filepath.Join(file, "ảnh"), 0o700); !errors.As(err, &fault) {
		t.Errorf("a folder below a file: %v, want the system's error", err)
	}
}
