package mail

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"tinxa/export"
	"tinxa/model"
)

// folderSession puts messages into a folder, as files that a mail program opens.
type folderSession struct {
	dir      string
	envelope envelope
	now      func() time.Time
}

var _ export.Courier = (*folderSession)(nil)

func openFolder(ctx context.Context, dir string, e envelope, now func() time.Time) (export.Session, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &export.PortalError{Kind: export.ErrOffline, Did: key + ": open folder", Cause: err}
	case err != nil || !info.IsDir():
		return nil, &export.PortalError{Kind: export.ErrNotPortal, Did: key + ": open folder", Cause: err}
	}
	return &folderSession{dir, e, now}, nil
}

// Powers implements export.Session.
func (*folderSession) Powers() export.Powers { return powers() }

// Close implements export.Session.
func (*folderSession) Close() error { return nil }

// Send implements export.Courier. The same report has the same file name, so
// that a second file replaces the first.
func (s *folderSession) Send(ctx context.Context, p export.Post, photos []export.Image, sent func(bytes int64)) error {
	message, err := compose(ctx, s.envelope, p, photos, s.now())
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(p.Mark))
	name := fmt.Sprintf("%s-%x.eml", export.FileName(p.Report), sum[:4])
	err = export.WriteFile(ctx, filepath.Join(s.dir, name), func(w io.Writer) error {
		_, err := w.Write(message)
		return err
	})
	if err == nil {
		sent(size(photos))
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &export.PortalError{Kind: kindOf(err), Did: key + ": write file", Cause: err}
}

// kindOf names what a disk answered.
func kindOf(err error) error {
	switch {
	case errors.Is(err, model.ErrFull):
		return export.ErrQuota
	case errors.Is(err, model.ErrReadOnly):
		return export.ErrRole
	case errors.Is(err, model.ErrGone), errors.Is(err, fs.ErrNotExist):
		return export.ErrOffline
	}
	return export.ErrRejected
}

// size counts the bytes of photos, in which progress is told.
func size(photos []export.Image) (bytes int64) {
	for _, p := range photos {
		bytes += int64(len(p.Data))
	}
	return bytes
}
