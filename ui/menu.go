package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/editor"
	"tinxa/ui/history"
	"tinxa/ui/home"
	"tinxa/ui/publish"
	"tinxa/ui/say"
)

const (
	ctrl      = fyne.KeyModifierControl
	ctrlShift = fyne.KeyModifierControl | fyne.KeyModifierShift
	ctrlAlt   = fyne.KeyModifierControl | fyne.KeyModifierAlt
	alt       = fyne.KeyModifierAlt
)

// item is a line of a menu with its keys.
func item(key string, name fyne.KeyName, modifier fyne.KeyModifier, do func()) *fyne.MenuItem {
	m := fyne.NewMenuItem(say.T(key), do)
	if name != "" {
		m.Shortcut = &desktop.CustomShortcut{KeyName: name, Modifier: modifier}
	}
	return m
}

func line() *fyne.MenuItem { return fyne.NewMenuItemSeparator() }

// menu lists what can be done on the screen that is shown, with its keys.
func (w *Window) menu() *fyne.MainMenu {
	if w.home == nil { // the reports are not open yet, or cannot be
		return fyne.NewMainMenu(append([]*fyne.Menu{fyne.NewMenu(say.T("menu.file"), w.quitItem())}, w.helpMenu()...)...)
	}
	menus := []*fyne.Menu{w.fileMenu()}
	if w.editor != nil {
		menus = append(menus, editMenu(w.editor), insertMenu(w.editor), formatMenu(w.editor), w.viewMenu(w.editor))
	}
	if w.editor == nil {
		menus = append(menus, fyne.NewMenu(say.T("menu.view"), w.appearance()))
	}
	return fyne.NewMainMenu(append(menus, w.helpMenu()...)...)
}

// appearance chooses how everything looks.
func (w *Window) appearance() *fyne.MenuItem {
	return appearanceItem(w.app, func() { w.win.SetMainMenu(w.menu()) })
}

func (w *Window) fileMenu() *fyne.Menu {
	items := []*fyne.MenuItem{
		item("menu.new", fyne.KeyN, ctrl, w.NewReport),
		item("menu.import", fyne.KeyO, ctrl, w.Import),
		line(),
	}
	items = append(items, w.screenItems()...)
	if w.house.Outbox.Queue != nil {
		items = append(items, line(),
			item("menu.outbox", fyne.KeyJ, ctrl, w.ShowOutbox), item("menu.portals", "", 0, w.ShowPortals), line())
	}
	items = append(items, item("menu.backups", "", 0, w.ShowBackups), line(), w.quitItem())
	return fyne.NewMenu(say.T("menu.file"), items...)
}

// screenItems are what can be done on the screen that is shown alone.
func (w *Window) screenItems() []*fyne.MenuItem {
	switch s := w.now.(type) {
	case *editor.Screen:
		return []*fyne.MenuItem{
			item("menu.save", fyne.KeyS, ctrl, s.SaveNow),
			item("menu.version", "", 0, s.NameVersion),
			item("menu.history", fyne.KeyH, ctrlShift, s.History),
			item("menu.publish", fyne.KeyE, ctrl, s.Publish),
			w.printItem(),
			item("menu.home", fyne.KeyL, ctrl, s.Back),
		}
	case *publish.Screen:
		return []*fyne.MenuItem{
			item("menu.export", fyne.KeyReturn, ctrl, s.Export),
			w.printItem(),
			item("menu.back", fyne.KeyE, ctrl, w.house.Publish.Back),
			item("menu.home", fyne.KeyL, ctrl, w.ShowHome),
		}
	case *history.Screen:
		return []*fyne.MenuItem{
			item("menu.restore", fyne.KeyReturn, ctrl, s.Restore),
			item("menu.version", fyne.KeyF2, 0, s.Name),
			item("menu.back", fyne.KeyH, ctrlShift, w.house.History.Back),
			item("menu.home", fyne.KeyL, ctrl, w.ShowHome),
		}
	case *home.Screen:
		return []*fyne.MenuItem{
			item("menu.search", fyne.KeyF, ctrl, s.FocusSearch),
			item("menu.duplicate", fyne.KeyD, ctrl, s.Duplicate),
			item("menu.bin", "", 0, s.Bin),
		}
	}
	return []*fyne.MenuItem{item("menu.home", fyne.KeyL, ctrl, w.ShowHome)}
}

func (w *Window) printItem() *fyne.MenuItem {
	print := item("menu.print", fyne.KeyP, ctrl, w.Print)
	print.Disabled = w.house.Print == nil
	return print
}

func (w *Window) quitItem() *fyne.MenuItem {
	quit := item("menu.quit", fyne.KeyQ, ctrl, w.Close)
	quit.IsQuit = true
	return quit
}

func editMenu(e *editor.Screen) *fyne.Menu {
	undo, redo := fyne.NewMenuItem(say.T("common.undo"), e.Undo), fyne.NewMenuItem(say.T("editor.redo"), e.Redo)
	undo.Shortcut, redo.Shortcut = &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}
	return fyne.NewMenu(say.T("menu.edit"),
		undo, redo, line(),
		item("editor.cut", "", 0, e.Cut), item("editor.copy", "", 0, e.Copy),
		item("editor.paste", "", 0, func() { e.Paste(false) }), item("editor.paste.plain", "", 0, func() { e.Paste(true) }),
		item("editor.selectall", "", 0, e.SelectAll), line(),
		item("editor.find", fyne.KeyF, ctrl, e.Find), item("editor.replace", fyne.KeyH, ctrl, e.Replace), line(),
		item("editor.finding.next", fyne.KeyF7, 0, func() { e.NextFinding(1) }),
		item("editor.finding.fix", fyne.KeyReturn, alt, e.OfferFixes), line(),
		item("editor.block.up", fyne.KeyUp, alt, func() { e.Move(-1) }),
		item("editor.block.down", fyne.KeyDown, alt, func() { e.Move(1) }),
		item("editor.block.remove", fyne.KeyDelete, ctrlShift, e.Remove),
	)
}

func insertMenu(e *editor.Screen) *fyne.Menu {
	return fyne.NewMenu(say.T("menu.insert"),
		item("menu.photos", fyne.KeyA, ctrlShift, e.ChoosePhotos),
		item("editor.item.add", fyne.KeyX, ctrlShift, e.AddItem),
		item("editor.link", fyne.KeyK, ctrl, e.Link), line(),
		item("editor.stamp", fyne.KeyF9, 0, e.Stamp), item("editor.unstamp", fyne.KeyF9, ctrl, e.Unstamp),
	)
}

func formatMenu(e *editor.Screen) *fyne.Menu {
	turn := func(form manuscript.Form, name fyne.KeyName) *fyne.MenuItem {
		return item("editor.turn."+string(form), name, ctrlAlt, func() { e.Turn(form) })
	}
	return fyne.NewMenu(say.T("menu.format"),
		item("editor.mark.bold", fyne.KeyB, ctrl, func() { e.Mark(model.Bold) }),
		item("editor.mark.italic", fyne.KeyI, ctrl, func() { e.Mark(model.Italic) }),
		item("editor.mark.underline", fyne.KeyU, ctrl, func() { e.Mark(model.Underline) }),
		line(),
		turn(manuscript.Paragraph, fyne.Key0), turn(manuscript.Heading, fyne.Key1), turn(manuscript.Dash, fyne.Key2),
		turn(manuscript.Numbered, fyne.Key3), turn(manuscript.Quote, fyne.Key4),
	)
}

func (w *Window) viewMenu(e *editor.Screen) *fyne.Menu {
	return fyne.NewMenu(say.T("menu.view"),
		item("panel.meeting", fyne.Key1, ctrl, func() { e.Panel(0) }),
		item("panel.photo", fyne.Key2, ctrl, func() { e.Panel(1) }),
		item("panel.report", fyne.Key3, ctrl, func() { e.Panel(2) }),
		line(),
		item("editor.zoom.in", fyne.KeyEqual, ctrl, func() { e.Zoom(1) }),
		item("editor.zoom.out", fyne.KeyMinus, ctrl, func() { e.Zoom(-1) }),
		item("editor.zoom.as", fyne.Key0, ctrl, func() { e.Zoom(0) }),
		line(), w.appearance(),
	)
}
