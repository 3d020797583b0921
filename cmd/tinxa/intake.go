package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tinxa/model"
	"tinxa/model/plaintext"
	"tinxa/model/viet"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// maxText is how large a report in JSON or plain text may be, in bytes.
const maxText = 16 << 20

// errNotReadable: a path that is no file, or a file too large for a text.
var errNotReadable = fmt.Errorf("not a readable text: %w", model.ErrFormat)

// intake is what became of files from outside.
type intake struct {
	report  model.Report
	dropped []string        // what of a text was taken for page furniture
	missing []model.PhotoID // photos that the report shows and nobody has
	refused map[string]error
}

// takeIn makes a draft of a text or JSON file (path empty: of nothing) and of
// photos, and saves it. A bad photo is refused by name and spoils nothing; a
// bad text is an error and leaves nothing behind.
func (w *works) takeIn(ctx context.Context, path string, photoFiles []string, progress task.Progress) (intake, error) {
	in := intake{report: model.New(), refused: map[string]error{}}
	if path != "" {
		if err := w.readReport(&in, path); err != nil {
			return in, err
		}
	}
	var pictures []model.Picture
	for i, file := range photoFiles {
		progress(i, len(photoFiles), say.T("editor.photos.reading", filepath.Base(file)))
		photo, err := w.addPhoto(ctx, file)
		if err != nil {
			if fatal(err) {
				return in, err
			}
			in.refused[file] = err
			continue
		}
		pictures = append(pictures, model.Picture{Photo: photo.ID, Name: viet.Normal(filepath.Base(file))})
	}
	in.report = plaintext.Place(in.report, unplaced(in.report, pictures))
	in.missing = w.missing(ctx, in.report)
	saved, err := w.store.Save(ctx, in.report)
	in.report = saved
	return in, err
}

// fatal reports whether an error would meet every further photo too.
func fatal(err error) bool {
	return errors.Is(err, model.ErrFull) || errors.Is(err, model.ErrReadOnly) || errors.Is(err, context.Canceled)
}

// readReport reads JSON of ours, or else plain text. Texts from outside are
// brought into NFC; a report keeps its place in no store.
func (w *works) readReport(in *intake, path string) error {
	data, err := readLimited(path, maxText)
	if err != nil {
		return err
	}
	if isJSON(data) {
		r, err := model.Decode(data)
		if err != nil {
			return err
		}
		in.report = r.Portable().Retext(viet.Normal)
	} else if err := readPlain(in, data); err != nil {
		return err
	}
	in.report.ID = model.NewReportID()
	return nil
}

func isJSON(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n"), []byte("{"))
}

func readPlain(in *intake, data []byte) error {
	types, err := meetingTypes()
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, t := range types {
		names[t.Key] = t.Name
	}
	r, notes, err := plaintext.Read(data, names)
	in.report, in.dropped = r, notes.Dropped
	return err
}

func (w *works) addPhoto(ctx context.Context, path string) (model.Photo, error) {
	info, err := os.Stat(path)
	if err != nil {
		return model.Photo{}, err
	}
	if !info.Mode().IsRegular() {
		return model.Photo{}, fmt.Errorf("%s: %w", path, model.ErrPhotoKind)
	}
	f, err := os.Open(path)
	if err != nil {
		return model.Photo{}, err
	}
	defer f.Close()
	return w.photos.Add(ctx, f)
}

// unplaced leaves out the pictures that a report shows already.
func unplaced(r model.Report, pictures []model.Picture) []model.Picture {
	shown := r.Pictures()
	return slices.DeleteFunc(pictures, func(p model.Picture) bool {
		return slices.ContainsFunc(shown, func(s model.Picture) bool { return s.Photo == p.Photo })
	})
}

// missing lists the photos of a report that are not in the photo store.
func (w *works) missing(ctx context.Context, r model.Report) []model.PhotoID {
	var ids []model.PhotoID
	for _, p := range r.Pictures() {
		if p.Photo == "" || slices.Contains(ids, p.Photo) {
			continue
		}
		if _, err := w.photos.Photo(ctx, p.Photo); errors.Is(err, model.ErrNotFound) {
			ids = append(ids, p.Photo)
		}
	}
	return ids
}

// isText reports whether a file is taken for a report and not for a photo.
func isText(path string) bool {
	return slices.Contains([]string{".txt", ".json"}, strings.ToLower(filepath.Ext(path)))
}
