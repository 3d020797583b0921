package history

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"tinxa/model"
	"tinxa/model/compare"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// sheet is where two versions stand side by side, with what is counted above
// them and the way from change to change.
type sheet struct {
	scroll  *container.Scroll
	summary *part.Flow
	far     *part.Text // which change of how many
	earlier *part.IconButton
	later   *part.IconButton
	heads   *fyne.Container // names the two versions
	head    *fyne.Container
	body    *fyne.Container // scroll, or what stands there instead
	root    fyne.CanvasObject

	table  *table // nil while nothing is compared
	at     int    // the change that was jumped to, below 0 for none yet
	narrow bool   // there is room for one column only
}

func newSheet() *sheet {
	s := &sheet{summary: part.NewFlow(look.Control), far: part.NewText(look.Label, ""), at: -1}
	s.earlier = part.NewIconButton(look.IconUp, say.T("history.earlier"), "Shift+F7", func() { s.jump(-1) })
	s.later = part.NewIconButton(look.IconDown, say.T("history.later"), "F7", func() { s.jump(1) })
	s.scroll = container.NewVScroll(widget.NewLabel(""))
	s.body, s.heads = container.NewStack(), container.New(headings{})
	steps := part.HStack(look.S4, s.far, s.earlier, s.later)
	counted := container.NewVBox(layout.NewSpacer(), s.summary, layout.NewSpacer())
	counts := part.Inset(look.S4, look.S16, 0, look.S12, part.Frame(nil, nil, nil, steps, counted))
	s.head = part.VStack(0, part.Sized(0, look.RowHeight, counts), part.Inset(0, 0, look.S8, 0, s.heads))
	s.root = part.Frame(s.head, nil, nil, nil, s.body)
	return s
}

// show lays two versions side by side, or on one page.
func (s *sheet) show(v *view, onePage bool, n names) {
	columns := 2
	if onePage {
		columns = 1
	}
	var content *fyne.Container
	s.table, content = newTable(v.album, v.comparison.Rows, columns)
	s.call(v.couple, onePage, n)
	s.at = -1
	s.summary.Set(summary(v.comparison))
	s.place(s.scroll)
	// The height is known once the content is as wide as its place.
	content.Resize(fyne.NewSize(s.scroll.Size().Width, 0))
	s.scroll.Content = content
	s.scroll.Offset = fyne.Position{}
	s.scroll.Refresh()
	s.count()
	s.reveal()
}

// call names the two versions above their pages.
func (s *sheet) call(c couple, onePage bool, n names) {
	s.heads.Objects = []fyne.CanvasObject{newHead(c.older, n), newHead(c.newer, n)}
	if onePage {
		s.heads.Objects = []fyne.CanvasObject{newMergedHead(c.older, c.newer, n)}
	}
	s.heads.Refresh()
	s.root.Refresh()
}

// instead shows something else in the place of a comparison.
func (s *sheet) instead(o fyne.CanvasObject) {
	s.table, s.at = nil, -1
	s.summary.Set(nil)
	s.count()
	s.place(o)
}

func (s *sheet) place(o fyne.CanvasObject) {
	s.head.Hidden = s.table == nil
	s.body.Objects = []fyne.CanvasObject{o}
	s.root.Refresh()
}

// reveal scrolls to the first change where it is below what can be seen.
func (s *sheet) reveal() {
	if all := s.table.changes(); len(all) > 0 {
		if top := s.table.tops[all[0]]; top > s.scroll.Size().Height*3/4 {
			s.scroll.ScrollToOffset(fyne.NewPos(0, top-look.S48))
		}
	}
}

// jump goes to the change so many after the one before.
func (s *sheet) jump(by int) {
	if s.table == nil {
		return
	}
	all := s.table.changes()
	if len(all) == 0 {
		return
	}
	s.light(false)
	s.at = max(0, min(s.at+by, len(all)-1))
	s.light(true)
	s.scroll.ScrollToOffset(fyne.NewPos(0, s.table.tops[all[s.at]]-look.S48))
	s.count()
}

func (s *sheet) light(on bool) {
	if s.at >= 0 {
		s.table.strips[s.table.changes()[s.at]].mark.light(on)
	}
}

// page scrolls by so many windows.
func (s *sheet) page(by float32) {
	s.scroll.ScrollToOffset(s.scroll.Offset.AddXY(0, by*(s.scroll.Size().Height-look.S48)))
}

// count says how many changes there are, and where among them one is.
func (s *sheet) count() {
	n := 0
	if s.table != nil {
		n = len(s.table.changes())
	}
	words := ""
	switch {
	case s.at >= 0:
		words = say.T("history.change.at", s.at+1, n)
	case n > 0:
		words = say.T("history.changes", say.Count(n))
	}
	s.far.SetText(words)
	enable(s.earlier, n > 0 && s.at > 0)
	enable(s.later, n > 0 && s.at < n-1)
	s.head.Refresh()
}

// enable switches something that can be pressed on or off.
func enable(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

// summary is what was counted, each count on the ground of its words.
func summary(c compare.Comparison) []part.Run {
	all := tally(c)
	if len(all) == 0 {
		return []part.Run{{Text: uncounted(c)}}
	}
	var runs []part.Run
	for i, one := range all {
		if i > 0 {
			runs = append(runs, part.Run{Text: ", "})
		}
		tint := look.GoodGround
		if one.kind == compare.Removed {
			tint = look.FaultGround
		}
		runs = append(runs, part.Run{Text: one.words, Colour: look.Ink, Tint: tint})
	}
	return runs
}

// newHead names a version above its page.
func newHead(r model.Revision, n names) fyne.CanvasObject {
	day := dayName(r.Saved.In(n.now.Location()), n.now)
	words := []part.Run{{Text: say.T("history.head", n.clock(r), day), Bold: true}}
	if n.isCurrent(r) {
		words = append(words, part.Run{Text: " · " + say.T("history.current")})
	}
	if name := nameOf(r); name != "" {
		words = append(words, part.Run{Text: " · " + name})
	}
	head := part.NewFlow(look.Control)
	head.Set(words)
	return head
}

// newMergedHead names the two versions of the merged page.
func newMergedHead(older, newer model.Revision, n names) fyne.CanvasObject {
	head := part.NewFlow(look.Control)
	head.Set([]part.Run{
		{Text: say.T("history.merged", n.moment(older), n.moment(newer)), Bold: true},
		{Text: " · "},
		marked(part.Run{Text: say.T("history.merged.added")}, compare.Added),
		{Text: " · "},
		marked(part.Run{Text: say.T("history.merged.removed")}, compare.Removed),
	})
	return head
}

// newQuiet is a sentence in the middle of an empty place, with what can be done.
func newQuiet(glyph look.IconName, sentence string, buttons ...*part.Button) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(look.IconIn(glyph, look.Second))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(look.S48))
	words := part.NewProse(look.Body, sentence).Aligned(fyne.TextAlignCenter)
	row := part.HStack(look.S12)
	for _, b := range buttons {
		row.Add(b)
	}
	return container.New(midway{}, icon, words, container.NewCenter(row))
}

// midway puts objects under each other in the middle, wrapped words as wide as
// they are read well.
type midway struct{}

const quietWidth float32 = 480

func (midway) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width-2*look.S16, quietWidth)
	high := -look.S16
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wraps, which tells the height
		high += o.MinSize().Height + look.S16
	}
	y := max(0, (size.Height-high)/2)
	for _, o := range objects {
		least := o.MinSize().Height
		put(o, (size.Width-width)/2, y, width, least)
		y += least + look.S16
	}
}

func (midway) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(look.PanelWidth, 0) }
