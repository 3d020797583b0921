package editor

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// Undo takes the last step back, wherever the keyboard is.
func (s *Screen) Undo() { s.travel(s.state.Undo) }

// Redo does the step again that was undone last.
func (s *Screen) Redo() { s.travel(s.state.Redo) }

func (s *Screen) travel(step func() bool) {
	if step() {
		s.show()
	}
}

// show brings everything up to date after the report was changed from outside
// the page.
func (s *Screen) show() {
	s.sheet.Sync()
	s.changed()
	s.refresh()
	s.sheet.Reveal()
	s.moved()
}

// Mark turns a style of the selected text on or off, or of what is typed next.
func (s *Screen) Mark(mark model.Mark) {
	s.run(manuscript.Toggle(mark))
	s.bars.mark(s.state)
}

// Turn changes the form of the texts that are selected.
func (s *Screen) Turn(form manuscript.Form) {
	if _, i := s.state.Box(s.state.Selection().Head); i < 0 || !turnable(s.state.Form()) {
		s.sheet.Reveal()
		s.hint(say.T("editor.turn.where"))
		return
	}
	s.run(manuscript.Turn(form))
}

// turnable reports whether a text of that form can be given another one.
func turnable(f manuscript.Form) bool {
	switch f {
	case manuscript.Paragraph, manuscript.Heading, manuscript.Quote, manuscript.Dash, manuscript.Numbered:
		return true
	}
	return false
}

// Move shifts the blocks that are selected up (-1) or down (+1).
func (s *Screen) Move(by int) { s.run(manuscript.MoveBlocks(by)) }

// Remove takes the selected blocks or the picture at the caret out; undo brings
// them back.
func (s *Screen) Remove() {
	at := s.state.Selection().Head
	switch {
	case at.Field == manuscript.Caption || at.Field == manuscript.Picture:
		s.run(manuscript.RemovePicture(at))
	case at.Block != "":
		s.run(manuscript.RemoveBlocks())
	default:
		return
	}
	s.hintUndo(say.T("editor.removed"))
}

// AddItem puts a new round-up item behind the caret.
func (s *Screen) AddItem() { s.run(manuscript.InsertItem()) }

// SelectAll selects the whole report.
func (s *Screen) SelectAll() {
	s.state.Select(s.state.All())
	s.sheet.Sync()
	s.sheet.Reveal()
	s.moved()
}

// SaveNow saves at once what is not saved.
func (s *Screen) SaveNow() { s.Save(func(error) {}) }

// GoTo puts the caret where a gap is filled, with its panel open.
func (s *Screen) GoTo(g model.Gap) {
	to := manuscript.Spot{Block: g.Block}
	switch g.Kind {
	case model.NoTitle:
		to.Field = manuscript.Title
	case model.NoSapo:
		to.Field = manuscript.Sapo
	case model.NoByline:
		to.Field = manuscript.Byline
	case model.NoCommune:
		to.Field = manuscript.Commune
	case model.NoDate, model.NoYear:
		s.side.open(0)
		s.focus(s.side.date)
		return
	case model.NoBody:
		to = s.firstText()
	default:
		to.Field, to.Entry = manuscript.Caption, g.Picture
	}
	s.reveal(s.atEnd(to))
}

// atEnd is a spot with the caret behind its text.
func (s *Screen) atEnd(at manuscript.Spot) manuscript.Spot {
	if box, i := s.state.Box(at); i >= 0 {
		at.Pos = box.Text.Len()
	}
	return at
}

func (s *Screen) focus(o fyne.Focusable) { s.env.Canvas().Focus(o) }

// stage is where hints are shown.
func (s *Screen) stage() (*part.Stage, bool) {
	stage, ok := s.env.Canvas().Content().(*part.Stage)
	return stage, ok
}

// firstText is the first running text of the body, or the sapo where there is
// none.
func (s *Screen) firstText() manuscript.Spot {
	for _, box := range s.state.Boxes() {
		if box.Spot.Field == manuscript.Text {
			return box.Spot
		}
	}
	return manuscript.Spot{Field: manuscript.Sapo}
}

// Publish saves and goes on to the export.
func (s *Screen) Publish() {
	s.Leave(func() { s.env.Publish(s.state.Report()) })
}

// Back saves and goes back to the list.
func (s *Screen) Back() { s.Leave(s.env.Back) }

// Link asks for the address of the selected text and sets it.
func (s *Screen) Link() {
	if s.state.Selection().Empty() && s.state.LinkAt() == "" {
		s.sheet.Reveal()
		s.hint(say.T("editor.link.select"))
		return
	}
	q := question{"editor.link.hint", "editor.link.set", "editor.link.none", s.state.LinkAt()}
	s.bars.askText(s.focus, q, s.sheet.Reveal, func(link string) {
		if link != "" && !strings.Contains(link, ":") {
			link = "https://" + link
		}
		if link != "" && !model.GoodLink(link) {
			s.hint(say.T("editor.link.bad"))
			return
		}
		s.run(manuscript.Link(link))
	})
}

// Shortcut does what keys that no menu shows ask for, and reports whether it
// knew them.
func (s *Screen) Shortcut(k fyne.Shortcut) bool {
	switch k.ShortcutName() {
	case (&fyne.ShortcutUndo{}).ShortcutName():
		s.Undo()
		return true
	case (&fyne.ShortcutRedo{}).ShortcutName():
		s.Redo()
		return true
	}
	custom, ok := k.(*desktop.CustomShortcut)
	if !ok {
		return false
	}
	do, known := s.strokes()[*custom]
	if known {
		do()
	}
	return known
}

// strokes are the keys with Alt and Ctrl that no menu shows, or under another
// name: on many keyboards plus is Shift and the equals sign.
func (s *Screen) strokes() map[desktop.CustomShortcut]func() {
	const ctrl, alt = fyne.KeyModifierControl, fyne.KeyModifierAlt
	larger, smaller := func() { s.Zoom(1) }, func() { s.Zoom(-1) }
	return map[desktop.CustomShortcut]func(){
		{KeyName: fyne.KeyUp, Modifier: alt}:                             func() { s.Move(-1) },
		{KeyName: fyne.KeyDown, Modifier: alt}:                           func() { s.Move(1) },
		{KeyName: fyne.KeyReturn, Modifier: alt}:                         s.OfferFixes,
		{KeyName: fyne.KeyEnter, Modifier: alt}:                          s.OfferFixes,
		{KeyName: fyne.KeyEqual, Modifier: ctrl}:                         larger,
		{KeyName: fyne.KeyEqual, Modifier: ctrl | fyne.KeyModifierShift}: larger,
		{KeyName: fyne.KeyPlus, Modifier: ctrl}:                          larger,
		{KeyName: fyne.KeyMinus, Modifier: ctrl}:                         smaller,
		{KeyName: fyne.Key0, Modifier: ctrl}:                             func() { s.Zoom(0) },
	}
}

// key takes the single keys that the page leaves to the screen.
func (s *Screen) key(k *fyne.KeyEvent) bool {
	if s.finder.key(k) {
		return true
	}
	switch k.Name {
	case fyne.KeyEscape:
		s.side.open(-1)
	case fyne.KeyF5:
		s.sheet.Reread()
	case fyne.KeyF7:
		s.proof.step(s.finder.direction())
	case fyne.KeyF9:
		s.Stamp()
	default:
		return false
	}
	return true
}

// Key does what single keys ask for while no text has the keyboard.
func (s *Screen) Key(k *fyne.KeyEvent) { s.key(k) }

func (s *Screen) hint(text string) {
	s.bars.offer = false
	if stage, ok := s.stage(); ok {
		stage.Toast(text, "", nil)
	}
}

// hintUndo tells of the last change and offers to take it back.
func (s *Screen) hintUndo(text string) {
	if stage, ok := s.stage(); ok {
		stage.Toast(text, say.T("common.undo"), s.Undo)
		s.bars.offer = true
	}
}

// outdate takes that offer away once the last change is another one: it would
// undo what the toast does not speak of.
func (s *Screen) outdate() {
	if stage, ok := s.stage(); ok && s.bars.offer {
		stage.Hush()
	}
	s.bars.offer = false
}
