package part

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
)

// Run is a piece of flowing text in one style.
type Run struct {
	Text                            string
	Bold, Italic, Underline, Struck bool
	Colour                          fyne.ThemeColorName // "" for the kind's own
	Tint                            fyne.ThemeColorName // behind the words, "" for none
	Stroke                          fyne.ThemeColorName // of the lines under and through the words, "" for Colour
}

// Flow is text in several styles that wraps at words. Fyne's RichText does the
// same but for underlining, which it does not draw. It can be drawn, not
// pressed: every click goes through it.
type Flow struct {
	widget.BaseWidget

	kind  look.Kind
	align fyne.TextAlign
	runs  []Run
}

// NewFlow is empty text of a kind, 4 of air around it.
func NewFlow(kind look.Kind) *Flow {
	f := &Flow{kind: kind}
	f.ExtendBaseWidget(f)
	return f
}

// NewProse is a text in the one style of its kind.
func NewProse(kind look.Kind, text string) *Flow {
	f := NewFlow(kind)
	f.SetText(text)
	return f
}

// NewProseIn is a NewProse that knows from the start how wide its place will be,
// so that what stands under it need not move once it is laid out.
func NewProseIn(kind look.Kind, text string, width float32) *Flow {
	f := NewProse(kind, text)
	f.Resize(fyne.NewSize(width, f.MinSize().Height))
	return f
}

// Aligned sets where short lines stand and returns the text.
func (f *Flow) Aligned(a fyne.TextAlign) *Flow {
	f.align = a
	return f
}

// Set replaces the text.
func (f *Flow) Set(runs []Run) {
	f.runs = runs
	f.Refresh()
}

// SetText replaces the text by one of one style.
func (f *Flow) SetText(text string) { f.Set([]Run{{Text: text}}) }

// Text is the words without their styles.
func (f *Flow) Text() string {
	var b strings.Builder
	for _, r := range f.runs {
		b.WriteString(r.Text)
	}
	return b.String()
}

// style is the kind's style with what the run adds.
func (f *Flow) style(r Run) fyne.TextStyle {
	s := f.kind.Style()
	s.Bold = s.Bold || r.Bold
	s.Italic = s.Italic || r.Italic
	return s
}

func (f *Flow) width(r Run) float32 {
	return fyne.MeasureText(r.Text, f.kind.Size(), f.style(r)).Width
}

// CreateRenderer is Fyne's.
func (f *Flow) CreateRenderer() fyne.WidgetRenderer { return &flowSkin{flow: f} }

// row is a line of the text as it is drawn: runs side by side.
type row []Run

// rows breaks the runs into lines no wider than width.
func (f *Flow) rows(width float32) []row {
	rows := []row{nil}
	x := float32(0)
	for _, word := range words(f.runs) {
		last := len(rows) - 1
		wide := float32(0)
		for _, piece := range word {
			wide += f.width(piece)
		}
		switch {
		case word[0].Text == "\n":
			rows, x = append(rows, nil), 0
			continue
		case word[0].Text == " " && len(rows[last]) == 0:
			continue
		case x+wide > width && x > 0 && word[0].Text != " ":
			rows, x = append(rows, nil), 0
			last++
		}
		for _, piece := range word {
			rows[last] = rows[last].add(piece)
		}
		x += wide
	}
	return rows
}

// add puts a piece behind a row, joined to the run before where it looks alike.
func (r row) add(piece Run) row {
	last := len(r) - 1
	if last >= 0 {
		before := r[last]
		before.Text = piece.Text
		if before == piece {
			r[last].Text += piece.Text
			return r
		}
	}
	return append(r, piece)
}

// words takes runs apart into words, single spaces and line breaks. A word of
// two styles is one word of two pieces.
func words(runs []Run) [][]Run {
	var all [][]Run
	open := false // the last word may go on
	for _, r := range runs {
		for piece := range pieces(r.Text) {
			part := r
			part.Text = piece
			blank := piece == " " || piece == "\n"
			if open && !blank {
				all[len(all)-1] = append(all[len(all)-1], part)
			} else {
				all = append(all, []Run{part})
			}
			open = !blank
		}
	}
	return all
}

// pieces yields the words of a text and the white space between them.
func pieces(text string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for text != "" {
			n := strings.IndexAny(text, " \n")
			if n == 0 {
				n = 1
			}
			if n < 0 {
				n = len(text)
			}
			if !yield(text[:n]) {
				return
			}
			text = text[n:]
		}
	}
}

// flowSkin draws a Flow.
type flowSkin struct {
	flow    *Flow
	objects []fyne.CanvasObject
	width   float32 // that objects are made for
	height  float32
}

const flowAir = look.S4

func (s *flowSkin) Layout(size fyne.Size) {
	if size.Width != s.width {
		s.build(size.Width)
	}
}

// build makes the objects of all lines anew.
func (s *flowSkin) build(width float32) {
	s.width, s.objects = width, nil
	line := fyne.MeasureText("M", s.flow.kind.Size(), s.flow.kind.Style()).Height
	y := flowAir
	for _, r := range s.flow.rows(width - 2*flowAir) {
		s.buildRow(r, y, line, width-2*flowAir)
		y += line
	}
	s.height = y + flowAir
}

func (s *flowSkin) buildRow(r row, y, line, width float32) {
	long := float32(0)
	if last := len(r) - 1; last >= 0 {
		r[last].Text = strings.TrimRight(r[last].Text, " ")
	}
	for _, run := range r {
		long += s.flow.width(run)
	}
	x := flowAir
	switch s.flow.align {
	case fyne.TextAlignCenter:
		x += (width - long) / 2
	case fyne.TextAlignTrailing:
		x += width - long
	}
	for _, run := range r {
		x += s.buildRun(run, fyne.NewPos(x, y), line)
	}
}

// The share of Noto Sans' size that lies above the baseline, in the whole
// line, between baseline and underline, and between the baseline and a line
// through small letters.
const (
	ascent    = 1.069
	fullLine  = 1.362
	underline = 0.12
	midLetter = 0.27
)

// boldStroke is how thick a line of its own colour under words is: it carries
// meaning. It keeps below the dots of ạ and ị, which it would hide.
const boldStroke float32 = 1.5

// buildRun draws one run and returns how wide it is.
func (s *flowSkin) buildRun(r Run, at fyne.Position, line float32) float32 {
	colour := r.Colour
	if colour == "" {
		colour = s.flow.kind.ColorName()
	}
	size, wide := s.flow.kind.Size(), s.flow.width(r)
	text := canvas.NewText(r.Text, look.Color(colour))
	text.TextSize, text.TextStyle = size, s.flow.style(r)
	at = fyne.NewPos(float32(math.Round(float64(at.X))), float32(math.Round(float64(at.Y)))) // letters between two pixels blur
	top := (line - fullLine*size) / 2
	if r.Tint != "" {
		s.put(canvas.NewRectangle(look.Color(r.Tint)), at.AddXY(0, top), fyne.NewSize(wide, fullLine*size))
	}
	s.put(text, at, fyne.NewSize(wide, line))
	s.buildLines(r, colour, at.AddXY(0, top), wide)
	return wide
}

// buildLines draws the lines under and through a run whose letters begin at a
// height.
func (s *flowSkin) buildLines(r Run, colour fyne.ThemeColorName, at fyne.Position, wide float32) {
	size := s.flow.kind.Size()
	under, thick := (ascent+underline)*size, look.Hairline
	if r.Stroke != "" {
		colour, thick = r.Stroke, boldStroke
		under = fullLine*size - thick
	}
	if r.Underline {
		s.put(canvas.NewRectangle(look.Color(colour)), at.AddXY(0, under), fyne.NewSize(wide, thick))
	}
	if r.Struck {
		s.put(canvas.NewRectangle(look.Color(colour)), at.AddXY(0, (ascent-midLetter)*size), fyne.NewSize(wide, look.Hairline))
	}
}

func (s *flowSkin) put(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
	s.objects = append(s.objects, o)
}

func (s *flowSkin) MinSize() fyne.Size {
	if s.objects == nil || s.flow.Size().Width != s.width {
		s.build(s.flow.Size().Width)
	}
	return fyne.NewSize(2*flowAir, s.height)
}

func (s *flowSkin) Refresh() {
	s.build(s.flow.Size().Width)
	canvas.Refresh(s.flow)
}

func (s *flowSkin) Objects() []fyne.CanvasObject { return s.objects }
func (s *flowSkin) Destroy()                     {}
