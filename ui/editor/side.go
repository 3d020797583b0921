package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// drawerNames are the panels in the order of Ctrl+1, Ctrl+2 …
var drawerNames = []string{"meeting", "photo", "report"}

// side is what stands beside the page: the outline at the left, one panel at a
// time at the right. In a narrow window the outline folds away and the panel
// lies over the page.
type side struct {
	screen  *Screen
	photo   *photoPanel
	date    fyne.Focusable // the meeting's date
	panels  []*panel       // as in drawerNames
	opened  int            // -1: none
	outline *fyne.Container
	left    *fyne.Container
	right   *fyne.Container
}

func newSide(s *Screen) *side {
	d := &side{screen: s, photo: newPhotoPanel(s), opened: -1, right: container.NewStack(), outline: part.VStack(0)}
	d.left = part.Sized(outlineWidth, 0, container.NewVScroll(part.Inset(look.S24, look.S8, look.S16, look.S8, d.outline)))
	meeting, date := newMeetingPanel(s)
	d.date = date
	d.panels = []*panel{meeting, d.photo.panel, newReportPanel(s)}
	return d
}

const outlineWidth float32 = 200

// newPanelSwitch is the row of names that open the panels.
func (s *Screen) newPanelSwitch() *part.FilterBar {
	bar := part.NewFilterBar(s.Panel)
	var names []part.Filter
	for _, name := range drawerNames {
		names = append(names, part.Filter{Label: say.T("panel." + name), Count: -1})
	}
	bar.Set(names...)
	bar.Select(-1)
	return bar
}

// Panel opens the panel of that number (from 0), or closes it when it is open.
func (s *Screen) Panel(n int) {
	if s.side.opened == n {
		n = -1
	}
	s.side.open(n)
}

// open shows one panel, -1 none.
func (d *side) open(n int) {
	d.opened = n
	d.screen.bars.panels.Select(n)
	d.right.Objects = nil
	if n >= 0 {
		d.panels[n].sync(d.screen.state.Report())
		name := say.T("panel." + drawerNames[n])
		d.right.Objects = []fyne.CanvasObject{part.NewSidePanel(name, d.panels[n].column, func() { d.open(-1) })}
	}
	d.screen.root.Refresh()
}

// around puts outline and panel beside the page.
func (d *side) around(page fyne.CanvasObject) fyne.CanvasObject {
	return container.New(sides{}, page, d.left, d.right)
}

// sides lays out the page, the outline and the panel, in this order.
type sides struct{}

func (sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	page, left, right := objects[0], objects[1], objects[2]
	narrow := size.Width < look.NarrowWidth
	from, to := float32(0), size.Width
	left.(*fyne.Container).Hidden = narrow
	if !narrow {
		from = outlineWidth
	}
	panel := right.MinSize().Width
	right.Move(fyne.NewPos(size.Width-panel, 0))
	right.Resize(fyne.NewSize(panel, size.Height))
	if !narrow {
		to -= panel
	}
	left.Resize(fyne.NewSize(outlineWidth, size.Height))
	page.Move(fyne.NewPos(from, 0))
	page.Resize(fyne.NewSize(to-from, size.Height))
}

func (sides) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }

// sync brings the outline and the open panel up to date.
func (d *side) sync(r model.Report) {
	d.outline.RemoveAll()
	for _, e := range outlineOf(r) {
		line := part.NewRow(part.Inset(0, look.S8, 0, look.S8+e.indent, part.NewCutText(look.Label, e.words)),
			func() { d.screen.follow(e.at) })
		d.outline.Add(line)
	}
	if d.opened >= 0 {
		d.panels[d.opened].sync(r)
	}
}

// follow leads to a line of the outline: what it names comes to the top of the
// window, so that what belongs to it is seen.
func (s *Screen) follow(at manuscript.Spot) {
	if at.Block == "" {
		s.reveal(at)
		return
	}
	s.sheet.Follow(at.Block)
}

// entry is a line of the outline.
type entry struct {
	words  string
	at     manuscript.Spot
	indent float32
}

// outlineOf lists what a reader would jump to: the lead, subheadings, photos,
// items, the end.
func outlineOf(r model.Report) []entry {
	all := []entry{{words: say.T("outline.lead"), at: manuscript.Spot{Field: manuscript.Sapo}}}
	photo := 0
	for b := range r.Blocks.All() {
		e := entry{at: manuscript.Spot{Field: manuscript.Text, Block: b.BlockID()}}
		if place, _ := r.Blocks.Place(b.BlockID()); place.Item != "" {
			e.indent = look.S12
		}
		switch b := b.(type) {
		case model.Heading:
			e.words = b.Text.Plain()
		case model.Item:
			e.words, e.at.Field = b.Commune, manuscript.Commune
			if b.Commune == "" {
				e.words = say.T("outline.item")
			}
		case model.Photos:
			e.words, e.at.Field = say.T("outline.photo", photo+1), manuscript.Caption
			if n := len(b.Pictures); n > 1 {
				e.words = say.T("outline.photos", photo+1, photo+n)
			}
			photo += len(b.Pictures)
		}
		if e.words != "" {
			all = append(all, e)
		}
	}
	return append(all, entry{words: say.T("outline.end"), at: manuscript.Spot{Field: manuscript.Byline}})
}
