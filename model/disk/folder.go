package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// MakeFolder makes a folder with those above it, unless it is there. The names
// that are new survive a power cut: without that, files that were flushed with
// all care are gone with their folder. An error has the name that Fault gives.
func MakeFolder(path string, mode os.FileMode) error {
	var made []string
	for dir := filepath.Clean(path); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) || dir == filepath.Dir(dir) {
			break
		}
		made = append(made, dir)
	}
	if err := os.MkdirAll(path, mode); err != nil {
		return Fault(err)
	}
	for _, dir := range made {
		if err := SyncFolder(filepath.Dir(dir)); err != nil && !isNotMine(err) {
			return Fault(err)
		}
	}
	return nil
}

// isNotMine: a folder that may be written in need not be readable, and then its
// names cannot be flushed.
func isNotMine(err error) bool { return errors.Is(err, fs.ErrPermission) }
