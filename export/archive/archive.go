// Package archive packs the files of export.Pages into one zip file.
package archive

import (
	"archive/zip"
	"context"
	"fmt"
	"hash/crc32"
	"io"

	"tinxa/export"
)

// Zip packs p into one top folder named by export.FileName. Nothing is
// compressed: nearly all of it is JPEG, and sizes known beforehand are what the
// simplest unpackers on phones ask for.
func Zip(p export.Pages) export.Exporter { return archive{p, ".zip"} }

// As is Zip under another ending, by which a system knows whose file it is.
func As(ext string, p export.Pages) export.Exporter { return archive{p, ext} }

type archive struct {
	pages export.Pages
	ext   string
}

// Ext implements export.Exporter.
func (a archive) Ext() string { return a.ext }

// Export implements export.Exporter.
func (a archive) Export(ctx context.Context, w io.Writer, b export.Bundle) error {
	files, err := a.pages.Files(ctx, b)
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	z := zip.NewWriter(w)
	top := export.FileName(b.Report)
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := add(z, top+"/"+f.Name, f); err != nil {
			return fmt.Errorf("archive: %s: %w", f.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	return nil
}

const (
	utf8Name   = 1 << 11         // general purpose flag: the name is UTF-8
	firstDate  = 0<<9 | 1<<5 | 1 // 1 January 1980, the first day that zip knows
	zipVersion = 20              // what reading a folder asks of an unpacker
)

// add stores one file. Its time says nothing of when the export was made, so
// that equal reports give equal archives.
func add(z *zip.Writer, name string, f export.File) error {
	data, err := read(f)
	if err != nil {
		return err
	}
	header := &zip.FileHeader{
		Name: name, Method: zip.Store, Flags: utf8Name, ReaderVersion: zipVersion, CreatorVersion: zipVersion,
		CRC32: crc32.ChecksumIEEE(data), CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data)),
	}
	header.ModifiedDate = firstDate //lint:ignore SA1019 CreateRaw writes this field, not Modified
	w, err := z.CreateRaw(header)
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

func read(f export.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
