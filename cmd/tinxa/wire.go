package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tinxa/assets"
	"tinxa/cmd/vault"
	"tinxa/export"
	"tinxa/export/html"
	"tinxa/export/text"
	"tinxa/ui/editor"
)

// works is an open data folder, and what prints reports.
type works struct {
	*vault.Vault // nil where only forms are asked for
	pages        *html.Theme
	plain        *text.Writer
}

// openWorks opens the data folder that --data names. The caller closes it.
func openWorks(ctx context.Context, data string) (*works, error) {
	w, err := openPrinters()
	if err != nil {
		return nil, err
	}
	dir, err := dataFolder(data)
	if err != nil {
		return nil, err
	}
	if w.Vault, err = vault.Open(ctx, dir); err != nil {
		return nil, about{dir, err}
	}
	return w, nil
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

// with opens the data folder for the time that do takes.
func (c *call) with(ctx context.Context, do func(*works) error) (err error) {
	w, err := openWorks(ctx, *c.data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
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
