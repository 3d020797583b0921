package main

import (
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"tinxa/export"
	"tinxa/export/archive"
	"tinxa/export/record"
	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/publish"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// forms lists what a report can be exported to, the most usual first. The
// window and the command line write with the same ones.
func (w *works) forms() []publish.Form {
	one := func(key string, icon look.IconName, e export.Exporter) publish.Form {
		return publish.Form{Key: key, Ext: e.Ext(), Icon: icon, Write: w.pinning(key, w.writeFile(e, model.WebSide))}
	}
	whole := archive.As(wholeExt, record.Whole{})
	return []publish.Form{
		{Key: "html", Folder: true, Icon: look.IconFolder, Write: w.pinning("html", w.writeFolder)},
		one("html-one", look.IconHtml, w.pages.OneFile()),
		one("zip", look.IconZip, archive.Zip(w.pages.Folder())),
		one("txt", look.IconText, w.plain),
		{Key: "tinxa", Ext: wholeExt, Icon: look.IconReport, Write: w.pinning("tinxa", w.writeFile(whole, original))},
		one("json", look.IconFile, record.JSON{}),
	}
}

const (
	// wholeExt is the ending of a report that is gone on with elsewhere.
	wholeExt = ".tinxa"
	original = 0 // the side of a photo as it came from the camera
)

// writing writes a report to a target.
type writing = func(ctx context.Context, r model.Report, target string, progress task.Progress) error

// pinning keeps what was written for good in the report's history. The export
// stands even where that cannot be noted.
func (w *works) pinning(key string, write writing) writing {
	return func(ctx context.Context, r model.Report, target string, progress task.Progress) error {
		if err := write(ctx, r, target, progress); err != nil {
			return err
		}
		pin := model.Pin{Kind: model.PinExported, Name: say.T("form." + key + ".name"), At: time.Now()}
		if w.Store.Frozen() == nil {
			_ = w.Store.Pin(context.WithoutCancel(ctx), r.ID, r.Rev, pin)
		}
		return nil
	}
}

// bundle is a report with its photos, the longer side as long as that, telling how
// many were read so far.
func (w *works) bundle(ctx context.Context, r model.Report, side int, progress task.Progress) export.Bundle {
	done, all := 0, len(export.PhotoFiles(r))
	progress(0, all, "")
	opened := func() {
		done++
		progress(min(done, all), all, "")
	}
	return export.Bundle{Report: r, Photos: export.PhotosOf(ctx, w.Photos, side, opened)}
}

func (w *works) writeFile(e export.Exporter, side int) writing {
	return func(ctx context.Context, r model.Report, target string, progress task.Progress) error {
		b := w.bundle(ctx, r, side, progress)
		return export.WriteFile(ctx, target, func(out io.Writer) error { return e.Export(ctx, out, b) })
	}
}

func (w *works) writeFolder(ctx context.Context, r model.Report, target string, progress task.Progress) error {
	files, err := w.pages.Folder().Files(ctx, w.bundle(ctx, r, model.WebSide, progress))
	if err != nil {
		return err
	}
	return export.WriteFolder(ctx, target, files)
}

// form finds a form by its key. export.ErrForm when there is none.
func form(forms []publish.Form, key string) (publish.Form, error) {
	i := slices.IndexFunc(forms, func(f publish.Form) bool { return f.Key == key })
	if i < 0 {
		return publish.Form{}, export.ErrForm
	}
	return forms[i], nil
}

// target is where a form writes a report to: the path itself, or inside it
// when it is a folder that holds something else than an export of ours.
func target(f publish.Form, r model.Report, path string) string {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return path
	}
	if f.Folder && isExport(path) {
		return path
	}
	return filepath.Join(path, export.FileName(r)+f.Ext)
}

func isExport(dir string) bool {
	_, err := fs.Stat(os.DirFS(dir), export.IndexFile)
	return err == nil
}
