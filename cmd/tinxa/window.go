package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	fynetheme "fyne.io/fyne/v2/theme"

	"tinxa/assets"
	"tinxa/model"
	"tinxa/ui"
	"tinxa/ui/editor"
	"tinxa/ui/home"
	"tinxa/ui/look"
	"tinxa/ui/native"
	"tinxa/ui/publish"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// windowCommand opens the window.
func windowCommand(c *call) func(context.Context) error {
	return func(ctx context.Context) (err error) {
		if len(c.args) > 0 {
			return usage{say.T("cli.usage.window")}
		}
		w, err := openWorks(ctx, *c.data)
		if errors.Is(err, model.ErrLocked) && c.raiseFirst() {
			return nil
		}
		a, themeErr := newApp()
		if themeErr != nil {
			return themeErr
		}
		if err != nil {
			ui.Fault(a, name, err, func() { c.showData(ctx) })
			return err
		}
		defer w.close(&err)
		return c.showWindow(ctx, a, w)
	}
}

// raiseFirst brings the window that is open already to the front.
func (c *call) raiseFirst() bool {
	dir, err := dataFolder(*c.data)
	if err != nil || native.Raise(dir) != nil {
		return false
	}
	c.warn("window.second", name)
	return true
}

func (c *call) showData(ctx context.Context) {
	if dir, err := dataFolder(*c.data); err == nil {
		_ = native.ShowFolder(ctx, dir) // the window that offered this says where it is
	}
}

func newApp() (fyne.App, error) {
	if err := say.TeachFyne(assets.FS); err != nil {
		return nil, err
	}
	theme, err := look.New(assets.FS)
	if err != nil {
		return nil, err
	}
	icon, err := assets.FS.ReadFile("icon.png")
	if err != nil {
		return nil, err
	}
	app.SetMetadata(fyne.AppMetadata{ID: id, Name: name, Version: version})
	a := app.NewWithID(id)
	a.SetIcon(fyne.NewStaticResource("icon.png", icon))
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") == "" && runtime.GOOS != "windows" {
		theme = theme.In(fynetheme.VariantLight) // nobody can say that dark is wished for, and Fyne would take it so
	}
	a.Settings().SetTheme(theme)
	return a, nil
}

func (c *call) showWindow(ctx context.Context, a fyne.App, w *works) error {
	house, err := w.house(ctx, a)
	if err != nil {
		return err
	}
	if _, err := w.store.Purge(ctx, time.Now().AddDate(0, 0, -model.BinDays)); err != nil {
		c.warn("cli.detail", err)
	}
	window := ui.Open(a, house)
	if first, err := native.Announce(w.dir, house.Runner, window.Raise); err == nil {
		defer first.Close()
	} else {
		c.warn("cli.detail", err)
	}
	window.Fyne().ShowAndRun()
	return nil
}

// house furnishes the window: every screen with its services.
func (w *works) house(ctx context.Context, a fyne.App) (ui.House, error) {
	types, err := meetingTypes()
	if err != nil {
		return ui.House{}, err
	}
	samples, err := sampleFolders()
	if err != nil {
		return ui.House{}, err
	}
	names, err := sampleNames(samples)
	if err != nil {
		return ui.House{}, err
	}
	runner := task.Background()
	return ui.House{
		Name: name, Version: version, Data: w.dir, Runner: runner,
		Home: home.Env{
			Store: w.store, Bin: w.store, Photos: w.photos, Runner: runner, Now: time.Now, Samples: names,
			Frozen:     w.store.Frozen(),
			OpenSample: func(ctx context.Context, i int) (model.Report, error) { return w.openSample(ctx, samples[i]) },
			Import:     w.importFiles,
		},
		Editor: editor.Env{
			Store: w.store, Photos: w.photos, Runner: runner, Now: time.Now, MeetingTypes: types,
			Clipboard: clipboardPhotos,
		},
		Publish: publish.Env{
			Runner: runner, Photos: w.photos, Forms: w.forms(), Prefs: a.Preferences(), Now: time.Now,
			Preview:    w.preview,
			OpenPath:   func(path string) error { return openPath(ctx, path) },
			ShowFolder: func(path string) error { return native.ShowFolder(ctx, path) },
		},
	}, nil
}

func sampleNames(folders []string) ([]string, error) {
	var names []string
	for _, folder := range folders {
		r, err := readSample(folder)
		if err != nil {
			return nil, err
		}
		names = append(names, r.Name())
	}
	return names, nil
}

// importFiles makes a draft of a text or JSON file and photos that were
// dropped or chosen together, and tells what was left out.
func (w *works) importFiles(ctx context.Context, files []string, progress task.Progress) (model.Report, string, error) {
	text, photos := "", []string{}
	for _, file := range files {
		if text == "" && isText(file) {
			text = file
			continue
		}
		photos = append(photos, file)
	}
	in, err := w.takeIn(ctx, text, photos, progress)
	var notes []string
	for _, file := range in.damaged {
		notes = append(notes, say.T("editor.photos.damaged", filepath.Base(file)))
	}
	for _, why := range in.refused {
		notes = append(notes, say.T("editor.photos.refused", filepath.Base(why.what), say.Explain(why).What))
	}
	return in.report, strings.Join(notes, " "), err
}

// previewName is the folder, beside the data and like it for its owner's eyes,
// that the browser is shown a report from.
const previewName = "xem-truoc"

// preview writes the page for the browser and returns its path.
func (w *works) preview(ctx context.Context, r model.Report) (string, error) {
	dir := filepath.Join(w.dir, previewName)
	if err := w.writeFolder(ctx, r, dir, silent); err != nil {
		return "", fmt.Errorf("preview: %w", err)
	}
	return filepath.Join(dir, "index.html"), nil
}

// openPath shows a page in the browser, even where its ending belongs to
// another program, and anything else in its own.
func openPath(ctx context.Context, path string) error {
	if filepath.Ext(path) == ".html" {
		return native.Browse(ctx, path)
	}
	return native.OpenFile(ctx, path)
}

// clipboardPhotos lists the photos that the clipboard holds.
func clipboardPhotos(ctx context.Context) ([]editor.Incoming, error) {
	items, err := native.ClipboardPhotos(ctx)
	var all []editor.Incoming
	for _, it := range items {
		if it.Path != "" {
			all = append(all, editor.FromPaths([]string{it.Path})...)
			continue
		}
		all = append(all, editor.Incoming{Name: it.Name, Open: func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(it.Data)), nil
		}})
	}
	return all, err
}
