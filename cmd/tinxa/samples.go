package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"

	"tinxa/assets"
	"tinxa/model"
)

// sampleFolders lists the sample reports, each a folder of assets.
func sampleFolders() ([]string, error) { return fs.Glob(assets.FS, "samples/*") }

// readSample reads the report of a sample's folder.
func readSample(folder string) (model.Report, error) {
	data, err := fs.ReadFile(assets.FS, path.Join(folder, "report.json"))
	if err != nil {
		return model.Report{}, err
	}
	return model.Decode(data)
}

// openSample saves a sample as a new draft of the user's, with its photos.
func (w *works) openSample(ctx context.Context, folder string) (model.Report, error) {
	r, err := readSample(folder)
	if err != nil {
		return r, fmt.Errorf("%s: %w", folder, err)
	}
	files, err := fs.Glob(assets.FS, path.Join(folder, "*.jpg"))
	if err != nil {
		return r, err
	}
	for _, file := range files {
		data, err := fs.ReadFile(assets.FS, file)
		if err != nil {
			return r, err
		}
		if _, err := w.Photos.Add(ctx, bytes.NewReader(data)); err != nil {
			return r, fmt.Errorf("%s: %w", file, err)
		}
	}
	return w.Store.Save(ctx, r.Copy())
}
