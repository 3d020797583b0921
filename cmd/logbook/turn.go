package logbook

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// turning is the file that a process holds while it turns the log over, and
// forsaken the age at which it belongs to a process that was killed.
const (
	turning  = "turning.lock"
	forsaken = time.Minute
)

// turn puts the current log behind the older ones and empties it, and says
// whether the log is short now. It is copied, not renamed, because Windows
// renames no file that another process has open; what others write between copy
// and cut is lost.
func turn(dir string) bool {
	lock := filepath.Join(dir, turning)
	held, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		if info, gone := os.Stat(lock); errors.Is(err, fs.ErrExist) && gone == nil && time.Since(info.ModTime()) > forsaken {
			_ = os.Remove(lock) // then the next line turns it over
		}
		return false
	}
	defer func() { _, _ = held.Close(), os.Remove(lock) }() // it grows old by itself
	path := filepath.Join(dir, current)
	if info, err := os.Stat(path); err != nil || info.Size() <= most {
		return err == nil // another process has done it
	}
	for n := ancient; n > 1; n-- {
		_ = os.Rename(filepath.Join(dir, numbered(n-1)), filepath.Join(dir, numbered(n))) // is not there at first
	}
	if err := copyLines(path, filepath.Join(dir, numbered(1))); err != nil {
		_ = os.Remove(filepath.Join(dir, numbered(1))) // a full disk: better none than a torn one
	}
	return os.Truncate(path, 0) == nil
}

// copyLines copies the whole lines of a log: another process may be about to
// write one.
func copyLines(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data[:bytes.LastIndexByte(data, '\n')+1], 0o600)
}
