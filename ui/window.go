// Package ui is the window: which screen it shows, its menus, and how it opens
// and closes. What a screen does belongs to the screen.
package ui

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/ui/backups"
	"tinxa/ui/editor"
	"tinxa/ui/history"
	"tinxa/ui/home"
	"tinxa/ui/ink"
	"tinxa/ui/look"
	"tinxa/ui/native"
	"tinxa/ui/outbox"
	"tinxa/ui/part"
	"tinxa/ui/portals"
	"tinxa/ui/publish"
	"tinxa/ui/say"
	"tinxa/ui/sheet"
	"tinxa/ui/task"
)

// House is what the window is handed: the services of each screen. The window
// itself fills in the ways between the screens.
type House struct {
	Name    string // of the program
	Runner  task.Runner
	Home    home.Env
	Editor  editor.Env
	Publish publish.Env
	History history.Env
	Backups backups.Env
	Portals portals.Env
	Outbox  outbox.Env // without a Queue nothing is published
	Tools
}

// Tools are what the menus do beside the screens. What is nil is not offered.
type Tools struct {
	// Print shows a report in the browser, ready for the printer.
	Print func(ctx context.Context, r model.Report) error
}

// screen is what the window needs to know of the screen that it shows. One that
// has a Close is closed when it is left.
type screen interface {
	Object() fyne.CanvasObject
	Key(*fyne.KeyEvent)
}

// Window is the one window of the program.
type Window struct {
	house House
	app   fyne.App
	win   fyne.Window
	stage *part.Stage
	porch *porch // nil unless the data are being looked at
	help  *Help  // nil until Assist

	now     screen
	home    *home.Screen
	editor  *editor.Screen  // nil unless it is shown
	publish *publish.Screen // nil unless it is shown
	report  model.Report    // that publish shows

	sight native.Sight // that everything is dressed for
}

// The window's size before it was ever closed: whole at 1366 × 768.
const (
	firstWidth  = 1280
	firstHeight = 660
)

// Open makes the window with nothing in it yet but words of waiting; Furnish,
// Recover or Fault come next. Closing it before that ends the program.
func Open(app fyne.App, name string, runner task.Runner) *Window {
	w := &Window{app: app, win: app.NewWindow(name)}
	w.win.SetPadded(false)
	w.win.SetMaster()
	w.stage = part.NewStage(runner, part.NewDesk(part.NewText(look.Label, "")))
	w.win.SetContent(w.stage)
	w.win.Resize(w.remembered())
	w.win.SetCloseIntercept(w.Close)
	w.win.SetOnDropped(w.drop)
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { w.now.Key(k) })
	app.Lifecycle().SetOnExitedForeground(w.settle)
	w.now = still{}
	w.sight = native.SightNow()
	return w
}

// Furnish shows the list of reports of a house.
func (w *Window) Furnish(house House) {
	w.house = house
	if w.house.Editor.Pen == nil {
		w.house.Editor.Pen = w.pen()
	}
	w.join()
	w.leave() // what was shown while the reports were not there
	w.home = home.New(w.house.Home)
	w.showHome()
}

// pen writes every report of this window. Its fonts are the program's own, so it
// is a mistake in the program when they cannot be used.
func (w *Window) pen() *ink.Pen {
	pen, err := sheet.NewPen()
	if err != nil {
		panic(err)
	}
	return pen
}

// Unfurnish closes every screen, because the data they show are about to be
// closed.
func (w *Window) Unfurnish() {
	w.leave()
	if w.home != nil {
		w.home.Close()
		w.home = nil
	}
}

// Fyne is the window as Fyne knows it.
func (w *Window) Fyne() fyne.Window { return w.win }

// join fills in what the screens ask of one another.
func (w *Window) join() {
	w.house.Home.Open = w.fromHome
	w.house.Home.Publish = func(r model.Report) {
		if w.now == w.home {
			w.Publish(r)
		}
	}
	w.house.Editor.Back = w.ShowHome
	w.house.Editor.Publish = w.Publish
	w.house.Editor.Named = w.title
	w.house.Editor.Choose = w.choosePhotos
	w.house.Editor.Canvas = w.win.Canvas
	w.house.Editor.History = w.ShowHistory
	w.house.History.Back = func() { w.Edit(w.report) }
	w.house.History.Restore = w.restore
	w.house.Backups.Back = w.ShowHome
	w.house.Backups.Open = w.Edit
	w.house.Backups.ChooseFolder = w.ChooseFolder
	w.joinPost()
	w.house.Publish.ChooseFolder = w.chooseFolder
	w.house.Publish.Back = func() { w.Edit(w.report) }
	w.house.Publish.GoTo = func(g model.Gap) {
		w.Edit(w.report)
		w.editor.GoTo(g)
	}
}

// fromHome opens a report that the list has made ready. Where the user has
// gone on to something else meanwhile, it waits to be called for.
func (w *Window) fromHome(r model.Report) {
	if w.now == w.home {
		w.Edit(r)
		return
	}
	w.stage.Toast(say.T("window.ready", r.Name()), say.T("window.ready.open"), func() {
		w.away(func() { w.Edit(r) })
	})
}

// show puts a screen on the stage, with its menus. The keyboard leaves what was
// shown before, or keys would go on into it unseen.
func (w *Window) show(s screen) {
	w.ready()
	w.win.Canvas().Unfocus()
	w.now = s
	w.stage.SetScreen(s.Object())
	w.win.SetMainMenu(w.menu())
}

// leave ends the screen that is shown; the editor has saved before. The list
// stays, to be come back to.
func (w *Window) leave() {
	if s, ok := w.now.(interface{ Close() }); ok && w.now != w.home {
		s.Close()
	}
	w.now, w.editor, w.publish = still{}, nil, nil
}

// ShowHome leaves what is shown for the list of reports as it is now.
func (w *Window) ShowHome() {
	w.leave()
	w.home.Reload()
	w.showHome()
}

func (w *Window) showHome() {
	w.show(w.home)
	w.win.SetTitle(w.house.Name)
}

// Edit opens a stored report for writing.
func (w *Window) Edit(r model.Report) { w.edit(r, "") }

func (w *Window) edit(r model.Report, caret string) {
	w.leave()
	w.editor = editor.New(w.house.Editor, r)
	w.show(w.editor)
	w.title(r)
	w.editor.Start(caret)
}

// Resume opens the report that was open when the program ended without closing
// it, with the caret where it was. reclaimed tells that words were brought back.
func (w *Window) Resume(r model.Report, caret string, reclaimed bool) {
	w.edit(r, caret)
	words := say.T("window.resumed")
	if reclaimed {
		words = say.T("window.resumed.words")
	}
	w.Say(words)
}

// Say shows one sentence for a while.
func (w *Window) Say(sentence string) { w.stage.Toast(sentence, "", nil) }

// Remind has the list of reports look anew, for reminders too.
func (w *Window) Remind() {
	if w.home != nil {
		w.home.Reload()
	}
}

// ShowHistory shows the earlier revisions of a stored report.
func (w *Window) ShowHistory(r model.Report) {
	w.leave()
	w.report = r
	w.show(history.New(w.house.History, r))
	w.title(r)
}

// restore puts an earlier revision in the place of the report, and says so: the
// two may look alike on the first page.
func (w *Window) restore(old model.Report, rev model.Revision) {
	w.Edit(w.report)
	e := w.editor
	e.Restore(old)
	now := w.house.History.Now()
	w.stage.Toast(say.T("window.history.restored", say.When(rev.Saved, now)), say.T("common.undo"), func() {
		if w.editor == e {
			e.Undo()
		}
	})
}

// ShowBackups leaves what is shown for the backups.
func (w *Window) ShowBackups() {
	w.away(func() {
		w.leave()
		w.show(backups.New(w.house.Backups))
		w.win.SetTitle(w.house.Name)
	})
}

// Publish shows a stored report with the ways to export it.
func (w *Window) Publish(r model.Report) {
	w.leave()
	w.report = r
	w.publish = publish.New(w.house.Publish, r)
	w.show(w.publish)
	w.title(r)
}

func (w *Window) title(r model.Report) {
	title := r.Name()
	if title == "" {
		title = say.T("window.untitled")
	}
	w.win.SetTitle(say.T("window.title", title, w.house.Name))
}

// NewReport leaves whatever is shown and begins a report.
func (w *Window) NewReport() {
	w.away(func() {
		w.ShowHome()
		w.home.NewReport()
	})
}

// away does then after what is being written is saved.
func (w *Window) away(then func()) {
	if w.editor != nil {
		w.editor.Leave(then)
		return
	}
	then()
}

// settle saves when the user turns to another program.
func (w *Window) settle() {
	if w.editor != nil {
		w.editor.Save(func(error) {})
	}
}

// Close saves, remembers the window and closes it. It waits for an export to
// end or to be stopped, so that nothing half-written stays behind.
func (w *Window) Close() {
	if w.publish == nil {
		w.away(w.shut)
	} else if w.publish.WhenDone(w.shut) {
		w.stage.Toast(say.T("window.busy"), "", nil)
	}
}

// shut closes the window once nothing is unsaved.
func (w *Window) shut() {
	w.Unfurnish()
	w.remember()
	w.win.Close()
}

// The keys under which the window's size is remembered.
const (
	widthKey  = "window.width"
	heightKey = "window.height"
)

func (w *Window) remembered() fyne.Size {
	prefs := w.app.Preferences()
	return fyne.NewSize(
		float32(prefs.FloatWithFallback(widthKey, firstWidth)),
		float32(prefs.FloatWithFallback(heightKey, firstHeight)))
}

func (w *Window) remember() {
	size := w.win.Canvas().Size()
	w.app.Preferences().SetFloat(widthKey, float64(size.Width))
	w.app.Preferences().SetFloat(heightKey, float64(size.Height))
}

// drop hands files to the screen that is shown.
func (w *Window) drop(pos fyne.Position, uris []fyne.URI) {
	var paths []string
	for _, u := range uris {
		if u.Scheme() == "file" {
			paths = append(paths, u.Path())
		}
	}
	switch {
	case len(paths) == 0, w.home == nil:
	case w.editor != nil:
		w.editor.Drop(pos, paths)
	case w.now != w.home:
		w.Say(say.T("window.drop.where"))
	default:
		w.home.Drop(paths)
	}
}

// photoFolder is the preference of the folder that photos came from last.
const photoFolder = "photos.folder"

// photoExts are the endings of photos; what is in a file is judged where it is
// read.
var photoExts = []string{".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif"}

func (w *Window) choosePhotos(chosen func([]string)) {
	kinds := []native.Kind{{Name: say.T("window.photos.kind"), Exts: photoExts}}
	ask := native.Ask{Title: say.T("window.photos.title"), Dir: w.app.Preferences().String(photoFolder), Kinds: kinds}
	w.choose(ask, photoFolder, chosen)
}

// Import asks for a report in a file, or for photos, and begins a report with
// them.
func (w *Window) Import() {
	kinds := []native.Kind{{Name: say.T("window.import.kind"), Exts: slices.Concat([]string{".tinxa", ".txt", ".json"}, photoExts)}}
	ask := native.Ask{Title: say.T("window.import.title"), Dir: w.app.Preferences().String(importFolder), Kinds: kinds}
	w.choose(ask, importFolder, func(paths []string) {
		w.away(func() {
			w.ShowHome()
			w.home.Drop(paths)
		})
	})
}

const importFolder = "import.folder"

// fault tells what could not be done, unless the user himself stopped it.
func (w *Window) fault(err error) {
	if err != nil && !errors.Is(err, native.ErrCancelled) {
		w.stage.Toast(say.Explain(err).What, "", nil)
	}
}
