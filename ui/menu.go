package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model"
	"tinxa/ui/editor"
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
		return fyne.NewMainMenu(fyne.NewMenu(say.T("menu.file"), w.quitItem()))
	}
	menus := []*fyne.Menu{w.fileMenu()}
	if w.editor != nil {
		menus = append(menus, editMenu(w.editor), insertMenu(w.editor), formatMenu(w.editor), viewMenu(w.editor))
	}
	return fyne.NewMainMenu(append(menus, w.helpMenu())...)
}

func (w *Window) fileMenu() *fyne.Menu {
	items := []*fyne.MenuItem{
		item("menu.new", fyne.KeyN, ctrl, w.NewReport),
		item("menu.import", fyne.KeyO, ctrl, w.Import),
		line(),
	}
	switch {
	case w.editor != nil:
		e := w.editor
		items = append(items,
			item("menu.save", fyne.KeyS, ctrl, e.SaveNow),
			item("menu.version", "", 0, e.NameVersion),
			item("menu.history", fyne.KeyH, ctrl, e.History),
			item("menu.publish", fyne.KeyE, ctrl, e.Publish),
			item("menu.home", fyne.KeyL, ctrl, e.Back), line())
	case w.publish != nil:
		items = append(items,
			item("menu.export", fyne.KeyReturn, ctrl, w.publish.Export),
			item("menu.back", fyne.KeyE, ctrl, w.house.Publish.Back),
			item("menu.home", fyne.KeyL, ctrl, w.ShowHome), line())
	default:
		items = append(items,
			item("menu.search", fyne.KeyF, ctrl, w.home.FocusSearch),
			item("menu.duplicate", fyne.KeyD, ctrl, w.home.Duplicate),
			item("menu.bin", "", 0, w.home.Bin),
			item("menu.backups", "", 0, w.ShowBackups), line())
	}
	return fyne.NewMenu(say.T("menu.file"), append(items, w.quitItem())...)
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
		item("editor.block.up", fyne.KeyUp, alt, func() { e.Move(-1) }),
		item("editor.block.down", fyne.KeyDown, alt, func() { e.Move(1) }),
		item("editor.block.remove", fyne.KeyDelete, ctrlShift, e.Remove),
	)
}

func insertMenu(e *editor.Screen) *fyne.Menu {
	return fyne.NewMenu(say.T("menu.insert"),
		item("menu.photos", fyne.KeyA, ctrlShift, e.ChoosePhotos),
		item("editor.item.add", fyne.KeyX, ctrlShift, e.AddItem),
		item("editor.link", fyne.KeyK, ctrl, e.Link),
	)
}

func formatMenu(e *editor.Screen) *fyne.Menu {
	turn := func(kind editor.Kind, name fyne.KeyName) *fyne.MenuItem {
		return item("editor.turn."+string(kind), name, ctrlAlt, func() { e.Turn(kind) })
	}
	return fyne.NewMenu(say.T("menu.format"),
		item("editor.mark.bold", fyne.KeyB, ctrl, func() { e.Mark(model.Bold) }),
		item("editor.mark.italic", fyne.KeyI, ctrl, func() { e.Mark(model.Italic) }),
		item("editor.mark.underline", fyne.KeyU, ctrl, func() { e.Mark(model.Underline) }),
		line(),
		turn(editor.AsParagraph, fyne.Key0), turn(editor.AsHeading, fyne.Key1), turn(editor.AsList, fyne.Key2),
		turn(editor.AsNumbered, fyne.Key3), turn(editor.AsQuote, fyne.Key4),
	)
}

func viewMenu(e *editor.Screen) *fyne.Menu {
	return fyne.NewMenu(say.T("menu.view"),
		item("panel.meeting", fyne.Key1, ctrl, func() { e.Panel(0) }),
		item("panel.photo", fyne.Key2, ctrl, func() { e.Panel(1) }),
		item("panel.report", fyne.Key3, ctrl, func() { e.Panel(2) }),
	)
}

func (w *Window) helpMenu() *fyne.Menu {
	return fyne.NewMenu(say.T("menu.help"), item("menu.about", "", 0, w.about))
}
