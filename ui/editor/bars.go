package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// bars are the lines above and below the page: the way back, the tools, what
// is saved; counts, and the progress of photos being read.
type bars struct {
	top, bottom fyne.CanvasObject

	tools  tools
	state  *part.Text        // what is true of the disk
	tick   fyne.CanvasObject // behind it, while all of the report is there
	foot   foot
	work   *fyne.Container // progress, or the question for a link
	line   *part.ProgressLine
	panels *part.FilterBar
	alarm  string // what the banner says of saving, also when it was put away; empty while all is well
	offer  bool   // a toast offers to take the last change back
}

// tools are the buttons that show what is so at the caret.
type tools struct {
	undo, redo *part.IconButton
	marks      map[model.Mark]*part.IconButton
	kind       *kindSelect
}

// foot is what the bottom bar says.
type foot struct {
	counts *part.Text
	gaps   *part.Button
	found  *part.Button // how many places a proofreader stumbled over
	heard  *part.Text   // that a meeting is taken down
	zoom   *zoomer
}

func newBars(s *Screen) *bars {
	b := &bars{tools: tools{marks: map[model.Mark]*part.IconButton{}}}
	b.state = part.NewText(look.Label, "")
	b.tick = newTick()
	b.foot = foot{
		counts: part.NewText(look.Label, ""), gaps: part.NewPlain("", "", s.Publish),
		found: part.NewPlain("", "", func() { s.NextFinding(1) }), heard: part.NewText(look.Label, ""),
		zoom: newZoomer(s.env.Prefs, func(zoom float32) { s.sheet.SetZoom(zoom) }),
	}
	b.foot.tell("", "")
	b.work = container.NewStack()
	back := part.NewPlain(say.T("editor.back"), look.IconBack, s.Back)
	publish := part.NewPrimary(say.T("editor.publish"), look.IconForward, s.Publish).IconAfter()
	// As wide as its longest words, so that the tools beside it stay in place.
	state := part.Sized(stateWidth, 0, part.Frame(nil, nil, nil, b.tick, b.state.Aligned(fyne.TextAlignTrailing)))
	right := part.HStack(look.S16, state, publish)
	if s.env.History != nil {
		history := part.NewIconButton(look.IconHistory, say.T("editor.history"), "Ctrl+Shift+H", s.History)
		right = part.HStack(look.S8, state, history, publish)
	}
	b.top = part.NewBar(part.Below, part.HStack(look.S8, back), container.NewCenter(b.newTools(s)), right)
	left := part.HStack(look.S8, b.foot.counts, b.foot.gaps, b.foot.found, b.foot.heard, layout.NewSpacer())
	b.panels = s.newPanelSwitch()
	b.bottom = part.VStack(0, b.work, part.NewBar(part.Above, left, nil, part.HStack(look.S16, b.panels, b.foot.zoom.word)))
	return b
}

// newTick is drawn: on some computers the letter for it came out as a box.
func newTick() fyne.CanvasObject {
	img := canvas.NewImageFromResource(look.IconIn(look.IconCheck, look.Second))
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	tick := part.Inset(0, 0, 0, look.S4, container.NewCenter(img))
	tick.Hide()
	return tick
}

// tell says how many places were found and that a meeting is taken down; "" for
// neither.
func (f foot) tell(found, heard string) {
	f.found.SetText(found)
	f.found.Hidden = found == ""
	f.found.Refresh()
	f.heard.SetText(heard)
	f.heard.Hidden = heard == ""
}

const stateWidth float32 = 160

// newTools are the buttons of the text's styles and kinds.
func (b *bars) newTools(s *Screen) fyne.CanvasObject {
	mark := func(icon look.IconName, name, keys string, m model.Mark) fyne.CanvasObject {
		b.tools.marks[m] = part.NewIconButton(icon, say.T("editor.mark."+name), keys, func() { s.Mark(m) })
		return b.tools.marks[m]
	}
	b.tools.kind = newKindSelect(s.Turn)
	b.tools.undo = part.NewIconButton(look.IconUndo, say.T("common.undo"), "Ctrl+Z", s.Undo)
	b.tools.redo = part.NewIconButton(look.IconRedo, say.T("editor.redo"), "Ctrl+Y", s.Redo)
	gap := func() fyne.CanvasObject { return part.Sized(look.S8, 0, layout.NewSpacer()) }
	return part.HStack(0, b.tools.undo, b.tools.redo, gap(), b.tools.kind.word, gap(),
		mark(look.IconBold, "bold", "Ctrl+B", model.Bold),
		mark(look.IconItalic, "italic", "Ctrl+I", model.Italic),
		mark(look.IconUnderline, "underline", "Ctrl+U", model.Underline),
		part.NewIconButton(look.IconLink, say.T("editor.link"), "Ctrl+K", s.Link), gap(),
		part.NewIconButton(look.IconPhoto, say.T("photo.add"), "Ctrl+Shift+A", s.ChoosePhotos),
		part.NewIconButton(look.IconPeople, say.T("editor.item.add"), "Ctrl+Shift+X", s.AddItem),
	)
}

// undoable greys what cannot be done now.
func (b *bars) undoable(s *manuscript.State) {
	able(b.tools.undo, s.CanUndo())
	able(b.tools.redo, s.CanRedo())
}

func able(button *part.IconButton, on bool) {
	if on {
		button.Enable()
	} else {
		button.Disable()
	}
}

// mark lights the styles at the caret.
func (b *bars) mark(s *manuscript.State) {
	marks := s.Styles()
	for m, button := range b.tools.marks {
		button.SetOn(marks&m != 0)
	}
	b.tools.kind.show(s.Form())
}

// wordsAMinute is how fast people read a report on a screen.
const wordsAMinute = 200

// count shows length, reading time and what is missing.
func (b *bars) count(r model.Report) {
	words := r.Words()
	minutes := (words + wordsAMinute/2) / wordsAMinute
	b.foot.counts.SetText(say.T("editor.counts", say.Count(words), max(1, minutes)))
	b.foot.counts.Hidden = words == 0
	gaps := len(model.Gaps(r))
	b.foot.gaps.SetText(say.T("editor.gaps", gaps))
	b.foot.gaps.Hidden = gaps == 0
	b.foot.gaps.Refresh()
}

// saved shows what is true of the disk.
func (b *bars) saved(is SaveState) {
	b.ticked(!is.Saving && is.Err == nil && !is.Dirty && !is.Saved.IsZero())
	switch {
	case is.Saving:
		b.state.SetText(say.T("editor.save.saving"))
	case is.Err != nil:
		b.state.SetText(say.T("editor.save.fault"))
		b.state.In(look.Fault)
		return
	case is.Dirty:
		b.state.SetText(say.T("editor.save.dirty"))
	case is.Saved.IsZero():
		b.state.SetText("")
	default:
		b.state.SetText(say.T("editor.save.saved", say.TimeSeconds(is.Saved.Local())))
	}
	b.state.In(look.Second)
}

// ticked shows or hides the tick behind what is said of the disk.
func (b *bars) ticked(on bool) {
	if on == b.tick.Visible() {
		return
	}
	if on {
		b.tick.Show()
	} else {
		b.tick.Hide()
	}
	b.state.Refresh()
}

// busy shows that photos are being read, with "Dừng".
func (b *bars) busy(what string, stop func()) {
	b.line = part.NewProgressLine(what, stop)
	b.ask(part.Pad(look.S8, b.line))
}

func (b *bars) progress(done, total int, what string) {
	if b.line != nil {
		b.line.Set(done, total, what)
	}
}

func (b *bars) idle() {
	b.line = nil
	b.ask(nil)
}

// ask puts an object above the bottom bar, nil for none.
func (b *bars) ask(o fyne.CanvasObject) {
	b.work.Objects = nil
	if o != nil {
		b.work.Objects = []fyne.CanvasObject{part.NewSurface(o)}
	}
	b.work.Refresh()
	b.bottom.Refresh()
}

// question is a line of text that is asked for: keys of the example,
// of the button that answers, and of the one that answers with nothing; and what
// stands there to begin with.
type question struct{ hint, set, none, now string }

// askText asks in the bottom bar; done hears the answer. Esc asks no more, and
// goes back.
func (b *bars) askText(focus func(fyne.Focusable), q question, back func(), done func(string)) {
	entry := part.NewField(say.T(q.hint))
	entry.SetText(q.now)
	finish := func() { b.ask(nil); done(oneLine(entry.Text)) }
	entry.OnSubmitted = func(string) { finish() }
	entry.OnKey = func(k *fyne.KeyEvent) bool {
		if k.Name == fyne.KeyEscape {
			b.ask(nil)
			back()
		}
		return k.Name == fyne.KeyEscape
	}
	buttons := part.HStack(look.S8,
		part.NewPrimary(say.T(q.set), "", finish),
		part.NewPlain(say.T(q.none), "", func() { entry.SetText(""); finish() }))
	b.ask(part.Pad(look.S8, part.Frame(nil, nil, nil, part.Inset(0, 0, 0, look.S8, buttons), entry)))
	focus(entry)
}
