package editor

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/task"
)

// Undo takes the last step back, wherever the keyboard is.
func (s *Screen) Undo() { s.travel(s.state.Undo) }

// Redo does the step again that was undone last.
func (s *Screen) Redo() { s.travel(s.state.Redo) }

func (s *Screen) travel(step func() (Spot, bool)) {
	if to, ok := step(); ok {
		s.run(to, nil)
	}
}

// Mark turns a style of the selected text on or off.
func (s *Screen) Mark(mark model.Mark) {
	at, from, to := s.body.Caret()
	if from == to {
		s.body.Reveal(at)
		s.hint(say.T("editor.mark.select"))
		return
	}
	s.run(s.state.Mark(at, from, to, mark))
	s.body.Print()
	s.bars.mark(s.styleAt(at))
}

// Turn changes the kind of the block at the caret.
func (s *Screen) Turn(kind Kind) {
	at, _, _ := s.body.Caret()
	if at.Field != Text {
		s.body.Reveal(at)
		s.hint(say.T("editor.turn.where"))
		return
	}
	s.run(s.state.Turn(at, kind))
}

// Move shifts the block at the caret up (-1) or down (+1).
func (s *Screen) Move(by int) {
	at, _, _ := s.body.Caret()
	switch {
	case at.Field == Caption:
		s.run(s.state.MovePicture(at, by))
	case at.Block != "":
		s.run(s.state.Move(at, by))
	}
}

// Remove takes the block or picture at the caret out; undo brings it back.
func (s *Screen) Remove() {
	at, _, _ := s.body.Caret()
	switch {
	case at.Field == Caption:
		s.run(s.state.RemovePicture(at))
	case at.Block != "":
		s.run(s.state.Remove(at))
	default:
		return
	}
	s.hintUndo(say.T("editor.removed"))
}

// AddItem puts a new round-up item behind the caret.
func (s *Screen) AddItem() {
	at, _, _ := s.body.Caret()
	s.run(s.state.InsertItem(at))
}

// SaveNow saves at once what is not saved.
func (s *Screen) SaveNow() { s.Save(func(error) {}) }

// GoTo puts the caret where a gap is filled, with its panel open.
func (s *Screen) GoTo(g model.Gap) {
	to := Spot{Block: g.Block}
	switch g.Kind {
	case model.NoTitle:
		to.Field = Title
	case model.NoSapo:
		to.Field = Sapo
	case model.NoByline:
		to.Field = Byline
	case model.NoCommune:
		to.Field = Commune
	case model.NoDate, model.NoYear:
		s.side.open(0)
		s.focus(s.side.date)
		return
	case model.NoBody:
		to = s.firstText()
	default:
		to.Field, to.Entry = Caption, g.Picture
	}
	to.Pos = len([]rune(textAt(s.state.Report(), to)))
	s.body.Reveal(to)
}

func (s *Screen) focus(o fyne.Focusable) { s.env.Canvas().Focus(o) }

// stage is where hints are shown.
func (s *Screen) stage() (*part.Stage, bool) {
	stage, ok := s.env.Canvas().Content().(*part.Stage)
	return stage, ok
}

// firstText is the first running text of the body, or the sapo where there is
// none.
func (s *Screen) firstText() Spot {
	for _, at := range spots(s.state.Report()) {
		if at.Field == Text {
			return at
		}
	}
	return Spot{Field: Sapo}
}

// Publish saves and goes on to the export.
func (s *Screen) Publish() {
	s.Leave(func() { s.env.Publish(s.state.Report()) })
}

// Back saves and goes back to the list.
func (s *Screen) Back() { s.Leave(s.env.Back) }

// Link asks for the address of the selected text and sets it.
func (s *Screen) Link() {
	at, from, to := s.body.Caret()
	if from == to {
		s.body.Reveal(at)
		s.hint(say.T("editor.mark.select"))
		return
	}
	s.bars.askText(s.focus, question{"editor.link.hint", "editor.link.set", "editor.link.none"}, func(link string) {
		if link != "" && !strings.Contains(link, ":") {
			link = "https://" + link
		}
		if link != "" && !model.GoodLink(link) {
			s.hint(say.T("editor.link.bad"))
			return
		}
		s.run(s.state.Link(at, from, to, link))
		s.body.Print()
	})
}

// Shortcut does what keys that no menu shows ask for, and reports whether it
// knew them.
func (s *Screen) Shortcut(k fyne.Shortcut) bool {
	custom, ok := k.(*desktop.CustomShortcut)
	switch {
	case k.ShortcutName() == (&fyne.ShortcutUndo{}).ShortcutName():
		s.Undo()
	case k.ShortcutName() == (&fyne.ShortcutRedo{}).ShortcutName():
		s.Redo()
	case ok && custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyUp:
		s.Move(-1)
	case ok && custom.Modifier == fyne.KeyModifierAlt && custom.KeyName == fyne.KeyDown:
		s.Move(1)
	default:
		return false
	}
	return true
}

// Key does what single keys ask for while no text has the keyboard.
func (s *Screen) Key(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		s.side.open(-1)
	}
}

func (s *Screen) hint(text string) {
	if stage, ok := s.stage(); ok {
		stage.Toast(text, "", nil)
	}
}

func (s *Screen) hintUndo(text string) {
	if stage, ok := s.stage(); ok {
		stage.Toast(text, say.T("common.undo"), s.Undo)
	}
}

// ChoosePhotos asks for files and adds them behind the caret.
func (s *Screen) ChoosePhotos() {
	at, _, _ := s.body.Caret()
	s.env.Choose(func(paths []string) { s.addPhotos(at, func() []Incoming { return FromPaths(paths) }) })
}

// Drop adds the files dropped at a place of the window.
func (s *Screen) Drop(pos fyne.Position, paths []string) {
	at := s.body.SpotAt(pos)
	s.addPhotos(at, func() []Incoming { return FromPaths(paths) })
}

// pastePhotos adds the photos of the clipboard, if it holds any.
func (s *Screen) pastePhotos() {
	at, _, _ := s.body.Caret()
	task.Go(s.ctx, s.env.Runner, s.env.Clipboard, func(photos []Incoming, err error) {
		if err != nil {
			s.fault(err)
			return
		}
		if len(photos) == 0 {
			s.hint(say.T("editor.paste.nothing"))
			return
		}
		s.addPhotos(at, func() []Incoming { return photos })
	})
}

// addPhotos reads photos beside the window and puts the good ones behind a
// spot, in one step of undo. It is stopped by "Dừng", which adds nothing.
func (s *Screen) addPhotos(at Spot, files func() []Incoming) {
	if s.reading {
		s.hint(say.T("editor.photos.wait"))
		return
	}
	s.reading = true
	ctx, stop := context.WithCancel(s.ctx)
	s.bars.busy(say.T("editor.photos.looking"), stop)
	progress := task.Report(ctx, s.env.Runner, s.bars.progress)
	task.Go(s.ctx, s.env.Runner, func(context.Context) (arrived, error) {
		return takeIn(ctx, s.env.Photos, files(), progress)
	}, func(got arrived, err error) {
		stop()
		s.reading = false
		s.bars.idle()
		if err != nil {
			return
		}
		s.arrive(at, got)
	})
}

func (s *Screen) arrive(at Spot, got arrived) {
	if len(got.pictures) > 0 {
		placed, err := s.state.AddPictures(at, got.pictures)
		if err != nil {
			s.fault(err)
			return
		}
		s.run(placed[0], nil)
	}
	var lines []string
	for _, r := range got.refused {
		lines = append(lines, say.T("editor.photos.refused", r.name, say.Explain(r.err).What))
	}
	if len(got.damaged) > 0 {
		lines = append(lines, say.T("editor.photos.damaged", strings.Join(got.damaged, ", ")))
	}
	if len(lines) > 0 {
		lines = append(lines, say.T("editor.photos.added", len(got.pictures)))
		s.notice.Tell(part.ToneWarning, strings.Join(lines, " "), "", nil)
	}
}
