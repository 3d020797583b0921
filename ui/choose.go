package ui

import (
	"context"
	"path/filepath"

	"tinxa/ui/native"
	"tinxa/ui/say"
)

// choose asks for files and remembers their folder under a preference.
func (w *Window) choose(ask native.Ask, folder string, chosen func([]string)) {
	chooser := native.Chooser{Window: w.win, Runner: w.house.Runner}
	chooser.OpenFiles(context.Background(), ask, func(paths []string, err error) {
		if err != nil || len(paths) == 0 {
			w.fault(err)
			return
		}
		w.app.Preferences().SetString(folder, filepath.Dir(paths[0]))
		chosen(paths)
	})
}

// ChooseFolder asks for a folder to write to.
func (w *Window) ChooseFolder(chosen func(string)) { w.chooseFolder("", chosen) }

// chooseFolder asks for a folder to write to, beginning in one.
func (w *Window) chooseFolder(start string, chosen func(string)) {
	chooser := native.Chooser{Window: w.win, Runner: w.house.Runner}
	chooser.Folder(context.Background(), native.Ask{Title: say.T("window.folder.title"), Dir: start}, func(path string, err error) {
		if err != nil {
			w.fault(err)
			return
		}
		chosen(path)
	})
}
