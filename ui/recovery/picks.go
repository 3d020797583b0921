package recovery

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/model/rescue"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// picks is the page on which reports are ticked.
type picks struct {
	screen *Screen
	sel    *selection
	root   fyne.CanvasObject
	list   *part.List // nil where nothing was found
	main   *part.Button
}

func newPicks(s *Screen, plan rescue.Plan) *picks {
	p := &picks{screen: s, sel: newSelection(plan)}
	if p.sel.lines() == 0 {
		back := part.NewButton(say.T("recovery.back"), look.IconBack, s.back)
		p.main = part.NewButton(say.T("recovery.empty"), "", s.rebuild)
		p.root = part.NewEmptyState(look.IconSearch, say.T("recovery.nothing"), back, p.main)
		return p
	}
	p.main = part.NewPrimary("", "", s.rebuild)
	p.list = part.NewList(p.sel.lines,
		func() fyne.CanvasObject { return newPickRow() },
		func(i int, o fyne.CanvasObject) { o.(*pickRow).show(p.sel.line(i, s.env.Now())) },
		p.pressed)
	back := part.NewPlain(say.T("recovery.back"), look.IconBack, s.back)
	foot := part.NewBar(part.Above, part.HStack(0, back), nil, part.HStack(0, p.main))
	sheet := part.Column(look.PageWidth+2*look.S16, part.Inset(0, look.S16, look.S16, look.S16, part.NewSurface(part.Pad(look.S4, p.list))))
	p.root = part.Frame(p.newHead(), foot, nil, nil, sheet)
	p.update()
	return p
}

func (p *picks) newHead() fyne.CanvasObject {
	title := part.NewText(look.Title, say.T("recovery.found", say.Count(len(p.sel.plan.Reports))))
	all := part.NewPlain(say.T("recovery.all"), "", func() { p.sel.all(true); p.update() })
	none := part.NewPlain(say.T("recovery.none"), "", func() { p.sel.all(false); p.update() })
	row := part.HStack(look.S4, part.Inset(0, 0, 0, look.S4, title), layout.NewSpacer(), all, none)
	hint := say.T("recovery.found.hint")
	if n := len(p.sel.plan.Lost); n > 0 {
		hint += " " + say.T("recovery.found.lost", say.Count(n))
	}
	rows := part.VStack(look.S4, row, part.NewProseIn(look.Label, hint, look.PageWidth))
	return part.Column(look.PageWidth+2*look.S16, part.Inset(look.S24, look.S16, look.S12, look.S16, rows))
}

// pressed ticks a report or takes the tick away.
func (p *picks) pressed(i int) {
	p.list.Unselect(i)
	if i < len(p.sel.ticked) {
		p.sel.toggle(i)
		p.update()
	}
}

func (p *picks) update() {
	if p.sel.isEmpty() {
		p.main.SetText(say.T("recovery.empty"))
	} else {
		p.main.SetText(say.T("recovery.rebuild", say.Count(p.sel.count())))
		able(p.main, p.sel.count() > 0)
	}
	p.list.Update()
}

// pickRow is a line of the list.
type pickRow struct {
	widget.BaseWidget

	tick  *tickBox
	glyph *canvas.Image
	head  *part.Text
	facts *part.Text
}

func newPickRow() *pickRow {
	r := &pickRow{tick: newTickBox(), glyph: newGlyph(look.IconWarning, look.Warning)}
	r.head, r.facts = part.NewCutText(look.Strong, ""), part.NewCutText(look.Label, "")
	r.ExtendBaseWidget(r)
	return r
}

// show makes the row show a line.
func (r *pickRow) show(l line) {
	r.tick.set(l.on)
	r.tick.Hidden = l.kind != lineReport
	r.glyph.Hidden = l.kind != lineLost && l.kind != lineOlder
	r.glyph.Resource = look.IconIn(look.IconWarning, look.Warning)
	if l.kind == lineLost {
		r.glyph.Resource = look.IconIn(look.IconFault, look.Fault)
	}
	r.head.SetText(l.head)
	r.facts.SetText(l.facts)
	r.Refresh()
}

// CreateRenderer is Fyne's.
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer {
	lead := part.Inset(0, look.S12, 0, look.S12, container.NewCenter(part.Sized(look.IconSide, look.IconSide, container.NewStack(r.tick, r.glyph))))
	words := part.VStack(look.S4/2, r.head, r.facts)
	return widget.NewSimpleRenderer(part.Frame(nil, nil, lead, nil, part.Inset(look.S8, look.S12, look.S8, 0, words)))
}

// tickBox is a square that can be ticked; the row around it is what is pressed.
type tickBox struct {
	widget.BaseWidget

	on    bool
	box   *canvas.Rectangle
	check *canvas.Image
}

func newTickBox() *tickBox {
	t := &tickBox{box: canvas.NewRectangle(color.Transparent), check: newGlyph(look.IconCheck, look.OnAccent)}
	t.box.CornerRadius = look.S4
	t.ExtendBaseWidget(t)
	return t
}

func (t *tickBox) set(on bool) {
	t.on = on
	t.Refresh()
}

// CreateRenderer is Fyne's.
func (t *tickBox) CreateRenderer() fyne.WidgetRenderer {
	s := tickSkin{widget.NewSimpleRenderer(container.NewStack(t.box, t.check)), t}
	s.paint()
	return s
}

type tickSkin struct {
	fyne.WidgetRenderer
	tick *tickBox
}

func (s tickSkin) paint() {
	s.tick.check.Hidden = !s.tick.on
	s.tick.box.FillColor, s.tick.box.StrokeColor, s.tick.box.StrokeWidth = look.Color(look.Accent), color.Transparent, 0
	if !s.tick.on {
		s.tick.box.FillColor = color.Transparent
		s.tick.box.StrokeColor, s.tick.box.StrokeWidth = look.Color(look.FieldLine), 1.5
	}
}

func (s tickSkin) Refresh() {
	s.paint()
	s.WidgetRenderer.Refresh()
}
