package editor

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/task"
	"tinxa/ui/uitest"
)

// desk is a screen without a page: a state, and what the pieces around the page
// asked of it.
type desk struct {
	state   *manuscript.State
	page    *blankPage
	w       fyne.Window
	runner  task.Runner
	told    []string // what was told as done
	hints   []string
	faults  []error
	redrawn int
	after   []func() // after every command: what a screen tells its pieces
}

// blankPage can have the keyboard.
type blankPage struct {
	widget.BaseWidget
	typed     []rune
	refreshed int
}

func newBlankPage() *blankPage {
	p := &blankPage{}
	p.ExtendBaseWidget(p)
	return p
}

// Refresh implements fyne.Widget, and counts.
func (p *blankPage) Refresh() {
	p.refreshed++
	p.BaseWidget.Refresh()
}

func (p *blankPage) FocusGained()              {}
func (p *blankPage) FocusLost()                {}
func (p *blankPage) TypedRune(r rune)          { p.typed = append(p.typed, r) }
func (p *blankPage) TypedKey(k *fyne.KeyEvent) {}

func (p *blankPage) CreateRenderer() fyne.WidgetRenderer {
	lines := part.VStack(look.S12)
	for _, words := range []string{
		"Sáng 15/10/2026, Đảng ủy xã Suối Mây tổ chức Hội nghị lần thứ 4 (mở rộng).",
		"Đồng chí Nguyễn Thị Hạ, Bí thư Đảng ủy, chủ trì Hội nghị.",
		"Tổng thu ngân sách trên địa bàn xã đạt 12,4 tỷ đồng, bằng 104,2 % kế hoạch.",
	} {
		lines.Add(part.NewProse(look.Body, words))
	}
	return widget.NewSimpleRenderer(container.NewVScroll(part.NewPage(lines)))
}

func (d *desk) ports() ports {
	return ports{
		ctx: context.Background(), runner: d.runner, state: d.state,
		run: func(c manuscript.Command) {
			if err := d.state.Run(c); err != nil {
				d.faults = append(d.faults, err)
			}
			for _, tell := range d.after {
				tell()
			}
		},
		redraw: func() { d.redrawn++ },
		reveal: func() { d.w.Canvas().Focus(d.page) },
		caret:  func() (fyne.Position, fyne.Size) { return fyne.NewPos(420, 260), fyne.NewSize(2, 20) },
		canvas: func() fyne.Canvas { return d.w.Canvas() },
		done:   func(text string) { d.told = append(d.told, text) },
		hint:   func(text string) { d.hints = append(d.hints, text) },
		failed: func(err error) { d.faults = append(d.faults, err) },
	}
}

// at is a spot in a block's text.
func at(block model.BlockID, pos int) manuscript.Spot {
	return manuscript.Spot{Field: manuscript.Text, Block: block, Pos: pos}
}

// paragraphs is a report of paragraphs named a, b, c …
func paragraphs(texts ...string) model.Report {
	r := model.Report{Head: model.Head{Title: "Hội nghị"}}
	for i, text := range texts {
		r.Blocks = append(r.Blocks, model.Paragraph{ID: model.BlockID(string(rune('a' + i))), Text: model.Plainly(text)})
	}
	return r
}

// newDesk opens a report; shown wraps the page in what stands around it.
func newDesk(t testing.TB, r model.Report, shown func(d *desk, page fyne.CanvasObject) fyne.CanvasObject) *desk {
	t.Helper()
	d := newDeskWithout(r)
	d.w = uitest.New(t, uitest.Laptop, func() fyne.CanvasObject {
		d.page = newBlankPage()
		return part.NewStage(d.runner, part.NewDesk(shown(d, d.page)))
	})
	d.w.Canvas().Focus(d.page)
	return d
}

// newDeskWithout opens a report that no window shows yet.
func newDeskWithout(r model.Report) *desk {
	d := &desk{runner: task.Inline{}}
	d.state = manuscript.Open(r, func() time.Time { return time.Date(2026, 10, 15, 10, 32, 7, 0, time.UTC) })
	return d
}

func bare(_ *desk, page fyne.CanvasObject) fyne.CanvasObject { return page }

func (d *desk) press(names ...fyne.KeyName) {
	for _, name := range names {
		d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// text is the plain text of a block.
func (d *desk) text(block model.BlockID) string {
	box, _ := d.state.Box(at(block, 0))
	return box.Text.Plain()
}
