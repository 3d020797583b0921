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
	"os"
	"path/filepath"

	"tinxa/model"
	"tinxa/model/disk"
)

// staged is a photo that was read whole but is not kept yet.
type staged struct {
	path string
	id   model.PhotoID
}

// stage copies r into a new temporary file, durably, and finds its id. The file
// lies at the top of its tree, so that renaming never leaves the volume and
// disk.Sweep looks in one place.
func stage(ctx context.Context, dir string, r io.Reader) (s staged, err error) {
	file, err := os.CreateTemp(dir, "*"+disk.TempExt)
	if err != nil {
		return staged{}, disk.Fault(err)
	}
	s.path = file.Name()
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(disk.Writer(file), sum), io.LimitReader(underContext(ctx, r), maxBytes+1))
	if err == nil && n > maxBytes {
		err = fmt.Errorf("%w: more than %d bytes", model.ErrPhotoSize, maxBytes)
	}
	if err == nil {
		err = disk.Fault(file.Sync())
	}
	err = errors.Join(err, disk.Fault(file.Close()))
	if err != nil {
		s.discard()
		return staged{}, err
	}
	s.id = model.PhotoID(hex.EncodeToString(sum.Sum(nil)))
	return s, nil
}

// sniffed reads on after refusing a wrong kind, before any of it is written.
func sniffed(r io.Reader) (io.Reader, error) {
	buffered := bufio.NewReader(r)
	head, err := buffered.Peek(headBytes)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	_, err = sniff(head)
	return buffered, err
}

// discard removes the temporary file; once it is kept there is none.
func (s staged) discard() { _ = os.Remove(s.path) }

// ext is the ending of the file's kind, with the dot. model.ErrPhotoKind.
func (s staged) ext() (string, error) {
	file, err := os.Open(s.path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	head, err := io.ReadAll(io.LimitReader(file, headBytes))
	if err != nil {
		return "", err
	}
	k, err := sniff(head)
	return k.ext, err
}

// keep gives the file its name, durably.
func (s staged) keep(path string) error { return moved(s.path, path) }

// moved renames a file into a folder that is made where it is missing, durably.
func moved(from, to string) error {
	dir := filepath.Dir(to)
	if err := disk.MakeFolder(dir, 0o755); err != nil {
		return err
	}
	if err := disk.Rename(from, to); err != nil {
		return disk.Fault(err)
	}
	return disk.Fault(errors.Join(disk.SyncFolder(dir), disk.SyncFolder(filepath.Dir(dir))))
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
	file, err := os.CreateTemp(top, "*"+disk.TempExt)
	if err != nil {
		return err
	}
	sealed := binary.BigEndian.AppendUint32(data[:len(data):len(data)], crc32.Checksum(data, castagnoli))
	_, err = file.Write(sealed)
	err = errors.Join(err, file.Close())
	if err == nil {
		err = disk.Rename(file.Name(), path)
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
