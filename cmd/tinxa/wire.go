package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"tinxa/assets"
	"tinxa/export"
	"tinxa/export/html"
	"tinxa/export/text"
	"tinxa/model/bolt"
	"tinxa/model/photos"
	"tinxa/ui/editor"
)

// works is what one data folder holds, opened, and what prints reports.
type works struct {
	dir    string
	store  *bolt.Store
	photos *photos.Store
	pages  *html.Theme
	plain  *text.Writer
}

// databaseName is the file of the drafts within the data folder.
const databaseName = "tinxa.db"

// openWorks opens the data folder that --data names. The caller closes it.
func openWorks(ctx context.Context, data string) (*works, error) {
	w, err := openPrinters()
	if err != nil {
		return nil, err
	}
	if w.dir, err = dataFolder(data); err != nil {
		return nil, err
	}
	if err := w.open(ctx); err != nil {
		return nil, about{w.dir, err}
	}
	return w, nil
}

func (w *works) open(ctx context.Context) error {
	if err := makeFolder(w.dir, 0o700); err != nil {
		return err
	}
	var err error
	if w.store, err = bolt.Open(ctx, filepath.Join(w.dir, databaseName)); err != nil {
		return err
	}
	if w.photos, err = photos.Open(filepath.Join(w.dir, "photos")); err != nil {
		return errors.Join(err, w.store.Close())
	}
	return nil
}

// makeFolder makes a folder with those above it, unless it is there.
func makeFolder(dir string, mode os.FileMode) error {
	if err := os.MkdirAll(dir, mode); err != nil {
		return fmt.Errorf("%w: %w", export.ErrDestination, err)
	}
	return nil
}

func openPrinters() (*works, error) {
	pages, err := html.New(assets.FS)
	if err != nil {
		return nil, err
	}
	plain, err := text.New(assets.FS)
	if err != nil {
		return nil, err
	}
	return &works{pages: pages, plain: plain}, nil
}

// close gives the data folder free; err is what was being done with it.
func (w *works) close(err *error) { *err = errors.Join(*err, w.store.Close()) }

// with opens the data folder for the time that do takes.
func (c *call) with(ctx context.Context, do func(*works) error) (err error) {
	w, err := openWorks(ctx, *c.data)
	if err != nil {
		return err
	}
	defer w.close(&err)
	return do(w)
}

// meetingTypes reads the kinds of meeting to choose from.
func meetingTypes() ([]editor.MeetingType, error) {
	data, err := fs.ReadFile(assets.FS, "meetings.json")
	if err != nil {
		return nil, err
	}
	var types []editor.MeetingType
	if err := json.Unmarshal(data, &types); err != nil {
		return nil, fmt.Errorf("meetings.json: %w", err)
	}
	return types, nil
}
