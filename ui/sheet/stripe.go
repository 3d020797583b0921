package sheet

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"tinxa/ui/ink"
	"tinxa/ui/look"
)

// stripe is one line of text as the canvas shows it: a picture that the canvas
// keeps until the line looks different.
type stripe struct {
	*canvas.Raster
	text    *words
	line    int
	strokes []ink.Stroke
	round   int // of drawing in which it was wanted last
}

// overhang is how far letters may reach out of their line's ends: those of
// italics do.
const overhang = look.S4

// wanted is a line that is to be seen.
type wanted struct {
	key     print
	at      fyne.Position // of the passage's left edge, and of the line's top
	width   float32
	text    *words
	line    int
	strokes []ink.Stroke
}

// easel keeps the stripes of the lines that are seen.
type easel struct {
	pen    *ink.Pen
	scale  func() float32 // pixels a unit
	shown  map[print]*stripe
	wanted []wanted
	round  int
	pixels image.RGBA // that all stripes are painted in, one after another
}

func newEasel(pen *ink.Pen, scale func() float32) *easel {
	return &easel{pen: pen, scale: scale, shown: map[print]*stripe{}}
}

// begin forgets what was wanted.
func (e *easel) begin() {
	e.wanted = e.wanted[:0]
	e.round++
}

// want asks for one line of a text whose passage begins at at. A line without
// letters needs no picture.
func (e *easel) want(w *words, line int, at fyne.Position, width float32, strokes []ink.Stroke) {
	l := w.Lines[line]
	if l.From == l.To {
		return
	}
	at = fyne.NewPos(round(at.X), round(at.Y+l.Top))
	key := w.print(line)
	for _, s := range strokes {
		key = key.with(uint64(s.From-l.From)<<32 | uint64(s.To-l.From)<<8 | uint64(s.Kind))
	}
	e.wanted = append(e.wanted, wanted{key, at, width, w, line, strokes})
}

// draw appends an object for each line that is wanted. A line that was there
// before keeps its picture, wherever it stands now; the stripes of those that are
// gone are painted anew for those that have come.
func (e *easel) draw(objects []fyne.CanvasObject) []fyne.CanvasObject {
	fresh := e.keep()
	free := e.freed()
	for _, i := range fresh {
		w := &e.wanted[i]
		for e.shown[w.key] != nil {
			w.key = w.key.with(1)
		}
		var s *stripe
		if last := len(free) - 1; last >= 0 {
			s, free = free[last], free[:last]
			s.show(w)
			canvas.Refresh(s.Raster)
		} else {
			s = e.newStripe()
			s.show(w)
		}
		s.round = e.round
		e.shown[w.key] = s
	}
	for _, s := range free {
		canvas.Refresh(s.Raster) // gives the canvas's copy back
	}
	for i := range e.wanted {
		objects = append(objects, e.shown[e.wanted[i].key].Raster)
	}
	return objects
}

// keep gives the wanted lines the stripes that show them already, and lists the
// others. Of two lines that look alike each gets a key of its own.
func (e *easel) keep() (fresh []int) {
	for i := range e.wanted {
		w := &e.wanted[i]
		s := e.shown[w.key]
		for s != nil && s.round == e.round {
			w.key = w.key.with(1)
			s = e.shown[w.key]
		}
		if s == nil {
			fresh = append(fresh, i)
			continue
		}
		s.round = e.round
		s.show(w)
	}
	return fresh
}

// freed takes away the stripes that nobody wanted.
func (e *easel) freed() (free []*stripe) {
	for key, s := range e.shown {
		if s.round != e.round {
			free = append(free, s)
			delete(e.shown, key)
		}
	}
	return free
}

// show makes s the stripe of a line.
func (s *stripe) show(w *wanted) {
	s.text, s.line, s.strokes = w.text, w.line, w.strokes
	s.Move(w.at.SubtractXY(overhang, 0))
	s.Resize(fyne.NewSize(w.width+2*overhang, w.text.Lines[w.line].Height+ink.Overhang))
}

func (e *easel) newStripe() *stripe {
	s := &stripe{}
	s.Raster = canvas.NewRaster(func(w, h int) image.Image { return e.paint(s, w, h) })
	return s
}

// paint makes the picture of a stripe, w by h pixels. The canvas copies it at
// once, so that all stripes are painted in the same pixels.
func (e *easel) paint(s *stripe, w, h int) image.Image {
	n := 4 * w * h
	if cap(e.pixels.Pix) < n {
		e.pixels.Pix = make([]uint8, n)
	}
	scale := e.scale()
	left := int(round(overhang * scale))
	e.pixels.Pix, e.pixels.Stride = e.pixels.Pix[:n], 4*w
	clear(e.pixels.Pix)
	e.pixels.Rect = image.Rect(-left, 0, w-left, h)
	e.pen.Paint(&e.pixels, s.text.Passage, s.line, scale, s.strokes)
	e.pixels.Rect = image.Rect(0, 0, w, h)
	return &e.pixels
}
