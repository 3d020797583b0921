package editor

import (
	"fyne.io/fyne/v2"

	"tinxa/model"
	"tinxa/model/manuscript"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// photoPanel is the panel of the picture that the caret is at, and of all the
// report's pictures.
type photoPanel struct {
	*panel
	screen *Screen
	chosen *fyne.Container
	list   *fyne.Container
	hint   *part.Flow
	at     manuscript.Spot
}

func newPhotoPanel(s *Screen) *photoPanel {
	p := &photoPanel{panel: newPanel(), screen: s, list: part.VStack(look.S4), chosen: part.VStack(look.S4)}
	p.hint = part.NewProse(look.Label, say.T("photo.none"))
	p.column.Add(part.NewButton(say.T("photo.add"), look.IconPhoto, s.ChoosePhotos))
	p.column.Add(p.hint)
	outer := p.column
	p.column = p.chosen
	p.line("alt", func(p *model.Picture) *string { return &p.Alt })
	p.line("credit", func(p *model.Picture) *string { return &p.Credit })
	p.column = outer
	p.column.Add(p.chosen)
	p.column.Add(p.list)
	p.follow(p.show)
	return p
}

// line is a text of the chosen picture.
func (p *photoPanel) line(key string, at func(*model.Picture) *string) {
	area := part.NewTextArea(say.T("photo."+key+".hint"), 2)
	get := func(r model.Report) string {
		picture, _ := pictureAt(r, p.at)
		return *at(&picture)
	}
	f := tie(&area.Entry, get, p.screen.state.Report, func(text string) {
		p.screen.set(p.screen.state.SetPicture(p.at, key, func(p *model.Picture) { *at(p) = oneLine(text) }))
	})
	p.follow(f.sync)
	p.add(say.T("photo."+key), area)
}

func pictureAt(r model.Report, at manuscript.Spot) (model.Picture, bool) {
	b, _ := r.Blocks.Find(at.Block)
	if photos, ok := b.(model.Photos); ok && at.Entry < len(photos.Pictures) {
		return photos.Pictures[at.Entry], true
	}
	return model.Picture{}, false
}

// choose follows the caret to another picture.
func (p *photoPanel) choose(at manuscript.Spot) {
	box := manuscript.Spot{Field: manuscript.Caption, Block: at.Block, Entry: at.Entry}
	if (at.Field == manuscript.Caption || at.Field == manuscript.Picture) && box != p.at {
		p.at = box
		p.sync(p.screen.state.Report())
	}
}

// show lists the pictures in reading order.
func (p *photoPanel) show(r model.Report) {
	_, chosen := pictureAt(r, p.at)
	p.chosen.Hidden = !chosen
	p.list.RemoveAll()
	n := 0
	for _, box := range p.screen.state.Boxes() {
		if box.Form != manuscript.FormCaption {
			continue
		}
		n++
		at, words := box.Spot, box.Shown.Picture.Caption
		if words == "" {
			words = say.T("photo.uncaptioned")
		}
		line := part.NewRow(part.Inset(look.S4, look.S8, look.S4, look.S8, part.NewCutText(look.Control, say.T("photo.item", n, words))),
			func() { p.screen.reveal(p.screen.atEnd(at)) })
		line.SetSelected(at == p.at)
		p.list.Add(line)
	}
	p.hint.Hidden = n > 0
	p.column.Refresh()
}
