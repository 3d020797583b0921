package sheet

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/ink"
	"tinxa/ui/part"
	"tinxa/ui/task"
)

// Env is what a sheet needs from the house around it.
type Env struct {
	State    *manuscript.State
	Pen      *ink.Pen
	Pictures Pictures
	Canvas   func() fyne.Canvas // that the sheet is shown on; Fyne knows it only after the first frame
	Runner   task.Runner
	Awaited  func(at manuscript.Spot, p model.Picture) bool // a photo is on its way to a place without one; nil: to each that has a name
	Tell     Tell
}

// Pictures reads photos. done is called where widgets may be touched, at once or
// later.
type Pictures interface {
	Get(id model.PhotoID, done func(image.Image, error))
}

// Tell is what a sheet tells its screen. Each may be nil.
type Tell struct {
	Changed  func()                    // the report is another one now
	Moved    func()                    // the caret or the selection is elsewhere
	Failed   func(error)               // a command did not fit
	Shortcut func(fyne.Shortcut) bool  // what the sheet does not know; true when it was used
	Key      func(*fyne.KeyEvent) bool // keys that the screen wants first; true when it was used
	Tabbed   func()                    // Tab was pressed in a text that it neither indents nor leaves
	Copy     func(c manuscript.Clip)   // to the clipboard
	Paste    func(plain bool)          // from the clipboard
	Menu     func(at fyne.Position)    // what can be done, asked for at a place in the window
	Photos   func(gap manuscript.Gap)  // photos are wanted in a gap
}

// Sheet is the page that a report is written on.
type Sheet struct {
	env    Env
	page   *page
	scroll *container.Scroll
	zoom   float32
	layout *arrangement
	skin   *skin
	marks  marks
	hands  hands
}

// New shows the report of env.State.
func New(env Env) *Sheet {
	s := &Sheet{env: env, zoom: 1}
	s.layout = newArrangement(env.Pen)
	s.page = newPage(s)
	s.skin = newSkin(s)
	s.hands = newHands(s)
	s.scroll = container.NewVScroll(s.page)
	s.scroll.OnScrolled = func(fyne.Position) { s.show() }
	return s
}

// Object is what stands on the screen: the page on its desk, which scrolls.
func (s *Sheet) Object() fyne.CanvasObject { return part.NewDesk(s.scroll) }

// Sync shows the state's report, selection and findings as they are now. It is
// called after they were changed by others; what is looked at stays in its place.
func (s *Sheet) Sync() {
	s.anchored(func() { s.layout.update(s.env.State.Boxes()) })
}

// The least and the greatest zoom.
const (
	LeastZoom float32 = 0.8
	MostZoom  float32 = 2.5
)

// Zoom is how large everything is shown: 1 is as the portal shows it.
func (s *Sheet) Zoom() float32 { return s.zoom }

// SetZoom shows everything larger or smaller, from LeastZoom to MostZoom. The
// text at the caret, or the first one that is seen, stays at its height in the
// window; a caret that was seen never leaves it.
func (s *Sheet) SetZoom(zoom float32) {
	s.zoom = min(max(zoom, LeastZoom), MostZoom)
	if s.page.Size().Width == 0 {
		return
	}
	seen := s.caretIsSeen()
	s.anchored(s.arrange)
	if seen && !s.caretIsSeen() {
		s.follow()
		s.show()
	}
}
