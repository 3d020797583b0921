package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"tinxa/model/manuscript"
	"tinxa/ui/say"
)

// menu lists what can be done to what the pointer or the caret is on.
func (s *Screen) menu(at fyne.Position) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", s.items()...), s.env.Canvas(), at)
}

func (s *Screen) items() []*fyne.MenuItem {
	items := append(s.proof.items(), s.clipboardItems()...)
	spot := s.state.Selection().Head
	if box, i := s.state.Box(spot); i >= 0 {
		switch {
		case spot.Field == manuscript.Picture || spot.Field == manuscript.Caption:
			items = append(items, s.pictureItems(box)...)
		case turnable(box.Form):
			items = append(items, s.formItems()...)
		}
		if spot.Block != "" {
			items = append(items, s.blockItems(spot.Field)...)
		}
	}
	return items
}

// act is a line of the menu.
func act(key string, do func()) *fyne.MenuItem { return fyne.NewMenuItem(say.T(key), do) }

// does is a line of the menu that runs a command.
func (s *Screen) does(key string, c manuscript.Command) *fyne.MenuItem {
	return act(key, func() { s.run(c) })
}

func (s *Screen) clipboardItems() []*fyne.MenuItem {
	cut, copied := act("editor.cut", s.Cut), act("editor.copy", s.Copy)
	cut.Disabled = s.state.Copy().Empty()
	copied.Disabled = cut.Disabled
	return []*fyne.MenuItem{
		cut, copied,
		act("editor.paste", func() { s.Paste(false) }),
		act("editor.paste.plain", func() { s.Paste(true) }),
	}
}

func (s *Screen) formItems() []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItemSeparator()}
	for _, form := range forms {
		item := s.does("editor.turn."+string(form), manuscript.Turn(form))
		item.Checked = form == s.state.Form()
		items = append(items, item)
	}
	return items
}

// forms are what a running text can be turned into, in the order of their keys.
var forms = []manuscript.Form{
	manuscript.Paragraph, manuscript.Heading, manuscript.Dash, manuscript.Numbered, manuscript.Quote,
}

// pictureItems are what can be done to a picture: its size, its neighbours,
// whether it is the cover.
func (s *Screen) pictureItems(box manuscript.Box) []*fyne.MenuItem {
	at, shown := box.Spot, box.Shown
	full, half := s.does("editor.photo.full", manuscript.SetHalf(at, false)), s.does("editor.photo.half", manuscript.SetHalf(at, true))
	full.Checked, half.Checked = !shown.Half, shown.Half
	full.Disabled = shown.Beside > 1
	half.Disabled = full.Disabled
	join := s.does("editor.photo.join", manuscript.JoinPictures(at))
	join.Disabled = s.idle(manuscript.JoinPictures(at))
	part := s.does("editor.photo.part", manuscript.PartPictures(at))
	part.Disabled = shown.Beside == 1
	cover := s.does("editor.photo.cover", manuscript.SetCover(shown.Picture.Photo))
	cover.Checked, cover.Disabled = shown.Cover, shown.Picture.Photo == ""
	return []*fyne.MenuItem{
		fyne.NewMenuItemSeparator(),
		full, half, join, part,
		fyne.NewMenuItemSeparator(),
		cover, s.does("editor.photo.remove", manuscript.RemovePicture(at)),
	}
}

// idle reports whether a command would change nothing.
func (s *Screen) idle(c manuscript.Command) bool {
	change, err := c(s.state.Moment())
	return err != nil || len(change.Edits) == 0
}

// blockItems are what can be done to a block; a picture has its own way out.
func (s *Screen) blockItems(at manuscript.Field) []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItemSeparator(),
		act("editor.block.up", func() { s.Move(-1) }),
		act("editor.block.down", func() { s.Move(1) }),
	}
	if at != manuscript.Picture && at != manuscript.Caption {
		items = append(items, act("editor.block.remove", s.Remove))
	}
	return items
}
