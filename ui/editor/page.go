package editor

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/say"
)

// body shows the state's report for writing. The screen knows it by this much,
// so that a document editor of our own can take the place of page.
type body interface {
	// Sync shows the report as it is now.
	Sync()
	// Reveal scrolls to a spot and puts the caret there.
	Reveal(to Spot)
	// Caret is where the caret was last, and the runes selected there.
	Caret() (at Spot, from, to int)
	// Print shows the text at the caret as it will be printed, until the next
	// key goes into it.
	Print()
	// SpotAt is the spot nearest to a place in the window.
	SpotAt(pos fyne.Position) Spot
}

// events is what a body tells its screen.
type events struct {
	changed  func()                   // the report is another one now
	moved    func(Spot)               // the caret came to another text
	stepped  func()                   // the caret moved within its text
	failed   func(error)              // a command did not fit
	shortcut func(fyne.Shortcut) bool // keys that the body does not know
	pasted   func()                   // paste, where the clipboard may hold photos
	escaped  func()                   // Esc in a text
	canvas   func() fyne.Canvas
}

// page is the body made of one text box a text.
type page struct {
	events

	state    *State
	pictures *pictures
	rows     map[model.BlockID]*row // by block, the end of an item by its id and "end"
	head     *row
	foot     *row
	desk     *fyne.Container
	scroll   *container.Scroll
	last     *textBox
	lit      *row
	tooled   *cell
}

var _ body = (*page)(nil)

func newPage(state *State, pictures *pictures, tell events) *page {
	p := &page{events: tell, state: state, pictures: pictures, rows: map[model.BlockID]*row{}}
	p.head, p.foot = newHead(p), newFoot(p)
	p.desk = container.New(pageLayout{}, newBlank(p.beside))
	p.scroll = container.NewVScroll(p.desk)
	p.Sync()
	return p
}

// object is what stands on the screen.
func (p *page) object() fyne.CanvasObject {
	return container.NewStack(p.scroll, newWheel(p.scroll))
}

// Sync implements body: rows whose block is the same one stay, so that the
// caret, the scroll and the photos stay too.
func (p *page) Sync() {
	report := p.state.Report()
	kept := map[model.BlockID]*row{}
	rows := p.blockRows(report.Blocks, "", kept)
	p.rows = kept
	objects := p.desk.Objects[:1:1]
	shown := slices.Concat([]*row{p.head}, rows, []*row{p.foot})
	for _, r := range shown {
		r.beside = p.beside
		objects = append(objects, r)
	}
	same := slices.Equal(objects, p.desk.Objects)
	p.desk.Objects = objects
	for _, r := range shown {
		r.show(report)
	}
	p.reflow()
	if !same {
		p.desk.Refresh()
	}
}

func (p *page) blockRows(blocks model.Blocks, item model.BlockID, kept map[model.BlockID]*row) []*row {
	var rows []*row
	for _, b := range blocks {
		r := p.rows[b.BlockID()]
		if r == nil || r.form != formOf(b) {
			r = newBlockRow(p, b)
			r.form = formOf(b)
		}
		r.inItem = item != ""
		kept[b.BlockID()] = r
		rows = append(rows, r)
		if it, ok := b.(model.Item); ok {
			rows = append(rows, p.blockRows(it.Blocks, it.ID, kept)...)
			rows = append(rows, p.itemEnd(it.ID, kept))
		}
	}
	return rows
}

func (p *page) itemEnd(id model.BlockID, kept map[model.BlockID]*row) *row {
	key := id + "end"
	r := p.rows[key]
	if r == nil {
		r = newItemEnd(p, id)
	}
	kept[key] = r
	return r
}

// reflow gives every row its place again after a text grew or shrank.
func (p *page) reflow() {
	size := p.desk.Size()
	p.desk.Layout.Layout(p.desk.Objects, size)
	want := p.desk.MinSize().Height
	if p.scroll.Size().Height > 0 && want != size.Height {
		p.desk.Resize(fyne.NewSize(size.Width, max(want, p.scroll.Size().Height)))
		p.scroll.ScrollToOffset(p.scroll.Offset)
	}
}

// all lists the text boxes in reading order.
func (p *page) all() []*textBox {
	var boxes []*textBox
	for _, o := range p.desk.Objects[1:] {
		boxes = append(boxes, o.(*row).boxes...)
	}
	return boxes
}

func (p *page) boxAt(s Spot) *textBox {
	for _, b := range p.all() {
		if b.spot == s.box() {
			return b
		}
	}
	return nil
}

// Reveal implements body.
func (p *page) Reveal(to Spot) {
	b := p.boxAt(to)
	if b == nil {
		return
	}
	p.canvas().Focus(b)
	b.setCaret(to.Pos)
	p.scrollTo(b)
}

// Caret implements body.
func (p *page) Caret() (at Spot, from, to int) {
	if p.last == nil {
		return Spot{}, 0, 0
	}
	at = p.last.spot
	from, to = p.last.selection()
	at.Pos = p.last.caret()
	return at, from, to
}

// Print implements body.
func (p *page) Print() {
	if p.last != nil {
		p.last.hold(false)
	}
}

// SpotAt implements body: the row under the pointer, or the last one above it.
// A row begins with its photos, not with the captions under them.
func (p *page) SpotAt(pos fyne.Position) Spot {
	y := pos.Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(p.desk).Y
	found := Spot{Field: Title}
	for _, o := range p.desk.Objects[1:] {
		r := o.(*row)
		for i, b := range r.boxes {
			if r.Position().Y <= y && (i == 0 || p.top(b) <= y) {
				found = b.spot
			}
		}
	}
	return found
}

// beside puts the caret into the text nearest to a click on the paper beside
// it, or typing would lead nowhere.
func (p *page) beside(pos fyne.Position) {
	b := p.boxAt(p.SpotAt(pos))
	p.canvas().Focus(b)
	click := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	click.Position = pos.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(b))
	b.MouseDown(click)
	b.MouseUp(click)
}

// scrollTo brings the caret of a box into view, with a line of air.
func (p *page) scrollTo(b *textBox) {
	y := p.top(b) + b.CursorPosition().Y
	top, height := p.scroll.Offset.Y, p.scroll.Size().Height
	switch air := look.S48; {
	case y-air < top:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, y-air)))
	case y+2*air > top+height:
		p.scroll.ScrollToOffset(fyne.NewPos(0, y+2*air-height))
	}
}

// top is where a box begins on the desk. Fyne does not know yet where a box
// stands that was made just now.
func (p *page) top(b *textBox) float32 {
	for _, o := range p.desk.Objects[1:] {
		if r := o.(*row); slices.Contains(r.boxes, b) {
			down, _ := topWithin(r.content, b)
			return r.Position().Y + down
		}
	}
	return 0
}

// topWithin is how far below the top of o the box stands, if it is in o.
func topWithin(o fyne.CanvasObject, b *textBox) (float32, bool) {
	switch o := o.(type) {
	case *textBox:
		return 0, o == b
	case *fyne.Container:
		for _, child := range o.Objects {
			if down, ok := topWithin(child, b); ok {
				return child.Position().Y + down, true
			}
		}
	}
	return 0, false
}

// run shows what a command did and goes where it says.
func (p *page) run(to Spot, err error) {
	if err != nil {
		p.failed(err)
		return
	}
	p.Sync()
	p.changed()
	p.Reveal(to)
}

// hover lets the row under the pointer show its handle, and no other.
func (p *page) hover(r *row) {
	if p.lit != nil && p.lit != r {
		p.lit.offer(false)
	}
	p.lit = r
	r.offer(true)
}

// offerTools shows the tools of one picture, and of no other.
func (p *page) offerTools(c *cell) {
	if p.tooled != nil && p.tooled != c {
		p.tooled.tools.Hide()
	}
	p.tooled = c
	c.tools.Show()
}

// openMenu lists what can be done to a block.
func (p *page) openMenu(under fyne.CanvasObject, at Spot) {
	turn := func(key string, kind Kind) *fyne.MenuItem {
		return fyne.NewMenuItem(say.T(key), func() { p.run(p.state.Turn(at, kind)) })
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(say.T("editor.block.up"), func() { p.run(p.state.Move(at, -1)) }),
		fyne.NewMenuItem(say.T("editor.block.down"), func() { p.run(p.state.Move(at, 1)) }),
		fyne.NewMenuItemSeparator(),
	}
	if at.Field == Text {
		items = append(items,
			turn("editor.turn.paragraph", AsParagraph), turn("editor.turn.heading", AsHeading),
			turn("editor.turn.list", AsList), turn("editor.turn.numbered", AsNumbered),
			turn("editor.turn.quote", AsQuote), fyne.NewMenuItemSeparator())
	}
	items = append(items, fyne.NewMenuItem(say.T("editor.block.remove"), func() { p.run(p.state.Remove(at)) }))
	driver := fyne.CurrentApp().Driver()
	place := driver.AbsolutePositionForObject(under).AddXY(0, under.Size().Height)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), p.canvas(), place)
}
