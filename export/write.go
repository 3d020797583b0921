package export

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"tinxa/model/disk"
)

// What stands where something is to be written. These come in a *fs.PathError: the
// name is the user's, and whoever writes a log leaves it out.
var (
	errNoFile   = errors.New("it is no file")
	errNoFolder = errors.New("it is no folder")
	errOthers   = errors.New("it holds other files")
)

// WriteFile writes a file so that it is there whole or not at all: beside it
// first, then flushed to the disk and renamed. A file of that name is replaced;
// a folder, a device or a pipe is not.
//
// What write returns comes back as it is. ErrDestination means that the file
// cannot be written there, with model.ErrFull, model.ErrReadOnly or model.ErrGone
// where that is why. After an error, and after ctx ends, nothing was changed or
// left.
func WriteFile(ctx context.Context, path string, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return refused(&fs.PathError{Op: "write", Path: path, Err: errNoFile})
	}
	temp := beside(path)
	if err := writeNew(ctx, temp, write); err != nil {
		return err
	}
	if err := disk.Rename(temp, path); err != nil {
		return withdraw(temp, refused(err))
	}
	_ = disk.SyncFolder(filepath.Dir(path)) // what was renamed is whole all the same
	return nil
}

// beside is a fresh name next to path, hidden where a dot hides.
func beside(path string) string {
	return filepath.Join(filepath.Dir(path), ".tinxa-"+rand.Text())
}

// bufferBytes gathers what exporters write in small pieces: encoded photos come
// a kilobyte at a time.
const bufferBytes = 256 << 10

// writeNew writes a file that must not be there yet and flushes it. It leaves
// none behind when it fails.
func writeNew(ctx context.Context, path string, write func(io.Writer) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return refused(err)
	}
	whole := false
	defer func() {
		if !whole { // also when write panics
			f.Close()
			err = withdraw(path, err)
		}
	}()
	buffered := bufio.NewWriterSize(&destination{ctx: ctx, file: f}, bufferBytes)
	if err := write(buffered); err != nil {
		return err
	}
	if err := buffered.Flush(); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return refused(err)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	whole = true
	return nil
}

// withdraw removes what was written under a passing name and returns why.
func withdraw(path string, why error) error {
	if err := os.RemoveAll(path); err != nil {
		return errors.Join(why, err)
	}
	return why
}

// destination tells the file's own errors from those of the exporter that
// writes into it, and stops when the context ends.
type destination struct {
	ctx  context.Context
	file *os.File
}

// Write implements io.Writer.
func (d *destination) Write(p []byte) (int, error) {
	if err := d.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := d.file.Write(p)
	if err != nil {
		return n, refused(err)
	}
	return n, nil
}

// refused says that the system did not let us write, and why where we know.
func refused(err error) error {
	return fmt.Errorf("export: %w: %w", ErrDestination, disk.Fault(err))
}
