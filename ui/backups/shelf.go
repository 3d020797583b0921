package backups

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// shelf is the page that lists the reports of one backup for choosing one.
type shelf struct {
	screen     *Screen
	backup     model.Backup
	passphrase string
	contents   *contents
	root       fyne.CanvasObject
	list       *part.List
	nothing    *fyne.Container // what stands in the place of an empty list
	main       *part.Button
}

func newShelf(s *Screen, b model.Backup, passphrase string, all []model.Summary) *shelf {
	p := &shelf{screen: s, backup: b, passphrase: passphrase, contents: newContents(all)}
	p.main = part.NewPrimary(say.T("backups.take"), "", s.takeBack)
	p.list = part.NewList(func() int { return len(p.contents.shown) },
		func() fyne.CanvasObject { return newReportRow() },
		func(i int, o fyne.CanvasObject) { o.(*reportRow).show(p.contents.at(i), s) },
		p.choose)
	p.nothing = container.NewCenter(part.NewText(look.Control, say.T("backups.take.nothing")).In(look.Second))
	foot := part.NewBar(part.Above, part.HStack(0, part.NewPlain(say.T("backups.take.back"), look.IconBack, s.leave)), nil, part.HStack(0, p.main))
	sheet := part.NewSurface(part.Pad(look.S4, container.NewStack(p.list, p.nothing)))
	column := part.Column(look.PageWidth+2*look.S16, part.Inset(0, look.S16, look.S16, look.S16, sheet))
	p.root = part.Frame(p.newHead(), foot, nil, nil, column)
	p.update()
	return p
}

func (p *shelf) newHead() fyne.CanvasObject {
	title := part.NewText(look.Title, say.T("backups.take.title", say.When(p.backup.Made, p.screen.env.Now())))
	search := part.NewSearchBox(say.T("backups.take.search"), func(query string) {
		p.contents.search(query)
		p.list.UnselectAll()
		p.update()
		p.list.ScrollToTop()
	})
	row := part.HStack(look.S12, part.Inset(0, 0, 0, look.S4, title), layout.NewSpacer(), search)
	hint := part.NewProseIn(look.Label, say.T("backups.take.hint"), look.PageWidth)
	return part.Column(look.PageWidth+2*look.S16, part.Inset(look.S24, look.S16, look.S12, look.S16, part.VStack(look.S4, row, hint)))
}

func (p *shelf) choose(i int) {
	p.contents.chosen = p.contents.at(i).ID
	p.update()
}

func (p *shelf) update() {
	part.Enable(p.contents.chosen != "", p.main)
	p.list.Update()
	p.nothing.Hidden = !p.list.Hidden
	p.nothing.Refresh()
}

// reportRow is a report in the list.
type reportRow struct {
	widget.BaseWidget
	head, facts *part.Text
}

func newReportRow() *reportRow {
	r := &reportRow{head: part.NewCutText(look.Strong, ""), facts: part.NewCutText(look.Label, "")}
	r.ExtendBaseWidget(r)
	return r
}

func (r *reportRow) show(report model.Summary, s *Screen) {
	r.head.SetText(titleOf(report.Title))
	r.facts.SetText(reportFacts(report, s.env.Now()))
}

// CreateRenderer is Fyne's.
func (r *reportRow) CreateRenderer() fyne.WidgetRenderer {
	words := part.VStack(look.S4/2, r.head, r.facts)
	return widget.NewSimpleRenderer(part.Inset(look.S8, look.S12, look.S8, look.S12, words))
}
