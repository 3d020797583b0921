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

// intake is what became of files from outside.
type intake struct {
	report  model.Report
	dropped []string        // what of a text was taken for page furniture
	missing []model.PhotoID // photos that the report shows and nobody has
	damaged []string        // photo files of which only a part can be shown
	refused []about         // photo files that were left out, and why
}

// takeIn makes a draft of a text or JSON file (path empty: of nothing) and of
// photos, and saves it. A bad photo is refused by name and spoils nothing. A bad
// text is an error and leaves nothing behind, and so are photos that are all
// bad where there is no text.
func (w *works) takeIn(ctx context.Context, path string, photoFiles []string, progress task.Progress) (intake, error) {
	in := intake{report: model.New()}
	if path != "" {
		if err := w.readIn(ctx, &in, path, progress); err != nil {
			return in, about{path, err}
		}
	}
	pictures, err := w.addPhotos(ctx, &in, photoFiles, progress)
	if err != nil {
		return in, err
	}
	if path == "" && len(pictures) == 0 && len(in.refused) > 0 {
		return in, in.refused[0]
	}
	in.report = plaintext.Place(in.report, unplaced(in.report, pictures))
	in.missing = w.missing(ctx, in.report)
	if in.report, err = w.Store.Save(ctx, in.report); err != nil {
		return in, about{w.Dir, err}
	}
	return in, nil
}

// addPhotos brings photos into the store. The error is one that would meet
// every further photo too.
func (w *works) addPhotos(ctx context.Context, in *intake, files []string, progress task.Progress) ([]model.Picture, error) {
	var pictures []model.Picture
	for i, file := range files {
		progress(i, len(files), say.T("editor.photos.reading", filepath.Base(file)))
		photo, err := w.addPhoto(ctx, file)
		if fatal(err) {
			return nil, about{w.Dir, err}
		}
		if err != nil {
			in.refused = append(in.refused, about{file, err})
			continue
		}
		if photo.Damaged {
			in.damaged = append(in.damaged, file)
		}
		pictures = append(pictures, model.Picture{Photo: photo.ID, Name: viet.Normal(filepath.Base(file))})
	}
	return pictures, nil
}

// fatal reports whether an error would meet every further photo too.
func fatal(err error) bool {
	return errors.Is(err, model.ErrFull) || errors.Is(err, model.ErrReadOnly) || errors.Is(err, context.Canceled)
}

// readReport reads JSON of ours, or else plain text. Texts from outside are
// brought into NFC; a report keeps its place in no store.
func (w *works) readReport(in *intake, path string) error {
	data, err := readText(path)
	if err != nil {
		return err
	}
	if isJSON(path, data) {
		r, err := model.Decode(bytes.TrimPrefix(data, []byte(byteOrderMark)))
		if err != nil {
			return err
		}
		in.report = received(r)
		return nil
	}
	if err := readPlain(in, data); err != nil {
		return err
	}
	in.report.ID = model.NewReportID()
	return nil
}

func readText(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("no file: %w", model.ErrFormat)
	case info.Size() == 0:
		return nil, model.ErrEmpty
	case info.Size() > maxText:
		return nil, fmt.Errorf("%d bytes: %w", info.Size(), model.ErrFormat)
	}
	return os.ReadFile(path)
}

// byteOrderMark is what Windows' own editor puts before a text.
const byteOrderMark = "\ufeff"

func isJSON(path string, data []byte) bool {
	return strings.EqualFold(filepath.Ext(path), ".json") ||
		bytes.HasPrefix(bytes.TrimLeft(data, byteOrderMark+" \t\r\n"), []byte("{"))
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
	f, err := openPhoto(path)
	if err != nil {
		return model.Photo{}, err
	}
	defer f.Close()
	return w.Photos.Add(ctx, f)
}

// openPhoto opens a file and nothing else: a pipe would be waited for, and a
// device has no end.
func openPhoto(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("no file: %w", model.ErrPhotoKind)
	}
	return os.Open(path)
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
		if _, err := w.Photos.Photo(ctx, p.Photo); errors.Is(err, model.ErrNotFound) {
			ids = append(ids, p.Photo)
		}
	}
	return ids
}

// isText reports whether a file is taken for a report and not for a photo.
func isText(path string) bool {
	return slices.Contains([]string{".txt", ".json", wholeExt}, strings.ToLower(filepath.Ext(path)))
}
