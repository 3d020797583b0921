package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"tinxa/export/record"
	"tinxa/model"
	"tinxa/model/viet"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// zipMark is how an archive begins.
const zipMark = "PK\x03\x04"

// readIn reads a report with the photos that came with it in one file, or a text.
func (w *works) readIn(ctx context.Context, in *intake, path string, progress task.Progress) error {
	whole, err := isWhole(path)
	if err != nil {
		return err
	}
	if !whole {
		return w.readReport(in, path)
	}
	return w.readWhole(ctx, in, path, progress)
}

// isWhole reports whether a file is a report with photos in it, by its beginning:
// its name may be another one after a mail.
func isWhole(path string) (bool, error) {
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() {
		return false, err // a folder is refused as every text is
	}
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	mark := make([]byte, len(zipMark))
	n, _ := f.Read(mark) // shorter files are none
	return string(mark[:n]) == zipMark, nil
}

// readWhole brings a report's own photos into the store. One that is not what its
// name says is left out, as a bad photo is.
func (w *works) readWhole(ctx context.Context, in *intake, path string, progress task.Progress) error {
	return unpacked(path, func(p record.Parcel) error {
		in.report = received(p.Report)
		ids := p.Photos()
		for i, id := range ids {
			name := photoName(p.Report, id)
			progress(i, len(ids), say.T("editor.photos.reading", name))
			err := w.addEnclosed(ctx, p, id)
			if fatal(err) {
				return err
			}
			if err != nil {
				in.refused = append(in.refused, about{name, err})
			}
		}
		return nil
	})
}

// unpacked reads a file for the time that do takes.
func unpacked(path string, do func(record.Parcel) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	p, err := record.Read(f, info.Size())
	if err != nil {
		return err
	}
	return do(p)
}

// received is a report from outside under an id of its own.
func received(r model.Report) model.Report {
	r = r.Portable().Retext(viet.Normal)
	r.ID = model.NewReportID()
	return r
}

func (w *works) addEnclosed(ctx context.Context, p record.Parcel, id model.PhotoID) error {
	r, err := p.Open(id)
	if err != nil {
		return err
	}
	defer r.Close()
	photo, err := w.Photos.Add(ctx, r)
	if err == nil && photo.ID != id {
		return fmt.Errorf("another photo under its name: %w", model.ErrPhotoDamaged)
	}
	return err
}

// photoName is what the report calls a photo.
func photoName(r model.Report, id model.PhotoID) string {
	for _, p := range r.Pictures() {
		if p.Photo == id && p.Name != "" {
			return p.Name
		}
	}
	return string(id[:min(8, len(id))])
}

// twin is a report of the store that has the very words and pictures of a file:
// who opens a file twice wants the report that he has. Any fault is met again, and
// told, where the file is taken in.
func (w *works) twin(ctx context.Context, path string) (model.Report, bool) {
	r, err := w.glance(path)
	if err != nil {
		return model.Report{}, false
	}
	all, err := w.Store.Reports(ctx)
	if err != nil {
		return model.Report{}, false
	}
	for _, s := range all {
		if s.Title != r.Name() {
			continue
		}
		known, err := w.Store.Report(ctx, s.ID)
		if err == nil && alike(known, r) {
			return known, true
		}
	}
	return model.Report{}, false
}

// glance reads the report of a file, and keeps nothing of it.
func (w *works) glance(path string) (r model.Report, err error) {
	whole, err := isWhole(path)
	if err != nil || !whole {
		var in intake
		if err == nil {
			err = w.readReport(&in, path)
		}
		return in.report, err
	}
	err = unpacked(path, func(p record.Parcel) error {
		r = received(p.Report)
		return nil
	})
	return r, err
}

// alike reports whether two reports differ in nothing that a reader sees.
func alike(a, b model.Report) bool {
	x, err1 := essence(a)
	y, err2 := essence(b)
	return err1 == nil && err2 == nil && bytes.Equal(x, y)
}

// essence is a report without the names of its pieces, which are made up anew
// where a text is read, and without its station, which its portals decide.
func essence(r model.Report) ([]byte, error) {
	r = r.Portable()
	r.Status = model.Draft
	data, err := model.Encode(r)
	if err != nil {
		return nil, err
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return nil, err
	}
	nameless(tree)
	return json.Marshal(tree)
}

func nameless(tree any) {
	switch tree := tree.(type) {
	case map[string]any:
		delete(tree, "id")
		for _, below := range tree {
			nameless(below)
		}
	case []any:
		for _, below := range tree {
			nameless(below)
		}
	}
}
