package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"tinxa/export"
	"tinxa/model"
	"tinxa/ui/publish"
	"tinxa/ui/say"
)

// exportCommand writes a report in one form and prints where.
func exportCommand(c *call) func(context.Context) error {
	to := c.flags.String("to", "html", "")
	out := c.flags.String("o", ".", "")
	return func(ctx context.Context) error {
		if err := c.want(1, 1); err != nil {
			return err
		}
		printers, err := openPrinters()
		if err != nil {
			return err
		}
		if _, err := form(printers.forms(), *to); err != nil {
			return usage{say.T("cli.usage.form", *to, strings.Join(keys(printers.forms()), ", "))}
		}
		return c.with(ctx, func(w *works) error {
			r, err := w.report(ctx, c.args[0])
			if err != nil {
				return err
			}
			path, err := w.export(ctx, r, *to, *out)
			if err != nil {
				return err
			}
			if err := c.print(path); err != nil {
				return err
			}
			if gaps := len(model.Gaps(r)); gaps > 0 {
				c.warn("cli.export.gaps", gaps)
			}
			return nil
		})
	}
}

func keys(forms []publish.Form) []string {
	var all []string
	for _, f := range forms {
		all = append(all, f.Key)
	}
	return all
}

// export writes a report in the form of that key to a path, or into it when it
// is a folder, and returns where it lies.
func (w *works) export(ctx context.Context, r model.Report, key, path string) (string, error) {
	f, err := form(w.forms(), key)
	if err != nil {
		return "", err
	}
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	path = target(f, r, path)
	if err = makeFolder(filepath.Dir(path), 0o777); err == nil {
		err = f.Write(ctx, r, path, silent)
	}
	if errors.Is(err, export.ErrDestination) {
		err = about{path, err}
	}
	return path, err
}

// demoCommand does the main job on a sample: a draft in a data folder of its
// own, exported in every form beside it.
func demoCommand(c *call) func(context.Context) error {
	out := c.flags.String("o", "demo", "")
	return func(ctx context.Context) error {
		if err := c.want(0, 0); err != nil {
			return err
		}
		*c.data = filepath.Join(*out, "data")
		return c.with(ctx, func(w *works) error { return c.demo(ctx, w, *out) })
	}
}

// demoSample is the sample that demo exports.
const demoSample = "samples/02-hoi-nghi-bch"

func (c *call) demo(ctx context.Context, w *works, out string) error {
	r, err := w.openSample(ctx, demoSample)
	if err != nil {
		return err
	}
	for _, f := range w.forms() {
		path, err := w.export(ctx, r, f.Key, filepath.Join(out, demoNames[f.Key]))
		if err != nil {
			return err
		}
		if err := c.print(path); err != nil {
			return err
		}
	}
	return nil
}

// demoNames are the files of demo by form.
var demoNames = map[string]string{
	"html": "html", "html-one": "bai.html", "zip": "bai.zip", "txt": "bai.txt", "json": "bai.json",
	"tinxa": "bai" + wholeExt,
}
