package sheet

import (
	"fyne.io/fyne/v2"

	"tinxa/model/manuscript"
)

// hands is what the keyboard and the mouse are doing: the state of the input.
type hands struct {
	above []fyne.CanvasObject // drawn over everything else: the frame of a picture and the caret
	caret caret
	keys  keyboard
	mouse mouse

	held    int      // how often the keys are kept for later
	waiting []func() // keys kept for later
}

// newHands are hands at rest.
func newHands(s *Sheet) hands {
	h := hands{caret: newCaret(s), mouse: newMouse(s)}
	h.above = []fyne.CanvasObject{h.caret.frame, h.caret.line}
	return h
}

// Run runs a command, shows what became of it and tells the screen. One that
// does not fit changes nothing and is told as failed.
func (s *Sheet) Run(c manuscript.Command) {
	s.act(func() error { return s.env.State.Run(c) })
}

// act does what a key or the screen asks for, and brings the caret into view.
func (s *Sheet) act(deed func() error) { s.do(deed, s.follow) }

// choose selects without scrolling: with the mouse, or everything.
func (s *Sheet) choose(sel manuscript.Selection) {
	s.do(func() error { s.env.State.Select(sel); return nil }, func() {})
}

// do does something, and then scrolls. Whatever that comes to is shown once and
// told once: that the report is another one, that the caret or the styles at it
// are others, or that it failed.
func (s *Sheet) do(deed func() error, scroll func()) {
	state, offset := s.env.State, s.scroll.Offset
	version, selection, styles := state.Version(), state.Selection(), state.Styles()
	err := deed()
	changed := state.Version() != version
	if changed {
		s.layout.update(state.Boxes())
		s.fit()
	}
	scroll()
	moved := changed || state.Selection() != selection || state.Styles() != styles
	s.place()
	if moved || s.scroll.Offset != offset {
		s.show()
	}
	s.tell(changed, moved, err)
}

func (s *Sheet) tell(changed, moved bool, err error) {
	t := s.env.Tell
	if changed && t.Changed != nil {
		t.Changed()
	}
	if moved && t.Moved != nil {
		t.Moved()
	}
	if err != nil && t.Failed != nil {
		t.Failed(err)
	}
}
