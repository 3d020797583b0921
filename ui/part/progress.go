package part

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/ui/look"
	"tinxa/ui/say"
)

// ProgressLine says what is being done and how far it is, with a button that
// stops it.
type ProgressLine struct {
	widget.BaseWidget

	what, far *Text
	share     float32 // 0 to 1
	stop      *Button
}

// NewProgressLine is a line at the beginning of its work; stop is called by
// "Dừng", nil for work that cannot be stopped.
func NewProgressLine(what string, stop func()) *ProgressLine {
	p := &ProgressLine{what: NewCutText(look.Control, what), far: NewText(look.Label, "")}
	p.stop = NewButton(say.T("common.stop"), "", stop)
	p.stop.Hidden = stop == nil
	p.ExtendBaseWidget(p)
	return p
}

// Set shows done of total pieces and the piece in hand. It is a task.Progress.
func (p *ProgressLine) Set(done, total int, what string) {
	p.what.SetText(what)
	p.far.SetText("")
	p.share = 0
	if total > 0 {
		p.far.SetText(say.T("common.progress", done, total))
		p.share = min(1, float32(done)/float32(total))
	}
	p.Refresh()
}

// CreateRenderer is Fyne's.
func (p *ProgressLine) CreateRenderer() fyne.WidgetRenderer {
	track, fill := canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	track.CornerRadius, fill.CornerRadius = look.S4/2, look.S4/2
	bar := container.New(&gauge{p}, track, fill)
	words := Frame(nil, nil, nil, Inset(0, 0, 0, look.S16, p.far), p.what)
	left := container.New(middle{}, VStack(look.S8, words, bar))
	root := Frame(nil, nil, nil, Inset(0, 0, 0, look.S16, HStack(0, p.stop)), left)
	return newSkin(root, func() {
		track.FillColor, fill.FillColor = look.Color(look.Line), look.Color(look.Accent)
		fill.Resize(fyne.NewSize(track.Size().Width*p.share, look.S4))
	})
}

// gauge lays the filled part over the track.
type gauge struct{ line *ProgressLine }

func (g *gauge) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, look.S4))
	objects[1].Resize(fyne.NewSize(size.Width*g.line.share, look.S4))
}

func (g *gauge) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(look.S48, look.S4) }
