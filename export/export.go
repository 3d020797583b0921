// Package export holds the contracts of everything that leaves the program: a
// Bundle goes in, a file or several files come out. The rooms below fulfil
// them, each in one format. Nothing here starts a goroutine or opens a window.
package export

import (
	"context"
	"io"
	"io/fs"

	"tinxa/model"
)

// Bundle is a report with what is needed to print it.
type Bundle struct {
	Report model.Report
	// Photos holds each photo of the report under its PhotoID as an upright
	// JPEG without metadata, at most model.WebSide pixels wide or high.
	Photos fs.FS
}

// Exporter writes a report as one file. Every implementation passes
// exporttest.TestExporter: equal bundles give equal bytes.
type Exporter interface {
	// Ext is the ending of the file's name, with its dot.
	Ext() string
	// Export writes the file. ErrPhotoMissing names a photo that the bundle
	// lacks; what was written by then is to be thrown away.
	Export(ctx context.Context, w io.Writer, b Bundle) error
}

// Pages lays a report out as several files that belong together. Every
// implementation passes exporttest.TestPages.
type Pages interface {
	// Files lists the files; the first is the one to open. Names are ASCII,
	// parted by slashes, safe on every system. Contents are read when opened.
	Files(ctx context.Context, b Bundle) ([]File, error)
}

// File is one file of Pages.
type File struct {
	Name string
	Open func() (io.ReadCloser, error)
}
