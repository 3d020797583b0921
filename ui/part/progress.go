package part

import (
	"fyne.io/fyne/v2"
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
	bar       *Gauge
	stop      *Button
}

// NewProgressLine is a line at the beginning of its work; stop is called by
// "Dừng", nil for work that cannot be stopped.
func NewProgressLine(what string, stop func()) *ProgressLine {
	p := &ProgressLine{what: NewCutText(look.Control, what), far: NewText(look.Label, ""), bar: NewGauge()}
	p.stop = NewButton(say.T("common.stop"), "", stop)
	p.stop.Hidden = stop == nil
	p.ExtendBaseWidget(p)
	return p
}

// Set shows done of total pieces and the piece in hand. It is a task.Progress.
func (p *ProgressLine) Set(done, total int, what string) {
	p.what.SetText(what)
	p.far.SetText("")
	share := float32(0)
	if total > 0 {
		p.far.SetText(say.T("common.progress", done, total))
		share = float32(done) / float32(total)
	}
	p.bar.Set(share)
	p.Refresh()
}

// CreateRenderer is Fyne's.
func (p *ProgressLine) CreateRenderer() fyne.WidgetRenderer {
	words := Frame(nil, nil, nil, Inset(0, 0, 0, look.S16, p.far), p.what)
	left := container.New(middle{}, VStack(look.S8, words, p.bar))
	root := Frame(nil, nil, nil, Inset(0, 0, 0, look.S16, HStack(0, p.stop)), left)
	return widget.NewSimpleRenderer(root)
}
