package record

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"tinxa/export"
	"tinxa/model"
)

// The names of the files of Whole.
const (
	reportFile = "report.json"
	photoDir   = "photos"
)

// Whole is a report with its photos as the camera made them, to be gone on with
// on another computer. The photos of the bundle must be the originals.
type Whole struct{}

// Files implements export.Pages.
func (Whole) Files(ctx context.Context, b export.Bundle) ([]export.File, error) {
	var report bytes.Buffer
	if err := (JSON{}).Export(ctx, &report, b); err != nil {
		return nil, err
	}
	files := []export.File{{Name: reportFile, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(report.Bytes())), nil
	}}}
	for _, p := range export.PhotoFiles(b.Report) {
		files = append(files, export.File{Name: path.Join(photoDir, string(p.ID)), Open: func() (io.ReadCloser, error) {
			return b.Photo(p.ID)
		}})
	}
	return files, nil
}

const (
	maxReport = 16 << 20 // bytes of the report
	maxFiles  = 5000     // in one archive
)

// Parcel is an archive of Whole that comes from outside.
type Parcel struct {
	Report model.Report
	photos []*zip.File
}

// Read reads an archive of that many bytes. What is no such archive, or holds no
// report, is a model.ErrFormat; errors of the report are those of model.Decode.
// Files of other names are not looked at.
func Read(r io.ReaderAt, size int64) (Parcel, error) {
	z, err := zip.NewReader(r, size)
	if err != nil || len(z.File) > maxFiles {
		return Parcel{}, fmt.Errorf("record: no archive: %w", model.ErrFormat)
	}
	i := slices.IndexFunc(z.File, func(f *zip.File) bool { return path.Base(f.Name) == reportFile })
	if i < 0 {
		return Parcel{}, fmt.Errorf("record: no report: %w", model.ErrFormat)
	}
	data, err := limited(z.File[i])
	if err != nil {
		return Parcel{}, err
	}
	var p Parcel
	if p.Report, err = model.Decode(data); err != nil {
		return Parcel{}, fmt.Errorf("record: %w", err)
	}
	p.photos = enclosed(z.File, p.Report)
	return p, nil
}

// limited reads a report, whatever its archive says of its size.
func limited(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("record: %w: %w", model.ErrFormat, err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxReport+1))
	if err != nil || len(data) > maxReport {
		return nil, fmt.Errorf("record: the report: %w", model.ErrFormat)
	}
	return data, nil
}

// enclosed are the files of the photos that the report shows, each once.
func enclosed(files []*zip.File, r model.Report) []*zip.File {
	wanted := map[string]bool{}
	for _, p := range export.PhotoFiles(r) {
		wanted[string(p.ID)] = true
	}
	var all []*zip.File
	for _, f := range files {
		name := path.Base(f.Name)
		if wanted[name] && path.Base(path.Dir(f.Name)) == photoDir {
			all = append(all, f)
			delete(wanted, name)
		}
	}
	return all
}

// Photos lists the photos that came with the report.
func (p Parcel) Photos() []model.PhotoID {
	var ids []model.PhotoID
	for _, f := range p.photos {
		ids = append(ids, model.PhotoID(path.Base(f.Name)))
	}
	return ids
}

// Open reads one of them. What is read is for the store of photos to judge.
func (p Parcel) Open(id model.PhotoID) (io.ReadCloser, error) {
	for _, f := range p.photos {
		if path.Base(f.Name) == string(id) {
			return f.Open()
		}
	}
	return nil, fs.ErrNotExist
}
