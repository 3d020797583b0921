package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
	c.flags.IntVar(&how.quality, "quality", photos.Quality, "")
	c.flags.IntVar(&how.little, "thumb", 0, "")
	return func(ctx context.Context) error {
		if how.out == "" || len(c.args) == 0 || how.side < 1 || how.quality < 1 || how.quality > 100 || how.little < 0 {
			return usage{say.T("cli.usage.photo")}
		}
		if err := makeFolder(how.out, 0o777); err != nil {
			return about{how.out, err}
		}
		c.args = expand(c.args)
		return c.shrinkAll(ctx, how)
	}
}

// shrinkAll goes on after a bad photo.
func (c *call) shrinkAll(ctx context.Context, how shrink) error {
	var refused error
	for _, file := range c.args {
		err := c.shrink(ctx, file, how)
		if fatal(err) {
			return about{how.out, err}
		}
		if err != nil {
			c.refuse(about{file, err})
			refused = errRefused
		}
	}
	return refused
}

// shrink writes NAME.jpg, and NAME-nho.jpg where a thumbnail is asked for, and
// prints their paths.
func (c *call) shrink(ctx context.Context, file string, how shrink) error {
	web, thumb := how.names(file)
	photo, err := c.write(ctx, file, web, how.side, how.quality)
	if err != nil {
		return err
	}
	if photo.Damaged {
		c.warn("editor.photos.damaged", file)
	}
	if how.little > 0 {
		_, err = c.write(ctx, file, thumb, how.little, how.quality)
	}
	return err
}

// names returns where a photo and its thumbnail go. Photos of one name from two
// folders get two names.
func (how shrink) names(file string) (web, thumb string) {
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	for n := 1; ; n++ {
		web, thumb = stem+".jpg", stem+"-nho.jpg"
		if n > 1 {
			web, thumb = fmt.Sprintf("%s-%d.jpg", stem, n), fmt.Sprintf("%s-%d-nho.jpg", stem, n)
		}
		// Capitals make no difference on Windows.
		if !how.taken[strings.ToLower(web)] && !how.taken[strings.ToLower(thumb)] {
			break
		}
	}
	how.taken[strings.ToLower(web)] = true
	how.taken[strings.ToLower(thumb)] = how.little > 0
	return filepath.Join(how.out, web), filepath.Join(how.out, thumb)
}

func (c *call) write(ctx context.Context, file, path string, side, quality int) (photo model.Photo, err error) {
	if err := c.spare(path); err != nil {
		return photo, err
	}
	f, err := openPhoto(file)
	if err != nil {
		return photo, err
	}
	defer f.Close()
	err = export.WriteFile(ctx, path, func(w io.Writer) error {
		photo, err = photos.Resize(ctx, f, w, side, quality)
		return err
	})
	if err != nil {
		return photo, err
	}
	return photo, c.print(path)
}

// errBeside: an original may be written over.
var errBeside = errors.New("it lies beside the originals")

// spare refuses to replace a file where the photos come from: it may be an
// original.
func (c *call) spare(path string) error {
	if _, err := os.Stat(path); err != nil {
		return nil // nothing is there that could be lost
	}
	for _, file := range c.args {
		if same(path, file) || same(filepath.Dir(path), filepath.Dir(file)) {
			return fmt.Errorf("%w: %w", export.ErrDestination, &fs.PathError{Op: "replace", Path: path, Err: errBeside})
		}
	}
	return nil
}

func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// expand replaces patterns such as *.jpg by the files they stand for: on
// Windows no shell does. A pattern that fits nothing stays, to be named.
func expand(names []string) []string {
	var all []string
	for _, name := range names {
		found, err := filepath.Glob(name)
		if _, missing := os.Stat(name); missing == nil || err != nil || len(found) == 0 {
			found = []string{name}
		}
		all = append(all, found...)
	}
	return all
}
