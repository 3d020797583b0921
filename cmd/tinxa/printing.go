package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/native"
)

// printName is the folder, beside the data and like it for its owner's eyes, that
// holds what the browser prints. Browsers of some systems may not read the
// system's folder for such files.
const printName = "in-bai"

// printPage writes a report for the printer into a folder of its own, because the
// browser may still show another one, and returns its page.
func (w *works) printPage(ctx context.Context, r model.Report) (string, error) {
	all := filepath.Join(w.Dir, printName)
	if err := makeFolder(all, 0o700); err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp(all, "")
	if err != nil {
		return "", fmt.Errorf("print: %w: %w", export.ErrDestination, err)
	}
	files, err := w.pages.Print().Files(ctx, w.bundle(ctx, r, model.WebSide, silent))
	if err != nil {
		return "", fmt.Errorf("print: %w", err)
	}
	if err := export.WriteFolder(ctx, dir, files); err != nil {
		return "", fmt.Errorf("print: %w", err)
	}
	return filepath.Join(dir, export.IndexFile), nil
}

// print shows a report in the browser, which asks how to print it.
func (s *session) print(ctx context.Context, r model.Report) error {
	page, err := s.works.printPage(ctx, r)
	if err != nil {
		return err
	}
	return native.OpenFile(ctx, page)
}

// sweep takes away what earlier starts printed.
func (w *works) sweep() error { return os.RemoveAll(filepath.Join(w.Dir, printName)) }
