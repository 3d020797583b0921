package native

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// fallBack shows Fyne's own dialog in the window. For saving it asks for the
// folder alone and takes the suggested name, numbered where it is taken: Fyne's
// save dialog would empty an existing file before anything is written to it.
func (c Chooser) fallBack(ctx context.Context, m mode, ask Ask, done func([]string, error)) {
	late := func(path string, err error) {
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			done(nil, err)
			return
		}
		done([]string{path}, nil)
	}
	var d *dialog.FileDialog
	if m == openFiles {
		d = c.fileDialog(ask, late)
	} else {
		d = c.folderDialog(func(dir string, err error) {
			if m == saveFile && err == nil {
				dir = free(filepath.Join(dir, named(ask)))
			}
			late(dir, err)
		})
	}
	c.show(d, ask)
}

func (c Chooser) fileDialog(ask Ask, done func(string, error)) *dialog.FileDialog {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if file == nil {
			done("", orCancelled(err))
			return
		}
		path := filepath.FromSlash(file.URI().Path())
		done(path, file.Close())
	}, c.Window)
	if exts := allExts(ask.Kinds); len(exts) > 0 {
		d.SetFilter(storage.NewExtensionFileFilter(exts))
	}
	return d
}

func (c Chooser) folderDialog(done func(string, error)) *dialog.FileDialog {
	return dialog.NewFolderOpen(func(dir fyne.ListableURI, err error) {
		if dir == nil {
			done("", orCancelled(err))
			return
		}
		done(filepath.FromSlash(dir.Path()), err)
	}, c.Window)
}

// show opens the dialog as large as the window leaves room for.
func (c Chooser) show(d *dialog.FileDialog, ask Ask) {
	if ask.Title != "" {
		d.SetTitleText(ask.Title)
	}
	if ask.Dir != "" {
		if dir, err := storage.ListerForURI(storage.NewFileURI(ask.Dir)); err == nil {
			d.SetLocation(dir)
		}
	}
	size := c.Window.Canvas().Size()
	d.Resize(fyne.NewSize(size.Width*0.8, size.Height*0.8))
	d.Show()
}

// named is the name that a file is saved under when the user cannot type one.
func named(ask Ask) string {
	name := filepath.Base(ask.Name)
	if filepath.Ext(name) != ask.Ext {
		name += ask.Ext
	}
	return name
}

func allExts(kinds []Kind) []string {
	var exts []string
	for _, k := range kinds {
		exts = append(exts, k.Exts...)
	}
	return exts
}

func orCancelled(err error) error {
	if err == nil {
		return ErrCancelled
	}
	return err
}
