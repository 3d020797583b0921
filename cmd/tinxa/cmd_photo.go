package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/model/photos"
	"tinxa/ui/say"
)

// shrink is how photos are to be written.
type shrink struct {
	out                   string // folder
	side, quality, little int    // pixels, 1 to 100, pixels of the thumbnail or 0
	taken                 map[string]bool
}

// photoCommand makes photos upright, smaller and free of metadata.
func photoCommand(c *call) func(context.Context) error {
	how := shrink{taken: map[string]bool{}}
	c.flags.StringVar(&how.out, "o", "", "")
	c.flags.IntVar(&how.side, "max", model.WebSide, "")
	c.flags.IntVar(&how.quality, "quality", 82, "")
	c.flags.IntVar(&how.little, "thumb", 0, "")
	return func(ctx context.Context) error {
		if how.out == "" || len(c.args) == 0 || how.side < 1 || how.quality < 1 || how.quality > 100 || how.little < 0 {
			return usage{say.T("cli.usage.photo")}
		}
		if err := os.MkdirAll(how.out, 0o777); err != nil {
			return err
		}
		var refused error
		for _, file := range c.args {
			err := c.shrink(ctx, file, how)
			if fatal(err) {
				return err
			}
			if err != nil {
				e := say.Explain(err)
				c.warn("editor.photos.refused", file, e.What+" "+e.Do)
				refused = errRefused
			}
		}
		return refused
	}
}

// shrink writes NAME.jpg, and NAME-nho.jpg where a thumbnail is asked for, and
// prints their paths. Photos of one name from two folders get two names.
func (c *call) shrink(ctx context.Context, file string, how shrink) error {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	for n := 2; how.taken[stem]; n++ {
		stem = fmt.Sprintf("%s-%d", strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)), n)
	}
	how.taken[stem] = true
	if err := c.write(ctx, file, filepath.Join(how.out, stem+".jpg"), how.side, how.quality); err != nil || how.little == 0 {
		return err
	}
	return c.write(ctx, file, filepath.Join(how.out, stem+"-nho.jpg"), how.little, how.quality)
}

func (c *call) write(ctx context.Context, file, path string, side, quality int) error {
	if err := sameFile(file, path); err != nil {
		return err
	}
	err := export.WriteFile(ctx, path, func(w io.Writer) error { return resizeFile(ctx, file, w, side, quality) })
	if err != nil {
		return err
	}
	fmt.Fprintln(c.out, path)
	return nil
}

// sameFile refuses to write a photo over itself: the original would be lost.
func sameFile(from, to string) error {
	a, err := os.Stat(from)
	if err != nil {
		return err
	}
	if b, err := os.Stat(to); err == nil && os.SameFile(a, b) {
		return fmt.Errorf("%s: %w", to, export.ErrDestination)
	}
	return nil
}

func resizeFile(ctx context.Context, file string, w io.Writer, side, quality int) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = photos.Resize(ctx, f, w, side, quality)
	return err
}

// versionCommand prints name and version.
func versionCommand(c *call) func(context.Context) error {
	return func(context.Context) error {
		fmt.Fprintf(c.out, "%s %s (%s)\n", name, version, build)
		return nil
	}
}
