package photos

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tinxa/model"
)

// tempExt marks files that are being written. They lie at the top of their
// tree, so that renaming never leaves the volume and cleaning looks in one place.
const tempExt = ".tmp"

// staleAfter is when a temporary file must have been left by a crash.
const staleAfter = time.Hour

// staged is a photo that was read whole but is not kept yet.
type staged struct {
	path string
	id   model.PhotoID
}

// stage copies r into a new temporary file, durably, and finds its id.
func stage(ctx context.Context, dir string, r io.Reader) (s staged, err error) {
	head := bufio.NewReader(underContext(ctx, r))
	if err := sniffed(head); err != nil {
		return staged{}, err
	}
	file, err := os.CreateTemp(dir, "*"+tempExt)
	if err != nil {
		return staged{}, diskError(err)
	}
	s.path = file.Name()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(diskWriter{file}, sum), io.LimitReader(head, maxBytes+1))
	if err == nil && n > maxBytes {
		err = fmt.Errorf("%w: more than %d bytes", model.ErrPhotoSize, maxBytes)
	}
	if err == nil {
		err = diskError(file.Sync())
	}
	err = errors.Join(err, diskError(file.Close()))
	if err != nil {
		s.discard()
		return staged{}, err
	}
	s.id = model.PhotoID(hex.EncodeToString(sum.Sum(nil)))
	return s, nil
}

// sniffed refuses a wrong kind before any of it is written.
func sniffed(r *bufio.Reader) error {
	head, err := r.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	_, err = sniff(head)
	return err
}

// discard removes the temporary file; once it is kept there is none.
func (s staged) discard() { _ = os.Remove(s.path) }

// keep gives the file its name, durably.
func (s staged) keep(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return diskError(err)
	}
	if err := rename(s.path, path); err != nil {
		return diskError(err)
	}
	return diskError(errors.Join(syncDir(dir), syncDir(filepath.Dir(dir))))
}

// clean removes what a crash left behind. Files of other instances that are
// at work now are younger.
func clean(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, entry := range entries {
		info, err := entry.Info()
		if err == nil && filepath.Ext(entry.Name()) == tempExt && time.Since(info.ModTime()) > staleAfter {
			_ = os.Remove(filepath.Join(dir, entry.Name()))
		}
	}
}

// verified opens an original after making sure that it is what was added.
func verified(ctx context.Context, path string, id model.PhotoID) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	_, err = io.Copy(sum, underContext(ctx, file))
	if err == nil && hex.EncodeToString(sum.Sum(nil)) != string(id) {
		err = model.ErrDamaged
	}
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		_ = file.Close()
		return nil, err
	}
	return file, nil
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// writeSealed writes a file of the cache: the data and their CRC32C, which
// programs that show the file overlook. It need not survive a power cut.
func writeSealed(top, path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.CreateTemp(top, "*"+tempExt)
	if err != nil {
		return err
	}
	sealed := binary.BigEndian.AppendUint32(data[:len(data):len(data)], crc32.Checksum(data, castagnoli))
	_, err = file.Write(sealed)
	err = errors.Join(err, file.Close())
	if err == nil {
		err = rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name())
	}
	return err
}

// readSealed is false for a file that is not there or not as it was written.
func readSealed(path string) ([]byte, bool) {
	const seal = 4 // bytes
	sealed, err := os.ReadFile(path)
	if err != nil || len(sealed) < seal {
		return nil, false
	}
	data := sealed[:len(sealed)-seal]
	sum := binary.BigEndian.Uint32(sealed[len(data):])
	return data, len(data) > 0 && crc32.Checksum(data, castagnoli) == sum
}

// diskWriter tells what goes wrong with the disk from what goes wrong with the
// source that is copied.
type diskWriter struct{ file *os.File }

// Write implements io.Writer.
func (w diskWriter) Write(p []byte) (int, error) {
	n, err := w.file.Write(p)
	return n, diskError(err)
}

// diskError gives an error of writing its sentinel.
func diskError(err error) error {
	switch {
	case err == nil:
		return nil
	case isFull(err):
		return fmt.Errorf("%w: %w", model.ErrFull, err)
	case isReadOnly(err), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: %w", model.ErrReadOnly, err)
	}
	return err
}
