package publish

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"tinxa/model"
	"tinxa/ui/look"
	"tinxa/ui/part"
	"tinxa/ui/say"
)

// newChecklist is the left column: every gap leads to its place in the editor.
func newChecklist(r model.Report, goTo func(model.Gap)) fyne.CanvasObject {
	lines := Lines(r)
	head := part.Inset(look.S24, look.S16, look.S8, look.S16, part.NewText(look.Strong, say.T("publish.check")))
	var rows []fyne.CanvasObject
	for _, line := range lines {
		rows = append(rows, newCheckRow(line, goTo))
	}
	hint := say.T("publish.check.hint")
	if len(lines) == 0 {
		hint = say.T("publish.check.none.hint")
		rows = append(rows, part.Inset(0, look.S8, 0, look.S8, checkLine(look.IconCheck, look.Good, say.T("publish.check.none"))))
	}
	rows = append(rows, part.Inset(look.S8, look.S8, look.S16, look.S4, part.NewProse(look.Label, hint)))
	list := container.NewVScroll(part.Inset(0, look.S8, 0, look.S8, part.VStack(0, rows...)))
	return part.Frame(head, nil, nil, nil, list)
}

func newCheckRow(line Line, goTo func(model.Gap)) *part.Card {
	icon, ink := look.IconWarning, look.Warning
	if line.Blocks {
		icon, ink = look.IconFault, look.Fault
	}
	body := part.Inset(look.S4, look.S8, look.S4, look.S8, checkLine(icon, ink, line.Words))
	return part.NewRow(body, func() { goTo(line.Gap) })
}

func checkLine(icon look.IconName, ink fyne.ThemeColorName, words string) fyne.CanvasObject {
	return pointed(newGlyph(icon, ink), part.NewProseIn(look.Control, words, checkWidth-2*look.S16-look.IconSide-look.S8))
}

// pointed is an icon and text beside it, each halfway down.
func pointed(icon *canvas.Image, text fyne.CanvasObject) fyne.CanvasObject {
	lead := part.Inset(0, look.S8, 0, 0, part.HStack(0, icon))
	return part.Frame(nil, nil, lead, nil, part.VStack(0, layout.NewSpacer(), text, layout.NewSpacer()))
}

func newGlyph(name look.IconName, ink fyne.ThemeColorName) *canvas.Image {
	img := canvas.NewImageFromResource(look.IconIn(name, ink))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(look.IconSide))
	return img
}

// columns lays out checklist, page and forms. Where the window is narrow the
// page folds away and the two others stand in the middle: the browser shows the
// page as well.
type columns struct {
	sheet func() fyne.CanvasObject // makes the page when it is first unfolded
}

const (
	checkWidth     float32 = 280
	checkWidthMost float32 = 440 // while the page is folded away
)

func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, page, right := objects[0], objects[1].(*fyne.Container), objects[2]
	page.Hidden = size.Width < look.NarrowWidth
	from, width, to := float32(0), checkWidth, size.Width-look.PanelWidth
	if !page.Hidden && len(page.Objects) == 0 {
		page.Objects = []fyne.CanvasObject{c.sheet()}
	}
	if page.Hidden {
		width = min(checkWidthMost, size.Width-look.PanelWidth-look.S24)
		from = max(0, (size.Width-width-look.PanelWidth-look.S24)/2)
		to = from + width + look.S24
	}
	place(left, from, width, size.Height)
	place(right, to, look.PanelWidth, size.Height)
	if !page.Hidden {
		place(page, width, to-width, size.Height)
	}
}

func place(o fyne.CanvasObject, x, width, height float32) {
	o.Move(fyne.NewPos(x, 0))
	o.Resize(fyne.NewSize(width, height))
}

func (columns) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 320) }
