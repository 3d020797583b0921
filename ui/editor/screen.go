package editor

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/part"
	"tinxa/ui/say"
	"tinxa/ui/sheet"
	"tinxa/ui/task"
)

// Screen is the open report with everything around it.
type Screen struct {
	env    Env
	ctx    context.Context
	cancel context.CancelFunc

	state  *manuscript.State
	sheet  *sheet.Sheet
	saver  *saver
	bars   *bars
	side   *side
	tidy   *task.Timer // what need not follow every key
	notice *part.Notice
	root   fyne.CanvasObject
	pieces
}

// pieces are what works on the page beside the keys.
type pieces struct {
	finder  *finder
	proof   *proofing
	minutes *minutes
	photos  *arrivals
	clips   *clips
}

// tidyWait is how long counts and outline may lag behind the keys.
const tidyWait = 300 * time.Millisecond

// New opens a stored report for writing.
func New(env Env, r model.Report) *Screen {
	s := &Screen{env: env, state: manuscript.Open(r, env.Now)}
	s.notice = part.NewNotice(func() { s.root.Refresh() })
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.tidy = task.NewTimer(env.Runner, tidyWait, s.refresh)
	s.bars = newBars(s)
	s.saver = newSaver(s.ctx, env, s.state, s.showSave)
	s.side = newSide(s)
	s.sheet = sheet.New(sheet.Env{
		State: s.state, Pen: env.Pen, Pictures: newPictures(s.ctx, env.Runner, env.Photos),
		Canvas: env.Canvas, Runner: env.Runner,
		Awaited: func(at manuscript.Spot, p model.Picture) bool { return s.photos.awaits(at, p) },
		Tell: sheet.Tell{
			Changed: s.changed, Moved: s.moved, Failed: s.fault, Shortcut: s.Shortcut, Key: s.key,
			Tabbed: func() { s.hint(say.T("editor.tab")) },
			Copy:   s.copy, Paste: s.Paste, Menu: s.menu, Photos: s.choosePhotos,
		},
	})
	s.pieces = s.newPieces()
	s.sheet.SetZoom(s.bars.foot.zoom.zoom())
	s.root = s.frame()
	s.refresh()
	s.bars.undoable(s.state)
	s.showSave(s.saver.is)
	s.saver.diary.open(s.resume)
	s.proof.open()
	return s
}

// newPieces gives the pieces what they need of the screen.
func (s *Screen) newPieces() pieces {
	p := ports{
		ctx: s.ctx, runner: s.env.Runner, state: s.state,
		run: s.sheet.Run, redraw: s.sheet.Sync, reveal: s.sheet.Reveal, caret: s.sheet.CaretBox, canvas: s.env.Canvas,
		done: s.hintUndo, hint: s.hint, failed: s.fault,
	}
	return pieces{newFinder(p, s.sheet.SetMatches), newProofing(p, s.env.Proof, s.showFindings), newMinutes(p), &arrivals{screen: s}, &clips{}}
}

// frame puts the page between its bars.
func (s *Screen) frame() fyne.CanvasObject {
	top := part.VStack(0, s.bars.top, s.notice.Object())
	middle := s.side.around(s.finder.over(s.sheet.Object()))
	frame := part.Frame(top, s.bars.bottom, nil, nil, middle)
	frame.Objects = []fyne.CanvasObject{middle, top, s.bars.bottom} // Tab begins in the text
	return container.NewStack(newGround(), part.NewDesk(frame))
}

// Object is the whole screen.
func (s *Screen) Object() fyne.CanvasObject { return s.root }

// Start puts the caret where a journal says that it was. With "", or where the
// report has no such place any more, it goes where writing begins: in the
// headline of a new report, at the end of one that is going on.
func (s *Screen) Start(caret string) { s.reveal(s.state.Begin(caret)) }

// reveal puts the caret at a spot, and the keyboard into the page.
func (s *Screen) reveal(at manuscript.Spot) {
	s.state.Select(manuscript.At(at))
	s.sheet.Sync()
	s.sheet.Reveal()
	s.moved()
}

// Report is the report as it stands now.
func (s *Screen) Report() model.Report { return s.state.Report() }

// Save stores what is not stored yet; done hears how it went.
func (s *Screen) Save(done func(error)) { s.saver.Now(done) }

// Secure stores what is not stored yet, or sees at least that the journal has it,
// and says whether one of them has every word.
func (s *Screen) Secure(done func(kept bool)) { s.saver.secure(done) }

// Leave saves and then goes, by then. When the report cannot be saved the
// screen stays and says why; the user may go all the same, and the journal keeps
// what was not saved. Otherwise it forgets the report, which is closed.
//
// While photos are being read the screen stays: they are waited for, or stopped
// by the user.
func (s *Screen) Leave(then func()) {
	if s.photos.reading {
		s.hint(say.T("editor.photos.wait"))
		return
	}
	if s.clips.held > 0 { // what is pasted, and keys that wait for it
		s.clips.then = func() { s.Leave(then) }
		return
	}
	s.saver.Now(func(err error) {
		switch {
		case errors.Is(err, model.ErrConflict):
			s.bars.alarm = ""
			s.saveFault(s.saver.is)
		case err != nil:
			s.alarm(faultWords(s.saver.is), say.T("editor.leave.anyway"), func() { s.abandon(then) })
		default:
			s.saver.diary.leave(func() { s.depart(then) })
		}
	})
}

// depart goes unless something was typed at the last moment.
func (s *Screen) depart(then func()) {
	if s.state.Draft().Dirty() {
		s.Leave(then)
		return
	}
	s.close()
	then()
}

// abandon goes without saving; the journal keeps the last words.
func (s *Screen) abandon(then func()) {
	s.saver.diary.flush(func(error) {
		s.close()
		then()
	})
}

func (s *Screen) close() {
	s.saver.stop()
	s.proof.close()
	s.tidy.Stop()
	if stage, ok := s.stage(); ok {
		stage.Hush() // an undo offered there has nothing left to undo
	}
	s.cancel()
}

// changed is told after every change of the report.
func (s *Screen) changed() {
	s.outdate()
	s.saver.changed()
	s.bars.undoable(s.state)
	s.finder.changed()
	s.proof.changed()
	s.tidy.Reset()
}

// set is called after a panel has changed the report.
func (s *Screen) set(err error) {
	if err != nil {
		s.fault(err)
		return
	}
	s.sheet.Sync()
	s.changed()
}

// refresh brings counts, outline and panels up to date.
func (s *Screen) refresh() {
	r := s.state.Report()
	s.bars.count(r)
	s.side.sync(r)
	s.env.Named(r)
}

// moved is told when the caret or the selection is another one.
func (s *Screen) moved() {
	s.side.photo.choose(s.state.Selection().Head)
	s.bars.mark(s.state)
	s.bars.foot.zoom.moved(s.sheet.Zoom())
	s.finder.moved()
	s.saver.diary.plan()
}

// run does a command, shows it, and gives the keyboard back to the page.
func (s *Screen) run(c manuscript.Command) {
	s.sheet.Run(c)
	s.refresh()
	s.sheet.Reveal()
}

func (s *Screen) fault(err error) { s.notice.Explain(err, "", nil) }
