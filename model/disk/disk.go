package disk

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// patience is about how long a rename waits in all for a virus scanner or the
// search index, which open new files for moments.
const patience = 2 * time.Second

// Retry tries again while another program holds the file for a moment, longer
// and longer, for about two seconds in all.
func Retry(try func() error) error { return retried(try, isBusy, time.Sleep) }

func retried(try func() error, busy func(error) bool, sleep func(time.Duration)) error {
	err := try()
	for wait := time.Millisecond; busy(err) && wait < patience; wait *= 2 {
		sleep(wait)
		err = try()
	}
	return err
}

// Rename renames a file and replaces what had the name. It waits for virus
// scanners. The name is durable after SyncFolder.
func Rename(from, to string) error {
	return Retry(func() error { return os.Rename(from, to) })
}

// Publish gives a finished file a name that must be free, else fs.ErrExist. The
// name it had is gone afterwards, or left for Sweep. The new one is durable after
// SyncFolder.
func Publish(from, to string) error {
	return Fault(Retry(func() error { return publish(from, to) }))
}

// TempExt marks files that are being written, for Sweep.
const TempExt = ".tmp"

// WriteFile writes a file durably, whole or not at all: in a temporary file
// beside it first. It can be read and written by its owner alone (0600).
//
// What write returns comes back as it is; the disk's own errors have the names
// that Fault gives. After an error what had the name is untouched and nothing is
// left beside it; but where only the flush of the folder's names was refused,
// the new file stands.
func WriteFile(path string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*"+TempExt)
	if err != nil {
		return Fault(err)
	}
	defer os.Remove(temp.Name()) // after the rename there is none
	defer temp.Close()           // for a write that fails or panics
	if err := write(Writer(temp)); err != nil {
		return err
	}
	if err := errors.Join(temp.Sync(), temp.Close()); err != nil {
		return Fault(err)
	}
	if err := Rename(temp.Name(), path); err != nil {
		return Fault(err)
	}
	return Fault(SyncFolder(filepath.Dir(path)))
}

// Writer gives the errors of a file's writer the names that Fault has, which
// tells them from those of the source that is copied.
func Writer(w io.Writer) io.Writer { return faulting{w} }

type faulting struct{ io.Writer }

func (f faulting) Write(p []byte) (int, error) {
	n, err := f.Writer.Write(p)
	return n, Fault(err)
}

// staleAfter is when a temporary file must have been left by a crash.
const staleAfter = time.Hour

// Sweep removes the temporary files that a crash left in a folder. What was
// written to within an hour is kept: another instance may be at work.
func Sweep(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && info.Mode().IsRegular() && filepath.Ext(entry.Name()) == TempExt && time.Since(info.ModTime()) > staleAfter {
			_ = os.Remove(filepath.Join(dir, entry.Name()))
		}
	}
}

// Link gives a file a second name or, where the disk knows no links or no more
// of them, copies it durably. A link's name is durable after SyncFolder. What
// has the name already stays: fs.ErrExist. Other errors are those of Copy.
func Link(from, to string) error { return linked(os.Link, from, to) }

func linked(link func(from, to string) error, from, to string) error {
	err := Retry(func() error { return link(from, to) })
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	if IsFull(err) {
		return Fault(err)
	}
	if _, err := os.Lstat(to); err == nil {
		return &fs.PathError{Op: "link", Path: to, Err: fs.ErrExist}
	}
	return Copy(from, to)
}

// Copy copies a file durably, whole or not at all, and replaces what had the
// name. Errors of writing are those of WriteFile. Of the source model.ErrGone
// alone is named: that it may not be read is not what model.ErrReadOnly says.
func Copy(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return gone(err)
	}
	defer source.Close()
	return gone(WriteFile(to, func(w io.Writer) error {
		_, err := io.Copy(w, source)
		return err
	}))
}
