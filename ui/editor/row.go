package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// row is one block on the page, or the head, the foot, or an item's heading or
// end. Its content stands between the page's margins; in the left margin is the
// handle that opens the block's menu.
type row struct {
	widget.BaseWidget

	form   string // what it was made for; another form needs another row
	block  model.BlockID
	boxes  []*textBox
	inItem bool
	show   func(r model.Report) // puts the report's texts in

	content fyne.CanvasObject
	handle  *part.IconButton // nil where the row cannot be moved
	hovered func(*row)
	beside  func(fyne.Position) // a click beside the content, somewhere in the window
}

func newRow(block model.BlockID, content fyne.CanvasObject, boxes ...*textBox) *row {
	r := &row{block: block, content: content, boxes: boxes}
	r.ExtendBaseWidget(r)
	return r
}

// movable gives the row its handle.
func (r *row) movable(p *page, at Spot) *row {
	r.handle = part.NewIconButton(look.IconDrag, say.T("editor.block.menu"), "", nil)
	r.handle.OnTapped = func() { p.openMenu(r.handle, at) }
	r.handle.Hide()
	r.hovered = p.hover
	return r
}

// offer shows or hides the handle.
func (r *row) offer(on bool) {
	if r.handle != nil && r.handle.Visible() != on {
		r.handle.Hidden = !on
		r.handle.Refresh()
	}
}

// MouseIn implements desktop.Hoverable.
func (r *row) MouseIn(*desktop.MouseEvent) {
	if r.hovered != nil {
		r.hovered(r)
	}
}

// MouseMoved implements desktop.Hoverable.
func (r *row) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable. The handle stays until another row is
// under the pointer, or it would vanish on the way to it.
func (r *row) MouseOut() {}

// Tapped implements fyne.Tappable.
func (r *row) Tapped(e *fyne.PointEvent) { r.beside(e.AbsolutePosition) }

// CreateRenderer implements fyne.Widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	thread := canvas.NewRectangle(look.Color(look.Line))
	return &rowSkin{row: r, thread: thread}
}

// rowSkin lays a row out. The thread is the line along what belongs to an item.
type rowSkin struct {
	row    *row
	thread *canvas.Rectangle
}

const (
	margin     = look.S48 // of the page, left and right
	itemIndent = look.S16
)

func (s *rowSkin) left() float32 {
	if s.row.inItem {
		return margin + itemIndent
	}
	return margin
}

func (s *rowSkin) Layout(size fyne.Size) {
	s.row.content.Move(fyne.NewPos(s.left(), 0))
	s.row.content.Resize(fyne.NewSize(size.Width-s.left()-margin, size.Height))
	s.thread.Move(fyne.NewPos(margin+look.S4, -rowGap))
	s.thread.Resize(fyne.NewSize(look.FocusStroke, size.Height+rowGap))
	s.thread.Hidden = !s.row.inItem
	if s.row.handle != nil {
		s.row.handle.Move(fyne.NewPos(margin-look.TargetSize-look.S4, 0))
		s.row.handle.Resize(fyne.NewSquareSize(look.TargetSize))
	}
}

func (s *rowSkin) MinSize() fyne.Size {
	least := s.row.content.MinSize()
	return fyne.NewSize(least.Width+s.left()+margin, least.Height)
}

func (s *rowSkin) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{s.thread, s.row.content}
	if s.row.handle != nil {
		objects = append(objects, s.row.handle)
	}
	return objects
}

func (s *rowSkin) Refresh() {
	s.thread.FillColor = look.Color(look.Line)
	s.thread.Refresh()
	canvas.Refresh(s.row)
}

func (s *rowSkin) Destroy() {}

// blank is the desk where nothing stands on it, with the paper in its middle.
type blank struct {
	widget.BaseWidget
	beside func(fyne.Position)
}

func newBlank(beside func(fyne.Position)) *blank {
	b := &blank{beside: beside}
	b.ExtendBaseWidget(b)
	return b
}

// Tapped implements fyne.Tappable.
func (b *blank) Tapped(e *fyne.PointEvent) { b.beside(e.AbsolutePosition) }

// CreateRenderer implements fyne.Widget.
func (b *blank) CreateRenderer() fyne.WidgetRenderer {
	paper := part.Column(look.PageWidth, part.NewSurface(container.NewWithoutLayout()))
	return widget.NewSimpleRenderer(part.Inset(look.S24, look.S16, look.S24, look.S16, paper))
}

// rowGap is the space between two rows.
const rowGap = look.S4

// pageLayout lays the blank desk (the first object) under everything, and the
// rows under one another, as wide as a page, in its middle. A row's height
// depends on its width, so each is given its width first and asked then.
type pageLayout struct{}

func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if size.Width <= 2*look.S16 {
		return // not on the screen yet; wrapping into no width takes longest
	}
	width := min(look.PageWidth, size.Width-2*look.S16)
	x := (size.Width - width) / 2
	y := look.S24 + look.S48
	for _, o := range objects[1:] {
		o.Resize(fyne.NewSize(width, o.Size().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, y))
		y += height + rowGap
	}
	objects[0].Resize(fyne.NewSize(size.Width, max(y+look.S48, size.Height)))
}

// MinSize is the height at the width of the last Layout.
func (l pageLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	height := look.S24 + look.S48 + look.S48
	for _, o := range objects[1:] {
		height += o.MinSize().Height + rowGap
	}
	return fyne.NewSize(360, height)
}
