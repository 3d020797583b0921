package sheet

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/task"
)

// beat is how long the caret is seen, and then not; after so many beats without
// a key it stays, so that a window nobody types in has nothing to do.
const (
	beat  = 530 * time.Millisecond
	beats = 10
)

// caret is the line where the next letter goes, and the frame around a picture
// that is selected instead.
type caret struct {
	line    *canvas.Rectangle
	frame   *canvas.Rectangle
	blink   *task.Timer
	beats   int  // since the last key or motion
	focused bool // the page has the keyboard
	wanted  bool // seen, but for blinking
}

func newCaret(s *Sheet) caret {
	c := caret{line: canvas.NewRectangle(color.Transparent), frame: canvas.NewRectangle(color.Transparent)}
	c.blink = task.NewTimer(s.env.Runner, beat, func() { s.hands.caret.turn() })
	c.line.Hide()
	c.frame.Hide()
	return c
}

// turn shows or hides the caret when a beat is over.
func (c *caret) turn() {
	if c.beats++; c.beats >= beats {
		c.line.Show()
		return
	}
	setShown(c.line, !c.line.Visible())
	c.blink.Reset()
}

// hold shows the caret, if it is wanted, and lets it blink from the beginning
// where the user wants things to move.
func (c *caret) hold(motion bool) {
	c.beats = 0
	setShown(c.line, c.wanted)
	if c.wanted && motion {
		c.blink.Reset()
	} else {
		c.blink.Stop()
	}
}

// setShown leaves alone what is as it should be: Fyne paints the window anew for
// each call.
func setShown(o fyne.CanvasObject, shown bool) {
	switch {
	case shown == o.Visible():
	case shown:
		o.Show()
	default:
		o.Hide()
	}
}

// caretWidth is that of the caret at 100 %.
const caretWidth float32 = 1.5

// place puts the caret where the next letter goes, or where dragged text would
// go, and the frame around the picture that is selected.
func (s *Sheet) place() {
	sel, c := s.env.State.Selection(), &s.hands.caret
	at := sel.Head
	if drop := s.hands.mouse.grip.drop; drop != nil {
		sel, at = manuscript.At(*drop), *drop
	}
	pos, height := s.layout.caretAt(at)
	width := max(1, caretWidth*s.zoom)
	c.line.Move(pos.SubtractXY(width/2, 0))
	c.line.Resize(fyne.NewSize(width, height))
	tint(&c.line.FillColor, look.Ink)
	c.wanted = c.focused && sel.Empty() && at.Field != manuscript.Picture
	c.hold(fyne.CurrentApp().Settings().ShowAnimations())
	s.placeFrame()
}

// placeFrame frames the picture that is selected, also while the keyboard is in
// a panel about it.
func (s *Sheet) placeFrame() {
	c, sel := &s.hands.caret, s.env.State.Selection()
	_, i := s.env.State.Box(sel.Head)
	if !sel.Empty() || sel.Head.Field != manuscript.Picture || i < 0 || i >= len(s.layout.places) {
		setShown(c.frame, false)
		return
	}
	name := look.FieldLine
	if c.focused {
		name = look.Accent
	}
	tint(&c.frame.StrokeColor, name)
	c.frame.StrokeWidth = look.FocusStroke
	const air = look.FocusStroke
	around := s.sized(&s.layout.places[i])
	c.frame.Move(around.SubtractXY(air, air))
	c.frame.Resize(around.AddWidthHeight(2*air, 2*air))
	setShown(c.frame, true)
}

func tint(c *color.Color, name fyne.ThemeColorName) { *c = look.Color(name) }

// CaretBox is where the caret stands: its upper left corner in the window, and
// its size. At a selected picture it is the picture's left side.
func (s *Sheet) CaretBox() (window fyne.Position, size fyne.Size) {
	pos, height := s.layout.caretAt(s.env.State.Selection().Head)
	size = fyne.NewSize(max(1, caretWidth*s.zoom), height)
	return s.origin().Add(pos), size
}

// origin is where the page widget's own upper left corner stands in the window;
// above it while it is scrolled.
func (s *Sheet) origin() fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(s.page)
}
